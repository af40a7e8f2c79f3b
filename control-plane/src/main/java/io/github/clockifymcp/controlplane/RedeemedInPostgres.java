package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.Redeemed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/// Used confirmations in a table: of all replicas, one inserts the row.
public final class RedeemedInPostgres implements Redeemed {
    private final Database database;

    public RedeemedInPostgres(Database database) {
        this.database = database;
    }

    @Override
    public boolean redeem(String tenant, String nonce, Instant expires) {
        try {
            return database.inTenant(
                    tenant,
                    connection -> {
                        try (PreparedStatement insert =
                                connection.prepareStatement(
                                        "insert into redeemed (tenant, nonce, expires) values (?, ?, ?)"
                                                + " on conflict do nothing")) {
                            insert.setString(1, tenant);
                            insert.setString(2, nonce);
                            insert.setObject(3, expires.atOffset(ZoneOffset.UTC));
                            return insert.executeUpdate() == 1;
                        }
                    });
        } catch (SQLException e) {
            throw new UncheckedIOException(
                    new IOException("that a confirmation was used could not be kept", e));
        }
    }
}
