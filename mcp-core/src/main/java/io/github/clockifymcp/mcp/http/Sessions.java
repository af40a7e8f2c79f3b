package io.github.clockifymcp.mcp.http;

import java.time.Instant;
import java.util.Optional;

/// Where sessions of older revisions are remembered. With a store that several replicas share, each
/// can go on with a session another began; streams and running calls stay where they are.
///
/// 1. What [#add] took, [#find] finds until it was removed or has expired, on every replica.
/// 2. The caps are kept by the store, since only it sees all replicas.
/// 3. Every method may block; what one throws is answered with 503.
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

    Optional<StoredSession> find(String id);

    /// Replaces what is known of a session, if it is still known.
    void update(StoredSession session);

    /// Forgets it.
    ///
    /// @return whether it was known
    boolean remove(String id);

    /// Forgets those whose clients were not heard since.
    void expire(Instant before);
}
