package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests as few clients write them, and as those write them who want somebody between us to read
/// another request than we do.
class FramingTest {
    private static final String PING = Wording.request("1", "ping", "{}");
    private static final String HIDDEN = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Fixture fixture = new Fixture().tool("echo", attempt -> Fixture.says("hello"));
    private final Site site = new Site(fixture);

    @AfterEach
    void end() {
        site.close();
    }

    private static String ping(String... headers) {
        return Raw.head("POST /mcp", PING.length(), headers) + PING;
    }

    private static String chunked(String body) {
        return Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    /// All that comes back, when this is said and nothing more.
    private String say(String text) throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            raw.say(text);
            raw.socket().shutdownOutput();
            return raw.rest();
        }
    }

    private static int answers(String heard) {
        return heard.split("HTTP/1.1 ", -1).length - 1;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding : chunked",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: 0x5",
            })
    void a_request_whose_end_is_not_certain_is_the_last_on_its_connection(String headers)
            throws IOException {
        String head = Raw.head("POST /mcp", -1, "Content-Type: application/json", headers);

        String heard = say(head + "0\r\n\r\n" + HIDDEN);

        assertThat(heard).matches("(?s)HTTP/1\\.1 (400|501) .*").contains("Connection: close");
        assertThat(answers(heard)).isEqualTo(1);
    }

    @Test
    void a_body_may_come_in_chunks_and_the_next_request_behind_it() throws IOException {
        String head =
                Raw.head(
                        "POST /mcp",
                        -1,
                        "content-type: application/json",
                        "transfer-encoding: Chunked");

        try (Raw raw = new Raw(site.socket())) {
            raw.say(head + chunked(PING) + head + "3;a=b\r\n" + PING.substring(0, 3) + "\r\n");
            assertThat(raw.hear().body()).contains("\"result\"");
            raw.say(chunked(PING.substring(3)).replaceFirst("0\r\n\r\n$", "0\r\nX-T: 1\r\n\r\n"));
            assertThat(raw.hear().body()).contains("\"result\"");
        }
    }

    @Test
    void a_folded_header_is_one_header() throws IOException {
        String heard = say(ping("X-A: b\r\n Transfer-Encoding: chunked\r\n\tMcp-Session-Id: c"));

        assertThat(heard).startsWith("HTTP/1.1 200 ").contains("\"result\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-A: a\u0000b",
                "X\u0000A: b",
                "X-A: a\rMcp-Session-Id: b",
                "X-A : b",
                "Host: evil.example.com"
            })
    void headers_that_others_may_read_in_another_way_are_refused(String header) throws IOException {
        String heard = say(ping(header));

        assertThat(heard).startsWith("HTTP/1.1 400 ");
        assertThat(answers(heard)).isEqualTo(1);
    }

    @Test
    void letters_that_no_longer_belong_in_a_header_do_no_harm() throws IOException {
        assertThat(say(ping("X-A: gr\u00fc\u00dfe"))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void two_sessions_are_none_that_there_is() throws IOException {
        String session = site.session("2025-11-25");

        String twice = say(ping("Mcp-Session-Id: " + session, "mcp-session-id: " + session));

        assertThat(twice).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void the_name_in_the_request_line_is_the_one_in_host() throws IOException {
        String ours = say(ping().replaceFirst("/mcp", "http://localhost/mcp"));
        String others = say(ping().replaceFirst("/mcp", "http://evil.example.com/mcp"));

        assertThat(ours).startsWith("HTTP/1.1 200 ");
        assertThat(others).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void who_asks_for_a_head_gets_no_body() throws IOException {
        String health = say(Raw.head("HEAD /health", -1));
        String ours = say(Raw.head("HEAD /mcp", -1));

        assertThat(health).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
        assertThat(ours).startsWith("HTTP/1.1 405 ").contains("Allow: POST").endsWith("\r\n\r\n");
    }

    @Test
    @Timeout(60)
    void who_listens_and_takes_no_stream_is_told_what_to_accept() {
        String params = "{\"notifications\":{\"toolsListChanged\":true}}";

        HttpResponse<String> answer =
                site.send(
                        site.modern("1", "subscriptions/listen", params)
                                .setHeader("Accept", "application/json"));

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.body()).contains("\"id\":1").contains("accept text/event-stream");
        assertThat(site.transport().activity().streams()).isZero();
    }
}
