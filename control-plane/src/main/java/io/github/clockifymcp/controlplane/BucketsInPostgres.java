package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.Buckets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Calls a minute, counted in Postgres by all replicas together.
///
/// A bucket is a row, which fills itself by the database's clock. A replica takes a twentieth of a
/// minute's calls from it at once, at most 100, and spends them without asking again: that is its
/// lease. Buckets of fewer than 40 calls a minute are not leased from, so that one of 60 an hour,
/// which is one a minute, is kept to exactly.
///
/// What is leased is taken from the row before it is spent, so that in any time all replicas
/// together admit at most what fits into the bucket, what flows into it in that time, and what they
/// had leased before and not yet spent: at most one lease for each replica. What a replica has
/// leased when it ends is lost, and what one has leased another cannot spend; both admit less.
/// Leases do not wait for the disk, so that a crash of the database can also give back what was
/// taken in the moment before it.
///
/// **When the database is away nobody is admitted**, and everybody is told at once when to come
/// again; the database is asked once a second whether it is back. The other way would be to give
/// each replica a share of each limit. But then replicas must know how many they are, a limit holds
/// less the more of them there are, and little would be won: without the database no session is
/// found, no intent recorded and no confirmation used either.
///
/// Calls at once are those of a replica ([io.github.clockifymcp.enforcement.Limits]): a place that
/// is shared must be given back by whoever was killed while it had one.
public final class BucketsInPostgres implements Buckets {
    private static final int LEASES_A_MINUTE = 20;
    private static final int LARGEST_LEASE = 100;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final long LEFT_ALONE_NANOS = 1_000_000_000;

    private final Database database;
    private final LongSupplier nanos;

    /// Guarded by this.
    private long failedAt;

    /// Guarded by this.
    private boolean failed;

    /// @param nanos where nanoseconds come from, such as `System::nanoTime`
    public BucketsInPostgres(Database database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
    }

    @Override
    public Bucket of(Whose whose, int perMinute) {
        return new Leased(
                this, whose.tenant(), Digests.of(whose.kind().name(), whose.id()), perMinute);
    }

    /// How many tokens are taken at once.
    static int lease(int perMinute) {
        return Math.clamp(perMinute / LEASES_A_MINUTE, 1, LARGEST_LEASE);
    }

    /// What a row gave.
    private record Grant(int tokens, double waitSeconds) {}

    private Grant take(Leased of, int wanted) throws SQLException {
        return database.inTenant(
                of.tenant,
                connection -> {
                    if (of.lease > 1) {
                        Sql.unhurried(connection);
                    }
                    return Sql.first(
                                    connection,
                                    "select granted, wait from take_tokens(?, ?, ?, ?)",
                                    row -> new Grant(row.getInt(1), row.getDouble(2)),
                                    of.tenant,
                                    of.bucket,
                                    of.perMinute,
                                    wanted)
                            .orElseThrow(() -> new SQLException("a grant has one row"));
                });
    }

    private synchronized boolean away() {
        return failed && nanos.getAsLong() - failedAt < LEFT_ALONE_NANOS;
    }

    private synchronized void noted(boolean failure) {
        failed = failure;
        failedAt = nanos.getAsLong();
    }

    /// What this replica has of one bucket.
    private static final class Leased implements Bucket {
        private final BucketsInPostgres all;
        private final String tenant;
        private final byte[] bucket;
        private final int perMinute;
        private final int lease;

        // Guarded by this. Who asks the database keeps it, so that others spend what it brings.
        private int tokens;
        private boolean empty;
        private long emptyUntil;

        Leased(BucketsInPostgres all, String tenant, byte[] bucket, int perMinute) {
            this.all = all;
            this.tenant = tenant;
            this.bucket = bucket;
            this.perMinute = perMinute;
            this.lease = lease(perMinute);
        }

        @Override
        public synchronized Taking take() {
            if (tokens > 0) {
                tokens--;
                return new Taking.Taken();
            }
            long left = emptyUntil - all.nanos.getAsLong();
            if (empty && left > 0) {
                return new Taking.Empty(Duration.ofNanos(left));
            }
            empty = false;
            if (all.away()) {
                return new Taking.Away(RETRY_AFTER);
            }
            try {
                Grant grant = all.take(this, lease);
                all.noted(false);
                return taken(grant);
            } catch (SQLException e) {
                all.noted(true);
                return new Taking.Away(RETRY_AFTER);
            }
        }

        /// There is none until there is one, so that somebody who goes on asking is not passed on.
        private Taking taken(Grant grant) {
            if (grant.tokens() > 0) {
                tokens = grant.tokens() - 1;
                return new Taking.Taken();
            }
            long wait = Math.max(1, (long) Math.ceil(grant.waitSeconds() * 1e9));
            empty = true;
            emptyUntil = all.nanos.getAsLong() + wait;
            return new Taking.Empty(Duration.ofNanos(wait));
        }

        /// A bucket that is not leased from gets it back at once, for whoever comes next to
        /// whichever replica.
        @Override
        public synchronized void giveBack() {
            if (lease > 1) {
                tokens++;
                return;
            }
            empty = false;
            try {
                all.take(this, -1);
            } catch (SQLException e) {
                all.noted(true);
            }
        }

        @Override
        public synchronized boolean forgettable() {
            return !empty || emptyUntil - all.nanos.getAsLong() <= 0;
        }
    }
}
