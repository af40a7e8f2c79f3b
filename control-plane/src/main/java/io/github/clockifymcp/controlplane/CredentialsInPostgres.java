package io.github.clockifymcp.controlplane;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Keys to Clockify, sealed in the database. What is found is as it was two seconds ago at most.
public final class CredentialsInPostgres {
    /// What keys for sealing are derived for, and what a seal is bound to.
    public static final String PURPOSE = "keys to Clockify";

    /// Whose a key is that all of the tenant's people work with.
    static final String TENANT = "";

    private final Database database;
    private final Sealed sealed;
    private final Fresh<Owner, Optional<Credential>> found;

    private record Owner(String tenant, String principal) {}

    /// @param nanos a clock that only goes forward, such as `System::nanoTime`
    public CredentialsInPostgres(Database database, Sealed sealed, LongSupplier nanos) {
        this.database = database;
        this.sealed = sealed;
        this.found = new Fresh<>(nanos, this::read);
    }

    /// The key that a principal works with: its own, also when Clockify does not know it any more,
    /// or else the tenant's. Whoever's own key was refused must not go on as somebody else.
    ///
    /// @throws UnopenedException when there is one that does not open
    /// @throws IOException when that cannot be found out
    public Optional<Credential> find(String tenant, String principal) throws IOException {
        try {
            return found.get(new Owner(tenant, principal));
        } catch (IOException e) {
            throw e.getCause() instanceof UnopenedException unopened
                    ? new UnopenedException(e, unopened.own())
                    : e;
        }
    }

    /// The same as it is at this moment, for somebody who is shown it: no replica tells them what
    /// they changed at another one just now.
    ///
    /// @throws UnopenedException when there is one that does not open
    /// @throws IOException when that cannot be found out
    public Optional<Credential> findNow(String tenant, String principal) throws IOException {
        return read(new Owner(tenant, principal));
    }

    private Optional<Credential> read(Owner owner) throws IOException {
        try {
            return database.inTenant(
                    owner.tenant(),
                    connection -> {
                        try (PreparedStatement select =
                                connection.prepareStatement(
                                        """
                                        select principal, sealed, version, refused,
                                        clockify_user, workspace, checked
                                        from credentials where tenant = ? and principal in (?, '')
                                        order by principal <> '' desc limit 1\
                                        """)) {
                            select.setString(1, owner.tenant());
                            select.setString(2, owner.principal());
                            try (ResultSet row = select.executeQuery()) {
                                return row.next()
                                        ? Optional.of(credential(owner.tenant(), row))
                                        : Optional.empty();
                            }
                        }
                    });
        } catch (SQLException e) {
            throw e.getCause() instanceof Unopened unopened
                    ? new UnopenedException(unopened, unopened.own)
                    : new IOException("the key to Clockify cannot be read", e);
        }
    }

    private Credential credential(String tenant, ResultSet row) throws SQLException {
        String principal = row.getString(1);
        boolean own = !principal.equals(TENANT);
        ClockifyKey key;
        try {
            key = opened(sealed, tenant, principal, row.getBytes(2));
        } catch (SQLDataException e) {
            throw new Unopened(e, own);
        }
        return new Credential(own, key, row.getLong(3), checked(row, 5), instant(row, 4));
    }

    /// A key does not open, and it is known whose.
    private static final class Unopened extends SQLDataException {
        private static final long serialVersionUID = 1;

        private final boolean own;

        Unopened(SQLDataException cause, boolean own) {
            super(cause);
            this.own = own;
        }
    }

    /// Opens a key.
    ///
    /// @throws SQLDataException when it does not open
    static ClockifyKey opened(Sealed sealed, String tenant, String principal, byte[] bytes)
            throws SQLDataException {
        try {
            return ClockifyKey.of(
                    new String(
                            sealed.open(new Sealed.Label(tenant, principal, PURPOSE), bytes),
                            US_ASCII));
        } catch (SealedException | IllegalArgumentException e) {
            throw new SQLDataException("the key does not open: " + e.getMessage());
        }
    }

    /// Who, where and when, in three columns; null when nobody asked.
    static Credential.@Nullable Checked checked(ResultSet row, int first) throws SQLException {
        @Nullable String user = row.getString(first);
        @Nullable String workspace = row.getString(first + 1);
        @Nullable Instant at = instant(row, first + 2);
        return user == null || workspace == null || at == null
                ? null
                : new Credential.Checked(user, workspace, at);
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// Puts a key in the place of the one that was there.
    ///
    /// @param principal whose it is; empty when all of the tenant's people are to work with it
    /// @param checked null when nobody asked Clockify about it
    /// @throws IOException when it was not put there, also because there is no such tenant
    public void put(
            String tenant, String principal, ClockifyKey key, Credential.@Nullable Checked checked)
            throws IOException {
        byte[] bytes = sealed.seal(new Sealed.Label(tenant, principal, PURPOSE), key.bytes());
        changing(
                tenant,
                """
                insert into credentials
                (tenant, principal, sealed, sealed_by, clockify_user, workspace, checked)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (tenant, principal) do update set sealed = excluded.sealed,
                sealed_by = excluded.sealed_by, version = default,
                clockify_user = excluded.clockify_user, workspace = excluded.workspace,
                checked = excluded.checked, refused = null, changed = now()\
                """,
                insert -> {
                    insert.setString(1, tenant);
                    insert.setString(2, principal);
                    insert.setBytes(3, bytes);
                    insert.setString(4, sealed.keyId());
                    insert.setString(5, checked == null ? null : checked.user());
                    insert.setString(6, checked == null ? null : checked.workspace());
                    insert.setObject(
                            7, checked == null ? null : checked.at().atOffset(ZoneOffset.UTC));
                });
        forget(tenant, principal);
    }

    /// Removes a principal's own key, or with an empty principal the tenant's.
    ///
    /// @return whether there was one
    public boolean remove(String tenant, String principal) throws IOException {
        boolean removed =
                changing(
                        tenant,
                        "delete from credentials where tenant = ? and principal = ?",
                        delete -> {
                            delete.setString(1, tenant);
                            delete.setString(2, principal);
                        });
        forget(tenant, principal);
        return removed;
    }

    /// Notes that Clockify did not know a key any more. One that was put there meanwhile is
    /// another, and is not meant.
    public void refused(String tenant, Credential credential, Instant at) throws IOException {
        changing(
                tenant,
                "update credentials set refused = ? where tenant = ? and version = ?"
                        + " and refused is null",
                update -> {
                    update.setObject(1, at.atOffset(ZoneOffset.UTC));
                    update.setString(2, tenant);
                    update.setLong(3, credential.version());
                });
    }

    /// @return whether a row was changed
    private boolean changing(String tenant, String statement, Setting setting) throws IOException {
        try {
            return database.inTenant(
                    tenant,
                    connection -> {
                        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                            setting.set(prepared);
                            return prepared.executeUpdate() > 0;
                        }
                    });
        } catch (SQLException e) {
            throw new IOException("the key to Clockify was not changed", e);
        }
    }

    /// Others that this process found by the tenant's key find it again within two seconds.
    private void forget(String tenant, String principal) {
        found.forget(new Owner(tenant, principal));
    }
}
