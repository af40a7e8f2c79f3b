package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A session with the packaged server on its sandbox, whose person agrees to whatever is asked. It
/// calls every tool by its name, listed or not.
final class ToolSession implements AutoCloseable {
    /// Who may administer the workspace.
    static final Map<String, String> ADMIN = key("bruno-admin");

    private static final JsonMapper JSON = new JsonMapper();

    private final StdioClient client;
    private int id = 1;
    private int saidBefore;

    private ToolSession(StdioClient client) {
        this.client = client;
    }

    /// Somebody of the sandbox.
    static Map<String, String> key(String person) {
        return Map.of("CLOCKIFY_API_KEY", "sandbox-key-" + person);
    }

    /// The member whom the sandbox's own key belongs to.
    static ToolSession start(Path home, String... arguments) throws Exception {
        return start(home, Map.of(), arguments);
    }

    /// @param home a folder of its own, for the server's state
    /// @param environment what is set beside the defaults
    /// @param arguments beside `--profile=sandbox`
    static ToolSession start(Path home, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> words = new ArrayList<>(List.of("--profile=sandbox"));
        words.addAll(List.of(arguments));
        ProcessBuilder command = Installation.built(home).command(words.toArray(String[]::new));
        command.environment().putAll(environment);
        ToolSession session = new ToolSession(StdioClient.start(command));
        session.client.ask(
                """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}\
                """);
        session.client.send(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\",\"params\":{}}");
        return session;
    }

    /// What came of any request: `result` or `error`.
    ObjectNode ask(String method, String params) throws IOException, InterruptedException {
        id++;
        saidBefore = client.output().size();
        return client.ask(
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                        .formatted(id, method, params));
    }

    /// The result of a call, whatever it is.
    ///
    /// @throws IOException when the request itself is refused
    JsonNode call(String tool, String arguments) throws IOException, InterruptedException {
        ObjectNode params = JSON.createObjectNode().put("name", "clockify_run_tool");
        params.putObject("arguments").put("name", tool).set("arguments", JSON.readTree(arguments));
        ObjectNode answer = ask("tools/call", params.toString());
        if (!answer.path("result").isObject()) {
            throw new IOException("%s %s: %s".formatted(tool, arguments, answer));
        }
        return answer.path("result");
    }

    /// What a call that succeeds tells.
    String told(String tool, String arguments) throws IOException, InterruptedException {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as("%s: %s", tool, result).isFalse();
        return result.at("/content/0/text").asText();
    }

    /// What a call that fails tells.
    String refused(String tool, String arguments) throws IOException, InterruptedException {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as("%s: %s", tool, result).isTrue();
        return result.at("/content/0/text").asText();
    }

    /// The last question that the person was asked about the last request; empty for none.
    String asked() {
        return client.output().stream()
                .skip(saidBefore)
                .filter(line -> line.contains("elicitation/create"))
                .reduce("", (first, last) -> last);
    }

    /// Every message of this method that has come so far.
    List<String> heard(String method) {
        return client.output().stream().filter(line -> line.contains(method)).toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
