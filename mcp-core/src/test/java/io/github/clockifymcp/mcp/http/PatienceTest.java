package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that take too long, or too much.
class PatienceTest {
    private static final HttpTimes SHORT =
            HttpTimes.DEFAULT
                    .withReading(Duration.ofMillis(200), Duration.ofMillis(200))
                    .withWrite(Duration.ofMillis(300))
                    .withWatch(Duration.ofMillis(20));

    private final Slow slow = new Slow();
    private final Site site =
            new Site(
                    slow.fixture(),
                    how -> how.withTimes(SHORT).withLimits(HttpLimits.DEFAULT.withRunning(3, 2)),
                    new StaticBearer(
                            Map.of(
                                    Secret.of("ann-0123456789abcdef"),
                                    new Principal("t", "ann", Set.of()),
                                    Secret.of("ben-0123456789abcdef"),
                                    new Principal("t", "ben", Set.of()))));

    @AfterEach
    void end() {
        slow.letGo();
        site.close();
    }

    private static String of(String who, String request) {
        return request.replaceFirst(
                "\r\n", "\r\nAuthorization: Bearer " + who + "-0123456789abcdef\r\n");
    }

    private void nothingIsLeft() {
        Until.so(() -> {
            HttpTransport.Activity activity = site.transport().activity();
            return activity.running() == 0 && activity.open() == 0;
        });
    }

    @Test
    void headers_that_never_end_are_cut_off() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            raw.say("POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-A: b");

            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void headers_without_measure_are_cut_off() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            try {
                raw.say("POST /mcp HTTP/1.1\r\nHost: localhost\r\n");
                for (int i = 0; i < 60; i++) {
                    raw.say("X-" + i + ": " + "y".repeat(1_000) + "\r\n");
                }
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }

            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void a_body_that_never_ends_is_cut_off() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            raw.say(of("ann", Raw.head("POST /mcp", 1_000)) + "{\"jsonrpc\"");

            assertThat(raw.isClosed()).isTrue();
            nothingIsLeft();
        }
    }

    @Test
    void a_reader_of_a_long_answer_that_does_not_read_is_cut_off() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            raw.say(of("ann", Raw.modern("1", "long")));
            assertThat(slow.next()).isEqualTo("began");

            nothingIsLeft();
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void a_reader_of_a_stream_that_does_not_read_is_cut_off() throws IOException {
        String request =
                of("ann", Raw.modern("1", "long"))
                        .replaceFirst("\r\n", "\r\nAccept: text/event-stream\r\n");
        try (Raw raw = new Raw(site.socket())) {
            raw.say(request);
            assertThat(slow.next()).isEqualTo("began");

            nothingIsLeft();
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void a_reader_that_reads_gets_all_of_a_long_answer() throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            Raw.Answer answer = raw.say(of("ann", Raw.modern("1", "long"))).hear();

            assertThat(answer.body().length()).isGreaterThan(12 << 20);
        }
    }

    @Test
    void so_many_requests_run_at_once_and_no_more() throws IOException {
        Raw first = new Raw(site.socket()).say(of("ann", Raw.modern("1", "slow")));
        Raw second = new Raw(site.socket()).say(of("ann", Raw.modern("2", "slow")));
        assertThat(slow.next()).isEqualTo("began");
        assertThat(slow.next()).isEqualTo("began");

        Raw.Answer mine = new Raw(site.socket()).say(of("ann", Raw.modern("3", "echo"))).hear();
        Raw third = new Raw(site.socket()).say(of("ben", Raw.modern("4", "slow")));
        assertThat(slow.next()).isEqualTo("began");
        Raw.Answer all = new Raw(site.socket()).say(of("ben", Raw.modern("5", "echo"))).hear();
        slow.letGo();

        assertThat(mine.status()).isEqualTo(429);
        assertThat(mine.head()).contains("Retry-After: 1");
        assertThat(mine.body()).contains("\"id\":3");
        assertThat(all.status()).isEqualTo(503);
        assertThat(first.hear().status()).isEqualTo(200);
        assertThat(second.hear().status()).isEqualTo(200);
        assertThat(third.hear().status()).isEqualTo(200);
        nothingIsLeft();
    }

    @Test
    void whoever_is_not_known_is_told_how_to_be() {
        HttpResponse<String> missing = site.send(site.posting(Wording.initialize("2025-11-25")));
        HttpResponse<String> wrong =
                site.send(
                        site.posting(Wording.initialize("2025-11-25"))
                                .header("Authorization", "Bearer cid-0123456789abcdef"));

        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(missing.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"mcp\"");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(it -> assertThat(it).contains("invalid_token"));
        assertThat(slow.fixture().attempted()).isEmpty();
    }
}
