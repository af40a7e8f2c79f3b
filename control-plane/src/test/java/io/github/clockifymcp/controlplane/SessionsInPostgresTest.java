package io.github.clockifymcp.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.http.HttpLimits;
import io.github.clockifymcp.mcp.http.Sessions;
import io.github.clockifymcp.mcp.http.StoredSession;
import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.Principal;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SessionsInPostgresTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
    private static final Principal ADA = new Principal("acme", "ada", Set.of());
    private static final HttpLimits ONE = HttpLimits.DEFAULT.withSessions(1, 1);

    private static Sessions at(Instant now, Database database) {
        return new SessionsInPostgres(
                database, ONE, Duration.ofMinutes(30), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static StoredSession session(String id, Instant seen) {
        return new StoredSession(
                id, "/mcp", ADA, "2025-06-18", "{}", SessionState.begun(Set.of()), seen);
    }

    @ParameterizedTest
    @EnumSource
    void what_has_expired_is_neither_found_nor_counted(Postgres version) throws Exception {
        try (Database database = Database.open(version.migrated().server(), 2)) {
            at(NOW, database).add(session("s1", NOW));
            Sessions before = at(NOW.plus(Duration.ofMinutes(44)), database);
            Instant after = NOW.plus(Duration.ofMinutes(46));

            assertThat(before.find(ADA, "s1")).isPresent();
            assertThat(before.add(session("s2", NOW))).isEqualTo(Sessions.Admission.PRINCIPAL_FULL);
            assertThat(at(after, database).find(ADA, "s1")).isEmpty();
            assertThat(at(after, database).add(session("s2", after)))
                    .isEqualTo(Sessions.Admission.ADDED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void that_a_client_was_heard_is_written_once_in_a_tenth_of_the_time(Postgres version)
            throws Exception {
        try (Database database = Database.open(version.migrated().server(), 2)) {
            Sessions sessions = at(NOW, database);
            sessions.add(session("s1", NOW));

            sessions.seen(ADA, "s1", NOW.plusSeconds(179));
            assertThat(sessions.find(ADA, "s1")).get().extracting("seen").isEqualTo(NOW);

            sessions.seen(ADA, "s1", NOW.plusSeconds(180));
            assertThat(sessions.find(ADA, "s1"))
                    .get()
                    .extracting("seen")
                    .isEqualTo(NOW.plusSeconds(180));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_id_is_nowhere_in_the_database(Postgres version) throws Exception {
        try (Database database = Database.open(version.migrated().server(), 2)) {
            at(NOW, database).add(session("the-id-of-a-session", NOW));

            List<String> rows =
                    database.inTenant(
                            "acme",
                            connection ->
                                    Sql.all(
                                            connection,
                                            "select s::text || p::text from sessions s, session_places p",
                                            row -> row.getString(1)));

            assertThat(rows).hasSize(1);
            assertThat(rows.getFirst())
                    .contains("2025-06-18")
                    .doesNotContain("the-id-of-a-session")
                    .doesNotContain(
                            HexFormat.of().formatHex("the-id-of-a-session".getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_database_that_is_away_does_not_make_a_session_unknown(Postgres version)
            throws Exception {
        try (Database database = Database.open(version.empty().server(), 2)) {
            Sessions sessions = at(NOW, database);

            assertThatThrownBy(() -> sessions.add(session("s1", NOW)))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> sessions.find(ADA, "s1"))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> sessions.seen(ADA, "s1", NOW))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> sessions.keep(ADA, "s1", SessionState.begun(Set.of())))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> sessions.remove(ADA, "s1"))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_too_large_is_not_kept(Postgres version) throws Exception {
        try (Database database = Database.open(version.migrated().server(), 2)) {
            Sessions sessions = at(NOW, database);
            Set<String> large = Set.of("x".repeat(SessionsInPostgres.LARGEST));
            sessions.add(session("s1", NOW));

            assertThatThrownBy(() -> sessions.keep(ADA, "s1", SessionState.begun(large)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(sessions.find(ADA, "s1")).contains(session("s1", NOW));
        }
    }
}
