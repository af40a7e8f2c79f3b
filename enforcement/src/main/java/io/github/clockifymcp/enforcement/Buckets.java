package io.github.clockifymcp.enforcement;

import java.time.Duration;

/// Where calls a minute are counted: a bucket for each of those whom [Limits] tells apart, which
/// fills itself over a minute and gives one token for each call. Whoever shares the buckets shares
/// the limits.
public interface Buckets {

    /// The bucket of somebody, which is the same one wherever it is asked for.
    ///
    /// @param perMinute how many calls a minute, and how many at once after a minute without any
    Bucket of(Whose whose, int perMinute);

    /// Whose calls are counted.
    ///
    /// @param tenant empty where it does not matter
    /// @param id of the principal or workspace; empty where the kind says it all
    record Whose(Kind kind, String tenant, String id) {}

    /// Who may share a bucket.
    enum Kind {
        /// One principal of a tenant.
        EACH,
        /// A tenant.
        TENANT,
        /// A workspace, whichever tenants use it.
        WORKSPACE,
        /// Everybody.
        ALL
    }

    /// One bucket. Many threads may ask at once.
    interface Bucket {
        /// Takes a token, if there is one.
        Taking take();

        /// Puts a token back, since its call did not come to pass. It may be lost.
        void giveBack();

        /// Whether nothing of interest is lost when this object is forgotten and made anew.
        boolean forgettable();
    }

    /// What came of taking a token.
    sealed interface Taking {
        /// It was taken.
        record Taken() implements Taking {}

        /// There is none.
        ///
        /// @param retryAfter when there will be one
        record Empty(Duration retryAfter) implements Taking {}

        /// It cannot be said whether there is one, and none was taken.
        ///
        /// @param retryAfter when it is worth asking again
        record Away(Duration retryAfter) implements Taking {}
    }
}
