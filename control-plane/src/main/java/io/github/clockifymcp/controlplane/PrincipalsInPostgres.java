package io.github.clockifymcp.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The callers as a server sees them, as they were two seconds ago at most. Whether their tenant is
/// enabled is another question.
public final class PrincipalsInPostgres {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final byte[] NO_TOKEN = {};
    private static final int BATCH = 1_000;

    private final Database database;
    private final Fresh<CallerToken.Named, Optional<Row>> rows;
    private final Fresh<String, Staying> staying;

    /// Of a tenant's people.
    ///
    /// @param withToken who comes in with a token of ours
    private record Staying(Set<String> revoked, Set<String> withToken) {
        Staying {
            revoked = Set.copyOf(revoked);
            withToken = Set.copyOf(withToken);
        }
    }

    private static final class Row {
        private final KnownPrincipal principal;
        private final byte[] token;

        Row(KnownPrincipal principal, byte[] token) {
            this.principal = principal;
            this.token = token;
        }

        KnownPrincipal principal() {
            return principal;
        }

        boolean hasToken(byte[] digest) {
            return MessageDigest.isEqual(token, digest);
        }
    }

    /// @param nanos a clock that only goes forward, such as `System::nanoTime`
    public PrincipalsInPostgres(Database database, LongSupplier nanos) {
        this.database = database;
        this.rows = new Fresh<>(nanos, this::read);
        this.staying = new Fresh<>(nanos, this::readStaying);
    }

    /// What is kept about somebody who is known in another way, as by OpenID Connect; empty when
    /// nothing is, which keeps nobody out.
    ///
    /// @throws IOException when that cannot be found out
    public Optional<KnownPrincipal> find(String tenant, String id) throws IOException {
        return rows.get(new CallerToken.Named(tenant, id)).map(Row::principal);
    }

    /// Whether somebody who came in may stay: nobody who was sent away, and who came with a token
    /// of ours as long as there is one. It is one question for all of a tenant's people.
    ///
    /// @throws IOException when that cannot be found out
    public boolean mayStay(String tenant, String id) throws IOException {
        Staying staying = this.staying.get(tenant);
        return !staying.revoked().contains(id)
                && (!id.startsWith(PrincipalKeeping.TOKEN) || staying.withToken().contains(id));
    }

    private Staying readStaying(String tenant) throws IOException {
        Set<String> revoked = new HashSet<>();
        Set<String> withToken = new HashSet<>();
        try {
            return database.inTenant(
                    tenant,
                    connection -> {
                        Sql.all(
                                connection,
                                "select principal, revoked from principals"
                                        + " where tenant = ? and (revoked or token is not null)",
                                row ->
                                        (row.getBoolean(2) ? revoked : withToken)
                                                .add(row.getString(1)),
                                tenant);
                        return new Staying(revoked, withToken);
                    });
        } catch (SQLException e) {
            throw new IOException("it cannot be looked up who may stay", e);
        }
    }

    /// Whose token it is; empty when it is nobody's, or that of somebody who may not come in any
    /// more.
    ///
    /// @throws IOException when that cannot be found out
    public Optional<KnownPrincipal> byToken(String token) throws IOException {
        Optional<CallerToken.Named> named = CallerToken.read(token);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        byte[] digest = CallerToken.digest(token);
        return rows.get(named.get())
                .filter(row -> row.hasToken(digest))
                .map(Row::principal)
                .filter(principal -> !principal.revoked());
    }

    private Optional<Row> read(CallerToken.Named named) throws IOException {
        try {
            return database.inTenant(
                    named.tenant(),
                    connection -> {
                        try (PreparedStatement select =
                                connection.prepareStatement(
                                        "select clockify_user, revoked, token from principals"
                                                + " where tenant = ? and principal = ?")) {
                            select.setString(1, named.tenant());
                            select.setString(2, named.principal());
                            try (ResultSet row = select.executeQuery()) {
                                return row.next() ? Optional.of(row(named, row)) : Optional.empty();
                            }
                        }
                    });
        } catch (SQLException e) {
            throw new IOException("the caller cannot be looked up", e);
        }
    }

    private static Row row(CallerToken.Named named, ResultSet row) throws SQLException {
        byte[] token = row.getBytes(3);
        return new Row(
                new KnownPrincipal(
                        named.tenant(), named.principal(), row.getString(1), row.getBoolean(2)),
                token == null ? NO_TOKEN : token);
    }

    /// Tells the lines of the audit log that are about a caller, from the oldest.
    ///
    /// @throws IOException when it cannot be read
    public void audit(String tenant, String id, Consumer<String> told) throws IOException {
        long place = 0;
        while (true) {
            List<Line> lines = lines(tenant, place);
            for (Line line : lines) {
                if (JSON.readTree(line.text()).path("principal").asText().equals(id)) {
                    told.accept(line.text());
                }
            }
            if (lines.size() < BATCH) {
                return;
            }
            place = lines.getLast().number();
        }
    }

    private record Line(long number, String text) {}

    private List<Line> lines(String tenant, long from) throws IOException {
        try {
            return database.inTenant(
                    tenant,
                    connection ->
                            Sql.all(
                                    connection,
                                    "select number, line from audit where tenant = ?"
                                            + " and number > ? order by number limit ?",
                                    row ->
                                            new Line(
                                                    row.getLong(1),
                                                    new String(row.getBytes(2), UTF_8)),
                                    tenant,
                                    from,
                                    BATCH));
        } catch (SQLException e) {
            throw new IOException("the audit log cannot be read", e);
        }
    }
}
