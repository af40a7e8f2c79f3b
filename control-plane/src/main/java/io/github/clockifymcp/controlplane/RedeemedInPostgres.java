package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.Redeemed;
import java.time.Instant;

/// Used confirmations in a table: of all replicas, one inserts the row.
public final class RedeemedInPostgres implements Redeemed {
    private final Database database;

    public RedeemedInPostgres(Database database) {
        this.database = database;
    }

    @Override
    public boolean redeem(String tenant, String nonce, Instant expires) {
        return database.inTenant(
                tenant,
                "that a confirmation was used was not kept",
                connection ->
                        Sql.update(
                                        connection,
                                        "insert into redeemed (tenant, nonce, expires)"
                                                + " values (?, ?, ?) on conflict do nothing",
                                        tenant,
                                        nonce,
                                        expires)
                                == 1);
    }
}
