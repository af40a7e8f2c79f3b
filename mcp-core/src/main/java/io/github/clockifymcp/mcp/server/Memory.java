package io.github.clockifymcp.mcp.server;

import java.util.Optional;

/// Where what a session sets is kept beyond this process. Set by the transport
/// ([Connection#memory]).
@FunctionalInterface
public interface Memory {

    /// Keeps nothing: the session ends with its connection.
    Memory NONE = state -> Optional.empty();

    /// Keeps it, if nothing of the same or a higher version is there; when this throws, nothing was
    /// set.
    ///
    /// @return what was set elsewhere since, and then nothing was kept; empty when it was
    Optional<SessionState> keep(SessionState state);
}
