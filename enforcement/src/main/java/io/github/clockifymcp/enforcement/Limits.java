package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Limits within one process: calls a minute and calls at once, for each principal and in all.
///
/// The principal's own limits come first, so that whoever calls too often uses up nothing of what
/// all share. Principals are told apart by tenant and id. One that has been quiet for a minute is
/// forgotten, since its bucket is full again and a new one would be no different.
public final class Limits implements Quota {
    private static final int SWEEP_AT = 1_000;
    private static final int MOST_SUBJECTS = 100_000;

    private final Settings settings;
    private final LongSupplier nanos;
    private final Lane all;
    private final ConcurrentHashMap<Subject, Lane> subjects = new ConcurrentHashMap<>();
    private volatile long sweptAt;

    /// Nobody has called yet.
    ///
    /// @param nanos where nanoseconds come from, such as `System::nanoTime`
    public Limits(Settings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.all =
                new Lane(
                        settings.perMinute(), settings.concurrent(), "all callers together", nanos);
        this.sweptAt = nanos.getAsLong();
    }

    /// The limits; 0 switches one off.
    ///
    /// @param concurrent calls at once, in all
    /// @param perMinute calls a minute, in all
    /// @param concurrentEach calls at once of one principal
    /// @param perMinuteEach calls a minute of one principal
    /// @param patience how long a call waits for its turn when too many run at once
    public record Settings(
            int concurrent,
            int perMinute,
            int concurrentEach,
            int perMinuteEach,
            Duration patience) {

        /// The defaults, which are those of the reference server.
        public static final Settings DEFAULTS =
                new Settings(10, 120, 5, 60, Duration.ofMillis(100));

        public Settings {
            if (Math.min(Math.min(concurrent, perMinute), Math.min(concurrentEach, perMinuteEach))
                    < 0) {
                throw new IllegalArgumentException("a limit is negative");
            }
        }
    }

    private record Subject(String tenant, String id) {}

    @Override
    public Admission admit(Principal principal, boolean counted) {
        sweep();
        Subject subject = new Subject(principal.tenant(), principal.id());
        if (subjects.size() >= MOST_SUBJECTS && !subjects.containsKey(subject)) {
            return new Admission.Refused(
                    "more callers than this server keeps apart", Duration.ofMinutes(1), false);
        }
        Lane own = subjects.compute(subject, (key, lane) -> pinned(lane));
        try {
            return admit(subject, own, counted);
        } catch (InterruptedException e) {
            unpin(subject);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for its turn");
        } catch (RuntimeException e) {
            unpin(subject);
            throw e;
        }
    }

    private Admission admit(Subject subject, Lane own, boolean counted)
            throws InterruptedException {
        Admission.@Nullable Refused mine = own.enter(counted, settings.patience());
        if (mine != null) {
            return refused(subject, own, mine);
        }
        Admission.@Nullable Refused shared;
        try {
            shared = all.enter(counted, settings.patience());
        } catch (InterruptedException e) {
            own.leave(counted);
            throw e;
        }
        if (shared != null) {
            own.leave(counted);
            return refused(subject, own, shared);
        }
        return new Admission.Granted(
                own.admitted(),
                () -> {
                    all.leave(false);
                    own.leave(false);
                    unpin(subject);
                });
    }

    private Admission refused(Subject subject, Lane own, Admission.Refused refused) {
        boolean repeated = own.refused();
        unpin(subject);
        return new Admission.Refused(refused.reason(), refused.retryAfter(), repeated);
    }

    /// How many principals are remembered.
    int remembered() {
        return subjects.size();
    }

    private Lane pinned(@Nullable Lane lane) {
        Lane own =
                lane == null
                        ? new Lane(
                                settings.perMinuteEach(),
                                settings.concurrentEach(),
                                "one caller",
                                nanos)
                        : lane;
        own.pins++;
        return own;
    }

    private void unpin(Subject subject) {
        subjects.computeIfPresent(
                subject,
                (key, lane) -> {
                    lane.pins--;
                    return lane;
                });
    }

    private void sweep() {
        long now = nanos.getAsLong();
        boolean due = now - sweptAt > Duration.ofMinutes(1).toNanos();
        if (!due || (subjects.size() < SWEEP_AT && now - sweptAt < Duration.ofHours(1).toNanos())) {
            return;
        }
        sweptAt = now;
        for (Subject subject : subjects.keySet()) {
            subjects.computeIfPresent(subject, (key, lane) -> lane.idle(now) ? null : lane);
        }
    }

    /// A bucket and a number of places. `pins` is only touched inside the map's computations.
    private static final class Lane {
        private final String whose;
        private final int perMinute;
        private final int concurrent;
        private final LongSupplier nanos;
        private final @Nullable TokenBucket bucket;
        private final @Nullable Semaphore places;
        private int pins;
        private int refused;

        Lane(int perMinute, int concurrent, String whose, LongSupplier nanos) {
            this.whose = whose;
            this.perMinute = perMinute;
            this.concurrent = concurrent;
            this.nanos = nanos;
            this.bucket = perMinute == 0 ? null : new TokenBucket(perMinute, nanos.getAsLong());
            this.places = concurrent == 0 ? null : new Semaphore(concurrent, true);
        }

        /// Takes a token, if it counts, and a place. Null when it has both.
        Admission.@Nullable Refused enter(boolean counted, Duration patience)
                throws InterruptedException {
            long wait = counted && bucket != null ? bucket.take(nanos.getAsLong()) : 0;
            if (wait > 0) {
                return new Admission.Refused(
                        "%s may make %d calls a minute".formatted(whose, perMinute),
                        Duration.ofNanos(wait),
                        false);
            }
            boolean entered = false;
            try {
                entered =
                        places == null
                                || places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                if (!entered) {
                    refund(counted);
                }
            }
            return entered
                    ? null
                    : new Admission.Refused(
                            "%s may run %d calls at once".formatted(whose, concurrent),
                            Duration.ofSeconds(1),
                            false);
        }

        /// Gives the place back, and the token too when the call did not come to pass.
        void leave(boolean refund) {
            if (places != null) {
                places.release();
            }
            refund(refund);
        }

        private void refund(boolean counted) {
            if (counted && bucket != null) {
                bucket.giveBack();
            }
        }

        synchronized int admitted() {
            int untold = Math.max(0, refused - 1);
            refused = 0;
            return untold;
        }

        synchronized boolean refused() {
            return refused++ > 0;
        }

        boolean idle(long now) {
            return pins == 0 && (bucket == null || bucket.full(now));
        }
    }
}
