package io.github.clockifymcp.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A server that only repeats answers. It is the floor below any server on this HTTP library, and
/// it stands for a Clockify that costs next to nothing, answers after a while, or both.
///
/// ```
/// Canned BASE MILLIS
/// ```
///
/// What it is asked for the first time it asks at BASE, with the same headers; from then on it says
/// the same again, after MILLIS, and no thread waits meanwhile. Without a BASE it answers `/mcp`
/// with a small JSON object, and [#LONG] with one as long as a list of tools.
final class Canned {
    private static final Set<String> NOT_SENT_ON =
            Set.of("host", "connection", "content-length", "upgrade", "http2-settings");
    private static final Set<String> NOT_REPEATED =
            Set.of("connection", "content-length", "transfer-encoding", "date", "keep-alive");

    static final String LONG = "/mcp/long";

    private final String base;
    private final long millis;
    private final Map<String, Answer> known = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private Canned(String base, long millis) {
        this.base = base;
        this.millis = millis;
        if (base.isEmpty()) {
            known.put("POST /mcp", floor(1_000));
            known.put("POST " + LONG, floor(20_000));
        }
    }

    private record Answer(int status, Map<String, String> headers, ByteBuffer body) {}

    /// Serves until it is killed, and says its port.
    public static void main(String[] args) {
        Canned canned = new Canned(args[0], Long.parseLong(args[1]));
        Undertow server =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setIoThreads(2)
                        .setHandler(canned::handle)
                        .build();
        server.start();
        var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
        System.out.println("port=" + address.getPort());
    }

    private static Answer floor(int length) {
        String text = "x".repeat(length);
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"text\":\"%s\"}}".formatted(text);
        return new Answer(
                200,
                Map.of("Content-Type", "application/json"),
                ByteBuffer.wrap(body.getBytes(UTF_8)));
    }

    private void handle(HttpServerExchange http) {
        String query = http.getQueryString();
        String target = http.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
        String key = http.getRequestMethod() + " " + target;
        Answer answer = known.get(key);
        if (answer == null) {
            http.dispatch(() -> {
                Answer learnt = ask(http, target);
                known.put(key, learnt);
                answer(http, learnt);
            });
        } else if (millis == 0) {
            answer(http, answer);
        } else {
            http.dispatch(
                    Runnable::run,
                    () ->
                            http.getIoThread()
                                    .executeAfter(
                                            () -> answer(http, answer),
                                            millis,
                                            TimeUnit.MILLISECONDS));
        }
    }

    private static void answer(HttpServerExchange http, Answer answer) {
        http.setStatusCode(answer.status());
        HeaderMap headers = http.getResponseHeaders();
        answer.headers().forEach((name, value) -> headers.put(new HttpString(name), value));
        headers.put(Headers.CONTENT_LENGTH, answer.body().remaining());
        http.getResponseSender().send(answer.body().duplicate());
    }

    private Answer ask(HttpServerExchange http, String target) {
        http.startBlocking();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + target));
        for (HeaderValues header : http.getRequestHeaders()) {
            String name = header.getHeaderName().toString();
            if (!NOT_SENT_ON.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, header.getFirst());
            }
        }
        try {
            byte[] body = http.getInputStream().readAllBytes();
            request.method(http.getRequestMethod().toString(), BodyPublishers.ofByteArray(body));
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            Map<String, String> headers = new HashMap<>();
            List<String> names = new ArrayList<>(answer.headers().map().keySet());
            names.removeIf(name -> name.startsWith(":") || NOT_REPEATED.contains(name));
            names.forEach(
                    name -> headers.put(name, answer.headers().firstValue(name).orElseThrow()));
            return new Answer(answer.statusCode(), headers, ByteBuffer.wrap(answer.body()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("nobody to ask", e);
        }
    }
}
