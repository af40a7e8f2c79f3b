package io.github.clockifymcp.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The callers as the keeper sees them. Servers act on a change within five seconds. What the audit
/// log says of them, the keeper cannot read: [PrincipalsInPostgres#audit] tells it.
public final class PrincipalKeeping {
    /// How the ids of principals begin who come in with a token of ours; their name follows.
    public static final String TOKEN = "token#";

    private final Database database;

    /// @param database as the keeper reaches it
    public PrincipalKeeping(Database database) {
        this.database = database;
    }

    /// What is kept about a caller.
    ///
    /// @param token whether it comes in with a token of ours
    /// @param ownKey whether it has a key to Clockify of its own
    public record Kept(
            KnownPrincipal principal,
            boolean token,
            boolean ownKey,
            Instant made,
            Instant changed) {}

    /// A tenant's, in the order of their ids.
    public List<Kept> list(String tenant) throws IOException {
        return select(tenant, null);
    }

    /// One of them.
    public Optional<Kept> find(String tenant, String id) throws IOException {
        return select(tenant, id).stream().findFirst();
    }

    /// Makes somebody who comes in with a token: [#TOKEN] and the name.
    ///
    /// @param name as [TenantId] has it
    /// @return the token, which is nowhere else; empty when there is somebody of this name
    /// @throws IOException when that was not done, also because there is no such tenant
    public Optional<String> add(
            String tenant, String name, @Nullable String clockifyUser, SecureRandom random)
            throws IOException {
        if (!TenantId.isOne(name)) {
            throw new IllegalArgumentException("a name is " + TenantId.WORDS);
        }
        String token = CallerToken.make(tenant, name, random);
        boolean made =
                Keeping.done(
                        database,
                        connection -> {
                            try (PreparedStatement insert =
                                    connection.prepareStatement(
                                            """
                                            insert into principals
                                            (tenant, principal, clockify_user, token)
                                            values (?, ?, ?, ?) on conflict do nothing\
                                            """)) {
                                insert.setString(1, tenant);
                                insert.setString(2, CallerToken.principal(name));
                                insert.setString(3, clockifyUser);
                                insert.setBytes(4, CallerToken.digest(token));
                                return insert.executeUpdate() == 1;
                            }
                        });
        return made ? Optional.of(token) : Optional.empty();
    }

    /// Says who a caller is in Clockify, for where it works with the tenant's key.
    ///
    /// @param clockifyUser null for nobody any more
    public void link(String tenant, String id, @Nullable String clockifyUser) throws IOException {
        put(
                """
                insert into principals (tenant, principal, clockify_user) values (?, ?, ?)
                on conflict (tenant, principal) do update
                set clockify_user = excluded.clockify_user, changed = now()\
                """,
                insert -> {
                    insert.setString(1, tenant);
                    insert.setString(2, id);
                    insert.setString(3, clockifyUser);
                });
    }

    /// Keeps a caller out, by whatever it is known. Its sessions are no more, whatever becomes of
    /// it later.
    public void revoke(String tenant, String id) throws IOException {
        Keeping.done(
                database,
                connection -> {
                    int written =
                            Sql.update(
                                    connection,
                                    """
                                    insert into principals (tenant, principal, revoked)
                                    values (?, ?, true)
                                    on conflict (tenant, principal) do update
                                    set revoked = true, changed = now()\
                                    """,
                                    tenant,
                                    id);
                    Sql.update(
                            connection,
                            "delete from sessions where tenant = ? and principal = ?",
                            tenant,
                            id);
                    return written;
                });
    }

    private void put(String statement, Setting setting) throws IOException {
        Keeping.done(
                database,
                connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(statement)) {
                        setting.set(insert);
                        return insert.executeUpdate();
                    }
                });
    }

    /// Removes what is kept about a caller: its link, its token, its key to Clockify, its journal
    /// and whatever else is its own. The audit log keeps its lines, with the caller's id in them:
    /// they are chained, and end with the months that retention removes. That it was revoked is
    /// forgotten too, so that somebody who is known in another way can come in again.
    ///
    /// @return whether there was anything
    public boolean erase(String tenant, String id) throws IOException {
        return Keeping.done(database, connection -> Keeping.removeFromAll(connection, tenant, id))
                > 0;
    }

    /// Tells the entries of a caller's journal, as lines of JSON, from the oldest.
    public void journal(String tenant, String id, Consumer<String> told) throws IOException {
        Keeping.done(
                        database,
                        connection -> {
                            try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "select entry from journal where tenant = ?"
                                                    + " and principal = ? order by place")) {
                                select.setString(1, tenant);
                                select.setString(2, id);
                                return texts(select);
                            }
                        })
                .forEach(told);
    }

    private static List<String> texts(PreparedStatement select) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                texts.add(new String(rows.getBytes(1), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private List<Kept> select(String tenant, @Nullable String id) throws IOException {
        return Keeping.done(
                database,
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    """
                                    select p.principal, p.clockify_user, p.revoked,
                                    p.token is not null, c.principal is not null, p.made, p.changed
                                    from principals p
                                    left join credentials c using (tenant, principal)
                                    where tenant = ? and (?::text is null or principal = ?)
                                    order by principal\
                                    """)) {
                        select.setString(1, tenant);
                        select.setString(2, id);
                        select.setString(3, id);
                        List<Kept> found = new ArrayList<>();
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                found.add(kept(tenant, rows));
                            }
                        }
                        return found;
                    }
                });
    }

    private static Kept kept(String tenant, ResultSet row) throws SQLException {
        return new Kept(
                new KnownPrincipal(tenant, row.getString(1), row.getString(2), row.getBoolean(3)),
                row.getBoolean(4),
                row.getBoolean(5),
                Objects.requireNonNull(CredentialsInPostgres.instant(row, 6)),
                Objects.requireNonNull(CredentialsInPostgres.instant(row, 7)));
    }
}
