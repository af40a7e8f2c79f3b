package io.github.clockifymcp.server.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A packaged server that is going to be killed, and a client that has several calls in flight and
/// can ask nobody.
interface Mortal extends AutoCloseable {
    JsonMapper JSON = new JsonMapper();
    long PATIENCE_SECONDS = 60;

    /// Makes a call. It ends with the result, or exceptionally when the server is gone first.
    CompletableFuture<JsonNode> call(String tool, String arguments);

    Process process();

    @Override
    void close();

    /// What a call tells.
    default String told(String tool, String arguments) throws Exception {
        return ToolSession.text(call(tool, arguments).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /// What a call tells that is previewed first, and then made with the token of that.
    default String confirmed(String tool, String arguments) throws Exception {
        return told(tool, with(ToolSession.token(told(tool, arguments)), arguments));
    }

    static String with(String token, String arguments) {
        String all = arguments.substring(0, arguments.length() - 1);
        return "%s%s\"confirmation_token\":\"%s\"}"
                .formatted(all, all.equals("{") ? "" : ",", token);
    }

    private static String params(String tool, String arguments) {
        return "{\"name\":\"clockify_run_tool\",\"arguments\":{\"name\":\"%s\",\"arguments\":%s}}"
                .formatted(tool, arguments);
    }

    /// On standard streams, in a session.
    final class Stdio implements Mortal {
        private final StdioClient client;
        private final AtomicInteger id = new AtomicInteger(1);
        private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

        Stdio(ProcessBuilder server) throws IOException, InterruptedException {
            client = StdioClient.start(server);
            client.ask(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{\
                    "protocolVersion":"2025-11-25","capabilities":{},\
                    "clientInfo":{"name":"test","version":"1"}}}\
                    """);
            Thread.ofVirtual().start(this::listen);
        }

        private void listen() {
            IOException gone;
            try {
                while (true) {
                    JsonNode message = client.message();
                    CompletableFuture<JsonNode> asked = waiting.remove(message.path("id").asInt());
                    if (asked != null) {
                        asked.complete(message.path("result"));
                    }
                }
            } catch (IOException e) {
                gone = e;
            } catch (InterruptedException e) {
                gone = new IOException(e);
            }
            for (CompletableFuture<JsonNode> asked : waiting.values()) {
                asked.completeExceptionally(gone);
            }
        }

        @Override
        public CompletableFuture<JsonNode> call(String tool, String arguments) {
            int number = id.incrementAndGet();
            CompletableFuture<JsonNode> asked = new CompletableFuture<>();
            waiting.put(number, asked);
            try {
                client.send(
                        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":%s}"
                                .formatted(number, params(tool, arguments)));
            } catch (IOException e) {
                asked.completeExceptionally(e);
            }
            return asked;
        }

        @Override
        public Process process() {
            return client.process();
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /// Over HTTP, each call on a connection of its own.
    record Http(Listening server) implements Mortal {
        @Override
        public CompletableFuture<JsonNode> call(String tool, String arguments) {
            CompletableFuture<JsonNode> asked = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() -> {
                        try (Caller caller = new Caller(server.port())) {
                            String request =
                                    Caller.modern(
                                            "1",
                                            "tools/call",
                                            "clockify_run_tool",
                                            params(tool, arguments));
                            switch (caller.ask(request)) {
                                case Caller.Heard.Answer answer ->
                                        asked.complete(JSON.readTree(answer.body()).path("result"));
                                case Caller.Heard.Nothing nothing ->
                                        asked.completeExceptionally(new IOException("no answer"));
                                case Caller.Heard.Torn torn ->
                                        asked.completeExceptionally(
                                                new IOException("a torn answer"));
                            }
                        } catch (IOException e) {
                            asked.completeExceptionally(e);
                        }
                    });
            return asked;
        }

        @Override
        public Process process() {
            return server.process();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
