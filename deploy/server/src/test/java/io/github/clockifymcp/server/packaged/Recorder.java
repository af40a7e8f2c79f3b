package io.github.clockifymcp.server.packaged;

import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What stands between a server and its sandbox, and shows somebody every request before the
/// sandbox sees it, and every answer before the server does.
final class Recorder implements AutoCloseable {
    private static final List<String> PASSED_ON = List.of("Content-Type", "X-Api-Key", "Accept");
    private static final List<String> OUR_OWN =
            List.of("connection", "content-length", "date", "transfer-encoding");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Undertow proxy;
    private final URI sandbox;
    private final Watcher watcher;

    /// A request as it came.
    ///
    /// @param path with its query, behind the service's own, such as `/workspaces/5f/tags`
    record Seen(String method, String path) {}

    /// Who is shown what passes.
    interface Watcher {
        /// A request that the sandbox has not seen yet.
        void before(Seen request);

        /// What the sandbox answered; the server has not heard of it yet.
        void after(Seen request, int status, byte[] body);
    }

    /// Starts it.
    ///
    /// @param sandbox where that listens, without a path
    Recorder(URI sandbox, Watcher watcher) {
        this.sandbox = sandbox;
        this.watcher = watcher;
        this.proxy =
                Undertow.builder()
                        .addHttpListener(
                                0,
                                "127.0.0.1",
                                exchange -> exchange.dispatch(threads, this::forward))
                        .setIoThreads(1)
                        .setWorkerThreads(1)
                        .setByteBufferPool(new DefaultByteBufferPool(false, 8 * 1024, 64, 0))
                        .build();
        proxy.start();
    }

    /// Where it answers as Clockify's core does.
    String baseUrl() {
        InetSocketAddress address =
                (InetSocketAddress) proxy.getListenerInfo().getFirst().getAddress();
        return "http://127.0.0.1:%d/api/v1".formatted(address.getPort());
    }

    private void forward(HttpServerExchange exchange) throws IOException, InterruptedException {
        exchange.startBlocking();
        byte[] body = exchange.getInputStream().readAllBytes();
        String query = exchange.getQueryString();
        String path = exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
        String method = exchange.getRequestMethod().toString();
        Seen seen = new Seen(method, path.replaceFirst("^/(api|report|auditlog)/v1", ""));
        watcher.before(seen);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sandbox + path))
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : PASSED_ON) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            // The sandbox cut the connection, and so do we.
            exchange.getConnection().close();
            return;
        }
        watcher.after(seen, answer.statusCode(), answer.body());
        exchange.setStatusCode(answer.statusCode());
        answer.headers()
                .map()
                .forEach((name, values) -> {
                    if (!name.startsWith(":") && !OUR_OWN.contains(name.toLowerCase(Locale.ROOT))) {
                        exchange.getResponseHeaders().putAll(new HttpString(name), values);
                    }
                });
        exchange.getOutputStream().write(answer.body());
        exchange.endExchange();
    }

    @Override
    public void close() {
        proxy.stop();
        threads.shutdownNow();
        http.close();
    }
}
