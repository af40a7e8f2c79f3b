package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/// A client of 2026-07-28 with a bearer token, that sends each request to whichever server it is
/// told to.
final class ModernCaller implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String META = "io.modelcontextprotocol/";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;
    private final boolean opensLinks;

    ModernCaller(String token) {
        this(token, false);
    }

    /// @param opensLinks whether it can open a page for its person
    ModernCaller(String token, boolean opensLinks) {
        this.token = token;
        this.opensLinks = opensLinks;
    }

    /// What it comes in with.
    String token() {
        return token;
    }

    /// A call's parameters.
    static ObjectNode params(String tool, String arguments) throws IOException {
        ObjectNode params = JSON.createObjectNode().put("name", tool);
        return params.set("arguments", JSON.readTree(arguments));
    }

    /// The call that a person has said yes to, once they were asked.
    static ObjectNode agreed(ObjectNode params, JsonNode asked) {
        ObjectNode again = params.deepCopy();
        again.set("requestState", asked.path("requestState"));
        ObjectNode answer = again.putObject("inputResponses").putObject("confirm");
        answer.put("action", "accept").putObject("content").put("confirm", true);
        return again;
    }

    /// Sends a call, of a client whose person can be asked.
    HttpResponse<String> send(Reachable server, ObjectNode params)
            throws IOException, InterruptedException {
        return send(server, "tools/call", params.path("name").asText(), params);
    }

    /// Sends any request, of a client whose person can be asked.
    ///
    /// @param name what the request is about, such as a tool or a URI; empty for nothing
    HttpResponse<String> send(Reachable server, String method, String name, ObjectNode params)
            throws IOException, InterruptedException {
        return http.send(post(server, method, name, params), BodyHandlers.ofString());
    }

    /// Begins a request whose answer comes line by line for as long as somebody reads.
    HttpResponse<Stream<String>> stream(Reachable server, String method, ObjectNode params)
            throws IOException, InterruptedException {
        return http.send(post(server, method, "", params), BodyHandlers.ofLines());
    }

    /// Sends a call, of a client whose person cannot be asked.
    HttpResponse<String> unaskable(Reachable server, ObjectNode params)
            throws IOException, InterruptedException {
        String name = params.path("name").asText();
        return http.send(
                post(server, "tools/call", name, params, JSON.createObjectNode()),
                BodyHandlers.ofString());
    }

    private HttpRequest post(Reachable server, String method, String name, ObjectNode params) {
        ObjectNode asking = JSON.createObjectNode();
        ObjectNode asks = asking.putObject("elicitation");
        if (opensLinks) {
            asks.putObject("form");
            asks.putObject("url");
        }
        return post(server, method, name, params, asking);
    }

    private HttpRequest post(
            Reachable server, String method, String name, ObjectNode params, ObjectNode can) {
        ObjectNode all = params.deepCopy();
        ObjectNode meta = all.putObject("_meta");
        meta.put(META + "protocolVersion", "2026-07-28");
        meta.set(META + "clientCapabilities", can);
        ObjectNode request = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
        request.put("method", method).set("params", all);
        HttpRequest.Builder post =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/mcp".formatted(server.port())))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("Authorization", "Bearer " + token)
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", method)
                        .POST(HttpRequest.BodyPublishers.ofString(request.toString()));
        if (!name.isEmpty()) {
            post.header("Mcp-Name", name);
        }
        return post.build();
    }

    /// A call's result.
    JsonNode result(Reachable server, ObjectNode params) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(send(server, params).body());
        assertThat(answer.path("result").isObject()).as(answer.toString()).isTrue();
        return answer.path("result");
    }

    /// What a call tells that nobody has to agree to.
    String told(Reachable server, String tool, String arguments)
            throws IOException, InterruptedException {
        JsonNode result = result(server, params(tool, arguments));
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        assertThat(result.path("resultType").asText()).isNotEqualTo("input_required");
        return ToolSession.text(result);
    }

    /// Why a call is refused.
    String refused(Reachable server, ObjectNode params) throws IOException, InterruptedException {
        JsonNode result = result(server, params);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        return ToolSession.text(result);
    }

    /// What a server says of itself under a path.
    HttpResponse<String> get(Reachable server, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
