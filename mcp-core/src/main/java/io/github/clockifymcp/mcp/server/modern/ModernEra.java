package io.github.clockifymcp.mcp.server.modern;

import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.server.Dialogue;
import io.github.clockifymcp.mcp.server.Era;
import io.github.clockifymcp.mcp.server.Peer;
import io.github.clockifymcp.mcp.server.RequestHeaders;
import io.github.clockifymcp.mcp.server.Revision;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Revision 2026-07-28.
public final class ModernEra implements Era {
    static final String META = "io.modelcontextprotocol/";
    static final String VERSION = META + "protocolVersion";

    private final StateSeal seal;
    private final Duration listsGoodFor;

    /// @param seal keeps the state of calls that wait for their client
    /// @param listsGoodFor how long a client may keep a list before it asks again (`ttlMs`)
    public ModernEra(StateSeal seal, Duration listsGoodFor) {
        this.seal = seal;
        this.listsGoodFor = listsGoodFor;
    }

    @Override
    public boolean claims(Message.Request request) {
        return request.params().path("_meta").has(VERSION)
                || request.method().equals("server/discover")
                || request.method().equals("subscriptions/listen");
    }

    /// A version of the protocol that is not one of the older ones is a claim to be of this era,
    /// true or not; `initialize` belongs to the older ones whatever stands beside it.
    @Override
    public boolean claims(Message.Request request, @Nullable RequestHeaders headers) {
        if (claims(request)) {
            return true;
        }
        String version = headers == null ? null : headers.one(HeaderCheck.VERSION);
        return version != null
                && Revision.of(version).filter(known -> !known.modern()).isEmpty()
                && !request.method().equals("initialize");
    }

    @Override
    public Dialogue begin(Peer peer) {
        return new ModernDialogue(peer, seal, listsGoodFor);
    }
}
