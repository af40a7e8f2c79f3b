package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.Audit;
import io.github.clockifymcp.enforcement.AuditLine;
import io.github.clockifymcp.enforcement.AuditRow;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

    private static final String ALGORITHM = "HmacSHA256";

    private final Database database;
    private final List<SecretKeySpec> keys;

    /// @param keys for the chain, each of [#KEY_BYTES] or more: the first for new rows, and all to
    ///   check rows with
    public AuditInPostgres(Database database, List<byte[]> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length < KEY_BYTES)) {
            throw new IllegalArgumentException("a key of the audit log is missing or too short");
        }
        this.database = database;
        this.keys = keys.stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
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
                            execute(connection, "set local synchronous_commit = off");
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
                return new Head(row.getLong(1), hex(row.getBytes(2)));
            }
        }
    }

    private void insert(Connection connection, AuditRow row, AuditLine line) throws SQLException {
        byte[] mac = mac(keys.getFirst(), line.bytes());
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

    private static void execute(Connection connection, String statement) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        }
    }

    /// What a check of a tenant's chain found.
    ///
    /// @param rows how many rows it has, up to the first that is wrong
    /// @param head the HMAC of the last of them, in hexadecimal digits; noted elsewhere, it proves
    ///   that the end was not cut off
    /// @param problem what is wrong; null when nothing is
    public record Check(long rows, String head, @Nullable String problem) {}

    /// Reads a tenant's log and checks its chain.
    ///
    /// @throws IOException when it cannot be read
    public Check verify(String tenant) throws IOException {
        try {
            return database.inTenant(tenant, connection -> verify(connection, tenant));
        } catch (SQLException e) {
            throw new IOException("the audit log cannot be read", e);
        }
    }

    private Check verify(Connection connection, String tenant) throws SQLException {
        Head end = head(connection, tenant);
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select number, line, mac from audit where tenant = ? order by number")) {
            select.setString(1, tenant);
            select.setFetchSize(1_000);
            long rows = 0;
            String before = AuditLine.NOTHING;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] line = row.getBytes(2);
                    byte[] mac = row.getBytes(3);
                    @Nullable String wrong = wrong(rows + 1, before, row.getLong(1), line, mac);
                    if (wrong != null) {
                        return new Check(rows, before, wrong);
                    }
                    rows++;
                    before = hex(mac);
                }
            }
            boolean whole = end.number() == rows && end.mac().equals(before);
            return new Check(
                    rows,
                    before,
                    whole
                            ? null
                            : "The log ends at row %d, and its head says %d."
                                    .formatted(rows, end.number()));
        }
    }

    private @Nullable String wrong(
            long expected, String before, long number, byte[] line, byte[] mac) {
        if (number != expected) {
            return "Row %d is missing.".formatted(expected);
        }
        if (keys.stream().noneMatch(key -> MessageDigest.isEqual(mac(key, line), mac))) {
            return "Row %d was altered, or chained by another key.".formatted(number);
        }
        boolean follows =
                AuditLine.read(line)
                        .filter(read -> read.line().number() == number)
                        .filter(read -> read.before().equals(before))
                        .isPresent();
        return follows ? null : "Row %d does not follow the row before it.".formatted(number);
    }

    private static byte[] mac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// What stands for the line before the first one is that of the file.
    private static String hex(byte[] mac) {
        return mac.length == 0 ? AuditLine.NOTHING : HexFormat.of().formatHex(mac);
    }
}
