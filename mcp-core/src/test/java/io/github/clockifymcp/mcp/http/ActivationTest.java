package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Principal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Lists of tools that callers have to themselves: a session by its calls, a request by its path.
class ActivationTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final MemorySessions store = new MemorySessions(HttpLimits.DEFAULT);
    private final Fixture fixture =
            new Fixture()
                    .activating()
                    .with(Offer.Feature.SUBSCRIPTIONS, Offer.Feature.LOGGING)
                    .resource("test://watched", call -> "water")
                    .grouped("extra", "rare", attempt -> Fixture.says("rare"));
    private final McpServer server = fixture.server();
    private final HttpTransport one = replica(server, store, Duration.ofMinutes(30));

    private static HttpTransport replica(McpServer server, Sessions sessions, Duration session) {
        Endpoint plain = new Endpoint(server, Set.of());
        Endpoint more = new Endpoint(server, Set.of("extra"));
        HttpTransport transport =
                new HttpTransport(
                        path ->
                                switch (path) {
                                    case "/mcp" -> plain;
                                    case "/mcp/x/extra" -> more;
                                    default -> null;
                                },
                        HttpSettings.DEFAULT.withTimes(
                                HttpTimes.DEFAULT.withSession(session, Duration.ofMinutes(5))),
                        new NoAuthentication(),
                        sessions,
                        Readiness.READY,
                        Clock.systemUTC());
        transport.start();
        return transport;
    }

    @AfterEach
    void end() {
        one.close();
    }

    private static HttpRequest.Builder to(HttpTransport transport, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(transport.port(), path)))
                .timeout(Site.PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.BodyPublisher body(String json) {
        return HttpRequest.BodyPublishers.ofString(json);
    }

    private static String begin(HttpTransport transport, String path) {
        return send(to(transport, path).POST(body(Wording.initialize("2025-11-25"))))
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    private static String said(HttpTransport transport, String session, String json) {
        return send(to(transport, "/mcp").header("Mcp-Session-Id", session).POST(body(json)))
                .body();
    }

    private static String list(HttpTransport transport, String session) {
        return said(transport, session, Wording.request("1", "tools/list", "{}"));
    }

    private static String call(HttpTransport transport, String session, String tool) {
        return said(
                transport,
                session,
                Wording.request(
                        "2",
                        "tools/call",
                        "{\"name\":\"%s\",\"arguments\":{\"group\":\"extra\"}}".formatted(tool)));
    }

    private static String modern(
            HttpTransport transport, String path, String method, String params) {
        return send(Site.named(
                        to(transport, path).POST(body(Wording.modern("3", method, params))),
                        method,
                        params))
                .body();
    }

    private static Events listen(HttpTransport transport, String session) throws Exception {
        return new Events(
                CLIENT.send(
                        to(transport, "/mcp").header("Mcp-Session-Id", session).GET().build(),
                        HttpResponse.BodyHandlers.ofInputStream()));
    }

    @Test
    void a_session_changes_its_own_list_and_is_told_alone() throws Exception {
        String anna = begin(one, "/mcp");
        String ben = begin(one, "/mcp");
        said(one, ben, Wording.request("4", "resources/subscribe", "{\"uri\":\"test://watched\"}"));

        assertThat(list(one, anna)).doesNotContain("rare");
        try (Events annas = listen(one, anna);
                Events bens = listen(one, ben)) {
            assertThat(call(one, anna, "activate")).contains("active: extra");
            assertThat(call(one, anna, "activate")).contains("as it was");
            assertThat(next(annas)).contains("notifications/tools/list_changed");

            assertThat(list(one, anna)).contains("rare");
            assertThat(list(one, ben)).doesNotContain("rare");
            server.updated("local", Set.of("test://watched"));
            assertThat(next(bens)).contains("notifications/resources/updated");
            assertThat(call(one, ben, "activate")).contains("active: extra");
            assertThat(next(bens)).contains("notifications/tools/list_changed");
            assertThat(call(one, anna, "deactivate")).doesNotContain("extra");
            assertThat(next(annas)).contains("notifications/tools/list_changed");
        }
        assertThat(list(one, anna)).doesNotContain("rare");
        assertThat(list(one, ben)).contains("rare");
    }

    private static String next(Events stream) {
        Events.Event event = stream.next();
        while (event.data().isEmpty() && !event.equals(Events.END)) {
            event = stream.next();
        }
        return event.data();
    }

    @Test
    void a_path_adds_a_group_in_either_era() {
        String listed = modern(one, "/mcp/x/extra", "tools/list", "{}");
        String plain = modern(one, "/mcp", "tools/list", "{}");
        String session = begin(one, "/mcp/x/extra");
        HttpResponse<String> inSession =
                send(
                        to(one, "/mcp/x/extra")
                                .header("Mcp-Session-Id", session)
                                .POST(body(Wording.request("1", "tools/list", "{}"))));
        HttpResponse<String> elsewhere =
                send(
                        to(one, "/mcp")
                                .header("Mcp-Session-Id", session)
                                .POST(body(Wording.request("1", "tools/list", "{}"))));

        assertThat(listed).contains("rare");
        assertThat(plain).contains("activate").doesNotContain("rare");
        assertThat(inSession.body()).contains("rare");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(send(to(one, "/mcp/x/other").POST(body("{}"))).statusCode()).isEqualTo(404);
    }

    @Test
    void a_call_of_2026_changes_no_list() {
        String arguments = "{\"name\":\"activate\",\"arguments\":{\"group\":\"extra\"}}";

        String answer = modern(one, "/mcp", "tools/call", arguments);

        assertThat(answer).contains("It is fixed.");
        assertThat(modern(one, "/mcp", "tools/list", "{}")).doesNotContain("rare");
    }

    @Test
    void another_replica_goes_on_with_what_a_session_has_set() throws Exception {
        Fixture there =
                new Fixture()
                        .activating()
                        .with(Offer.Feature.SUBSCRIPTIONS, Offer.Feature.LOGGING)
                        .resource("test://watched", call -> "water")
                        .grouped("extra", "rare", attempt -> Fixture.says("rare"));
        McpServer other = there.server();
        try (HttpTransport two = replica(other, store, Duration.ofMinutes(30))) {
            String session = begin(one, "/mcp");
            call(one, session, "activate");
            said(one, session, Wording.request("3", "logging/setLevel", "{\"level\":\"error\"}"));
            said(
                    one,
                    session,
                    Wording.request("4", "resources/subscribe", "{\"uri\":\"test://watched\"}"));

            assertThat(list(two, session)).contains("rare");
            try (Events stream = listen(two, session)) {
                other.updated("local", Set.of("test://watched"));
                assertThat(next(stream)).contains("notifications/resources/updated");
            }
            SessionState kept = store.find(Principal.LOCAL, session).orElseThrow().state();
            assertThat(kept.activated()).containsExactly("extra");
            assertThat(kept.watched()).containsExactly("test://watched");
            assertThat(kept.logged()).isEqualTo(LogLevel.ERROR);
        }
    }

    @Test
    void what_was_set_elsewhere_reaches_a_replica_that_knows_the_session() throws Exception {
        // A replica asks again after a quarter of the time that a session lives unheard.
        try (HttpTransport two = replica(server, store, Duration.ofSeconds(2))) {
            String session = begin(one, "/mcp");
            assertThat(list(two, session)).doesNotContain("rare");
            try (Events stream = listen(two, session)) {
                call(one, session, "activate");

                Until.so(() -> list(two, session).contains("rare"));

                assertThat(next(stream)).contains("notifications/tools/list_changed");
            }
        }
    }

    @Test
    void what_was_set_on_two_replicas_at_once_is_all_set() throws Exception {
        try (HttpTransport two = replica(server, store, Duration.ofMinutes(30))) {
            String session = begin(one, "/mcp");
            assertThat(list(two, session)).doesNotContain("rare");
            try (Events stream = listen(two, session)) {
                call(one, session, "activate");

                said(
                        two,
                        session,
                        Wording.request(
                                "4", "resources/subscribe", "{\"uri\":\"test://watched\"}"));

                assertThat(next(stream)).contains("notifications/tools/list_changed");
                assertThat(list(two, session)).contains("rare");
            }
            SessionState kept = store.find(Principal.LOCAL, session).orElseThrow().state();
            assertThat(kept.activated()).containsExactly("extra");
            assertThat(kept.watched()).containsExactly("test://watched");
            assertThat(kept.version()).isEqualTo(2);
        }
    }

    @Test
    void that_a_client_was_heard_does_not_undo_what_it_set() {
        String session = begin(one, "/mcp");
        StoredSession before = store.find(Principal.LOCAL, session).orElseThrow();
        call(one, session, "activate");

        store.seen(Principal.LOCAL, session, before.seen().plusSeconds(5));

        StoredSession after = store.find(Principal.LOCAL, session).orElseThrow();
        assertThat(after.state().activated()).containsExactly("extra");
        assertThat(after.seen()).isEqualTo(before.seen().plusSeconds(5));
    }

    @Test
    void what_cannot_be_kept_is_not_set() {
        Sessions forgetful = new Forgetful(store);
        try (HttpTransport two = replica(server, forgetful, Duration.ofMinutes(30))) {
            String session = begin(two, "/mcp");

            String answer = call(two, session, "activate");

            assertThat(answer).contains("rror").doesNotContain("secret");
            assertThat(call(two, session, "active")).contains("active: ");
            assertThat(list(two, session)).doesNotContain("rare");
        }
    }

    /// Keeps sessions, and fails to keep what they set.
    private record Forgetful(Sessions store) implements Sessions {
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
            store.seen(principal, id, when);
        }

        @Override
        public Optional<SessionState> keep(Principal principal, String id, SessionState state) {
            throw new IllegalStateException("secret");
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
}
