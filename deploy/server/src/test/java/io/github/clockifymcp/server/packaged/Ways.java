package io.github.clockifymcp.server.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.sandbox.Seed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The four ways to a server in one mode: each transport, in each era. The client can ask nobody.
final class Ways implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NEWEST = "2026-07-28";
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
            """;

    private final StdioClient stdio;
    private final Listening listening;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String session;
    private int id = 1;

    /// One of them.
    ///
    /// @param modern whether its lists cannot change
    record Way(String name, boolean modern, Asking asking) {
        /// What came of a request: `result` or `error`.
        JsonNode ask(String method, String params) throws IOException, InterruptedException {
            return asking.ask(method, (ObjectNode) JSON.readTree(params));
        }

        /// What a call tells, whatever it is.
        String told(String tool, String arguments) throws IOException, InterruptedException {
            JsonNode answer =
                    ask(
                            "tools/call",
                            "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
            return answer.has("error")
                    ? answer.path("error").toString()
                    : ToolSession.text(answer.path("result"));
        }

        /// The same, by address.
        String run(String tool, String arguments) throws IOException, InterruptedException {
            return told(
                    "clockify_run_tool",
                    "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
        }

        /// The names in a list.
        List<String> names(String method, String field) throws IOException, InterruptedException {
            return ask(method, "{}").at("/result/" + field).findValuesAsText("name");
        }
    }

    /// Sends a request and waits for what comes of it.
    interface Asking {
        JsonNode ask(String method, ObjectNode params) throws IOException, InterruptedException;
    }

    /// Starts a server for each transport.
    Ways(Path home, String mode) throws Exception {
        Map<String, String> environment = new HashMap<>(ToolSession.studio("ada", mode));
        environment.put("CLOCKIFY_RATE_LIMIT", "0");
        environment.put("CLOCKIFY_PER_TOKEN_RATE_LIMIT", "0");
        stdio = StdioClient.start(ToolSession.onItsSandbox(home.resolve("stdio"), environment));
        stdio.ask(INITIALIZE);
        listening = Listening.start(Installation.built(home.resolve("http")), environment);
        HttpResponse<String> begun = send(post(INITIALIZE));
        session = begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    List<Way> all() {
        return List.of(
                new Way("stdio", false, (method, params) -> stdio.ask(line(method, params))),
                new Way(
                        "stdio, modern",
                        true,
                        (method, params) -> stdio.ask(line(method, modern(params)))),
                new Way("http", false, this::inSession),
                new Way("http, modern", true, (method, params) -> atOnce(method, params, "")));
    }

    /// The newest revision over HTTP, at a path that names groups.
    Way withGroups(String groups) {
        return new Way(
                "http, " + groups,
                true,
                (method, params) -> atOnce(method, params, "/x/" + groups));
    }

    private String line(String method, ObjectNode params) {
        id++;
        ObjectNode line = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id);
        return line.put("method", method).set("params", params).toString();
    }

    private static ObjectNode modern(ObjectNode params) {
        ObjectNode all = params.deepCopy();
        ObjectNode meta = all.putObject("_meta");
        meta.put("io.modelcontextprotocol/protocolVersion", NEWEST);
        meta.putObject("io.modelcontextprotocol/clientCapabilities");
        return all;
    }

    private JsonNode inSession(String method, ObjectNode params)
            throws IOException, InterruptedException {
        return read(send(post(line(method, params)).header("Mcp-Session-Id", session)));
    }

    private JsonNode atOnce(String method, ObjectNode params, String path)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                post(line(method, modern(params)))
                        .uri(at(path))
                        .header("MCP-Protocol-Version", NEWEST)
                        .header("Mcp-Method", method);
        for (String named : List.of("name", "uri")) {
            if (params.path(named).isTextual()) {
                request.header("Mcp-Name", params.path(named).textValue());
            }
        }
        return read(send(request));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:%d/mcp%s".formatted(listening.port(), path));
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(at(""))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// The answer is the body, or the last message of a stream.
    private static JsonNode read(HttpResponse<String> response) throws IOException {
        String body = response.body();
        String last = body;
        for (String line : body.split("\n", -1)) {
            last = line.startsWith("data: {") ? line.substring("data: ".length()) : last;
        }
        return JSON.readTree(last);
    }

    /// The studio's resource.
    static String workspace() {
        return "clockify://workspace/" + Seed.studio();
    }

    @Override
    public void close() {
        stdio.close();
        listening.close();
        http.close();
    }
}
