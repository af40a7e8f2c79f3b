package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that take too long, or too much.
class PatienceTest {
    private static final HttpTimes SHORT =
            HttpTimes.DEFAULT
                    .withReading(Duration.ofMillis(200), Duration.ofMillis(200))
                    .withWrite(Duration.ofMillis(300))
                    .withWatch(Duration.ofMillis(20));
    private static final String LONG = "test://" + "x".repeat(9_000);

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
    void headers_that_trickle_are_cut_off_however_many_come() {
        assertThat(trickle("POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-A: ", "b")).isTrue();
        nothingIsLeft();
    }

    @Test
    void a_body_that_trickles_is_cut_off_however_much_comes() {
        assertThat(trickle(of("ann", Raw.head("POST /mcp", 1_000_000)), " ")).isTrue();
        assertThat(
                        trickle(
                                of(
                                        "ann",
                                        Raw.head(
                                                "POST /mcp",
                                                -1,
                                                "Content-Type: application/json",
                                                "Transfer-Encoding: chunked")),
                                "1\r\n \r\n"))
                .isTrue();
        nothingIsLeft();
    }

    /// Says the one and then the other again and again, at its leisure.
    ///
    /// @return whether that was ended
    private boolean trickle(String first, String then) {
        long end = System.nanoTime() + Site.PATIENCE.toNanos();
        try (Raw raw = new Raw(site.socket())) {
            raw.say(first);
            while (System.nanoTime() < end) {
                raw.say(then);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return false;
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
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
    void a_reader_that_takes_a_byte_now_and_then_is_cut_off() throws Exception {
        for (String accept : List.of("application/json", "text/event-stream")) {
            String request = of("ann", Raw.modern("1", "long"));
            try (Socket socket = new Socket()) {
                // Less than what was sent must fit, or nobody would notice how slow it reads.
                socket.setReceiveBufferSize(8 * 1024);
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), site.port()));
                new Raw(socket).say(request.replaceFirst("\r\n", "\r\nAccept: " + accept + "\r\n"));
                assertThat(slow.next()).isEqualTo("began");

                Until.so(() -> isCutOff(socket));
                nothingIsLeft();
            }
        }
    }

    private boolean isCutOff(Socket socket) {
        try {
            return site.transport().activity().open() == 0 || socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_listener_that_does_not_read_costs_so_much_and_is_cut_off() throws IOException {
        Fixture fixture =
                new Fixture()
                        .with(Offer.Feature.TOOL_CHANGES, Offer.Feature.SUBSCRIPTIONS)
                        .resource(LONG, call -> "hello");
        HttpLimits limits = HttpLimits.DEFAULT.withQueue(64 * 1024);
        String wanted = "{\"notifications\":{\"resourceSubscriptions\":[\"" + LONG + "\"]}}";
        try (Site news = new Site(fixture, how -> how.withLimits(limits));
                Raw modern = new Raw(news.socket());
                Raw older = new Raw(news.socket())) {
            String listen = Wording.modern("1", "subscriptions/listen", wanted);
            modern.say(
                    Raw.head(
                                    "POST /mcp",
                                    listen.length(),
                                    "MCP-Protocol-Version: 2026-07-28",
                                    "Mcp-Method: subscriptions/listen")
                            + listen);
            String session = news.session("2025-11-25");
            String uri = "{\"uri\":\"" + LONG + "\"}";
            news.send(news.in(session, Wording.request("1", "resources/subscribe", uri)));
            older.say(
                    Raw.head(
                            "GET /mcp",
                            -1,
                            "Mcp-Session-Id: " + session,
                            "Accept: text/event-stream"));
            Until.so(() -> fixture.listeners() == 2 && news.transport().activity().streams() == 2);

            // Much is on its way between the two before the queue begins to grow.
            Until.so(() -> {
                for (int i = 0; i < 1_000; i++) {
                    fixture.updated(LONG);
                }
                return news.transport().activity().streams() == 0;
            });

            assertThat(news.transport().activity())
                    .isEqualTo(new HttpTransport.Activity(0, 0, 1, 0));
            assertThat(modern.isClosed() && older.isClosed()).isTrue();
        }
    }

    @Test
    void a_reader_that_reads_gets_all_of_a_long_answer() throws IOException {
        try (Site patient = new Site(slow.fixture());
                Raw raw = new Raw(patient.socket())) {
            Raw.Answer answer = raw.say(Raw.modern("1", "long")).hear();

            assertThat(answer.body().length()).isGreaterThan(12 << 20);
        }
    }

    @Test
    void a_reader_that_is_slow_and_steady_gets_all_of_a_long_answer() throws Exception {
        Duration patience = Duration.ofSeconds(1);
        try (Site site = new Site(slow.fixture(), how -> how.withTimes(SHORT.withWrite(patience)));
                Socket socket = new Socket()) {
            // Much less than the answer must fit, or it is soon sent however slow it is read.
            socket.setReceiveBufferSize(512 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), site.port()));
            new Raw(socket).say(Raw.modern("1", "long"));
            long began = System.nanoTime();
            long all = 0;

            // Pauses, so that it takes longer than anybody may take to read nothing.
            while (all < 12 << 20) {
                int read = socket.getInputStream().readNBytes(48 * 1024).length;
                assertThat(read).as("it was cut off after %d bytes", all).isPositive();
                all += read;
                TimeUnit.MILLISECONDS.sleep(12);
            }

            assertThat(System.nanoTime() - began).isGreaterThan(patience.toNanos());
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
