package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.tool.LogLevel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client of an older revision has set in its session, and goes on with wherever the session
/// goes on.
///
/// @param version one more each time something was set
/// @param activated the groups and tools in its list ([io.github.clockifymcp.mcp.tool.Activations])
/// @param watched the URIs of the resources it subscribed to
/// @param logged the least level of which it wants to be told; null before it said so
public record SessionState(
        long version, Set<String> activated, Set<String> watched, @Nullable LogLevel logged) {
    public SessionState {
        activated = Set.copyOf(activated);
        watched = Set.copyOf(watched);
    }

    /// Nothing was set but what the session's address adds to its list.
    public static SessionState begun(Set<String> activated) {
        return new SessionState(0, activated, Set.of(), null);
    }

    public SessionState withActivated(Set<String> other) {
        return new SessionState(version + 1, other, watched, logged);
    }

    public SessionState withWatched(Set<String> other) {
        return new SessionState(version + 1, activated, other, logged);
    }

    public SessionState withLogged(LogLevel other) {
        return new SessionState(version + 1, activated, watched, other);
    }
}
