package io.github.clockifymcp.mcp.server;

/// Where what a session sets is kept beyond this process. Set by the transport
/// ([Connection#memory]).
@FunctionalInterface
public interface Memory {

    /// Keeps nothing: the session ends with its connection.
    Memory NONE = state -> {};

    /// Keeps it; when this throws, nothing was set.
    void keep(SessionState state);
}
