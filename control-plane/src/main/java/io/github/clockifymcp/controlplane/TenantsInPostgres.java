package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.enforcement.Tenants;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The tenants as a server sees them: each by its id, and as it was two seconds ago at most. That
/// there is none of an id is known as long. A row that is not understood is a failure, and never a
/// tenant that may do more.
public final class TenantsInPostgres implements Tenants {
    private final Database database;
    private final Fresh<String, Optional<Tenant>> tenants;

    /// @param nanos a clock that only goes forward, such as `System::nanoTime`
    public TenantsInPostgres(Database database, LongSupplier nanos) {
        this.database = database;
        this.tenants = new Fresh<>(nanos, this::read);
    }

    @Override
    public Optional<Tenant> find(String id) throws IOException {
        return TenantId.isOne(id) ? tenants.get(id) : Optional.empty();
    }

    private Optional<Tenant> read(String id) throws IOException {
        try {
            return database.inTenant(
                    id,
                    connection -> {
                        try (PreparedStatement select =
                                connection.prepareStatement(
                                        "select %s from tenants where tenant = ?"
                                                .formatted(TenantRows.COLUMNS))) {
                            select.setString(1, id);
                            try (ResultSet row = select.executeQuery()) {
                                return row.next()
                                        ? Optional.of(TenantRows.read(row))
                                        : Optional.empty();
                            }
                        }
                    });
        } catch (SQLException e) {
            throw new IOException("the tenant cannot be read", e);
        }
    }
}
