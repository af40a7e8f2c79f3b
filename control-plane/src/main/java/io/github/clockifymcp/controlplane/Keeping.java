package io.github.clockifymcp.controlplane;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the keeper works, who sees the rows of all tenants.
final class Keeping {
    /// The keeper names no tenant.
    private static final String NONE = "";

    private Keeping() {}

    /// Does it in a transaction.
    ///
    /// @throws IOException when it was not done, with what the database says about it
    static <T> T done(Database database, Database.Work<T> work) throws IOException {
        try {
            return database.inTenant(NONE, work);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Removes what is a tenant's, or a principal's, from every table with such a column of which
    /// the keeper may remove rows. The audit log's are none of them.
    ///
    /// @param principal null for everything of the tenant
    /// @return how many rows that were
    static int removeFromAll(Connection connection, String tenant, @Nullable String principal)
            throws SQLException {
        int removed = 0;
        for (String table : tables(connection, principal == null ? "tenant" : "principal")) {
            String whose = principal == null ? "" : " and principal = ?";
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            "delete from %s where tenant = ?%s".formatted(table, whose))) {
                delete.setString(1, tenant);
                if (principal != null) {
                    delete.setString(2, principal);
                }
                removed += delete.executeUpdate();
            }
        }
        return removed;
    }

    /// Their names, quoted.
    private static List<String> tables(Connection connection, String column) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select quote_ident(c.relname) from pg_class c
                        join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant'
                        join pg_attribute p on p.attrelid = c.oid and p.attname = ?
                        where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p')
                        and c.relname not like 'audit%'
                        and has_table_privilege(c.oid, 'delete') order by 1\
                        """)) {
            select.setString(1, column);
            select.setString(2, Database.SCHEMA);
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            return tables;
        }
    }
}
