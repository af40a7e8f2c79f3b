package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.Principal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Sessions of the older revisions, and the streams by which they are heard.
class SessionTest {
    private static final Secret ANN = Secret.of("ann-0123456789abcdef");
    private static final Secret BEN = Secret.of("ben-0123456789abcdef");
    private static final StaticBearer BOTH =
            new StaticBearer(
                    Map.of(
                            ANN, new Principal("t", "ann", Set.of()),
                            BEN, new Principal("t", "ben", Set.of())));

    private final Slow slow = new Slow();

    private static HttpRequest.Builder ofAnn(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer ann-0123456789abcdef");
    }

    private static HttpRequest.Builder ofBen(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer ben-0123456789abcdef");
    }

    private static String sessionIn(HttpResponse<String> answer) {
        return answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    /// A call whose progress goes to the session's stream, since it takes none itself.
    private static HttpRequest.Builder telling(Site site, String session) {
        return site.request()
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Mcp-Session-Id", session)
                .POST(HttpRequest.BodyPublishers.ofString(Wording.progressing("1", "telling")));
    }

    private static HttpRequest.Builder listening(Site site, String session) {
        return site.request()
                .header("Accept", "text/event-stream")
                .header("Mcp-Session-Id", session)
                .GET();
    }

    @Test
    void a_deleted_session_is_gone_and_what_runs_in_it_ends() {
        try (Site site = new Site(slow.fixture())) {
            String session = site.session("2025-06-18");
            Events call = site.listen(site.in(session, Wording.progressing("1", "telling")));
            assertThat(slow.next()).isEqualTo("began");

            HttpRequest.Builder delete = site.request().header("Mcp-Session-Id", session).DELETE();
            assertThat(site.send(delete).statusCode()).isEqualTo(204);

            assertThat(slow.next()).isEqualTo("interrupted");
            assertThat(call.rest()).hasSize(1);
            assertThat(site.send(delete).statusCode()).isEqualTo(404);
            assertThat(site.send(site.in(session, Wording.call("2", "echo"))).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_session_is_nobody_elses() {
        try (Site site = new Site(slow.fixture(), how -> how, BOTH)) {
            String session =
                    sessionIn(site.send(ofAnn(site.posting(Wording.initialize("2025-11-25")))));
            HttpRequest.Builder call = site.in(session, Wording.call("1", "echo"));

            assertThat(site.send(ofBen(call.copy())).statusCode()).isEqualTo(404);
            assertThat(site.send(ofBen(listening(site, session))).statusCode()).isEqualTo(404);
            HttpRequest.Builder delete = site.request().header("Mcp-Session-Id", session).DELETE();
            assertThat(site.send(ofBen(delete)).statusCode()).isEqualTo(404);
            assertThat(site.send(ofAnn(call.copy())).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void there_are_so_many_sessions_and_no_more() {
        HttpLimits limits = HttpLimits.DEFAULT.withSessions(3, 2);
        try (Site site = new Site(slow.fixture(), how -> how.withLimits(limits), BOTH)) {
            HttpRequest.Builder hello = site.posting(Wording.initialize("2025-11-25"));
            String first = sessionIn(site.send(ofAnn(hello.copy())));
            site.send(ofAnn(hello.copy()));

            HttpResponse<String> tooMany = site.send(ofAnn(hello.copy()));
            assertThat(tooMany.statusCode()).isEqualTo(429);
            assertThat(tooMany.headers().firstValue("Retry-After")).isPresent();
            assertThat(site.send(ofBen(hello.copy())).statusCode()).isEqualTo(200);
            assertThat(site.send(ofBen(hello.copy())).statusCode()).isEqualTo(503);

            site.send(ofAnn(site.request().header("Mcp-Session-Id", first).DELETE()));
            assertThat(site.send(ofAnn(hello.copy())).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_session_that_is_not_heard_of_is_forgotten() {
        HttpTimes times =
                HttpTimes.DEFAULT.withSession(Duration.ofMillis(200), Duration.ofSeconds(1));
        try (Site site = new Site(slow.fixture(), how -> how.withTimes(times))) {
            String session = site.session("2025-11-25");
            assertThat(site.transport().activity().sessions()).isEqualTo(1);

            Until.so(() -> site.transport().activity().sessions() == 0);
            Until.so(() -> site.sessions().size() == 0);
            assertThat(site.send(site.in(session, Wording.call("1", "echo"))).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_session_that_listens_is_not_forgotten() {
        HttpTimes times =
                HttpTimes.DEFAULT
                        .withSession(Duration.ofMillis(100), Duration.ofSeconds(1))
                        .withKeepAlive(Duration.ofMillis(100));
        try (Site site = new Site(slow.fixture(), how -> how.withTimes(times))) {
            String session = site.session("2025-11-25");
            try (Events events = site.listen(listening(site, session))) {
                assertThat(events.next()).isNotEqualTo(Events.END);
                // Six signs of life are five times as long as the session may be silent.
                for (int i = 0; i < 6; i++) {
                    assertThat(events.line()).isEqualTo(":");
                    assertThat(events.line()).isEmpty();
                }

                assertThat(site.send(site.in(session, Wording.call("1", "echo"))).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void messages_that_belong_to_no_answer_go_to_the_newest_listener_only() {
        try (Site site = new Site(slow.fixture())) {
            String session = site.session("2025-11-25");
            Events older = site.listen(listening(site, session));
            assertThat(older.next()).extracting(Events.Event::retry).isEqualTo("1000");

            Events newer = site.listen(listening(site, session));
            assertThat(newer.next()).isNotEqualTo(Events.END);
            assertThat(older.next()).isEqualTo(Events.END);
            slow.letGo();
            HttpResponse<String> answer = site.send(telling(site, session));

            assertThat(answer.body()).contains("done at last");
            assertThat(newer.next()).extracting(Events.Event::data).asString().contains("progress");
        }
    }

    @Test
    void what_was_said_while_nobody_listened_is_heard_later_and_once() {
        try (Site site = new Site(slow.fixture())) {
            String session = site.session("2025-11-25");
            slow.letGo();
            site.send(telling(site, session));

            Events.Event heard;
            try (Events first = site.listen(listening(site, session))) {
                assertThat(first.next()).isNotEqualTo(Events.END);
                heard = first.next();
                assertThat(heard).extracting(Events.Event::data).asString().contains("progress");
            }
            Until.so(() -> site.transport().activity().streams() == 0);
            String lastBefore = StreamLog.nameIn(heard.id()) + "-0";
            try (Events again =
                    site.listen(listening(site, session).header("Last-Event-ID", lastBefore))) {
                assertThat(again.next()).isNotEqualTo(Events.END);
                assertThat(again.next()).isEqualTo(heard);
            }
            // What is written to a stream whose end has not been noticed yet is resumed, not
            // repeated.
            Until.so(() -> site.transport().activity().streams() == 0);
            site.send(telling(site, session));
            try (Events anew = site.listen(listening(site, session))) {
                assertThat(anew.next()).isNotEqualTo(Events.END);
                assertThat(anew.next())
                        .extracting(Events.Event::id)
                        .isEqualTo(StreamLog.nameIn(heard.id()) + "-2");
            }
        }
    }

    @Test
    void there_are_so_many_streams_and_no_more() {
        HttpLimits limits = HttpLimits.DEFAULT.withStreams(2, 1);
        try (Site site = new Site(slow.fixture(), how -> how.withLimits(limits), BOTH)) {
            HttpRequest.Builder hello = site.posting(Wording.initialize("2025-11-25"));
            String first = sessionIn(site.send(ofAnn(hello.copy())));
            String second = sessionIn(site.send(ofAnn(hello.copy())));
            Events open = site.listen(ofAnn(listening(site, first)));
            assertThat(open.next()).isNotEqualTo(Events.END);

            assertThat(site.send(ofAnn(listening(site, second))).statusCode()).isEqualTo(429);
            open.close();
            Until.so(() -> site.transport().activity().streams() == 0);
            try (Events next = site.listen(ofAnn(listening(site, second)))) {
                assertThat(next.next()).isNotEqualTo(Events.END);
            }
        }
    }

    @Test
    void another_replica_goes_on_with_a_session() {
        Sessions store = new MemorySessions(HttpLimits.DEFAULT);
        try (HttpTransport one = replica(store);
                HttpTransport two = replica(store)) {
            String session = begun(one);

            assertThat(Replica.call(two, session)).isEqualTo(200);
            assertThat(Replica.delete(two, session)).isEqualTo(204);
            assertThat(Replica.call(two, session)).isEqualTo(404);
            assertThat(store.find(Principal.LOCAL, session)).isEmpty();
        }
    }

    @Test
    void a_store_that_fails_is_answered_with_try_again() {
        Sessions broken =
                new Sessions() {
                    @Override
                    public Admission add(StoredSession session) {
                        throw new IllegalStateException("secret");
                    }

                    @Override
                    public Optional<StoredSession> find(Principal principal, String id) {
                        throw new IllegalStateException("secret");
                    }

                    @Override
                    public void seen(Principal principal, String id, Instant when) {
                        throw new IllegalStateException("secret");
                    }

                    @Override
                    public Optional<SessionState> keep(
                            Principal principal, String id, SessionState state) {
                        throw new IllegalStateException("secret");
                    }

                    @Override
                    public boolean remove(Principal principal, String id) {
                        throw new IllegalStateException("secret");
                    }

                    @Override
                    public void expire(Instant before) {
                        throw new IllegalStateException("secret");
                    }
                };
        try (HttpTransport transport = replica(broken)) {
            assertThat(Replica.hello(transport)).isEqualTo(503);
            assertThat(Replica.call(transport, "any")).isEqualTo(503);
            assertThat(Replica.delete(transport, "any")).isEqualTo(503);
            assertThat(transport.activity().running()).isZero();
        }
    }

    /// Remembers sessions, and cannot always be told that one is in use.
    private record Deaf(Sessions store, AtomicBoolean deaf) implements Sessions {
        @Override
        public Admission add(StoredSession session) {
            return store.add(session);
        }

        @Override
        public Optional<StoredSession> find(Principal principal, String id) {
            return store.find(principal, id);
        }

        @Override
        public void seen(Principal principal, String id, Instant when) {
            if (deaf.get()) {
                throw new IllegalStateException("secret");
            }
            store.seen(principal, id, when);
        }

        @Override
        public Optional<SessionState> keep(Principal principal, String id, SessionState state) {
            return store.keep(principal, id, state);
        }

        @Override
        public boolean remove(Principal principal, String id) {
            return store.remove(principal, id);
        }

        @Override
        public void expire(Instant before) {
            store.expire(before);
        }
    }

    @Test
    void what_nobody_uses_is_forgotten_while_the_store_fails() {
        HttpTimes times =
                HttpTimes.DEFAULT.withSession(Duration.ofMillis(400), Duration.ofSeconds(1));
        AtomicBoolean deaf = new AtomicBoolean();
        Sessions store = new Deaf(new MemorySessions(HttpLimits.DEFAULT), deaf);
        try (HttpTransport transport = replica(store, HttpSettings.DEFAULT.withTimes(times));
                Events stream = Replica.listen(transport, begun(transport))) {
            assertThat(stream.next()).isNotEqualTo(Events.END);
            deaf.set(true);

            for (int i = 0; i < 5; i++) {
                var _ = begun(transport);
            }

            Until.so(() -> transport.activity().sessions() == 1);
        }
    }

    private static String begun(HttpTransport transport) {
        return Replica.begin(transport);
    }

    private HttpTransport replica(Sessions store) {
        return replica(store, HttpSettings.DEFAULT);
    }

    private HttpTransport replica(Sessions store, HttpSettings settings) {
        HttpTransport transport =
                new HttpTransport(
                        Endpoints.of(slow.fixture().server()),
                        settings,
                        new NoAuthentication(),
                        store,
                        Readiness.READY,
                        Clock.systemUTC());
        transport.start();
        return transport;
    }

    @Test
    void a_listener_says_where_it_wants_to_go_on_or_is_refused() {
        try (Site site = new Site(slow.fixture())) {
            String session = site.session("2025-11-25");

            for (String id : List.of("x", "99-1", "g-x", "-", "g-9999999999999999999")) {
                HttpRequest.Builder resuming = listening(site, session).header("Last-Event-ID", id);
                assertThat(site.send(resuming).statusCode()).as(id).isEqualTo(400);
            }
        }
    }
}
