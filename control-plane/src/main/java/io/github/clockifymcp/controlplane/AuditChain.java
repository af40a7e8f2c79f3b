package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.AuditLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a tenant's chain as it stands in the tables, and says what is wrong with it.
///
/// Lines are chained in the order in which they were written, and months are removed by the times
/// of their calls, which are not quite in that order. So a few lines may still be there whose
/// number is before the checkpoint's: of these it is checked that they were made with the key.
final class AuditChain {
    private static final int AT_ONCE = 1_000;

    /// How often it is read again when a month was removed meanwhile.
    private static final int MOST_TIMES = 3;

    private final ChainKey key;
    private final Connection connection;
    private final String tenant;

    AuditChain(ChainKey key, Connection connection, String tenant) {
        this.key = key;
        this.connection = connection;
        this.tenant = tenant;
    }

    /// Where a tenant's checkpoints end.
    ///
    /// @param mac of the last one in hexadecimal digits, or [AuditLine#NOTHING]
    record End(Checkpoint last, String mac, @Nullable String problem) {}

    /// Reads the tenant's checkpoints.
    End checkpoints() throws SQLException {
        List<Chained> all =
                Sql.all(
                        connection,
                        "select line, mac from audit_checkpoints where tenant = ? order by place",
                        row -> new Chained(row.getBytes(1), row.getBytes(2)),
                        tenant);
        End end = new End(Checkpoint.none(tenant), AuditLine.NOTHING, null);
        for (Chained stored : all) {
            Checkpoint next = stored.by(key) ? Checkpoint.read(stored.line()).orElse(null) : null;
            if (next == null || !next.follows(end.last(), end.mac())) {
                return new End(
                        end.last(),
                        end.mac(),
                        "Checkpoint %d was altered, does not follow the one before it, or was made by another key."
                                .formatted(end.last().index() + 1));
            }
            end = new End(next, stored.mac(), null);
        }
        return end;
    }

    /// Reads all of it, and nobody waits. What is added or removed meanwhile is no fault.
    AuditInPostgres.Check check() throws SQLException {
        End begin = checkpoints();
        AuditInPostgres.Check check = new Walk(begin.last()).check(begin.problem());
        for (int again = 0; check.problem() != null && again < MOST_TIMES; again++) {
            End now = checkpoints();
            if (now.last().equals(begin.last())) {
                return check;
            }
            begin = now;
            check = new Walk(begin.last()).check(begin.problem());
        }
        return check;
    }

    /// One reading, from a checkpoint on.
    private final class Walk {
        private final Checkpoint checkpoint;
        private long rows;
        private long number;
        private String before;

        Walk(Checkpoint checkpoint) {
            this.checkpoint = checkpoint;
            this.number = checkpoint.number();
            this.before = checkpoint.last();
        }

        AuditInPostgres.Check check(@Nullable String problem) throws SQLException {
            String wrong = problem == null ? problem() : problem;
            return new AuditInPostgres.Check(rows, checkpoint.number(), before, wrong);
        }

        /// The head is read after the rows, so that it is never behind them; then those that have
        /// been added.
        private @Nullable String problem() throws SQLException {
            record Head(long number, String mac) {}
            String wrong = read(0, Long.MAX_VALUE);
            if (wrong != null) {
                return wrong;
            }
            Head head =
                    Sql.first(
                                    connection,
                                    "select number, mac from audit_head where tenant = ?",
                                    row -> new Head(row.getLong(1), Chained.hex(row.getBytes(2))),
                                    tenant)
                            .orElse(new Head(0, AuditLine.NOTHING));
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
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "select number, line, mac from audit"
                                    + " where tenant = ? and number > ? and number <= ?"
                                    + " order by number")) {
                select.setString(1, tenant);
                select.setLong(2, after);
                select.setLong(3, upTo);
                select.setFetchSize(AT_ONCE);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Line line =
                                new Line(
                                        row.getLong(1),
                                        new Chained(row.getBytes(2), row.getBytes(3)));
                        String wrong = add(line);
                        if (wrong != null) {
                            return wrong;
                        }
                    }
                }
                return null;
            }
        }

        private @Nullable String add(Line line) {
            boolean old = line.number() <= checkpoint.number();
            String wrong = old ? alone(line) : wrong(line, number + 1, before);
            if (wrong == null) {
                rows++;
                number = old ? number : line.number();
                before = old ? before : line.chained().mac();
            }
            return wrong;
        }
    }

    private record Line(long number, Chained chained) {}

    private @Nullable String wrong(Line line, long expected, String before) {
        if (line.number() != expected) {
            return "Row %d is missing.".formatted(expected);
        }
        String alone = alone(line);
        if (alone != null) {
            return alone;
        }
        boolean follows =
                AuditLine.read(line.chained().line())
                        .filter(read -> read.before().equals(before))
                        .isPresent();
        return follows ? null : follows(line);
    }

    private @Nullable String alone(Line line) {
        if (!line.chained().by(key)) {
            return "Row %d was altered, or chained by another key.".formatted(line.number());
        }
        boolean its =
                AuditLine.read(line.chained().line())
                        .filter(read -> read.line().number() == line.number())
                        .isPresent();
        return its ? null : follows(line);
    }

    private static String follows(Line line) {
        return "Row %d does not follow the row before it.".formatted(line.number());
    }
}
