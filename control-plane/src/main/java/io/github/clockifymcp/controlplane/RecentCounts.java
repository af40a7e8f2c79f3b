package io.github.clockifymcp.controlplane;

import java.time.Duration;
import java.util.Optional;

/// How often something happened lately, whichever replica it happened at: what was asked of
/// Clockify for a workspace within the last hour.
///
/// Each time is remembered, by the database's clock, so that a count is that of exactly the time
/// that has just passed. A database that does not answer makes every method throw.
public final class RecentCounts {
    /// How many times of one thing are remembered at most.
    public static final int MOST = 1_000;

    private final Database database;

    public RecentCounts(Database database) {
        this.database = database;
    }

    /// Notes that it happens now.
    ///
    /// @param what for whom, such as `requests` and a workspace's id
    /// @param within how long it is remembered
    /// @param most up to how many are counted; when there are more, the oldest are forgotten
    /// @return how often it happened within that time, this one included
    public int happens(String tenant, Duration within, int most, String... what) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("at least one and at most %d count".formatted(MOST));
        }
        long millis = within.toMillis();
        return database.inTenant(
                tenant,
                "that something happened was not noted",
                connection -> {
                    Sql.unhurried(connection);
                    return Sql.first(
                                    connection,
                                    """
                                    insert into recent as r (tenant, what, instants, until)
                                    values (?, ?, array[clock_timestamp()],
                                            clock_timestamp() + ? * interval '1 millisecond')
                                    on conflict (tenant, what) do update set
                                    instants = (
                                        select array_agg(kept.at order by kept.at) from (
                                            select at from unnest(r.instants || clock_timestamp()) at
                                            where at > clock_timestamp() - ? * interval '1 millisecond'
                                            order by at desc limit ?) kept),
                                    until = excluded.until
                                    returning cardinality(instants)\
                                    """,
                                    row -> row.getInt(1),
                                    tenant,
                                    Digests.of(what),
                                    millis,
                                    millis,
                                    most)
                            .orElse(1);
                });
    }

    /// How often it happened within that time.
    public int count(String tenant, Duration within, String... what) {
        Optional<Integer> count =
                database.inTenant(
                        tenant,
                        "how often something happened was not counted",
                        connection ->
                                Sql.first(
                                        connection,
                                        """
                                        select count(*) from recent, unnest(instants) at
                                        where tenant = ? and what = ?
                                        and at > clock_timestamp() - ? * interval '1 millisecond'\
                                        """,
                                        row -> row.getInt(1),
                                        tenant,
                                        Digests.of(what),
                                        within.toMillis()));
        return count.orElse(0);
    }
}
