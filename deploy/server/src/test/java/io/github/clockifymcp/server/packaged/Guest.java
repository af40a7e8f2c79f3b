package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Somebody who calls a service that may break at any moment, in either era, and can say of each
/// call how it ended.
final class Guest implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String META = "io.modelcontextprotocol/";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// Longer than Postgres is away, since a call waits for the answer to its question.
    private static final int ATTEMPTS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Reachable server;
    private final String token;
    private final AtomicInteger ids = new AtomicInteger();
    private volatile String session = "";

    /// How a call ended.
    sealed interface Ending {
        /// With an answer of the tool's.
        record Told(String text, boolean failed) implements Ending {}

        /// With a question, which the next call may answer.
        record Asked(JsonNode result) implements Ending {}

        /// With an error of the protocol's.
        record Wrong(int code, String message) implements Ending {}

        /// Without being let in.
        record Status(int status, String body) implements Ending {}

        /// Without an answer.
        record Broken(String how) implements Ending {}

        /// Never, as long as anybody waits.
        record Hung() implements Ending {}

        /// Whether it says that what was asked for was done.
        default boolean done() {
            return this instanceof Told told && !told.failed();
        }
    }

    Guest(Reachable server, String token) {
        this.server = server;
        this.token = token;
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder post(JsonNode body) {
        return to("/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private ObjectNode request(String method, ObjectNode params) {
        ObjectNode request = JSON.createObjectNode().put("jsonrpc", "2.0");
        request.put("id", ids.incrementAndGet());
        return request.put("method", method).set("params", params);
    }

    /// A call of 2026-07-28, of a client whose person can be asked.
    Ending modern(ObjectNode params) throws InterruptedException {
        ObjectNode all = params.deepCopy();
        ObjectNode meta = all.putObject("_meta");
        meta.put(META + "protocolVersion", "2026-07-28");
        meta.putObject(META + "clientCapabilities").putObject("elicitation");
        HttpRequest request =
                post(request("tools/call", all))
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "tools/call")
                        .header("Mcp-Name", params.path("name").asText())
                        .build();
        return ended(request, question -> {});
    }

    /// A call of 2025-11-25, for which a session is begun where there is none.
    ///
    /// @param answering what is done with a question
    Ending legacy(ObjectNode params, Consumer<JsonNode> answering) throws InterruptedException {
        if (session.isEmpty()) {
            Ending begun = begin();
            if (session.isEmpty()) {
                return begun;
            }
        }
        Ending ending =
                ended(
                        post(request("tools/call", params))
                                .header("Mcp-Session-Id", session)
                                .build(),
                        answering);
        if (ending instanceof Ending.Status(int status, String body) && status == 404) {
            session = "";
        }
        return ending;
    }

    private Ending begin() throws InterruptedException {
        ObjectNode params = JSON.createObjectNode().put("protocolVersion", "2025-11-25");
        params.putObject("capabilities").putObject("elicitation");
        params.putObject("clientInfo").put("name", "guest").put("version", "1");
        try {
            HttpResponse<String> answer =
                    http.send(post(request("initialize", params)).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return new Ending.Status(answer.statusCode(), answer.body());
            }
            String begun = answer.headers().firstValue("Mcp-Session-Id").orElse("");
            session = begun;
            say(
                    JSON.createObjectNode()
                            .put("jsonrpc", "2.0")
                            .put("method", "notifications/initialized"));
            return new Ending.Status(200, "");
        } catch (IOException e) {
            return broken(e);
        }
    }

    private static Ending broken(Exception e) {
        return e instanceof HttpTimeoutException || e.getCause() instanceof HttpTimeoutException
                ? new Ending.Hung()
                : new Ending.Broken(String.valueOf(e));
    }

    /// The status with which a message is taken that has no answer; 0 when nobody says.
    private int say(JsonNode message) throws InterruptedException {
        try {
            return http.send(
                            post(message).header("Mcp-Session-Id", session).build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /// Says yes to a question, this often.
    void accept(JsonNode question, int times) {
        ObjectNode yes = JSON.createObjectNode().put("jsonrpc", "2.0");
        yes.set("id", question.path("id"));
        yes.putObject("result").put("action", "accept").putObject("content").put("confirm", true);
        sayOften(yes, times);
    }

    /// Cancels the call that asks.
    void cancel() {
        ObjectNode notice = JSON.createObjectNode().put("jsonrpc", "2.0");
        notice.put("method", "notifications/cancelled")
                .putObject("params")
                .put("requestId", ids.get());
        sayOften(notice, 1);
    }

    /// Each until somebody takes it, or it is plain that nobody does.
    private void sayOften(JsonNode message, int times) {
        try {
            for (int time = 0; time < times; time++) {
                for (int attempt = 0; attempt < ATTEMPTS && say(message) != 202; attempt++) {
                    Thread.sleep(500);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Ending ended(HttpRequest request, Consumer<JsonNode> answering)
            throws InterruptedException {
        AtomicBoolean late = new AtomicBoolean();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .execute(() -> cut(body, late));
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8));
                if (answer.statusCode() != 200) {
                    return new Ending.Status(
                            answer.statusCode(), lines.lines().collect(Collectors.joining("\n")));
                }
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String data = line.startsWith("data:") ? line.substring(5).strip() : line;
                    if (!data.startsWith("{")) {
                        continue;
                    }
                    JsonNode message = JSON.readTree(data);
                    if (message.path("method").asText().equals("elicitation/create")) {
                        answering.accept(message);
                    } else if (!message.has("method")) {
                        return ending(message);
                    }
                }
                return late.get() ? new Ending.Hung() : new Ending.Broken("the stream ended");
            }
        } catch (IOException | UncheckedIOException e) {
            return late.get() ? new Ending.Hung() : broken(e);
        }
    }

    private static void cut(InputStream body, AtomicBoolean late) {
        late.set(true);
        try {
            body.close();
        } catch (IOException e) {
            // Whoever reads it sees that it has ended.
        }
    }

    private static Ending ending(JsonNode message) {
        JsonNode error = message.path("error");
        if (error.isObject()) {
            return new Ending.Wrong(error.path("code").asInt(), error.path("message").asText());
        }
        JsonNode result = message.path("result");
        return result.path("resultType").asText().equals("input_required")
                ? new Ending.Asked(result)
                : new Ending.Told(ToolSession.text(result), result.path("isError").asBoolean());
    }

    /// Keeps the session's own stream open, again whenever it ends, until this is interrupted.
    void listens(ExecutorService threads) {
        threads.execute(() -> {
            try {
                while (true) {
                    if (!session.isEmpty()) {
                        listen();
                    }
                    Thread.sleep(200);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void listen() throws InterruptedException {
        HttpRequest request =
                to("/mcp")
                        .header("Accept", "text/event-stream")
                        .header("Mcp-Session-Id", session)
                        .GET()
                        .build();
        try {
            HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                lines.forEach(line -> {});
            }
        } catch (IOException | UncheckedIOException e) {
            // It is opened again.
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
