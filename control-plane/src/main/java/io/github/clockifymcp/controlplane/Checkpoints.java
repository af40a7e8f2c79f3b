package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.AuditLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tenant's checkpoints as they stand in their table.
///
/// @param last the last one of those that are as they were made
/// @param mac of it in hexadecimal digits, or [AuditLine#NOTHING]
/// @param lines the HMACs of the lines after which they stand, in hexadecimal digits
/// @param problem what is wrong with the one after it; null when there is none
record Checkpoints(Checkpoint last, String mac, Set<String> lines, @Nullable String problem) {
    Checkpoints {
        lines = Set.copyOf(lines);
    }

    /// Reads them in a transaction that may.
    static Checkpoints read(ChainKey key, Connection connection, String tenant)
            throws SQLException {
        List<Chained> all =
                Sql.all(
                        connection,
                        "select line, mac from audit_checkpoints where tenant = ? order by place",
                        row -> new Chained(row.getBytes(1), row.getBytes(2)),
                        tenant);
        Checkpoint last = Checkpoint.none(tenant);
        String mac = AuditLine.NOTHING;
        Set<String> lines = new HashSet<>();
        for (Chained stored : all) {
            Checkpoint next = stored.by(key) ? Checkpoint.read(stored.line()).orElse(null) : null;
            if (next == null || !next.follows(last, mac)) {
                return new Checkpoints(
                        last,
                        mac,
                        lines,
                        "Checkpoint %d was altered, does not follow the one before it, or was made by another key."
                                .formatted(last.index() + 1));
            }
            last = next;
            mac = stored.mac();
            lines.add(next.last());
        }
        return new Checkpoints(last, mac, lines, null);
    }
}
