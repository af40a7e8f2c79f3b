package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.AuditEntry;
import io.github.clockifymcp.enforcement.AuditLine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a tenant's chain as it stands in the tables, and says what is wrong with it. It reads so
/// many rows at a time, each time in a transaction of its own: nobody waits for it, however long
/// the log is.
///
/// Lines are chained in the order in which they were written, and months are removed by the times
/// of their calls, which are not quite in that order. So a few lines may still be there whose
/// number is before the checkpoint's: of these it is checked that they were made with the key.
final class AuditChain {
    private static final int AT_ONCE = 1_000;

    /// How often it is read again when a month was removed meanwhile.
    private static final int MOST_TIMES = 3;

    /// The column has no nanoseconds.
    private static final Duration EXACT = Duration.ofMillis(1);

    private final ChainKey key;
    private final Database database;
    private final String tenant;
    private final @Nullable String noted;

    /// @param noted the HMAC of a line, in hexadecimal digits, that has to be there; null for none
    AuditChain(ChainKey key, Database database, String tenant, @Nullable String noted) {
        this.key = key;
        this.database = database;
        this.tenant = tenant;
        this.noted = noted;
    }

    /// Reads all of it. What is added or removed meanwhile is no fault.
    AuditInPostgres.Check check() throws SQLException {
        Checkpoints begin = checkpoints();
        AuditInPostgres.Check check = new Walk(begin).check();
        for (int again = 0; check.problem() != null && again < MOST_TIMES; again++) {
            Checkpoints now = checkpoints();
            if (now.equals(begin)) {
                return check;
            }
            begin = now;
            check = new Walk(begin).check();
        }
        return check;
    }

    private Checkpoints checkpoints() throws SQLException {
        return database.inTenant(tenant, connection -> Checkpoints.read(key, connection, tenant));
    }

    /// A row as it is stored.
    private record Row(long number, OffsetDateTime at, String call, Chained chained) {}

    private record Head(long number, String mac) {}

    /// One reading, from a checkpoint on.
    private final class Walk {
        private final Checkpoints checkpoints;
        private long rows;
        private long number;
        private String before;
        private boolean found;

        Walk(Checkpoints checkpoints) {
            this.checkpoints = checkpoints;
            this.number = checkpoints.last().number();
            this.before = checkpoints.last().last();
            this.found =
                    noted == null
                            || noted.equals(AuditLine.NOTHING)
                            || checkpoints.lines().contains(noted);
        }

        AuditInPostgres.Check check() throws SQLException {
            String wrong = checkpoints.problem() == null ? problem() : checkpoints.problem();
            if (wrong == null && !found) {
                wrong =
                        "No row has the head that was noted: rows were cut off at the end, or"
                                + " changed, or it is that of a row that was dropped with its"
                                + " month.";
            }
            return new AuditInPostgres.Check(rows, checkpoints.last().number(), before, wrong);
        }

        /// The head is read after the rows, so that it is never behind them; then those that have
        /// been added.
        private @Nullable String problem() throws SQLException {
            String wrong = read(0, Long.MAX_VALUE);
            if (wrong != null) {
                return wrong;
            }
            Head head = head();
            if (head.number() > number) {
                wrong = read(number, head.number());
            }
            if (wrong != null) {
                return wrong;
            }
            boolean whole = head.number() == number && head.mac().equals(before);
            return whole
                    ? null
                    : "The log ends at row %d, and its head says %d."
                            .formatted(number, head.number());
        }

        private @Nullable String read(long after, long upTo) throws SQLException {
            long place = after;
            while (true) {
                List<Row> batch = batch(place, upTo);
                for (Row row : batch) {
                    String wrong = add(row);
                    if (wrong != null) {
                        return wrong;
                    }
                }
                if (batch.size() < AT_ONCE) {
                    return null;
                }
                place = batch.getLast().number();
            }
        }

        private @Nullable String add(Row row) {
            boolean old = row.number() <= checkpoints.last().number();
            String wrong = old ? alone(row, null) : wrong(row, number + 1, before);
            if (wrong == null) {
                rows++;
                number = old ? number : row.number();
                before = old ? before : row.chained().mac();
                found |= row.chained().mac().equals(noted);
            }
            return wrong;
        }
    }

    private Head head() throws SQLException {
        return database.inTenant(
                tenant,
                connection ->
                        Sql.first(
                                        connection,
                                        "select number, mac from audit_head where tenant = ?",
                                        row ->
                                                new Head(
                                                        row.getLong(1),
                                                        Chained.hex(row.getBytes(2))),
                                        tenant)
                                .orElse(new Head(0, AuditLine.NOTHING)));
    }

    private List<Row> batch(long after, long upTo) throws SQLException {
        return database.inTenant(
                tenant,
                connection ->
                        Sql.all(
                                connection,
                                "select number, at, call, line, mac from audit"
                                        + " where tenant = ? and number > ? and number <= ?"
                                        + " order by number limit ?",
                                row ->
                                        new Row(
                                                row.getLong(1),
                                                row.getObject(2, OffsetDateTime.class),
                                                row.getString(3),
                                                new Chained(row.getBytes(4), row.getBytes(5))),
                                tenant,
                                after,
                                upTo,
                                AT_ONCE));
    }

    private @Nullable String wrong(Row row, long expected, String before) {
        return row.number() == expected
                ? alone(row, before)
                : "Row %d is missing.".formatted(expected);
    }

    /// @param before what its line has to say of the line before it; null for whatever that is
    private @Nullable String alone(Row row, @Nullable String before) {
        if (!row.chained().by(key)) {
            return "Row %d was altered, or chained by another key.".formatted(row.number());
        }
        Optional<AuditEntry> read = AuditEntry.read(row.chained().line());
        boolean follows =
                read.filter(entry -> entry.number() == row.number())
                        .filter(entry -> before == null || entry.before().equals(before))
                        .isPresent();
        if (!follows) {
            return "Row %d does not follow the row before it.".formatted(row.number());
        }
        boolean found = read.filter(entry -> isFoundAs(entry, row)).isPresent();
        return found
                ? null
                : "Row %d stands under another call or time than its line has."
                        .formatted(row.number());
    }

    /// Whether the columns by which it is looked for say what it says.
    private static boolean isFoundAs(AuditEntry entry, Row row) {
        Instant at = entry.at();
        return entry.call().equals(row.call())
                && at != null
                && Duration.between(at, row.at().toInstant()).abs().compareTo(EXACT) < 0;
    }
}
