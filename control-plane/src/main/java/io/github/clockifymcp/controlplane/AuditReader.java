package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.AuditEntry;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A tenant's audit log for whoever looks something up in it, as the server's role sees it: some
/// rows at a time, each time in a transaction of its own, so that a long log is never in memory and
/// nobody waits for a reader.
///
/// Rows are found by the columns beside their lines, and neither is checked here: that is what
/// [AuditInPostgres#verify] is for. What is no line is left out.
public final class AuditReader {
    private static final int FIRST = 100;
    private static final int BATCH = 1_000;

    /// Replicas' clocks differ by less, and so does what a column keeps of an instant.
    private static final Duration NEARLY = Duration.ofMillis(1);

    /// A preview is confirmed within this time, or not at all.
    private static final Duration CONFIRMING = Duration.ofHours(1);

    private final Database database;
    private final String tenant;

    /// @param database as a server reaches it
    public AuditReader(Database database, String tenant) {
        this.database = database;
        this.tenant = tenant;
    }

    /// Whose logs there are, in the order of their ids.
    ///
    /// @param database as the keeper reaches it, who may know that and cannot read them
    /// @throws IOException when it cannot be read
    public static List<String> tenants(Database database) throws IOException {
        return Keeping.done(
                database,
                connection ->
                        Sql.all(
                                connection,
                                "select tenant from audit_head order by tenant",
                                row -> row.getString(1)));
    }

    /// Whether anything is kept of it: rows, where they end, or where they began before some were
    /// dropped.
    ///
    /// @throws IOException when it cannot be read
    public boolean isThere() throws IOException {
        return read(connection ->
                Sql.first(
                                connection,
                                "select exists(select from audit_head where tenant = ?)"
                                        + " or exists(select from audit where tenant = ?)"
                                        + " or exists(select from audit_checkpoints where tenant = ?)",
                                row -> row.getBoolean(1),
                                tenant,
                                tenant,
                                tenant)
                        .orElse(false));
    }

    /// Tells every row, from the oldest.
    ///
    /// @param since leaves out what was written before; null for everything
    /// @throws IOException when it cannot be read
    public void each(@Nullable Instant since, Consumer<AuditEntry> told) throws IOException {
        forward(
                first(since) - 1,
                row -> {
                    told.accept(row);
                    return true;
                });
    }

    /// Tells rows from the newest back.
    ///
    /// @param since as in [#each]
    /// @param more is told each row, and whether it wants another one
    /// @throws IOException when it cannot be read
    public void back(@Nullable Instant since, Predicate<AuditEntry> more) throws IOException {
        long first = first(since);
        long place = Long.MAX_VALUE;
        int size = FIRST;
        while (place > first) {
            List<Line> lines = lines("number >= ? and number < ?", "desc", size, first, place);
            for (Line line : lines) {
                AuditEntry row = line.entry();
                if (row != null && !more.test(row)) {
                    return;
                }
            }
            if (lines.size() < size) {
                return;
            }
            place = lines.getLast().number();
            size = BATCH;
        }
    }

    /// The ids of calls, which have the digits of a UUID.
    ///
    /// @param beginning of an id; a whole one is found alone
    /// @throws IOException when it cannot be read
    public SortedSet<String> calls(String beginning) throws IOException {
        // Whatever the collation of the index: digits and dashes stand between these two.
        List<String> found =
                read(connection ->
                        Sql.all(
                                connection,
                                "select distinct call from audit where tenant = ?"
                                        + " and call >= ? and call <= ? and starts_with(call, ?)",
                                row -> row.getString(1),
                                tenant,
                                beginning,
                                beginning + "zz",
                                beginning));
        return Collections.unmodifiableSortedSet(new TreeSet<>(found));
    }

    /// The rows of a call, of the call whose preview it confirms, and of those that confirm it, in
    /// the order in which they were written.
    ///
    /// @throws IOException when it cannot be read
    public List<AuditEntry> related(String call) throws IOException {
        List<AuditEntry> own = of(call);
        Set<String> others = new HashSet<>();
        for (AuditEntry row : own) {
            if (!row.confirms().isEmpty()) {
                others.add(row.confirms());
            }
            if (row.ending().equals("preview")) {
                others.addAll(confirming(row));
            }
        }
        others.remove(call);
        List<AuditEntry> all = new ArrayList<>(own);
        for (String other : others) {
            all.addAll(of(other));
        }
        all.sort((one, other) -> Long.compare(one.number(), other.number()));
        return List.copyOf(all);
    }

    private Set<String> confirming(AuditEntry preview) throws IOException {
        Set<String> calls = new HashSet<>();
        Instant at = preview.at();
        Instant end = at == null ? Instant.MIN : at.plus(CONFIRMING);
        forward(
                preview.number(),
                later -> {
                    if (later.confirms().equals(preview.call())) {
                        calls.add(later.call());
                    }
                    Instant then = later.at();
                    return then != null && then.isBefore(end);
                });
        return calls;
    }

    private List<AuditEntry> of(String call) throws IOException {
        // The offset keeps the planner from looking through all rows in the order of their numbers.
        return entries(
                read(connection ->
                        Sql.all(
                                connection,
                                "select number, line from (select number, line from audit"
                                        + " where tenant = ? and call = ? offset 0) found"
                                        + " order by number",
                                AuditReader::line,
                                tenant,
                                call)));
    }

    private void forward(long after, Predicate<AuditEntry> more) throws IOException {
        long place = after;
        while (true) {
            List<Line> lines = lines("number > ?", "asc", BATCH, place);
            for (AuditEntry row : entries(lines)) {
                if (!more.test(row)) {
                    return;
                }
            }
            if (lines.size() < BATCH) {
                return;
            }
            place = lines.getLast().number();
        }
    }

    /// The number of the first row that was written since then, in the order of the log, which is
    /// nearly that of the times.
    private long first(@Nullable Instant since) throws IOException {
        if (since == null) {
            return 1;
        }
        // The offset keeps the planner from looking for the least number among all rows.
        return read(connection ->
                Sql.first(
                                connection,
                                "select coalesce(min(number), ?) from (select number from audit"
                                        + " where tenant = ? and at >= ? offset 0) later",
                                row -> row.getLong(1),
                                Long.MAX_VALUE,
                                tenant,
                                since.minus(NEARLY).atOffset(ZoneOffset.UTC))
                        .orElse(Long.MAX_VALUE));
    }

    /// @param entry null when it is none
    private record Line(long number, @Nullable AuditEntry entry) {}

    private List<Line> lines(String where, String direction, int most, Object... values)
            throws IOException {
        Object[] all = new Object[values.length + 2];
        all[0] = tenant;
        System.arraycopy(values, 0, all, 1, values.length);
        all[all.length - 1] = most;
        return read(connection ->
                Sql.all(
                        connection,
                        "select number, line from audit where tenant = ? and %s order by number %s limit ?"
                                .formatted(where, direction),
                        AuditReader::line,
                        all));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getLong(1), AuditEntry.read(row.getBytes(2)).orElse(null));
    }

    private static List<AuditEntry> entries(List<Line> lines) {
        List<AuditEntry> entries = new ArrayList<>();
        for (Line line : lines) {
            AuditEntry entry = line.entry();
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private <T> T read(Database.Work<T> work) throws IOException {
        try {
            return database.inTenant(tenant, work);
        } catch (SQLException e) {
            throw new IOException("the database says: " + e.getMessage(), e);
        }
    }
}
