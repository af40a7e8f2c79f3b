package io.github.clockifymcp.server.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.mcp.http.Secret;
import io.github.clockifymcp.server.settings.Bind;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/// Shows the metrics at `/metrics` on an address of their own, so that whoever may call the server
/// sees nothing of them, and whoever watches it cannot call.
public final class MetricsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);

    /// What is said to whoever looks for something else there.
    public static final String ELSE = "There is nothing but /metrics here.\n";

    private static final String SCHEME = "bearer ";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final int LONGEST_WAIT_MILLIS = 10_000;
    private static final int MOST_CONNECTIONS = 64;

    /// A web page anywhere can bend a name of its own to this machine, and would then be let in.
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Metrics metrics;
    private final Bind bind;
    private final @Nullable Secret token;
    private final Undertow server;

    /// Makes one; [#start] begins to show.
    ///
    /// @param token what a reader shows; null for none, on an address that only this machine
    ///   reaches
    public MetricsServer(Metrics metrics, Bind bind, @Nullable Secret token) {
        if (token == null && !bind.local()) {
            throw new IllegalArgumentException("metrics for everybody");
        }
        this.metrics = metrics;
        this.bind = bind;
        this.token = token;
        ByteBufferPool buffers = new DefaultByteBufferPool(false, 16 * 1024, 16, 0);
        this.server =
                Undertow.builder()
                        .addHttpListener(bind.port(), bind.host())
                        .setHandler(read())
                        .setIoThreads(1)
                        .setWorkerThreads(1)
                        .setByteBufferPool(buffers)
                        .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LONGEST_HEADERS)
                        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 1L)
                        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, LONGEST_WAIT_MILLIS)
                        .setServerOption(
                                UndertowOptions.NO_REQUEST_TIMEOUT, 6 * LONGEST_WAIT_MILLIS)
                        .setSocketOption(Options.CONNECTION_HIGH_WATER, MOST_CONNECTIONS)
                        .setSocketOption(Options.CONNECTION_LOW_WATER, MOST_CONNECTIONS)
                        .build();
    }

    /// Begins to show them; when this returns, it answers.
    ///
    /// @throws RuntimeException when the address is taken
    public void start() {
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
        LOG.info("Metrics are shown at /metrics; address={}:{}", bind.host(), port);
    }

    private HttpHandler read() {
        return http -> http.dispatch(Thread::startVirtualThread, this::answer);
    }

    private void answer(HttpServerExchange http) {
        http.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        if (!http.getRequestPath().equals("/metrics")) {
            end(http, 404, ELSE);
        } else if (token == null && !isOurName(http)) {
            end(http, 403, "This server does not know itself by the name in Host.\n");
        } else if (token != null && !knows(http, token)) {
            http.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer realm=\"metrics\"");
            end(http, 401, "Unauthorized: show the token for metrics.\n");
        } else {
            switch (http.getRequestMethod().toString()) {
                case "GET", "HEAD" -> {
                    http.getResponseHeaders().put(Headers.CONTENT_TYPE, TEXT);
                    http.getResponseSender().send(metrics.scrape(), UTF_8);
                }
                default -> {
                    http.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
                    end(http, 405, "Method not allowed.\n");
                }
            }
        }
    }

    private static void end(HttpServerExchange http, int status, String sentence) {
        http.setStatusCode(status);
        http.setPersistent(false);
        http.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        http.getResponseSender().send(sentence, UTF_8);
    }

    private static boolean isOurName(HttpServerExchange http) {
        HeaderValues hosts = http.getRequestHeaders().get(Headers.HOST);
        return hosts != null
                && hosts.size() == 1
                && LOCAL.contains(
                        hosts.getFirst().toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", ""));
    }

    private static boolean knows(HttpServerExchange http, Secret token) {
        HeaderValues shown = http.getRequestHeaders().get(Headers.AUTHORIZATION);
        return shown != null
                && shown.size() == 1
                && shown.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && token.matches(shown.getFirst().substring(SCHEME.length()).strip());
    }

    @Override
    public void close() {
        server.stop();
    }
}
