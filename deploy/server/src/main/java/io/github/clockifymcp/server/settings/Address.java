package io.github.clockifymcp.server.settings;

import io.github.clockifymcp.clockify.Hosts;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where Clockify is.
public sealed interface Address {

    /// As a setting takes it.
    Kind<Address> KIND =
            new Kind<>(
                    "sandbox:, or an https address such as https://api.clockify.me/api/v1, without"
                            + " user, query or fragment (http is for this machine only)",
                    false,
                    Address::read);

    /// Several, as a setting takes them.
    Kind<Set<Hosts>> SEVERAL =
            new Kind<>(
                    "https addresses such as https://euc1.clockify.me/api/v1, without user, query or"
                            + " fragment, separated by commas (http is for this machine only)",
                    false,
                    Address::readAll);

    /// In this process: the embedded sandbox.
    record Sandbox() implements Address {}

    /// At these addresses.
    record At(Hosts hosts) implements Address {}

    private static @Nullable Address read(String text) {
        if (text.equals("sandbox:")) {
            return new Sandbox();
        }
        try {
            return new At(Hosts.at(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Set<Hosts> readAll(String text) {
        Set<Hosts> all = new LinkedHashSet<>();
        for (String part : List.of(text.split(",", -1))) {
            if (part.isBlank()) {
                continue;
            }
            if (!(read(part.strip()) instanceof At(Hosts hosts))) {
                return null;
            }
            all.add(hosts);
        }
        return all.isEmpty() ? null : Collections.unmodifiableSet(all);
    }
}
