package io.github.clockifymcp.enforcement;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What holds one of those whom [Limits] tells apart to a limit: a bucket and a number of places.
/// Its limit and its pins are changed by one at a time, as its map sees to.
final class Lane {
    /// Places, of which there can come to be more or fewer.
    private static final class Places extends Semaphore {
        private static final long serialVersionUID = 1;
        private static final int AS_MANY_AS_ONE_LIKES = Integer.MAX_VALUE / 2;

        Places(int concurrent) {
            super(number(concurrent), true);
        }

        private static int number(int concurrent) {
            return concurrent == 0 ? AS_MANY_AS_ONE_LIKES : concurrent;
        }

        /// Whoever has a place keeps it.
        void change(int before, int now) {
            int more = number(now) - number(before);
            if (more > 0) {
                release(more);
            } else {
                reducePermits(-more);
            }
        }
    }

    private final Buckets.Whose whose;
    private final Quota.Scope scope;
    private final Places places;
    private volatile Limits.Limit limit;
    private volatile Buckets.@Nullable Bucket bucket;
    private int pins;
    private int refused;

    Lane(Buckets.Whose whose, Limits.Limit limit, Buckets buckets) {
        this.whose = whose;
        this.scope = scope(whose.kind());
        this.limit = limit;
        this.bucket = bucket(limit, buckets);
        this.places = new Places(limit.concurrent());
    }

    private static Quota.Scope scope(Buckets.Kind kind) {
        return switch (kind) {
            case EACH -> Quota.Scope.CALLER;
            case TENANT -> Quota.Scope.TENANT;
            case WORKSPACE -> Quota.Scope.WORKSPACE;
            case ALL -> Quota.Scope.ALL;
        };
    }

    private Buckets.@Nullable Bucket bucket(Limits.Limit of, Buckets buckets) {
        return of.perMinute() == 0 ? null : buckets.of(whose, of.perMinute());
    }

    /// Goes on with another limit, if it is another one: calls that run keep their places and
    /// count.
    void holdTo(Limits.Limit now, Buckets buckets) {
        if (now.equals(limit)) {
            return;
        }
        if (now.perMinute() != limit.perMinute()) {
            bucket = bucket(now, buckets);
        }
        places.change(limit.concurrent(), now.concurrent());
        limit = now;
    }

    /// It is in use, and not forgotten.
    void pin() {
        pins++;
    }

    void unpin() {
        pins--;
    }

    /// Takes a token, if it counts, and a place. Null when it has both.
    Quota.@Nullable Admission enter(boolean counted, Duration patience)
            throws InterruptedException {
        Buckets.Bucket from = bucket;
        Quota.Admission none = counted && from != null ? take(from) : null;
        if (none != null) {
            return none;
        }
        boolean entered = false;
        try {
            entered = places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!entered) {
                refund(counted);
            }
        }
        return entered
                ? null
                : new Quota.Admission.Refused(
                        "%s may run %d calls at once".formatted(whose(), limit.concurrent()),
                        Duration.ofSeconds(1),
                        false,
                        scope,
                        Rule.CALLS_AT_ONCE);
    }

    private String whose() {
        return switch (scope) {
            case CALLER -> "one caller";
            case TENANT -> "the callers of one tenant together";
            case WORKSPACE -> "the callers of one workspace together";
            case ALL -> "all callers together";
        };
    }

    private Quota.@Nullable Admission take(Buckets.Bucket from) {
        return switch (from.take()) {
            case Buckets.Taking.Taken() -> null;
            case Buckets.Taking.Empty(Duration wait) ->
                    new Quota.Admission.Refused(
                            "%s may make %d calls a minute".formatted(whose(), limit.perMinute()),
                            wait,
                            false,
                            scope,
                            Rule.CALLS_A_MINUTE);
            case Buckets.Taking.Away(Duration retryAfter) ->
                    new Quota.Admission.Uncounted(retryAfter);
        };
    }

    /// Gives the place back, and the token too when the call did not come to pass.
    void leave(boolean refund) {
        places.release();
        refund(refund);
    }

    private void refund(boolean counted) {
        Buckets.Bucket to = bucket;
        if (counted && to != null) {
            to.giveBack();
        }
    }

    /// A call was admitted.
    ///
    /// @return how many were refused since the last one that was, but the first of them
    synchronized int admitted() {
        int untold = Math.max(0, refused - 1);
        refused = 0;
        return untold;
    }

    /// A call was refused.
    ///
    /// @return whether the one before it was as well
    synchronized boolean refused() {
        return refused++ > 0;
    }

    /// Whether nothing is lost when it is forgotten.
    boolean idle() {
        Buckets.Bucket own = bucket;
        return pins == 0 && (own == null || own.forgettable());
    }
}
