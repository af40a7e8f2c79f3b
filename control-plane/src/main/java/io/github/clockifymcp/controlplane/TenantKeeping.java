package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.Tenant;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The tenants as the keeper sees them, who makes and changes them all. Servers act on a change
/// within five seconds.
public final class TenantKeeping {
    private final Database database;

    /// @param database as the keeper reaches it
    public TenantKeeping(Database database) {
        this.database = database;
    }

    /// A tenant, and when it was made and changed.
    public record Kept(Tenant tenant, Instant made, Instant changed) {}

    /// What became of changing all.
    ///
    /// @param changed those that are otherwise now
    /// @param unreadable the ids of those that are not understood, which are as they were: servers
    ///   let nobody in for them
    public record Changed(List<Tenant> changed, List<String> unreadable) {
        public Changed {
            changed = List.copyOf(changed);
            unreadable = List.copyOf(unreadable);
        }
    }

    /// All, in the order of their ids.
    ///
    /// @throws IOException when they cannot be read, or one of them is not understood; the message
    ///   says which
    public List<Kept> list() throws IOException {
        return Keeping.done(database, connection -> select(connection, "order by tenant", null));
    }

    /// The one of this id.
    ///
    /// @throws IOException as [#list]
    public Optional<Kept> find(String id) throws IOException {
        return Keeping.done(
                database,
                connection -> select(connection, "where tenant = ?", id).stream().findFirst());
    }

    /// Makes a tenant.
    ///
    /// @return whether it was made; if not, there is one of this id
    public boolean create(Tenant tenant) throws IOException {
        if (!TenantId.isOne(tenant.id())) {
            throw new IllegalArgumentException("a tenant's id is " + TenantId.WORDS);
        }
        return Keeping.done(
                database,
                connection -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    """
                                    insert into tenants
                                    (narrowing, workspace, base_url, issuers, tenant, enabled)
                                    values (?::jsonb, ?, ?, ?, ?, ?) on conflict do nothing\
                                    """)) {
                        TenantRows.set(connection, insert, tenant);
                        insert.setBoolean(6, tenant.enabled());
                        return insert.executeUpdate() == 1;
                    }
                });
    }

    /// Changes what a tenant may, and not whether it is enabled.
    ///
    /// @return as it is now; empty when there is none of this id
    public Optional<Tenant> update(String id, UnaryOperator<Tenant> change) throws IOException {
        return Keeping.done(
                database,
                connection -> {
                    List<Kept> found = select(connection, "where tenant = ? for update", id);
                    if (found.isEmpty()) {
                        return Optional.empty();
                    }
                    Tenant changed = change.apply(found.getFirst().tenant());
                    update(connection, List.of(changed));
                    return Optional.of(changed);
                });
    }

    /// Changes them all at once. One that is not understood does not stop that.
    public Changed updateAll(UnaryOperator<Tenant> change) throws IOException {
        return Keeping.done(
                database,
                connection -> {
                    List<Tenant> changed = new ArrayList<>();
                    List<String> unreadable = new ArrayList<>();
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "select %s from tenants order by tenant for update"
                                                    .formatted(TenantRows.COLUMNS));
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            change(rows, change, changed, unreadable);
                        }
                    }
                    update(connection, changed);
                    return new Changed(changed, unreadable);
                });
    }

    private static void change(
            ResultSet row,
            UnaryOperator<Tenant> change,
            List<Tenant> changed,
            List<String> unreadable)
            throws SQLException {
        Tenant before;
        try {
            before = TenantRows.read(row);
        } catch (SQLDataException e) {
            unreadable.add(row.getString(1));
            return;
        }
        Tenant after = change.apply(before);
        if (!after.equals(before)) {
            changed.add(after);
        }
    }

    private static void update(Connection connection, List<Tenant> tenants) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        update tenants set narrowing = ?::jsonb, workspace = ?, base_url = ?,
                        issuers = ?, changed = now() where tenant = ?\
                        """)) {
            for (Tenant tenant : tenants) {
                TenantRows.set(connection, update, tenant);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /// Lets a tenant's people in, or nobody of them. It works for one that is not understood.
    ///
    /// @return whether there is one of this id
    public boolean enable(String id, boolean enabled) throws IOException {
        return Keeping.done(
                database,
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update tenants set enabled = ?, changed = now() where tenant = ?")) {
                        update.setBoolean(1, enabled);
                        update.setString(2, id);
                        return update.executeUpdate() == 1;
                    }
                });
    }

    /// Removes a tenant that is disabled, with its principals, keys, journal and whatever else is
    /// its own. Its audit log stays, with all that was written about its people: the chain is there
    /// to show what was done, and goes on if the id is used again. It ends with the months that
    /// retention removes.
    ///
    /// @return whether it was removed; if not, there is none of this id, or it is enabled
    public boolean delete(String id) throws IOException {
        return Keeping.done(
                database,
                connection -> {
                    try (PreparedStatement lock =
                            connection.prepareStatement(
                                    "select 1 from tenants where tenant = ? and not enabled for update")) {
                        lock.setString(1, id);
                        try (ResultSet row = lock.executeQuery()) {
                            if (!row.next()) {
                                return false;
                            }
                        }
                    }
                    Keeping.removeFromAll(connection, id, null);
                    return true;
                });
    }

    private static List<Kept> select(Connection connection, String which, @Nullable String id)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select %s, made, changed from tenants %s"
                                .formatted(TenantRows.COLUMNS, which))) {
            if (id != null) {
                select.setString(1, id);
            }
            List<Kept> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new Kept(
                                    TenantRows.read(rows),
                                    rows.getObject(7, OffsetDateTime.class).toInstant(),
                                    rows.getObject(8, OffsetDateTime.class).toInstant()));
                }
            }
            return found;
        }
    }
}
