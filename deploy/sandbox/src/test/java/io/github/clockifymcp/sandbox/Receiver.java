package io.github.clockifymcp.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Somebody on this machine whom webhooks call.
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private volatile int status = 200;

    /// What came.
    record Letter(String event, String token, String type, String body) {}

    Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/in".formatted(server.getAddress().getPort());
    }

    /// Makes it answer this from now on.
    void answers(int other) {
        status = other;
    }

    /// The next letter; null when none comes.
    @Nullable Letter next() {
        try {
            return letters.poll(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    boolean isEmpty() {
        return letters.isEmpty();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            letters.add(
                    new Letter(
                            headers.getFirst("Clockify-Webhook-Event-Type"),
                            headers.getFirst("Clockify-Signature"),
                            headers.getFirst("Content-Type"),
                            body));
            byte[] answer = "noted".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
