package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.tool.Principal;

/// One of the protocol's two ways of talking. Which one a request belongs to can be seen from the
/// request alone; both may come on one connection.
public interface Era {

    /// Whether the request is of this era.
    boolean claims(Message.Request request);

    /// Begins talking with a peer. Called once a connection, when its first request of this era
    /// arrives.
    Dialogue begin(Principal principal, Offer offer, ServerSettings settings);
}
