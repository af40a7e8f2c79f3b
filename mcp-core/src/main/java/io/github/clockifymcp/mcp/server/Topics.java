package io.github.clockifymcp.mcp.server;

import java.util.Set;

/// Where replicas tell each other what may have changed. News is about a state and not about an
/// event: whoever hears it reads again. So it may be told twice, and several pieces of it as one,
/// but it is never lost while somebody wants it: where it may have been, everybody is told that
/// something may have been missed.
///
/// No method waits for another replica, and none fails when they cannot be reached.
public interface Topics {

    /// Tells whoever wants to hear of it, here and on every other replica.
    void publish(Set<News> news);

    /// Begins to hear, of nothing yet.
    Hearing hear(Ear ear);

    /// Somebody who hears. Neither method may wait; both are called from any thread.
    interface Ear {
        /// This may have changed, of what was wanted.
        void heard(Set<News> news);

        /// Everything that is wanted may have changed.
        void missed();
    }

    /// What somebody wants to hear of.
    interface Hearing extends AutoCloseable {
        /// From here on it hears of this.
        void want(News news);

        /// It need not hear of this any more.
        void leave(News news);

        /// It need not hear of anything any more.
        @Override
        void close();
    }
}
