package io.github.clockifymcp.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.http.HttpLimits;
import io.github.clockifymcp.mcp.http.Sessions;
import io.github.clockifymcp.mcp.http.StoredSession;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Principal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Sessions in a table, so that each replica can go on with what another began.
///
/// The caps hold over all replicas: who begins a session waits for those who are beginning one, for
/// as long as it takes to count. A session's id is kept as its digest only, since whoever knows an
/// id and is its principal may use it.
///
/// That a session was begun or heard does not wait for the disk: after a crash of the database the
/// newest of them may be unknown, and their clients initialize again. A database that does not
/// answer makes every method throw, which the transport answers with 503.
public final class SessionsInPostgres implements Sessions {
    /// How many bytes a session's introduction or state has at most.
    static final int LARGEST = 1024 * 1024;

    private static final String ITS =
            " where tenant = ? and digest = ? and principal = ? and scopes = ?";

    private final Database database;
    private final HttpLimits limits;
    private final Duration lasts;
    private final Clock clock;

    /// @param limits how many there may be on all replicas together, in all and of one principal
    /// @param lasts how long a session lasts after its client was heard
    public SessionsInPostgres(Database database, HttpLimits limits, Duration lasts, Clock clock) {
        this.database = database;
        this.limits = limits;
        this.lasts = lasts;
        this.clock = clock;
    }

    @Override
    public Admission add(StoredSession session) {
        byte[] state = bytes(session.state());
        if (state.length > LARGEST || session.introduction().length() > LARGEST) {
            throw new IllegalArgumentException("the session is too large to be kept");
        }
        return database.inTenant(
                session.principal().tenant(),
                "a session was not kept",
                connection -> {
                    Sql.unhurried(connection);
                    Sql.lock(connection, "sessions");
                    Admission admission = room(connection, session.principal());
                    if (admission == Admission.ADDED) {
                        insert(connection, session, state);
                    }
                    return admission;
                });
    }

    private Admission room(Connection connection, Principal principal) throws SQLException {
        Instant now = clock.instant();
        long own =
                Sql.count(
                        connection,
                        "select count(*) from sessions where tenant = ? and principal = ? and until > ?",
                        principal.tenant(),
                        principal.id(),
                        now);
        if (own >= limits.sessionsEach()) {
            return Admission.PRINCIPAL_FULL;
        }
        long all =
                Sql.count(connection, "select count(*) from session_places where until > ?", now);
        return all >= limits.sessions() ? Admission.FULL : Admission.ADDED;
    }

    private void insert(Connection connection, StoredSession session, byte[] state)
            throws SQLException {
        byte[] digest = Digests.of(session.id());
        Sql.update(
                connection,
                """
                insert into sessions (tenant, digest, principal, scopes, path, revision,
                                      introduction, version, state, seen, until)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                session.principal().tenant(),
                digest,
                session.principal().id(),
                scopes(session.principal()),
                session.path(),
                session.revision(),
                session.introduction(),
                session.state().version(),
                state,
                session.seen(),
                until(session.seen()));
        Sql.update(
                connection,
                "insert into session_places (digest, until) values (?, ?)",
                digest,
                until(session.seen()));
    }

    @Override
    public Optional<StoredSession> find(Principal principal, String id) {
        return database.inTenant(
                principal.tenant(),
                "a session was not looked for",
                connection ->
                        Sql.first(
                                connection,
                                "select path, revision, introduction, state, seen from sessions"
                                        + ITS
                                        + " and until > ?",
                                row -> session(row, principal, id),
                                principal.tenant(),
                                Digests.of(id),
                                principal.id(),
                                scopes(principal),
                                clock.instant()));
    }

    private static StoredSession session(ResultSet row, Principal principal, String id)
            throws SQLException {
        return new StoredSession(
                id,
                row.getString(1),
                principal,
                row.getString(2),
                row.getString(3),
                state(row.getBytes(4)),
                row.getObject(5, OffsetDateTime.class).toInstant());
    }

    /// Writes it down at most once in a tenth of the time that a session lasts.
    @Override
    public void seen(Principal principal, String id, Instant when) {
        database.inTenant(
                principal.tenant(),
                "that a session was heard was not kept",
                connection -> {
                    Sql.unhurried(connection);
                    int heard =
                            Sql.update(
                                    connection,
                                    "update sessions set seen = ?, until = ?"
                                            + ITS
                                            + " and seen <= ?",
                                    when,
                                    until(when),
                                    principal.tenant(),
                                    Digests.of(id),
                                    principal.id(),
                                    scopes(principal),
                                    when.minus(lasts.dividedBy(10)));
                    if (heard > 0) {
                        Sql.update(
                                connection,
                                "update session_places set until = ? where digest = ?",
                                until(when),
                                Digests.of(id));
                    }
                    return true;
                });
    }

    @Override
    public Optional<SessionState> keep(Principal principal, String id, SessionState state) {
        byte[] bytes = bytes(state);
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("what the session has set is too large to be kept");
        }
        return database.inTenant(
                principal.tenant(),
                "what a session has set was not kept",
                connection -> {
                    int kept =
                            Sql.update(
                                    connection,
                                    "update sessions set version = ?, state = ?"
                                            + ITS
                                            + " and version < ?",
                                    state.version(),
                                    bytes,
                                    principal.tenant(),
                                    Digests.of(id),
                                    principal.id(),
                                    scopes(principal),
                                    state.version());
                    return kept > 0
                            ? Optional.empty()
                            : Sql.first(
                                    connection,
                                    "select state from sessions" + ITS,
                                    row -> state(row.getBytes(1)),
                                    principal.tenant(),
                                    Digests.of(id),
                                    principal.id(),
                                    scopes(principal));
                });
    }

    @Override
    public boolean remove(Principal principal, String id) {
        return database.inTenant(
                principal.tenant(),
                "a session was not removed",
                connection -> {
                    int removed =
                            Sql.update(
                                    connection,
                                    "delete from sessions" + ITS,
                                    principal.tenant(),
                                    Digests.of(id),
                                    principal.id(),
                                    scopes(principal));
                    if (removed > 0) {
                        Sql.update(
                                connection,
                                "delete from session_places where digest = ?",
                                Digests.of(id));
                    }
                    return removed > 0;
                });
    }

    /// Nothing is to be done: what has expired is neither found nor counted, and [Keeper] removes
    /// it.
    @Override
    public void expire(Instant before) {}

    /// When a session is gone for good. It is later than its time, since what is written down of
    /// when it was heard is late: the transport asks and tells only now and then, and decides.
    private Instant until(Instant seen) {
        return seen.plus(lasts).plus(lasts.dividedBy(2));
    }

    private static String scopes(Principal principal) {
        return String.join(" ", principal.scopes().stream().sorted().toList());
    }

    private static byte[] bytes(SessionState state) {
        ObjectNode json = Json.object().put("version", state.version());
        state.activated().stream().sorted().forEach(json.putArray("activated")::add);
        state.watched().stream().sorted().forEach(json.putArray("watched")::add);
        LogLevel logged = state.logged();
        if (logged != null) {
            json.put("logged", logged.id());
        }
        return Json.bytes(json);
    }

    private static SessionState state(byte[] bytes) {
        ObjectNode json = Json.ofOurs(bytes);
        return new SessionState(
                json.path("version").longValue(),
                texts(json.path("activated")),
                texts(json.path("watched")),
                LogLevel.of(json.path("logged").asText()).orElse(null));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
