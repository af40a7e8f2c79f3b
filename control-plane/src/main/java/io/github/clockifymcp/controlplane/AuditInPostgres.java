package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.Audit;
import io.github.clockifymcp.enforcement.AuditLine;
import io.github.clockifymcp.enforcement.AuditRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit log as rows, a chain for each tenant.
///
/// Each row keeps its line as the bytes that were chained, and an HMAC over them, by a key that the
/// database does not have: whoever may write to the tables can remove the end of a chain, and
/// cannot make another one. A line has its number and the HMAC of the line before it. The tenant's
/// head is locked for the moment in which a row is added.
///
/// An intent is on the disk when [#intent] returns, and so is an outcome with effects. Other
/// outcomes are committed without waiting for the disk: a crash of the database can take the last
/// of them along, and leaves a chain that is whole.
public final class AuditInPostgres implements Audit {
    /// How many bytes a key has at least.
    public static final int KEY_BYTES = 32;

    private final Database database;
    private final ChainKey key;

    /// @param keys for the chain, each of [#KEY_BYTES] or more: the first for new rows, and all to
    ///   check rows with
    public AuditInPostgres(Database database, List<byte[]> keys) {
        this.database = database;
        this.key = new ChainKey(keys);
    }

    @Override
    public void intent(AuditRow row) throws IOException {
        add(row, true);
    }

    @Override
    public void outcome(AuditRow row) throws IOException {
        AuditRow.Planned change = row.change();
        add(row, change != null && !change.effects().isEmpty());
    }

    private void add(AuditRow row, boolean forced) throws IOException {
        try {
            database.inTenant(
                    row.tenant(),
                    connection -> {
                        if (!forced) {
                            Sql.unhurried(connection);
                        }
                        Head head = head(connection, row.tenant());
                        AuditLine line = AuditLine.of(head.number() + 1, head.mac(), row);
                        insert(connection, row, line);
                        return true;
                    });
        } catch (SQLException e) {
            throw new IOException("a row of the audit log was not written", e);
        }
    }

    /// @param mac in hexadecimal digits
    private record Head(long number, String mac) {}

    private static Head head(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement first =
                connection.prepareStatement(
                        "insert into audit_head (tenant, number, mac) values (?, 0, '')"
                                + " on conflict do nothing")) {
            first.setString(1, tenant);
            first.executeUpdate();
        }
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "select number, mac from audit_head where tenant = ? for update")) {
            lock.setString(1, tenant);
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("a tenant's audit log has no head");
                }
                return new Head(row.getLong(1), Chained.hex(row.getBytes(2)));
            }
        }
    }

    private void insert(Connection connection, AuditRow row, AuditLine line) throws SQLException {
        byte[] mac = key.mac(line.bytes());
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into audit (tenant, number, at, call, line, mac)"
                                + " values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, row.tenant());
            insert.setLong(2, line.number());
            insert.setObject(3, row.at().atOffset(ZoneOffset.UTC));
            insert.setString(4, row.call());
            insert.setBytes(5, line.bytes());
            insert.setBytes(6, mac);
            insert.executeUpdate();
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update audit_head set number = ?, mac = ? where tenant = ?")) {
            update.setLong(1, line.number());
            update.setBytes(2, mac);
            update.setString(3, row.tenant());
            update.executeUpdate();
        }
    }

    /// What a check of a tenant's chain found.
    ///
    /// @param rows how many rows it has, up to the first that is wrong
    /// @param removed the number of the last row that was removed with its month; 0 when none was
    /// @param head the HMAC of the last row, in hexadecimal digits; noted elsewhere, it proves that
    ///   the end was not cut off
    /// @param problem what is wrong; null when nothing is
    public record Check(long rows, long removed, String head, @Nullable String problem) {}

    /// Reads a tenant's log and checks its chain, from where it begins or from the last checkpoint
    /// that [Keeper] made. Nobody waits for it.
    ///
    /// @throws IOException when it cannot be read
    public Check verify(String tenant) throws IOException {
        return verify(tenant, null);
    }

    /// Likewise, and that it still has the row whose HMAC was noted.
    ///
    /// @param noted the `head` of an earlier check; null for none
    /// @throws IOException when it cannot be read
    public Check verify(String tenant, @Nullable String noted) throws IOException {
        try {
            return new AuditChain(key, database, tenant, noted).check();
        } catch (SQLException e) {
            throw new IOException("the database says: " + e.getMessage(), e);
        }
    }
}
