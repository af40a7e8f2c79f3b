package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Instant;

/// What is known of a session of an older revision, as data: enough to go on with it elsewhere.
///
/// @param id what the client sends as `Mcp-Session-Id`; whoever knows it and is its principal may
///   use it, so it is not logged
/// @param path the endpoint where it began, and stays
/// @param principal whose it is; with other scopes it is another's
/// @param revision as agreed
/// @param introduction the parameters of its `initialize` as JSON: capabilities, name and version
///   of the client
/// @param state what its client has set since
/// @param seen when its client was last heard, within a minute
public record StoredSession(
        String id,
        String path,
        Principal principal,
        String revision,
        String introduction,
        SessionState state,
        Instant seen) {

    /// The same, heard of again.
    public StoredSession seenAt(Instant now) {
        return new StoredSession(id, path, principal, revision, introduction, state, now);
    }

    /// The same, with something else set.
    public StoredSession with(SessionState other) {
        return new StoredSession(id, path, principal, revision, introduction, other, seen);
    }
}
