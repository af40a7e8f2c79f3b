package io.github.clockifymcp.server;

import io.github.clockifymcp.controlplane.Sealed;
import io.github.clockifymcp.server.keypage.Tickets;
import java.nio.file.Path;
import java.util.List;

/// The keys that replicas seal the tickets of the key page with.
public final class TicketKeys {
    private TicketKeys() {}

    /// Those that come from a file of keys.
    public static List<Sealed.Key> of(Path file) {
        return KeyFile.read(file).stream()
                .map(key -> Sealed.Key.of(key.id(), key.derived(Tickets.PURPOSE)))
                .toList();
    }
}
