package io.github.clockifymcp.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.clockifymcp.clockify.Outlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a provider can do to whoever asks it.
class HttpFetcherTest {
    private final Fetcher fetcher =
            new HttpFetcher(Outlet.ordinary(), 1_000, Duration.ofSeconds(2));
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger elsewhere = new AtomicInteger();
    private HttpServer http;

    HttpFetcherTest() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void begin() {
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/good", exchange -> answer(exchange, "{}"));
        http.createContext("/long", exchange -> answer(exchange, "x".repeat(2_000)));
        http.createContext(
                "/elsewhere",
                exchange -> {
                    elsewhere.incrementAndGet();
                    answer(exchange, "{}");
                });
        http.createContext(
                "/moved",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", uri("/elsewhere").toString());
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        http.createContext(
                "/slow",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        http.start();
    }

    @AfterEach
    void end() {
        never.countDown();
        http.stop(0);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    @Test
    void a_document_is_read() throws IOException {
        assertThat(fetcher.get(uri("/good"))).isEqualTo("{}".getBytes(UTF_8));
    }

    @Test
    void nobody_is_sent_elsewhere() {
        assertThatIOException()
                .isThrownBy(() -> fetcher.get(uri("/moved")))
                .withMessageContaining("302");
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void what_is_too_long_too_slow_or_not_there_ends() {
        assertThatIOException()
                .isThrownBy(() -> fetcher.get(uri("/long")))
                .withMessageContaining("longer than 1000 bytes");
        assertThatIOException()
                .isThrownBy(() -> fetcher.get(uri("/slow")))
                .withMessageContaining("no answer");
        assertThatIOException()
                .isThrownBy(() -> fetcher.get(uri("/none")))
                .withMessageContaining("404");
        http.stop(0);
        assertThatIOException()
                .isThrownBy(() -> fetcher.get(uri("/good")))
                .withMessageContaining("no answer");
    }
}
