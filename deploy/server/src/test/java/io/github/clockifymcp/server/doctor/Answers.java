package io.github.clockifymcp.server.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;

/// Somebody else's server, which answers what a test says. `HOST` in an answer is its own address.
final class Answers implements AutoCloseable {
    private final Undertow http;
    private final String scheme;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final Set<String> unending = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private record Answer(int status, String body, Map<String, String> headers) {}

    /// One without encryption.
    static Answers plain() {
        return new Answers("http", Undertow.builder().addHttpListener(0, "127.0.0.1"));
    }

    /// The same, at every address of this machine, and so at some that are not only its own.
    static Answers everywhere() {
        return new Answers("http", Undertow.builder().addHttpListener(0, "0.0.0.0"));
    }

    /// One that shows a certificate.
    static Answers encrypted(SSLContext tls) {
        return new Answers("https", Undertow.builder().addHttpsListener(0, "127.0.0.1", tls));
    }

    private Answers(String scheme, Undertow.Builder builder) {
        this.scheme = scheme;
        this.http = builder.setIoThreads(1).setWorkerThreads(1).setHandler(this::answer).build();
        http.start();
    }

    private void answer(HttpServerExchange exchange) {
        // Undertow may have one that a server of another test left behind.
        exchange.getResponseHeaders()
                .put(
                        Headers.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                OffsetDateTime.now(ZoneOffset.UTC)));
        exchange.getRequestHeaders().eachValue(Headers.AUTHORIZATION).forEach(shown::add);
        exchange.getRequestHeaders().eachValue(Headers.PROXY_AUTHORIZATION).forEach(shown::add);
        Answer answer =
                answers.getOrDefault(exchange.getRequestPath(), new Answer(404, "{}", Map.of()));
        answer.headers()
                .forEach((name, value) ->
                        exchange.getResponseHeaders()
                                .put(HttpString.tryFromString(name), told(value)));
        exchange.setStatusCode(answer.status());
        if (unending.contains(exchange.getRequestPath())) {
            exchange.dispatch(Thread::startVirtualThread, open -> begin(open, answer));
        } else {
            exchange.getResponseSender().send(told(answer.body()));
        }
    }

    private void begin(HttpServerExchange exchange, Answer answer)
            throws IOException, InterruptedException {
        exchange.startBlocking();
        exchange.getOutputStream().write(told(answer.body()).getBytes(UTF_8));
        exchange.getOutputStream().flush();
        closed.await();
    }

    private String told(String text) {
        return text.replace("HOST", origin());
    }

    /// Without a path.
    String origin() {
        return "%s://127.0.0.1:%d".formatted(scheme, port());
    }

    int port() {
        return ((InetSocketAddress) http.getListenerInfo().getFirst().getAddress()).getPort();
    }

    /// By what callers said who they are, here or to a proxy.
    List<String> shown() {
        return shown;
    }

    /// Forgets who asked.
    void forget() {
        shown.clear();
    }

    Answers on(String path, String body) {
        return on(path, 200, body, Map.of());
    }

    Answers on(String path, int status, String body, Map<String, String> headers) {
        answers.put(path, new Answer(status, body, headers));
        return this;
    }

    /// What is there is said, and then nothing more, although it does not end.
    Answers endless(String path, String type, String body) {
        unending.add(path);
        return on(path, 200, body, Map.of("Content-Type", type));
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop();
    }
}
