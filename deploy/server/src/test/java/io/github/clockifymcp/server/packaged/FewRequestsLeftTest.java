package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the packaged server does and says when Clockify has had enough of its requests.
class FewRequestsLeftTest {
    private static final String TOO_MANY =
            "{\"kind\":\"STATUS\",\"status\":429,\"retryAfter\":1,\"method\":\"%s\"}";
    private static final String LITTLE =
            "Clockify has refused requests within the last hour because there were too many. Ask"
                    + " for little.";

    @TempDir Path folder;

    @Test
    void a_refused_read_is_made_again_when_clockify_said_and_the_next_answers_ask_for_little()
            throws Exception {
        try (LoneSandbox clockify = LoneSandbox.start(folder);
                ToolSession session = clockify.serving("mina")) {
            assertThat(session.told("clockify_whoami", "{}")).doesNotContain(LITTLE);
            clockify.requests();
            clockify.beside().control("POST", "/faults", TOO_MANY.formatted("GET"));

            String read = session.told("clockify_list_tags", "{}");

            assertThat(read).contains("meeting").endsWith(LITTLE);
            assertThat(clockify.requests())
                    .containsExactly("429 GET /workspaces/WS/tags", "200 GET /workspaces/WS/tags");
            assertThat(session.told("clockify_list_clients", "{}")).endsWith(LITTLE);
            assertThat(session.told("clockify_whoami", "{}")).endsWith(LITTLE);
            assertThat(session.client().leave()).isZero();
            assertThat(session.client().errors())
                    .contains(
                            "A read is sent again after a wait; reason=RATE_LIMITED"
                                    + " milliseconds=1000 method=GET");
        }
    }

    @Test
    void a_refused_write_is_not_made_again_and_says_how_long_to_wait() throws Exception {
        try (LoneSandbox clockify = LoneSandbox.start(folder);
                ToolSession session = clockify.serving("mina")) {
            session.told("clockify_whoami", "{}");
            clockify.requests();
            clockify.beside().control("POST", "/faults", TOO_MANY.formatted("POST"));

            String refused =
                    session.refused(
                            "clockify_log_time", "{'start':'2026-11-20 09:00','duration':'1h'}");

            assertThat(refused).contains("Wait 1 s, then try again.", "Nothing was changed.");
            assertThat(clockify.requests()).containsExactly("429 POST /workspaces/WS/time-entries");
            assertThat(session.told("clockify_today_entries", "{}")).endsWith(LITTLE);
        }
    }

    @Test
    void what_clockify_says_is_left_is_told_when_it_is_little() throws Exception {
        try (LoneSandbox clockify = LoneSandbox.start(folder);
                Allowing relay = new Allowing(clockify.baseUrl(), 11)) {
            ProcessBuilder server = clockify.server("mina");
            server.environment().put("CLOCKIFY_BASE_URL", relay.baseUrl());
            try (ToolSession session = ToolSession.start(server)) {
                // Who it is and where it works are two requests, and the tags a third.
                assertThat(session.told("clockify_whoami", "{}"))
                        .endsWith("Clockify allows 9 more requests until 2126-11-20T15:00:00Z.");
                assertThat(session.told("clockify_list_tags", "{}"))
                        .endsWith("Clockify allows 8 more requests until 2126-11-20T15:00:00Z.");
            }
        }
    }

    /// A relay that says with each answer how many requests are left, as the sandbox does not.
    private static final class Allowing implements AutoCloseable {
        private static final Instant RESET = Instant.parse("2126-11-20T15:00:00Z");

        private final HttpServer http;
        private final HttpClient client = HttpClient.newHttpClient();

        private Allowing(String clockify, int most) throws IOException {
            AtomicInteger left = new AtomicInteger(most);
            URI root = URI.create(clockify);
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext(
                    "/",
                    exchange -> {
                        try (exchange) {
                            HttpResponse<byte[]> answer =
                                    relayed(exchange, root.resolve(exchange.getRequestURI()));
                            Headers headers = exchange.getResponseHeaders();
                            headers.set("X-RateLimit-Limit", "30");
                            headers.set("X-RateLimit-Remaining", "" + left.decrementAndGet());
                            headers.set("X-RateLimit-Reset", "" + RESET.getEpochSecond());
                            answer.headers()
                                    .firstValue("Last-Page")
                                    .ifPresent(last -> headers.set("Last-Page", last));
                            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                            exchange.getResponseBody().write(answer.body());
                        }
                    });
            http.start();
        }

        private HttpResponse<byte[]> relayed(HttpExchange exchange, URI to) throws IOException {
            HttpRequest request =
                    HttpRequest.newBuilder(to)
                            .header("X-Api-Key", exchange.getRequestHeaders().getFirst("X-Api-Key"))
                            .build();
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        private String baseUrl() {
            return "http://127.0.0.1:%d/api/v1".formatted(http.getAddress().getPort());
        }

        @Override
        public void close() {
            http.stop(0);
            client.close();
        }
    }
}
