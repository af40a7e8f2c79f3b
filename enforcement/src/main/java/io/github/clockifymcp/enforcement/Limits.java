package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Settings settings;
    private final Function<Principal, String> workspace;
    private final Owning owning;
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
        this(settings, workspace, principal -> Own.NONE, buckets, nanos);
    }

    /// The same, where tenants have limits of their own.
    public Limits(
            Settings settings,
            Function<Principal, String> workspace,
            Owning owning,
            Buckets buckets,
            LongSupplier nanos) {
        this.settings = settings;
        this.workspace = workspace;
        this.owning = owning;
        this.buckets = buckets;
        this.nanos = nanos;
        this.all = new Lane(new Buckets.Whose(Buckets.Kind.ALL, "", ""), settings.all(), buckets);
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

        /// The lower one of each.
        Limit and(Limit other) {
            return new Limit(
                    lower(concurrent, other.concurrent), lower(perMinute, other.perMinute));
        }

        private static int lower(int one, int other) {
            return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
        }
    }

    /// What a tenant's callers are held to beside what all are.
    ///
    /// @param tenant all of them together
    /// @param each one of them
    public record Own(Limit tenant, Limit each) {
        /// Nothing.
        public static final Own NONE = new Own(Limit.NONE, Limit.NONE);

        /// Both, the lower one of each limit.
        public Own and(Own other) {
            return new Own(tenant.and(other.tenant), each.and(other.each));
        }
    }

    /// Says what a caller's tenant holds it to.
    @FunctionalInterface
    public interface Owning {
        /// As it is at the moment.
        ///
        /// @throws IOException when that cannot be found out
        Own of(Principal principal) throws IOException;
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

        /// The same, or lower where a tenant's are.
        public Settings narrowed(Own own) {
            return own.equals(Own.NONE)
                    ? this
                    : new Settings(
                            all,
                            workspace,
                            tenant.and(own.tenant()),
                            each.and(own.each()),
                            patience);
        }

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

    @Override
    public Admission admit(Principal principal, boolean counted) {
        sweep();
        Settings own;
        try {
            own = settings.narrowed(owning.of(principal));
        } catch (IOException e) {
            return new Admission.Uncounted(AGAIN);
        }
        return admit(principal, own, counted);
    }

    private Admission admit(Principal principal, Settings now, boolean counted) {
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
        Map<Buckets.Whose, Limit> limited = new LinkedHashMap<>();
        limited.put(each, now.each());
        if (!now.tenant().equals(Limit.NONE)) {
            limited.put(
                    new Buckets.Whose(Buckets.Kind.TENANT, principal.tenant(), ""), now.tenant());
        }
        if (!now.workspace().equals(Limit.NONE)) {
            limited.put(
                    new Buckets.Whose(Buckets.Kind.WORKSPACE, "", workspace.apply(principal)),
                    now.workspace());
        }
        Set<Buckets.Whose> known = limited.keySet();
        List<Lane> lanes = new ArrayList<>();
        limited.forEach((whose, limit) -> lanes.add(pin(whose, limit)));
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

    private Lane pin(Buckets.Whose subject, Limit limit) {
        return subjects.compute(
                subject,
                (key, lane) -> {
                    Lane own = lane == null ? new Lane(key, limit, buckets) : lane;
                    own.holdTo(limit, buckets);
                    own.pin();
                    return own;
                });
    }

    private void unpin(Buckets.Whose subject) {
        subjects.computeIfPresent(
                subject,
                (key, lane) -> {
                    lane.unpin();
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
}
