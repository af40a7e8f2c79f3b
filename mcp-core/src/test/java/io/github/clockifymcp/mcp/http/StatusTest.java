package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is answered to whom.
class StatusTest {
    private final Fixture fixture = new Fixture().tool("echo", attempt -> Fixture.says("hello"));
    private final Site site =
            new Site(fixture, how -> how.withLimits(HttpLimits.DEFAULT.withBody(20_000)));

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void a_request_that_stands_alone_is_answered_with_json() {
        HttpResponse<String> answer =
                site.send(site.modern("7", "tools/call", Wording.tool("echo")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
        assertThat(answer.body()).contains("\"id\":7").contains("hello");
    }

    @Test
    void a_session_begins_and_answers() {
        String session = site.session("2025-11-25");

        HttpResponse<String> answer = site.send(site.in(session, Wording.call("1", "echo")));

        assertThat(session).hasSizeGreaterThan(22).matches("[!-~]+");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":1").contains("hello");
    }

    @Test
    void what_cannot_be_looked_at_now_is_sent_away_with_the_reason_and_may_come_back() {
        String session = site.session("2025-11-25");
        fixture.away();

        for (HttpRequest.Builder request :
                List.of(
                        site.modern("7", "tools/call", Wording.tool("echo")),
                        site.modern("7", "tools/list", "{}"),
                        site.in(session, Wording.request("7", "tools/list", "{}")))) {
            HttpResponse<String> answer = site.send(request);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(answer.body())
                    .contains("\"id\":7")
                    .contains("Nobody knows what you may do. Try again.")
                    .contains("\"code\":\"unavailable\"");
        }
    }

    @Test
    void no_answer_may_be_stored_or_guessed_at() {
        HttpResponse<String> answer =
                site.send(site.modern("7", "tools/call", Wording.tool("echo")));

        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void a_client_that_takes_streams_only_gets_its_answer_as_one() {
        HttpRequest.Builder request =
                Site.named(
                        site.request()
                                .header("Content-Type", "application/json")
                                .header("Accept", "text/event-stream")
                                .POST(
                                        BodyPublishers.ofString(
                                                Wording.modern(
                                                        "7", "tools/call", Wording.tool("echo")))),
                        "tools/call",
                        Wording.tool("echo"));

        try (Events events = site.listen(request)) {
            assertThat(events.response().headers().firstValue("Content-Type"))
                    .hasValue("text/event-stream");
            assertThat(events.response().headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(events.rest()).hasSize(1).first().asString().contains("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json;q=0", "image/*, text/plain"})
    void a_client_that_takes_neither_is_told(String accept) {
        HttpResponse<String> answer =
                site.send(
                        site.request()
                                .header("Content-Type", "application/json")
                                .header("Accept", accept)
                                .POST(BodyPublishers.ofString(Wording.initialize("2025-11-25"))));

        assertThat(answer.statusCode()).isEqualTo(406);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 415",
        "application/json; charset=latin1, 415",
        "application/json; charset=utf-88, 415",
        "application/json; charset=\"UTF-8\", 200",
        "application/json; x=y; charset=latin1, 415",
        "application/jsonp, 415",
        "application/json; charset=utf-8, 200",
        "APPLICATION/JSON, 200"
    })
    void the_body_is_json(String type, int status) {
        HttpResponse<String> answer =
                site.send(
                        site.request()
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(Wording.initialize("2025-11-25"))));

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void packed_bodies_are_not_taken() {
        HttpResponse<String> answer =
                site.send(
                        site.posting(Wording.initialize("2025-11-25"))
                                .header("Content-Encoding", "gzip"));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void what_wants_no_answer_is_accepted() {
        String session = site.session("2025-06-18");
        String initialized = Wording.notification("notifications/initialized", "{}");
        String response = "{\"jsonrpc\":\"2.0\",\"id\":\"ask-1\",\"result\":{}}";

        assertThat(site.send(site.in(session, initialized)).statusCode()).isEqualTo(202);
        assertThat(site.send(site.in(session, response)).statusCode()).isEqualTo(202);
        assertThat(
                        site.send(
                                        site.posting(initialized)
                                                .header("MCP-Protocol-Version", "2026-07-28"))
                                .statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/list\"} | \"id\":\"a\"",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"} | Mcp-Session-Id",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}} | Mcp-Session-Id",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}] | Mcp-Session-Id",
                "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":7} | \"id\":5",
                "{ | -32700",
                "[] | -32600",
                "7 | -32600",
            })
    void without_a_session_older_messages_are_refused(String message, String part) {
        HttpResponse<String> answer = site.send(site.posting(message));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\"").contains(part);
    }

    @Test
    void a_ping_may_come_before_a_session() {
        HttpResponse<String> answer = site.send(site.posting(Wording.request("1", "ping", "{}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"result\":{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_session_nobody_began_is_not_found(String session) {
        HttpResponse<String> answer = site.send(site.in(session, Wording.call("9", "echo")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"id\":9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-01", "x"})
    void a_session_speaks_a_version_that_there_is(String version) {
        String session = site.session("2025-06-18");

        HttpResponse<String> answer =
                site.send(
                        site.in(session, Wording.notification("notifications/initialized", "{}"))
                                .header("MCP-Protocol-Version", version));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void an_array_is_answered_as_one_in_sessions_that_have_them() {
        String array =
                "[%s,%s,%s]"
                        .formatted(
                                Wording.call("1", "echo"),
                                Wording.request("2", "ping", "{}"),
                                Wording.notification("notifications/x", "{}"));

        HttpResponse<String> taken = site.send(site.in(site.session("2025-03-26"), array));
        HttpResponse<String> refused = site.send(site.in(site.session("2025-06-18"), array));

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.body()).startsWith("[").contains("\"id\":1").contains("\"id\":2");
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void an_array_of_notifications_is_accepted() {
        String array = "[%s]".formatted(Wording.notification("notifications/x", "{}"));

        assertThat(site.send(site.in(site.session("2025-03-26"), array)).statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT", "PATCH", "TRACE"})
    void other_methods_are_not_allowed_without_a_session(String method) throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            Raw.Answer answer = raw.say(Raw.head(method + " /mcp", -1)).hear();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.head()).contains("Allow: POST");
        }
    }

    @Test
    void other_paths_have_nothing() {
        HttpResponse<String> answer =
                site.send(HttpRequest.newBuilder(site.uri("/elsewhere")).GET());

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void what_is_wrong_with_a_request_that_stands_alone_shows_in_its_status() {
        HttpRequest.Builder unknown = site.modern("1", "no/such", "{}");
        HttpRequest.Builder older = site.modern("2", "ping", "{}");
        HttpRequest.Builder bare =
                site.posting(Wording.request("3", "tools/list", "{}"))
                        .header("MCP-Protocol-Version", "2026-07-28");
        HttpRequest.Builder future =
                site.posting(Wording.request("4", "tools/list", "{}"))
                        .header("MCP-Protocol-Version", "2030-01-01");

        assertThat(site.send(unknown))
                .returns(404, HttpResponse::statusCode)
                .satisfies(it -> assertThat(it.body()).contains("-32601", "\"id\":1"));
        assertThat(site.send(older).statusCode()).isEqualTo(404);
        assertThat(site.send(bare))
                .returns(400, HttpResponse::statusCode)
                .satisfies(it -> assertThat(it.body()).contains("-32602"));
        assertThat(site.send(future))
                .returns(400, HttpResponse::statusCode)
                .satisfies(it -> assertThat(it.body()).contains("-32022", "2026-07-28"));
    }

    @Test
    void a_body_that_is_too_long_is_refused_and_the_connection_goes_on() throws IOException {
        String body = Wording.call("1", "x".repeat(30_000));

        try (Raw raw = new Raw(site.socket())) {
            Raw.Answer refused = raw.say(Raw.head("POST /mcp", body.length()) + body).hear();
            Raw.Answer next = raw.say(Raw.modern("2", "echo")).hear();

            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.body()).contains("-32600");
            assertThat(next.body()).contains("hello");
        }
    }

    @Test
    void a_body_in_pieces_that_is_too_long_is_refused_too() throws IOException {
        String piece = "4000\r\n" + "x".repeat(0x4000) + "\r\n";

        try (Raw raw = new Raw(site.socket())) {
            raw.say(
                    Raw.head(
                            "POST /mcp",
                            -1,
                            "Content-Type: application/json",
                            "Transfer-Encoding: chunked"));
            for (int i = 0; i < 5; i++) {
                raw.say(piece);
            }
            Raw.Answer refused = raw.say("0\r\n\r\n").hear();
            Raw.Answer next = raw.say(Raw.modern("2", "echo")).hear();

            assertThat(refused.status()).isEqualTo(413);
            assertThat(next.body()).contains("hello");
        }
    }

    @Test
    void a_body_far_too_long_is_not_even_read() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            Raw.Answer refused = raw.say(Raw.head("POST /mcp", 500_000_000)).hear();

            assertThat(refused.status()).isEqualTo(413);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void an_introduction_as_long_as_a_book_is_refused() {
        String book = Wording.initialize("2025-11-25").replace("test", "x".repeat(17_000));

        assertThat(site.send(site.posting(book)).statusCode()).isEqualTo(413);
    }

    @Test
    void a_body_in_small_pieces_is_put_together() throws IOException {
        String request = Raw.modern("3", "echo");

        try (Raw raw = new Raw(site.socket())) {
            for (int i = 0; i < request.length(); i += 17) {
                raw.say(request.substring(i, Math.min(request.length(), i + 17)));
            }

            assertThat(raw.hear().body()).contains("\"id\":3").contains("hello");
        }
    }

    @Test
    void a_client_that_asks_first_may_send_its_body() throws IOException {
        String body = Wording.initialize("2025-11-25");

        try (Raw raw = new Raw(site.socket())) {
            raw.say(Raw.head("POST /mcp", body.length(), "Expect: 100-continue"));
            assertThat(raw.hear().status()).isEqualTo(100);

            assertThat(raw.say(body).hear().status()).isEqualTo(200);
        }
    }

    @Test
    void requests_in_one_go_are_answered_in_their_order() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            raw.say(Raw.modern("1", "echo") + Raw.modern("2", "echo") + Raw.modern("3", "echo"));

            assertThat(raw.hear().body()).contains("\"id\":1");
            assertThat(raw.hear().body()).contains("\"id\":2");
            assertThat(raw.hear().body()).contains("\"id\":3");
        }
    }
}
