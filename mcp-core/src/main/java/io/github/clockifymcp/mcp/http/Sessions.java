package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Instant;
import java.util.Optional;

/// Where sessions of older revisions are remembered. With a store that several replicas share, each
/// can go on with a session another began; streams and running calls stay where they are.
///
/// 1. What [#add] took, [#find] finds until it was removed or has expired, on every replica.
/// 2. The caps are kept by the store, since only it sees all replicas.
/// 3. A session is shown to its principal alone. Whoever asks for one has been let in before, so
///    that a store which keeps tenants apart knows where to look.
/// 4. Every method may block. What one throws is answered with 503, but for [#keep], which is asked
///    in the middle of a request: then that request has failed and nothing was set.
public interface Sessions {

    /// What became of a new session.
    enum Admission {
        ADDED,
        /// The principal has as many as it may.
        PRINCIPAL_FULL,
        /// There are as many as there may be.
        FULL
    }

    Admission add(StoredSession session);

    /// The session of this id, if it is this principal's, with the same scopes.
    Optional<StoredSession> find(Principal principal, String id);

    /// Remembers that a session's client was heard, if the session is still known. What it has set
    /// stays as it is: another replica may have just kept it. A store may leave it at what it knows
    /// when that is less than a tenth of a session's time ago.
    void seen(Principal principal, String id, Instant when);

    /// Remembers what a session's client has set, if the session is still known and nothing of the
    /// same or a higher version is: two replicas can set something in one session at once.
    ///
    /// @return what is remembered instead; empty when this is, or the session is unknown
    Optional<SessionState> keep(Principal principal, String id, SessionState state);

    /// Forgets it.
    ///
    /// @return whether it was known
    boolean remove(Principal principal, String id);

    /// Forgets those whose clients were not heard since. A store that does this by itself need not
    /// be told.
    void expire(Instant before);
}
