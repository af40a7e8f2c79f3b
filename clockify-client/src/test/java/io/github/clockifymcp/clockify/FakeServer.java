package io.github.clockifymcp.clockify;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A server that gives the answers it was told to, in order, and remembers what it was asked.
final class FakeServer implements AutoCloseable {

    /// A request it got.
    record Received(String method, String target, Headers headers, String body) {
        String line() {
            return method + " " + target;
        }
    }

    private record Reply(int status, String body, List<String> headers) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Received> received = new ArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private @Nullable CountDownLatch held;

    FakeServer() {
        try {
            InetAddress here = InetAddress.getLoopbackAddress();
            server = HttpServer.create(new InetSocketAddress(here, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /// Tells it the next answer; headers are names and values in turn.
    synchronized FakeServer answers(int status, String body, String... headers) {
        replies.add(new Reply(status, body, List.of(headers)));
        return this;
    }

    FakeServer answersWith(String fixture, String... headers) {
        return answers(200, Fixtures.text(fixture), headers);
    }

    /// From now on it takes requests and does not answer before it is closed.
    synchronized FakeServer holdsBack() {
        held = new CountDownLatch(1);
        return this;
    }

    /// Waits until it was asked for the first time.
    void awaitRequest() throws InterruptedException {
        asked.await();
    }

    synchronized List<Received> received() {
        return List.copyOf(received);
    }

    List<String> lines() {
        return received().stream().map(Received::line).toList();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port() + "/api/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            CountDownLatch wait;
            Reply reply;
            synchronized (this) {
                String target = exchange.getRequestURI().toString();
                received.add(
                        new Received(
                                exchange.getRequestMethod(),
                                target,
                                exchange.getRequestHeaders(),
                                body));
                wait = held;
                reply = replies.poll();
            }
            asked.countDown();
            if (wait != null) {
                wait.await();
                return;
            }
            send(exchange, reply == null ? new Reply(500, "not told", List.of()) : reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        for (int i = 0; i < reply.headers.size(); i += 2) {
            exchange.getResponseHeaders().add(reply.headers.get(i), reply.headers.get(i + 1));
        }
        byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public synchronized void close() {
        if (held != null) {
            held.countDown();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
