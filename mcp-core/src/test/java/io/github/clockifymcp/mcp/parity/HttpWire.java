package io.github.clockifymcp.mcp.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.http.Endpoints;
import io.github.clockifymcp.mcp.http.HttpLimits;
import io.github.clockifymcp.mcp.http.HttpSettings;
import io.github.clockifymcp.mcp.http.HttpTimes;
import io.github.clockifymcp.mcp.http.HttpTransport;
import io.github.clockifymcp.mcp.http.MemorySessions;
import io.github.clockifymcp.mcp.http.NoAuthentication;
import io.github.clockifymcp.mcp.http.Readiness;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.McpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A server behind a socket. Every message is a `POST`; in a session there is a stream beside them
/// for what belongs to none of them.
final class HttpWire implements Wire {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String META = "io.modelcontextprotocol/protocolVersion";
    private static final String LISTENING = "";

    private final HttpTransport transport;
    private final Map<String, HttpAnswer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> more = new ConcurrentHashMap<>();
    private volatile Ear ear = (message, via) -> {};
    private volatile String session = "";
    private volatile String revision = "";

    HttpWire(McpServer server, int running) {
        HttpLimits limits =
                HttpLimits.DEFAULT.withBody(Leg.LONGEST).withRunning(2 * running, running);
        HttpTimes times =
                HttpTimes.DEFAULT.withWatch(Duration.ofMillis(20)).withDrain(Duration.ofSeconds(5));
        transport =
                new HttpTransport(
                        Endpoints.of(server),
                        HttpSettings.DEFAULT.withLimits(limits).withTimes(times),
                        new NoAuthentication(),
                        new MemorySessions(limits),
                        Readiness.READY,
                        Clock.systemUTC());
        transport.start();
    }

    @Override
    public void to(Ear listening) {
        ear = listening;
    }

    @Override
    public void say(ObjectNode message) {
        HttpRequest.Builder request = posting(Json.string(message));
        beside(message, request);
        String method = message.path("method").asText();
        if (method.isEmpty() || !message.has("id")) {
            new HttpAnswer(CLIENT, request.build()).all((heard, id) -> ear.hear(heard, ""));
            if (method.equals("notifications/initialized")) {
                listen();
            }
            return;
        }
        String id = message.path("id").asText();
        begin(id, request);
    }

    private void begin(String id, HttpRequest.Builder request) {
        HttpAnswer answer = new HttpAnswer(CLIENT, request.build());
        answers.put(id, answer);
        answer.each(
                response -> introduced(response),
                (heard, via) -> ear.hear(introduction(heard), id));
    }

    private void introduced(HttpResponse<?> response) {
        response.headers().firstValue("Mcp-Session-Id").ifPresent(given -> session = given);
    }

    /// From here on the revision that was agreed stands beside every message.
    private JsonNode introduction(JsonNode heard) {
        JsonNode agreed = heard.path("result").path("protocolVersion");
        if (agreed.isTextual() && agreed.textValue().compareTo("2025-06-18") >= 0) {
            revision = agreed.textValue();
        }
        return heard;
    }

    private void listen() {
        HttpAnswer stream = new HttpAnswer(CLIENT, coming().build());
        answers.put(LISTENING, stream);
        stream.each(response -> {}, (heard, via) -> ear.hear(heard, ""));
        stream.awaitBegin();
    }

    private HttpRequest.Builder request() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + transport.port() + "/mcp"))
                        .timeout(Peer.PATIENCE);
        if (!session.isEmpty()) {
            request.header("Mcp-Session-Id", session);
            if (!revision.isEmpty()) {
                request.header("MCP-Protocol-Version", revision);
            }
        }
        return request;
    }

    private HttpRequest.Builder coming() {
        return request().header("Accept", "text/event-stream").GET();
    }

    private HttpRequest.Builder posting(String body) {
        return request()
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /// What a request of 2026-07-28 says in its headers too.
    private void beside(ObjectNode message, HttpRequest.Builder request) {
        JsonNode params = message.path("params");
        String version = params.path("_meta").path(META).asText();
        if (!version.isEmpty()) {
            String method = message.path("method").asText();
            request.setHeader("MCP-Protocol-Version", version);
            request.setHeader("Mcp-Method", method);
            String field = named(method);
            if (field != null && params.path(field).isTextual()) {
                request.setHeader("Mcp-Name", encoded(params.path(field).textValue()));
            }
        }
        more.forEach(request::setHeader);
    }

    private static @Nullable String named(String method) {
        return switch (method) {
            case "tools/call", "prompts/get" -> "name";
            case "resources/read" -> "uri";
            case "tasks/get", "tasks/update", "tasks/cancel" -> "taskId";
            default -> null;
        };
    }

    private static String encoded(String value) {
        boolean plain =
                value.equals(value.strip()) && value.chars().allMatch(c -> c >= ' ' && c <= '~');
        return plain
                ? value
                : "=?base64?" + Base64.getEncoder().encodeToString(value.getBytes(UTF_8)) + "?=";
    }

    @Override
    public void sayRaw(String text) {
        new HttpAnswer(CLIENT, posting(text).build()).all((heard, via) -> ear.hear(heard, ""));
    }

    /// Without a session the connection is all there is, and closing it says enough.
    @Override
    public boolean drop(String id) {
        HttpAnswer answer = answers.get(id);
        if (!session.isEmpty() || answer == null) {
            return false;
        }
        answer.close();
        return true;
    }

    @Override
    public void lose(String id) {
        HttpAnswer lost = answers.get(id);
        if (lost == null) {
            throw new AssertionError("there is no such request");
        }
        lost.close();
        if (!session.isEmpty()) {
            begin(id, coming().header("Last-Event-ID", lost.lastEvent()));
        }
    }

    @Override
    public void leave() {
        new HttpAnswer(CLIENT, request().DELETE().build()).all((heard, via) -> {});
    }

    @Override
    public void header(String name, String value) {
        more.put(name, value);
    }

    /// A session that is deleted says to the end what it had to say.
    @Override
    public void close() {
        if (session.isEmpty()) {
            answers.values().forEach(HttpAnswer::close);
        } else {
            leave();
            HttpAnswer stream = answers.get(LISTENING);
            if (stream != null) {
                stream.awaitEnd();
            }
        }
        answers.values().forEach(HttpAnswer::close);
        transport.close();
    }
}
