package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.enforcement.Tenant;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Set;

/// Tenants as rows.
final class TenantRows {
    static final String COLUMNS = "tenant, enabled, narrowing, workspace, base_url, issuers";

    private TenantRows() {}

    /// Reads one from a row that begins with [#COLUMNS].
    ///
    /// @throws SQLException when it has what this program does not understand: then nobody knows
    ///   what it takes away
    static Tenant read(ResultSet row) throws SQLException {
        String id = row.getString(1);
        Narrowing narrowing;
        try {
            narrowing = NarrowingForm.read(row.getString(3));
        } catch (IllegalArgumentException e) {
            throw new SQLDataException(
                    "what tenant %s takes away is not understood: %s"
                            .formatted(id, e.getMessage()));
        }
        Array issuers = row.getArray(6);
        return new Tenant(
                id,
                row.getBoolean(2),
                narrowing,
                row.getString(4),
                row.getString(5),
                Set.of((String[]) issuers.getArray()));
    }

    /// Sets narrowing, workspace, address, issuers and the id, in this order, from the first
    /// parameter on.
    static void set(Connection connection, PreparedStatement statement, Tenant tenant)
            throws SQLException {
        statement.setString(1, NarrowingForm.text(tenant.narrowing()));
        statement.setString(2, tenant.workspace());
        statement.setString(3, tenant.baseUrl());
        statement.setArray(
                4,
                connection.createArrayOf(
                        "text", tenant.issuers().stream().sorted().toArray(String[]::new)));
        statement.setString(5, tenant.id());
    }
}
