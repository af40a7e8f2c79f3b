package io.github.clockifymcp.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.enforcement.AuditLine;
import io.github.clockifymcp.enforcement.AuditRow;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows of the audit log of many tenants, chained as a server chains them and written by COPY. The
/// first tenant has a tenth of all, the others as many as each other; the times of a tenant's rows
/// lie evenly in the last year.
///
/// A row takes 0.9 kB of the disk with its places in three indexes, so ten million take 9 GB.
final class ManyRows {
    /// What a row takes of the disk at most, its share of what is written ahead left out.
    static final long BYTES_EACH = 1_300;

    private static final Duration YEAR = Duration.ofDays(360);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final byte[] BEGIN = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int ENOUGH = 1 << 16;
    private static final String NOTHING = "0".repeat(64);

    private final SharedPostgres postgres;
    private final Mac mac;
    private final ByteBuffer buffer = ByteBuffer.allocate(2 * ENOUGH);

    /// @param key of the chain
    ManyRows(SharedPostgres postgres, byte[] key) throws GeneralSecurityException {
        this.postgres = postgres;
        this.mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
    }

    /// Where a tenant's log ends.
    ///
    /// @param mac in hexadecimal digits
    private record Head(long number, String mac) {
        static final Head NONE = new Head(0, NOTHING);
    }

    /// Makes room for the months in which rows will be.
    void makeMonths() throws SQLException {
        try (Connection connection = postgres.admin();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "select make_audit_month("
                            + "(date_trunc('month', now() at time zone 'UTC') + i * interval '1 month')::date,"
                            + " '{}') from generate_series(-13, 2) i");
        }
    }

    /// Adds so many rows to the tenants' logs.
    void add(List<String> tenants, long rows) throws SQLException {
        try (Connection connection = postgres.admin()) {
            connection.setAutoCommit(false);
            Map<String, Head> heads = heads(connection);
            CopyIn copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "copy audit (tenant, number, at, call, line, mac) from stdin"
                                            + " with (format binary)");
            buffer.clear().put(BEGIN);
            long first = rows / 10;
            long others = rows - first;
            int count = tenants.size();
            for (int i = 0; i < count; i++) {
                long share = others * (i + 1) / count - others * i / count;
                add(copy, heads, tenants.get(i), i == 0 ? share + first : share);
            }
            buffer.putShort((short) -1);
            flush(copy);
            copy.endCopy();
            write(connection, heads);
            connection.commit();
        }
        postgres.update("vacuum analyze audit", "checkpoint");
    }

    private static Map<String, Head> heads(Connection connection) throws SQLException {
        Map<String, Head> heads = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select tenant, number, mac from audit_head")) {
            while (row.next()) {
                heads.put(
                        row.getString(1),
                        new Head(row.getLong(2), HexFormat.of().formatHex(row.getBytes(3))));
            }
        }
        return heads;
    }

    private static void write(Connection connection, Map<String, Head> heads) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into audit_head (tenant, number, mac) values (?, ?, ?)"
                                + " on conflict (tenant) do update set number = excluded.number,"
                                + " mac = excluded.mac")) {
            for (Map.Entry<String, Head> head : heads.entrySet()) {
                insert.setString(1, head.getKey());
                insert.setLong(2, head.getValue().number());
                insert.setBytes(3, HexFormat.of().parseHex(head.getValue().mac()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void add(CopyIn copy, Map<String, Head> heads, String tenant, long rows)
            throws SQLException {
        Head head = heads.getOrDefault(tenant, Head.NONE);
        byte[] name = tenant.getBytes(UTF_8);
        Instant from = Instant.now().minus(YEAR);
        for (long i = 0; i < rows; i++) {
            Instant at = from.plusMillis(YEAR.toMillis() * i / rows);
            String call = new UUID(tenant.hashCode(), head.number()).toString();
            AuditLine line = AuditLine.of(head.number() + 1, head.mac(), row(tenant, call, at));
            byte[] bytes = line.bytes();
            byte[] chained = mac.doFinal(bytes);
            buffer.putShort((short) 6);
            put(name);
            buffer.putInt(Long.BYTES).putLong(line.number());
            buffer.putInt(Long.BYTES).putLong(Duration.between(EPOCH, at).toMillis() * 1_000);
            put(call.getBytes(UTF_8));
            put(bytes);
            put(chained);
            if (buffer.position() > ENOUGH) {
                flush(copy);
            }
            head = new Head(line.number(), HexFormat.of().formatHex(chained));
        }
        if (rows > 0) {
            heads.put(tenant, head);
        }
    }

    private void put(byte[] bytes) {
        buffer.putInt(bytes.length).put(bytes);
    }

    private void flush(CopyIn copy) throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private static AuditRow row(String tenant, String call, Instant at) {
        return new AuditRow(
                at,
                call,
                AuditRow.Phase.OUTCOME,
                tenant,
                "token#load",
                "bench",
                "",
                "clockify_list_entries",
                AuditRow.Ending.ALLOWED,
                null,
                "",
                12,
                "a".repeat(64),
                Map.of("page_size", "50"),
                null,
                0,
                null);
    }
}
