package io.github.clockifymcp.server.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A client of the packaged server, of the kind that an attack needs.
interface AttackSession extends AutoCloseable {
    JsonMapper JSON = new JsonMapper();
    String TOKEN = "a-token-nobody-would-guess";

    /// Starts a server on its sandbox, and a client of it.
    ///
    /// - `nobody` can ask nobody; `agrees`, `refuses` and `twice` ask a person, who says yes, no,
    ///   or yes two times: clients of 2025-11-25 on stdio.
    /// - `modern` hands its person's answers on when the script says so: 2026-07-28 on stdio.
    /// - `http` can ask nobody, and is known by its bearer token: 2026-07-28 over HTTP.
    ///
    /// @param home for the server's state; the same for all servers of one scenario
    static AttackSession start(String kind, Path home, Map<String, String> environment)
            throws Exception {
        return switch (kind) {
            case "nobody", "agrees", "refuses", "twice" -> Stdio.older(kind, home, environment);
            case "modern" -> Stdio.modern(home, environment);
            case "http" -> new Http(home, environment);
            default -> throw new IllegalArgumentException("There is no client ‹" + kind + "›.");
        };
    }

    /// What came of a request: `result` or `error`.
    ///
    /// @param params an object as it is sent, sound or not
    JsonNode ask(String method, String params) throws IOException, InterruptedException;

    /// What a person was asked about the last request; empty for nothing.
    String asked();

    @Override
    void close();

    /// A client on standard streams.
    final class Stdio implements AttackSession {
        private static final String META =
                "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}}";

        private final StdioClient client;
        private final String kind;
        private int id = 1;
        private String asked = "";

        private Stdio(String kind, Path home, Map<String, String> environment) throws IOException {
            ProcessBuilder command = Installation.built(home).command("--profile=sandbox");
            command.environment().putAll(environment);
            this.client = StdioClient.start(command);
            this.kind = kind;
        }

        static Stdio modern(Path home, Map<String, String> environment) throws IOException {
            return new Stdio("modern", home, environment);
        }

        static Stdio older(String kind, Path home, Map<String, String> environment)
                throws Exception {
            Stdio session = new Stdio(kind, home, environment);
            session.ask(
                    "initialize",
                    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":%s,\"clientInfo\":{\"name\":\"%s\",\"version\":\"1\"}}"
                            .formatted(
                                    kind.equals("nobody") ? "{}" : "{\"elicitation\":{}}", kind));
            session.client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            return session;
        }

        @Override
        public JsonNode ask(String method, String params) throws IOException, InterruptedException {
            id++;
            asked = "";
            String all = kind.equals("modern") ? with(META, params) : params;
            client.send(
                    "{\"jsonrpc\":\"2.0\",\"id\":"
                            + id
                            + ",\"method\":\""
                            + method
                            + "\",\"params\":"
                            + all
                            + "}");
            while (true) {
                ObjectNode message = client.message();
                boolean ours = message.path("id").asInt(-1) == id;
                // A line that is not read is answered without its id.
                boolean unread = message.has("error") && message.path("id").isNull();
                if (message.has("method") && message.has("id")) {
                    answer(message);
                } else if (ours || unread) {
                    asked += message.at("/result/inputRequests").toString();
                    return message;
                }
            }
        }

        private void answer(ObjectNode question) throws IOException {
            asked += question.path("params").toString();
            ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
            answer.set("id", question.get("id"));
            answer.set(
                    "result",
                    JSON.readTree(
                            kind.equals("refuses")
                                    ? "{\"action\":\"decline\"}"
                                    : "{\"action\":\"accept\",\"content\":{\"confirm\":true}}"));
            client.send(answer.toString());
            if (kind.equals("twice")) {
                client.send(answer.toString());
            }
        }

        @Override
        public String asked() {
            return asked;
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /// A client over HTTP.
    final class Http implements AttackSession {
        private static final String META =
                "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

        private final HttpClient client = HttpClient.newHttpClient();
        private final Listening server;

        private Http(Path home, Map<String, String> environment) throws IOException {
            Map<String, String> all = new HashMap<>(environment);
            all.put("MCP_BEARER_TOKEN", TOKEN);
            this.server = Listening.start(Installation.built(home), all);
        }

        @Override
        public JsonNode ask(String method, String params) throws IOException, InterruptedException {
            String body =
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
                            .formatted(method, with(META, params));
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:%d/mcp".formatted(server.port())))
                            .header("Content-Type", "application/json")
                            .header("Accept", "application/json, text/event-stream")
                            .header("MCP-Protocol-Version", "2026-07-28")
                            .header("Mcp-Method", method)
                            .header("Authorization", "Bearer " + TOKEN);
            String name = JSON.readTree(params).path("name").asText();
            if (!name.isEmpty()) {
                request.header("Mcp-Name", name);
            }
            return JSON.readTree(
                    client.send(
                                    request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                                    BodyHandlers.ofString())
                            .body());
        }

        @Override
        public String asked() {
            return "";
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }

    private static String with(String meta, String params) {
        String inside = params.strip().substring(1);
        return "{" + meta + (inside.equals("}") ? "" : ",") + inside;
    }
}
