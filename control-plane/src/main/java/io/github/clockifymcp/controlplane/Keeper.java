package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.AuditLine;
import io.github.clockifymcp.enforcement.JournalBounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Removes what is over and makes room for what comes, for all tenants, while servers run. It is
/// run now and then, such as every hour; once a day is enough. A server needs none of it to be
/// right: what has expired is not found before it is removed.
///
/// Rows are removed in small transactions, so that nobody waits for long. What the clock of a
/// replica has said to be over stays for another hour, in case that clock is fast.
///
/// Of the audit log each month is a partition of its own, made two months ahead, while others
/// write: they wait only where rows of that month are there already and have to be moved. A month
/// that is older than the log is kept is dropped in one transaction with a [Checkpoint] for each of
/// its tenants, by which the rest of the chain can still be checked. A month whose last lines were
/// not made with the key stays, and is reported.
///
/// Its role owns nothing: it deletes from the tables of what is over, and calls the functions of
/// the owner's that make a month, tell its last lines and drop it.
public final class Keeper {
    /// How many rows a transaction removes at most.
    static final int BATCH = 1_000;

    /// What two keepers cannot have at once.
    static final String LOCK = "keeper";

    /// A month is kept for that long after its end at least, which the database sees to as well.
    public static final Duration SHORTEST = Duration.ofDays(31);

    private static final int MOST_BATCHES = 1_000;
    private static final int MONTHS_AHEAD = 2;
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration STATEMENT = Duration.ofMinutes(5);
    private static final Duration LOCKING = Duration.ofSeconds(1);

    /// A lock that was not to be had in time, or not at all since two waited for each other; or
    /// somebody's first line came while the month was made for it.
    private static final Set<String> BUSY = Set.of("55P03", "40P01", "23514");

    /// What is over, by table.
    private static final Map<String, String> OVER = over();

    private final Connection connection;
    private final @Nullable ChainKey key;
    private final Duration kept;

    // What the report will say.
    private final Map<String, Long> removed = new LinkedHashMap<>();
    private final List<YearMonth> made = new ArrayList<>();
    private final List<YearMonth> dropped = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Keeper(Connection connection, @Nullable ChainKey key, Duration kept) {
        this.connection = connection;
        this.key = key;
        this.kept = kept;
    }

    private static Map<String, String> over() {
        Map<String, String> over = new LinkedHashMap<>();
        over.put("sessions", "until < now() - interval '1 hour'");
        over.put("session_places", "until < now() - interval '1 hour'");
        over.put("tasks", "expires < now() - interval '1 hour'");
        over.put("redeemed", "expires < now() - interval '1 hour'");
        over.put(
                "journal",
                String.format(
                        Locale.ROOT,
                        "at < now() - interval '%d hours'",
                        JournalBounds.LONGEST.toHours() + 1));
        over.put("conversation_letters", "expires < now()");
        over.put("conversation_streams", "expires < now()");
        over.put("keyed", "until < now()");
        over.put("recent", "until < now()");
        // Each is full again after a minute, and a new one would be no different.
        over.put("buckets", "filled < now() - interval '1 hour'");
        return over;
    }

    /// What was done.
    ///
    /// @param busy whether another keeper was at it, so that nothing was done
    /// @param removed how many rows of each table
    /// @param made months of the audit log that there is room for now
    /// @param dropped months of the audit log that are gone
    /// @param problems what could not be done, as sentences
    public record Report(
            boolean busy,
            Map<String, Long> removed,
            List<YearMonth> made,
            List<YearMonth> dropped,
            List<String> problems) {
        public Report {
            removed = Map.copyOf(removed);
            made = List.copyOf(made);
            dropped = List.copyOf(dropped);
            problems = List.copyOf(problems);
        }
    }

    /// Does it, and keeps the audit log for ever.
    ///
    /// @param keeper the keeper's role; not by way of a pooler that shares connections
    /// @throws SQLException when it cannot go on; what was done stays done
    public static Report run(Dsn keeper) throws SQLException {
        return locked(keeper, null, Duration.ZERO);
    }

    /// Does it, and drops months of the audit log that ended so long ago.
    ///
    /// @param auditKeys the keys of the chain, as for [AuditInPostgres]
    /// @param kept for how long a month is kept after its end; [#SHORTEST] or more
    /// @throws SQLException when it cannot go on; what was done stays done
    public static Report run(Dsn keeper, List<byte[]> auditKeys, Duration kept)
            throws SQLException {
        if (kept.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "a month of the audit log is kept for %d days at least"
                            .formatted(SHORTEST.toDays()));
        }
        return locked(keeper, new ChainKey(auditKeys), kept);
    }

    private static Report locked(Dsn keeper, @Nullable ChainKey key, Duration kept)
            throws SQLException {
        // The lock is another connection's, whose one transaction lasts until all is done.
        try (Connection lock = connect(keeper)) {
            boolean ours =
                    Sql.first(
                                    lock,
                                    "select pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                                    row -> row.getBoolean(1),
                                    LOCK)
                            .orElse(false);
            if (!ours) {
                return new Report(true, Map.of(), List.of(), List.of(), List.of());
            }
            try (Connection connection = connect(keeper)) {
                return new Keeper(connection, key, kept).all();
            }
        }
    }

    private static Connection connect(Dsn keeper) throws SQLException {
        PGSimpleDataSource source = keeper.source();
        source.setConnectTimeout((int) CONNECTING.toSeconds());
        source.setSocketTimeout((int) STATEMENT.plusSeconds(10).toSeconds());
        source.setTcpKeepAlive(true);
        source.setOptions(
                String.format(
                        Locale.ROOT,
                        "-c statement_timeout=%d -c lock_timeout=%d",
                        STATEMENT.toMillis(),
                        LOCKING.toMillis()));
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private Report all() throws SQLException {
        for (Map.Entry<String, String> over : OVER.entrySet()) {
            removed.put(over.getKey(), remove(over.getKey(), over.getValue()));
        }
        Instant now =
                Sql.first(
                                connection,
                                "select now()",
                                row -> row.getObject(1, OffsetDateTime.class).toInstant())
                        .orElseThrow(() -> new SQLException("a clock has a time"));
        makeMonths(now);
        if (key != null) {
            dropMonths(key, now.minus(kept));
        }
        return new Report(false, removed, made, dropped, problems);
    }

    /// Both conditions are the same one: a row that somebody has just used is not over any more.
    private long remove(String table, String condition) throws SQLException {
        String delete =
                "delete from %1$s where ctid = any (array(select ctid from %1$s where %2$s limit %3$d)) and %2$s"
                        .formatted(table, condition, BATCH);
        long all = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            int some = Sql.update(connection, delete);
            connection.commit();
            all += some;
            if (some == 0) {
                return all;
            }
        }
        problems.add("There is more to remove of %s; run it again.".formatted(table));
        return all;
    }

    private void makeMonths(Instant now) throws SQLException {
        YearMonth current = month(now);
        Set<YearMonth> wanted = new TreeSet<>();
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            wanted.add(current.plusMonths(ahead));
        }
        wanted.removeAll(months());
        // What was written while there was no partition for it, such as before the first run.
        Set<YearMonth> written =
                Set.copyOf(
                        Sql.all(
                                connection,
                                "select distinct date_trunc('month', at at time zone 'UTC')::date"
                                        + " from audit_other where at < ?",
                                row -> YearMonth.from(row.getObject(1, LocalDate.class)),
                                begin(current.plusMonths(MONTHS_AHEAD + 1))));
        wanted.addAll(written);
        connection.commit();
        for (YearMonth month : wanted) {
            alter(
                    month,
                    "made",
                    () -> {
                        List<String> moved = written.contains(month) ? tenants() : List.of();
                        Sql.first(
                                connection,
                                "select make_audit_month(?, ?)",
                                row -> true,
                                month.atDay(1),
                                connection.createArrayOf("text", moved.toArray()));
                        made.add(month);
                    });
        }
    }

    private void dropMonths(ChainKey chain, Instant before) throws SQLException {
        for (YearMonth month : months()) {
            if (begin(month.plusMonths(1)).isBefore(before)) {
                alter(month, "dropped", () -> drop(chain, month));
            }
        }
    }

    /// A tenant's last line of a month.
    private record Last(String tenant, Chained chained, long lines) {}

    /// Nobody waits but for its last step.
    private void drop(ChainKey chain, YearMonth month) throws SQLException {
        for (String tenant : tenants()) {
            Last last =
                    Sql.first(
                                    connection,
                                    "select last_line, last_mac, lines from last_of_audit_month(?, ?)",
                                    row ->
                                            new Last(
                                                    tenant,
                                                    new Chained(row.getBytes(1), row.getBytes(2)),
                                                    row.getLong(3)),
                                    month.atDay(1),
                                    tenant)
                            .orElse(null);
            String wrong = last == null ? null : note(chain, month, last);
            if (wrong != null) {
                connection.rollback();
                problems.add("%s was not dropped: %s".formatted(month, wrong));
                return;
            }
        }
        Sql.first(connection, "select drop_audit_month(?)", row -> true, month.atDay(1));
        dropped.add(month);
    }

    /// Everybody who has a log.
    private List<String> tenants() throws SQLException {
        return Sql.all(
                connection,
                "select tenant from audit_head order by tenant",
                row -> row.getString(1));
    }

    /// Writes a tenant's checkpoint.
    private @Nullable String note(ChainKey chain, YearMonth month, Last last) throws SQLException {
        AuditLine.Read line =
                last.chained().by(chain)
                        ? AuditLine.read(last.chained().line()).orElse(null)
                        : null;
        if (line == null) {
            return "the last line of a tenant was altered, or chained by another key.";
        }
        Checkpoints end = Checkpoints.read(chain, connection, last.tenant());
        if (end.problem() != null) {
            return end.problem();
        }
        // A month can end before one that was dropped earlier, by a clock that was slow.
        if (line.line().number() <= end.last().number()) {
            return null;
        }
        byte[] checkpoint =
                new Checkpoint(
                                last.tenant(),
                                end.last().index() + 1,
                                end.mac(),
                                month.toString(),
                                line.line().number(),
                                last.chained().mac(),
                                last.lines())
                        .line();
        Sql.update(
                connection,
                "insert into audit_checkpoints (tenant, line, mac) values (?, ?, ?)",
                last.tenant(),
                checkpoint,
                chain.mac(checkpoint));
        return null;
    }

    /// What is done to a month.
    @FunctionalInterface
    private interface Alteration {
        void run() throws SQLException;
    }

    /// To alter partitions it waits until those who write are done, and they wait meanwhile: so it
    /// does not wait for long, and is done at the next run instead.
    private void alter(YearMonth month, String what, Alteration alteration) throws SQLException {
        try {
            alteration.run();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (e.getSQLState() == null || !BUSY.contains(e.getSQLState())) {
                throw e;
            }
            problems.add("%s was not %s: others were busy with the log.".formatted(month, what));
        }
    }

    private Set<YearMonth> months() throws SQLException {
        Set<YearMonth> months =
                new TreeSet<>(
                        Sql.all(
                                connection,
                                """
                                select to_date(c.relname, '"audit_"YYYY_MM') from pg_inherits i
                                join pg_class c on c.oid = i.inhrelid
                                where i.inhparent = 'audit'::regclass
                                and c.relname ~ '^audit_[0-9]{4}_[0-9]{2}$'\
                                """,
                                row -> YearMonth.from(row.getObject(1, LocalDate.class))));
        connection.commit();
        return months;
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
