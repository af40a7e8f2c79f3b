package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.http.HttpLimits;
import io.github.clockifymcp.mcp.http.Sessions;
import io.github.clockifymcp.mcp.http.StoredSession;
import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds of sessions, wherever they are remembered.
final class SharedSessionsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Principal ADA =
            new Principal("acme", "https://issuer.example|ada", Set.of("read", "write"));
    private static final Principal EVE = new Principal("acme", "eve", Set.of());
    private static final Principal ELSEWHERE = new Principal("other", ADA.id(), ADA.scopes());
    private static final SessionState SET =
            new SessionState(
                    7,
                    Set.of("invoices", "expenses"),
                    Set.of("clockify://entries/“1”"),
                    LogLevel.NOTICE);

    private static StoredSession session(String id, Principal principal) {
        return new StoredSession(
                id,
                "/mcp/x/invoices",
                principal,
                "2025-06-18",
                "{\"clientInfo\":{\"name\":\"Überstunden 👩‍💻 \\u0000\"}}",
                SessionState.begun(Set.of("invoices")),
                NOW);
    }

    @ParameterizedTest
    @EnumSource
    void what_one_replica_began_another_goes_on_with(Replicas kind) throws Exception {
        try (Replicas.Place place = kind.place()) {
            Sessions one = place.sessions(HttpLimits.DEFAULT, CLOCK);
            Sessions other = place.sessions(HttpLimits.DEFAULT, CLOCK);

            assertThat(one.add(session("s1", ADA))).isEqualTo(Sessions.Admission.ADDED);
            assertThat(other.find(ADA, "s1")).contains(session("s1", ADA));

            assertThat(other.keep(ADA, "s1", SET)).isEmpty();
            assertThat(one.find(ADA, "s1")).contains(session("s1", ADA).with(SET));
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_two_replicas_that_set_something_one_is_told_what_the_other_has_set(Replicas kind)
            throws Exception {
        try (Replicas.Place place = kind.place()) {
            Sessions one = place.sessions(HttpLimits.DEFAULT, CLOCK);
            Sessions other = place.sessions(HttpLimits.DEFAULT, CLOCK);
            one.add(session("s1", ADA));
            SessionState begun = SessionState.begun(Set.of("invoices"));

            List<Optional<SessionState>> told =
                    Together.doing(
                            8,
                            i ->
                                    () ->
                                            (i % 2 == 0 ? one : other)
                                                    .keep(
                                                            ADA,
                                                            "s1",
                                                            begun.withActivated(Set.of("g" + i))));

            assertThat(told).filteredOn(Optional::isEmpty).hasSize(1);
            SessionState kept = begun.withActivated(Set.of("g" + told.indexOf(Optional.empty())));
            assertThat(told).filteredOn(Optional::isPresent).containsOnly(Optional.of(kept));
            assertThat(one.find(ADA, "s1")).contains(session("s1", ADA).with(kept));
            assertThat(other.keep(ADA, "s1", kept.withActivated(Set.of()))).isEmpty();
            assertThat(other.keep(ADA, "unknown", kept)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_session_is_nobody_elses(Replicas kind) throws Exception {
        try (Replicas.Place place = kind.place()) {
            Sessions sessions = place.sessions(HttpLimits.DEFAULT, CLOCK);
            sessions.add(session("s1", ADA));

            for (Principal other :
                    List.of(EVE, ELSEWHERE, new Principal("acme", ADA.id(), Set.of("read")))) {
                assertThat(sessions.find(other, "s1")).isEmpty();
                sessions.keep(other, "s1", SET);
                sessions.seen(other, "s1", NOW.plusSeconds(3_000));
                assertThat(sessions.remove(other, "s1")).isFalse();
            }

            assertThat(sessions.find(ADA, "s1")).contains(session("s1", ADA));
        }
    }

    @ParameterizedTest
    @EnumSource
    void that_a_client_was_heard_does_not_undo_what_it_set(Replicas kind) throws Exception {
        Instant later = NOW.plus(Replicas.SESSION.dividedBy(10));
        try (Replicas.Place place = kind.place()) {
            Sessions one = place.sessions(HttpLimits.DEFAULT, CLOCK);
            Sessions other = place.sessions(HttpLimits.DEFAULT, CLOCK);
            one.add(session("s1", ADA));

            one.keep(ADA, "s1", SET);
            other.seen(ADA, "s1", later);

            assertThat(one.find(ADA, "s1")).contains(session("s1", ADA).with(SET).seenAt(later));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_session_that_was_removed_is_gone_on_every_replica(Replicas kind) throws Exception {
        try (Replicas.Place place = kind.place()) {
            Sessions one = place.sessions(HttpLimits.DEFAULT, CLOCK);
            Sessions other = place.sessions(HttpLimits.DEFAULT, CLOCK);
            one.add(session("s1", ADA));

            assertThat(other.remove(ADA, "s1")).isTrue();

            assertThat(one.find(ADA, "s1")).isEmpty();
            assertThat(one.remove(ADA, "s1")).isFalse();
            one.seen(ADA, "s1", NOW);
            one.keep(ADA, "s1", SET);
            assertThat(one.find(ADA, "s1")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_principal_has_so_many_sessions_on_all_replicas_together(Replicas kind) throws Exception {
        HttpLimits limits = HttpLimits.DEFAULT.withSessions(100, 5);
        try (Replicas.Place place = kind.place()) {
            Sessions one = place.sessions(limits, CLOCK);
            Sessions other = place.sessions(limits, CLOCK);

            List<Sessions.Admission> admissions =
                    Together.doing(
                            24, i -> () -> (i % 2 == 0 ? one : other).add(session("s" + i, ADA)));

            assertThat(admissions)
                    .filteredOn(admission -> admission == Sessions.Admission.ADDED)
                    .hasSize(5);
            assertThat(admissions)
                    .filteredOn(admission -> admission == Sessions.Admission.PRINCIPAL_FULL)
                    .hasSize(19);
            assertThat(other.add(session("e1", EVE))).isEqualTo(Sessions.Admission.ADDED);
            assertThat(other.add(session("o1", ELSEWHERE))).isEqualTo(Sessions.Admission.ADDED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void all_have_so_many_sessions_on_all_replicas_together(Replicas kind) throws Exception {
        HttpLimits limits = HttpLimits.DEFAULT.withSessions(7, 5);
        List<Principal> all = List.of(ADA, EVE, ELSEWHERE);
        try (Replicas.Place place = kind.place()) {
            Sessions one = place.sessions(limits, CLOCK);
            Sessions other = place.sessions(limits, CLOCK);

            List<Sessions.Admission> admissions =
                    Together.doing(
                            15,
                            i ->
                                    () ->
                                            (i % 2 == 0 ? one : other)
                                                    .add(session("s" + i, all.get(i % 3))));

            assertThat(admissions)
                    .filteredOn(admission -> admission == Sessions.Admission.ADDED)
                    .hasSize(7);
            assertThat(admissions)
                    .filteredOn(admission -> admission == Sessions.Admission.FULL)
                    .hasSize(8);
            int first = admissions.indexOf(Sessions.Admission.ADDED);
            assertThat(one.remove(all.get(first % 3), "s" + first)).isTrue();
            assertThat(other.add(session("next", EVE))).isEqualTo(Sessions.Admission.ADDED);
            assertThat(other.add(session("more", EVE))).isEqualTo(Sessions.Admission.FULL);
        }
    }
}
