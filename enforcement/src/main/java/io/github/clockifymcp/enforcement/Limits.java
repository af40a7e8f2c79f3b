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

/// Limits: calls a minute and calls at once, for each principal, each tenant, each workspace and in
/// all. Calls a minute are counted in [Buckets], which several processes may share; calls at once
/// are those of this process.
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
    private final Buckets buckets;
    private final LongSupplier nanos;
    private final Lane all;
    private final ConcurrentHashMap<Buckets.Whose, Lane> subjects = new ConcurrentHashMap<>();
    private volatile long sweptAt;

    /// Nobody has called yet.
    ///
    /// @param workspace which workspace a principal's calls are about, as far as that is known
    ///   without asking anybody
    /// @param buckets where calls are counted
    /// @param nanos where nanoseconds come from, such as `System::nanoTime`
    public Limits(
            Settings settings,
            Function<Principal, String> workspace,
            Buckets buckets,
            LongSupplier nanos) {
        this.settings = settings;
        this.workspace = workspace;
        this.buckets = buckets;
        this.nanos = nanos;
        this.all = lane(new Buckets.Whose(Buckets.Kind.ALL, "", ""));
        this.sweptAt = nanos.getAsLong();
    }

    /// Of this process alone.
    public Limits(Settings settings, Function<Principal, String> workspace, LongSupplier nanos) {
        this(settings, workspace, new BucketsInMemory(nanos), nanos);
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

    private static Scope scope(Buckets.Kind kind) {
        return switch (kind) {
            case EACH -> Scope.CALLER;
            case TENANT -> Scope.TENANT;
            case WORKSPACE -> Scope.WORKSPACE;
            case ALL -> Scope.ALL;
        };
    }

    private Limit limit(Buckets.Kind kind) {
        return switch (kind) {
            case EACH -> settings.each();
            case TENANT -> settings.tenant();
            case WORKSPACE -> settings.workspace();
            case ALL -> settings.all();
        };
    }

    private Lane lane(Buckets.Whose whose) {
        Limit limit = limit(whose.kind());
        return new Lane(
                scope(whose.kind()),
                limit,
                limit.perMinute() == 0 ? null : buckets.of(whose, limit.perMinute()));
    }

    @Override
    public Admission admit(Principal principal, boolean counted) {
        sweep();
        Buckets.Whose each =
                new Buckets.Whose(Buckets.Kind.EACH, principal.tenant(), principal.id());
        if (subjects.size() >= MOST_SUBJECTS && !subjects.containsKey(each)) {
            return new Admission.Refused(
                    "more callers than this server keeps apart",
                    Duration.ofMinutes(1),
                    false,
                    Scope.ALL,
                    Rule.CALLS_AT_ONCE);
        }
        List<Buckets.Whose> known = new ArrayList<>();
        known.add(each);
        if (!settings.tenant().equals(Limit.NONE)) {
            known.add(new Buckets.Whose(Buckets.Kind.TENANT, principal.tenant(), ""));
        }
        if (!settings.workspace().equals(Limit.NONE)) {
            known.add(new Buckets.Whose(Buckets.Kind.WORKSPACE, "", workspace.apply(principal)));
        }
        List<Lane> lanes = new ArrayList<>();
        known.forEach(one -> lanes.add(pin(one)));
        Lane own = lanes.getFirst();
        lanes.add(all);
        try {
            Admission turnedAway = enter(lanes, counted);
            if (turnedAway != null) {
                Admission told =
                        turnedAway instanceof Admission.Refused refused
                                ? new Admission.Refused(
                                        refused.reason(),
                                        refused.retryAfter(),
                                        own.refused(),
                                        refused.scope(),
                                        refused.rule())
                                : turnedAway;
                known.forEach(this::unpin);
                return told;
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

    /// Enters them all in order, or none. The call waits for its turn once, not in each. Null when
    /// it has entered.
    private @Nullable Admission enter(List<Lane> lanes, boolean counted)
            throws InterruptedException {
        long began = nanos.getAsLong();
        List<Lane> entered = new ArrayList<>();
        boolean through = false;
        try {
            for (Lane lane : lanes) {
                Duration waited = Duration.ofNanos(nanos.getAsLong() - began);
                Duration left = settings.patience().minus(waited);
                Admission turnedAway =
                        lane.enter(counted, left.isNegative() ? Duration.ZERO : left);
                if (turnedAway != null) {
                    return turnedAway;
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
    public int remembered() {
        return subjects.size();
    }

    private Lane pin(Buckets.Whose subject) {
        return subjects.compute(
                subject,
                (key, lane) -> {
                    Lane own = lane == null ? lane(key) : lane;
                    own.pins++;
                    return own;
                });
    }

    private void unpin(Buckets.Whose subject) {
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
        for (Buckets.Whose subject : subjects.keySet()) {
            subjects.computeIfPresent(subject, (key, lane) -> lane.idle() ? null : lane);
        }
    }

    /// A bucket and a number of places. `pins` is only touched inside the map's computations.
    private static final class Lane {
        private final Scope scope;
        private final Limit limit;
        private final Buckets.@Nullable Bucket bucket;
        private final @Nullable Semaphore places;
        private int pins;
        private int refused;

        Lane(Scope scope, Limit limit, Buckets.@Nullable Bucket bucket) {
            this.scope = scope;
            this.limit = limit;
            this.bucket = bucket;
            this.places = limit.concurrent() == 0 ? null : new Semaphore(limit.concurrent(), true);
        }

        /// Takes a token, if it counts, and a place. Null when it has both.
        @Nullable Admission enter(boolean counted, Duration patience) throws InterruptedException {
            Admission none = counted && bucket != null ? take(bucket) : null;
            if (none != null) {
                return none;
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

        private @Nullable Admission take(Buckets.Bucket from) {
            return switch (from.take()) {
                case Buckets.Taking.Taken() -> null;
                case Buckets.Taking.Empty(Duration wait) ->
                        new Admission.Refused(
                                "%s may make %d calls a minute"
                                        .formatted(whose(), limit.perMinute()),
                                wait,
                                false,
                                scope,
                                Rule.CALLS_A_MINUTE);
                case Buckets.Taking.Away(Duration retryAfter) ->
                        new Admission.Uncounted(retryAfter);
            };
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

        boolean idle() {
            return pins == 0 && (bucket == null || bucket.forgettable());
        }
    }
}
