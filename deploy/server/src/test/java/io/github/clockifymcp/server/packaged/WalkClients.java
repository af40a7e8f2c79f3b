package io.github.clockifymcp.server.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Supplier;

/// Four kinds of client of two servers that share their state: of each era one that can ask its
/// person and one that cannot.
final class WalkClients implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ELICITATION = "{\"elicitation\":{}}";

    private final StdioClient asking;
    private final StdioClient askingNobody;
    private int id = 1;

    /// Which client speaks.
    enum Kind {
        ASKS,
        ASKS_NOBODY,
        MODERN_ASKS,
        MODERN_ASKS_NOBODY;

        boolean asks() {
            return this == ASKS || this == MODERN_ASKS;
        }

        boolean modern() {
            return this == MODERN_ASKS || this == MODERN_ASKS_NOBODY;
        }
    }

    /// What a person says to a question.
    enum Reply {
        YES("{\"action\":\"accept\",\"content\":{\"confirm\":true}}"),
        UNCHECKED("{\"action\":\"accept\",\"content\":{\"confirm\":false}}"),
        EMPTY("{\"action\":\"accept\",\"content\":{}}"),
        NO("{\"action\":\"decline\"}"),
        AWAY("{\"action\":\"cancel\"}");

        private final String json;

        Reply(String json) {
            this.json = json;
        }

        JsonNode json() throws IOException {
            return JSON.readTree(json);
        }
    }

    /// @param server makes one to start
    WalkClients(Supplier<ProcessBuilder> server) throws IOException, InterruptedException {
        this.asking = opened(server.get(), ELICITATION);
        this.askingNobody = opened(server.get(), "{}");
    }

    private static StdioClient opened(ProcessBuilder server, String capabilities)
            throws IOException, InterruptedException {
        StdioClient client = StdioClient.start(server);
        client.ask(
                """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":%s,"clientInfo":{"name":"test","version":"1"}}}\
                """
                        .formatted(capabilities));
        client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return client;
    }

    /// Sends a request and waits for what comes of it.
    ///
    /// @param onQuestion what the person says, asked just before it is sent
    JsonNode ask(Kind kind, String method, ObjectNode params, Supplier<Reply> onQuestion)
            throws IOException, InterruptedException {
        StdioClient client = kind == Kind.ASKS || kind == Kind.MODERN_ASKS ? asking : askingNobody;
        id++;
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id).put("method", method);
        request.set("params", kind.modern() ? modern(params, kind.asks()) : params);
        client.send(request.toString());
        while (true) {
            ObjectNode message = client.message();
            if (message.path("method").asText().equals("elicitation/create")) {
                ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
                answer.set("id", message.get("id"));
                answer.set("result", onQuestion.get().json());
                client.send(answer.toString());
            } else if (message.path("id").asInt(-1) == id && !message.has("method")) {
                return message;
            }
        }
    }

    private static ObjectNode modern(ObjectNode params, boolean asks) throws IOException {
        ObjectNode all = params.deepCopy();
        ObjectNode meta = all.putObject("_meta");
        meta.put("io.modelcontextprotocol/protocolVersion", "2026-07-28");
        meta.set(
                "io.modelcontextprotocol/clientCapabilities",
                JSON.readTree(asks ? ELICITATION : "{}"));
        return all;
    }

    /// Ends both servers as a client does that is done.
    void leave() throws IOException, InterruptedException {
        asking.leave();
        askingNobody.leave();
    }

    @Override
    public void close() {
        asking.close();
        askingNobody.close();
    }
}
