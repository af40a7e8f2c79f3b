package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.Message;
import org.jspecify.annotations.Nullable;

/// One of the protocol's two ways of talking. Which one a request belongs to can be seen from the
/// request alone; both may come on one connection.
public interface Era {

    /// Whether the request is of this era.
    boolean claims(Message.Request request);

    /// Likewise, where headers may tell.
    ///
    /// @param headers null on transports without headers
    default boolean claims(Message.Request request, @Nullable RequestHeaders headers) {
        return claims(request);
    }

    /// Whether its requests build on earlier ones, so that a transport has to know which belong
    /// together.
    default boolean remembers() {
        return false;
    }

    /// Begins talking with a peer. Called once a connection, when its first request of this era
    /// arrives.
    Dialogue begin(Peer peer);
}
