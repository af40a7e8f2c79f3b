package io.github.clockifymcp.mcp.server;

/// Where messages go that belong to no request of the peer's: the one line of a pipe, the open
/// stream of a session. Set by the transport ([Connection#outlet]).
@FunctionalInterface
public interface Outlet {

    /// Goes nowhere.
    Outlet NONE = message -> false;

    /// Sends a message, or keeps it until the peer fetches it. Does not wait for the peer.
    ///
    /// @return false when the peer will never get it
    boolean push(byte[] message);
}
