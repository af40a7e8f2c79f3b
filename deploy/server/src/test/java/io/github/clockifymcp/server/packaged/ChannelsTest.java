package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which parts of a result each client gets, in each era and on each transport.
class ChannelsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOOL = "clockify_list_tags";
    private static final String META = "io.modelcontextprotocol/";

    /// As they name themselves: nobody known, reads what is structured, reads text, shows both.
    private static final String[] CLIENTS = {
        "nobody", "claude-code", "opencode", "copilot-intellij"
    };

    @TempDir Path folder;

    @Test
    void without_schemas_everybody_gets_text_alone() throws Exception {
        for (Map.Entry<String, String> client : answers("off").entrySet()) {
            assertThat(client.getValue()).as(client.getKey()).isEqualTo("text");
        }
    }

    @Test
    void with_schemas_everybody_gets_structure_and_some_text_too() throws Exception {
        assertThat(answers("on"))
                .containsAllEntriesOf(
                        Map.of(
                                "stdio nobody", "text structured",
                                "stdio claude-code", "structured",
                                "stdio opencode", "text structured",
                                "stdio copilot-intellij", "structured"))
                .containsAllEntriesOf(
                        Map.of(
                                "stdio, modern nobody", "text structured",
                                "stdio, modern claude-code", "structured",
                                "stdio, modern opencode", "text structured",
                                "stdio, modern copilot-intellij", "structured"))
                .containsAllEntriesOf(
                        Map.of(
                                "http nobody", "text structured",
                                "http claude-code", "structured",
                                "http opencode", "text structured",
                                "http copilot-intellij", "structured"))
                .containsAllEntriesOf(
                        Map.of(
                                "http, modern nobody", "text structured",
                                "http, modern claude-code", "structured",
                                "http, modern opencode", "text structured",
                                "http, modern copilot-intellij", "structured"))
                .hasSize(16);
    }

    @Test
    void a_refusal_has_words_for_everybody() throws Exception {
        Map<String, String> on = Map.of("CLOCKIFY_OUTPUT_SCHEMAS", "on");
        try (StdioClient client = stdio(on)) {
            client.ask(initialize("copilot-intellij"));

            JsonNode refused =
                    client.ask(
                                    older(
                                            "{\"name\":\"%s\",\"arguments\":{\"page\":0}}"
                                                    .formatted(TOOL)))
                            .path("result");

            assertThat(refused.path("isError").asBoolean()).isTrue();
            assertThat(refused.at("/content/0/text").asText()).contains("page");
        }
    }

    /// What came where, by way and client.
    private Map<String, String> answers(String schemas) throws Exception {
        Map<String, String> environment = Map.of("CLOCKIFY_OUTPUT_SCHEMAS", schemas);
        Map<String, String> answers = new LinkedHashMap<>();
        for (String name : CLIENTS) {
            try (StdioClient client = stdio(environment)) {
                client.ask(initialize(name));
                answers.put("stdio " + name, parts(client.ask(older(arguments()))));
            }
        }
        // One process: what is right for one client must not be kept for the next.
        try (StdioClient client = stdio(environment)) {
            for (String name : CLIENTS) {
                answers.put("stdio, modern " + name, parts(client.ask(modern(name))));
            }
        }
        try (Listening server =
                        Listening.start(Installation.built(folder.resolve("http")), environment);
                HttpClient http = HttpClient.newHttpClient()) {
            for (String name : CLIENTS) {
                answers.put("http " + name, parts(session(name, server, http)));
                HttpRequest request =
                        post(server, modern(name))
                                .header("MCP-Protocol-Version", "2026-07-28")
                                .header("Mcp-Method", "tools/call")
                                .header("Mcp-Name", TOOL)
                                .build();
                answers.put("http, modern " + name, parts(json(http, request)));
            }
        }
        return answers;
    }

    private static String parts(JsonNode answer) {
        JsonNode result = answer.path("result");
        assertThat(result.isObject()).as(answer.toString()).isTrue();
        String text = result.path("content").isEmpty() ? "" : "text ";
        return (text + (result.has("structuredContent") ? "structured" : "")).strip();
    }

    private static JsonNode session(String name, Listening server, HttpClient http)
            throws IOException, InterruptedException {
        HttpResponse<String> begun =
                http.send(post(server, initialize(name)).build(), BodyHandlers.ofString());
        String id = begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
        return json(http, post(server, older(arguments())).header("Mcp-Session-Id", id).build());
    }

    private static HttpRequest.Builder post(Listening server, String body) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/mcp".formatted(server.port())))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static JsonNode json(HttpClient http, HttpRequest request)
            throws IOException, InterruptedException {
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private StdioClient stdio(Map<String, String> environment) throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home")).command("--profile=sandbox");
        command.environment().putAll(environment);
        return StdioClient.start(command);
    }

    private static String initialize(String name) {
        return """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
        "capabilities":{},"clientInfo":{"name":"%s","version":"1"}}}\
        """
                .formatted(name);
    }

    private static String older(String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":%s}"
                .formatted(params);
    }

    private static String arguments() {
        return "{\"name\":\"%s\",\"arguments\":{}}".formatted(TOOL);
    }

    private static String modern(String name) {
        return """
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"%s","arguments":{},\
        "_meta":{"%sprotocolVersion":"2026-07-28","%sclientCapabilities":{},\
        "%sclientInfo":{"name":"%s","version":"1"}}}}\
        """
                .formatted(TOOL, META, META, META, name);
    }
}
