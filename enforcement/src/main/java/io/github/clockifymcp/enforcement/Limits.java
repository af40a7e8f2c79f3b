package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Limits within one process: calls a minute and calls at once, for each principal, each tenant,
/// each workspace and in all.
///
/// They are asked in this order, so that whoever calls too often uses up nothing of what others
/// share, and what one of them refuses costs nothing of those before it. Principals are told apart
/// by tenant and id, workspaces by their id alone: several tenants may share one. Whoever has been
/// quiet for a minute is forgotten, since the bucket is full again and a new one would be no
/// different.
public final class Limits implements Quota {
    private static final int SWEEP_AT = 1_000;
    private static final int MOST_SUBJECTS = 100_000;

    private final Settings settings;
    private final Function<Principal, String> workspace;
    private final LongSupplier nanos;
    private final Lane all;
    private final ConcurrentHashMap<Subject, Lane> subjects = new ConcurrentHashMap<>();
    private volatile long sweptAt;

    /// Nobody has called yet.
    ///
    /// @param workspace which workspace a principal's calls are about, as far as that is known
    ///   without asking anybody
    /// @param nanos where nanoseconds come from, such as `System::nanoTime`
    public Limits(Settings settings, Function<Principal, String> workspace, LongSupplier nanos) {
        this.settings = settings;
        this.workspace = workspace;
        this.nanos = nanos;
        this.all = new Lane(settings.all(), "all callers together", nanos);
        this.sweptAt = nanos.getAsLong();
    }

    /// Of a server with one workspace.
    public Limits(Settings settings, LongSupplier nanos) {
        this(settings, principal -> "", nanos);
    }

    /// One limit; 0 switches a part of it off.
    ///
    /// @param concurrent calls at once
    /// @param perMinute calls a minute
    public record Limit(int concurrent, int perMinute) {
        /// As often as one likes.
        public static final Limit NONE = new Limit(0, 0);

        public Limit {
            if (concurrent < 0 || perMinute < 0) {
                throw new IllegalArgumentException("a limit is negative");
            }
        }
    }

    /// The limits.
    ///
    /// @param all for everybody together
    /// @param workspace for all callers of one workspace
    /// @param tenant for all callers of one tenant
    /// @param each for one principal
    /// @param patience how long a call waits for its turn when too many run at once
    public record Settings(
            Limit all, Limit workspace, Limit tenant, Limit each, Duration patience) {

        /// The defaults, which are those of the reference server.
        public static final Settings DEFAULTS =
                new Settings(10, 120, 5, 60, Duration.ofMillis(100));

        /// Limits for each principal and in all.
        public Settings(
                int concurrent,
                int perMinute,
                int concurrentEach,
                int perMinuteEach,
                Duration patience) {
            this(
                    new Limit(concurrent, perMinute),
                    Limit.NONE,
                    Limit.NONE,
                    new Limit(concurrentEach, perMinuteEach),
                    patience);
        }
    }

    private enum Kind {
        EACH("one caller"),
        TENANT("the callers of one tenant together"),
        WORKSPACE("the callers of one workspace together");

        private final String whose;

        Kind(String whose) {
            this.whose = whose;
        }

        Limit of(Settings settings) {
            return switch (this) {
                case EACH -> settings.each();
                case TENANT -> settings.tenant();
                case WORKSPACE -> settings.workspace();
            };
        }
    }

    private record Subject(Kind kind, String of, String id) {}

    @Override
    public Admission admit(Principal principal, boolean counted) {
        sweep();
        Subject each = new Subject(Kind.EACH, principal.tenant(), principal.id());
        if (subjects.size() >= MOST_SUBJECTS && !subjects.containsKey(each)) {
            return new Admission.Refused(
                    "more callers than this server keeps apart", Duration.ofMinutes(1), false);
        }
        List<Subject> known = new ArrayList<>();
        known.add(each);
        if (!settings.tenant().equals(Limit.NONE)) {
            known.add(new Subject(Kind.TENANT, principal.tenant(), ""));
        }
        if (!settings.workspace().equals(Limit.NONE)) {
            known.add(new Subject(Kind.WORKSPACE, workspace.apply(principal), ""));
        }
        List<Lane> lanes = new ArrayList<>();
        known.forEach(one -> lanes.add(pin(one)));
        Lane own = lanes.getFirst();
        lanes.add(all);
        try {
            Admission.Refused refused = enter(lanes, counted);
            if (refused != null) {
                boolean repeated = own.refused();
                known.forEach(this::unpin);
                return new Admission.Refused(refused.reason(), refused.retryAfter(), repeated);
            }
            return new Admission.Granted(
                    own.admitted(),
                    () -> {
                        leave(lanes, false);
                        known.forEach(this::unpin);
                    });
        } catch (InterruptedException e) {
            known.forEach(this::unpin);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for its turn");
        } catch (RuntimeException e) {
            known.forEach(this::unpin);
            throw e;
        }
    }

    /// Enters them all in order, or none. The call waits for its turn once, not in each.
    private Admission.@Nullable Refused enter(List<Lane> lanes, boolean counted)
            throws InterruptedException {
        long began = nanos.getAsLong();
        List<Lane> entered = new ArrayList<>();
        boolean through = false;
        try {
            for (Lane lane : lanes) {
                Duration waited = Duration.ofNanos(nanos.getAsLong() - began);
                Duration left = settings.patience().minus(waited);
                Admission.Refused refused =
                        lane.enter(counted, left.isNegative() ? Duration.ZERO : left);
                if (refused != null) {
                    return refused;
                }
                entered.add(lane);
            }
            through = true;
            return null;
        } finally {
            if (!through) {
                leave(entered, counted);
            }
        }
    }

    private static void leave(List<Lane> lanes, boolean refund) {
        lanes.reversed().forEach(lane -> lane.leave(refund));
    }

    /// How many principals, tenants and workspaces are remembered.
    int remembered() {
        return subjects.size();
    }

    private Lane pin(Subject subject) {
        return subjects.compute(
                subject,
                (key, lane) -> {
                    Kind kind = key.kind();
                    Lane own = lane == null ? new Lane(kind.of(settings), kind.whose, nanos) : lane;
                    own.pins++;
                    return own;
                });
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
        private final Limit limit;
        private final LongSupplier nanos;
        private final @Nullable TokenBucket bucket;
        private final @Nullable Semaphore places;
        private int pins;
        private int refused;

        Lane(Limit limit, String whose, LongSupplier nanos) {
            this.whose = whose;
            this.limit = limit;
            this.nanos = nanos;
            this.bucket =
                    limit.perMinute() == 0
                            ? null
                            : new TokenBucket(limit.perMinute(), nanos.getAsLong());
            this.places = limit.concurrent() == 0 ? null : new Semaphore(limit.concurrent(), true);
        }

        /// Takes a token, if it counts, and a place. Null when it has both.
        Admission.@Nullable Refused enter(boolean counted, Duration patience)
                throws InterruptedException {
            long wait = counted && bucket != null ? bucket.take(nanos.getAsLong()) : 0;
            if (wait > 0) {
                return new Admission.Refused(
                        "%s may make %d calls a minute".formatted(whose, limit.perMinute()),
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
                            "%s may run %d calls at once".formatted(whose, limit.concurrent()),
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
