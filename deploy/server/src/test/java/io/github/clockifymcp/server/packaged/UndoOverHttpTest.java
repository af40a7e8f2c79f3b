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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Taking changes back over HTTP, where a bearer token says whose they are. A server over stdio
/// shares the folder and the key, and is somebody else.
class UndoOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "a-token-of-at-least-32-characters-0123456789";
    private static final String DAY = "{\"start\":\"2026-03-02\",\"end\":\"2026-03-02\"}";
    private static final String META = "io.modelcontextprotocol/";

    @TempDir Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private LoneSandbox sandbox;
    private Listening server;
    private @Nullable String session;

    enum Era {
        LEGACY,
        MODERN
    }

    @BeforeEach
    void open() throws IOException {
        sandbox = LoneSandbox.start(folder);
        ProcessBuilder like = sandbox.server("mina");
        Map<String, String> environment = new HashMap<>();
        for (String name :
                List.of(
                        "CLOCKIFY_API_KEY",
                        "CLOCKIFY_WORKSPACE_ID",
                        "CLOCKIFY_BASE_URL",
                        "MCP_CONTROL_PLANE_DSN")) {
            environment.put(name, like.environment().get(name));
        }
        environment.put("MCP_PROFILE", "local-stdio");
        environment.put("CLOCKIFY_POLICY", "time_tracking_safe");
        environment.put("MCP_BEARER_TOKEN", TOKEN);
        server = Listening.start(Installation.built(folder), environment);
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
        sandbox.close();
    }

    private HttpResponse<String> post(String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/mcp".formatted(server.port())))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String request(String method, ObjectNode params) {
        ObjectNode request = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
        return request.put("method", method).set("params", params).toString();
    }

    /// The result of a call by a client that can ask nobody, or in the modern era its person.
    private JsonNode call(Era era, ObjectNode params, boolean asks) throws Exception {
        ObjectNode all = params.deepCopy();
        Map<String, String> headers;
        if (era == Era.MODERN) {
            ObjectNode meta = all.putObject("_meta");
            meta.put(META + "protocolVersion", "2026-07-28");
            ObjectNode can = meta.putObject(META + "clientCapabilities");
            if (asks) {
                can.putObject("elicitation");
            }
            headers =
                    Map.of(
                            "MCP-Protocol-Version",
                            "2026-07-28",
                            "Mcp-Method",
                            "tools/call",
                            "Mcp-Name",
                            params.path("name").asText());
        } else {
            headers = Map.of("Mcp-Session-Id", session());
        }
        JsonNode answer = JSON.readTree(post(request("tools/call", all), headers).body());
        assertThat(answer.path("result").isObject()).as(answer.toString()).isTrue();
        return answer.path("result");
    }

    private String session() throws Exception {
        String known = session;
        if (known == null) {
            ObjectNode params = JSON.createObjectNode().put("protocolVersion", "2025-11-25");
            params.putObject("capabilities");
            params.putObject("clientInfo").put("name", "test").put("version", "1");
            known =
                    post(request("initialize", params), Map.of())
                            .headers()
                            .firstValue("Mcp-Session-Id")
                            .orElseThrow();
            session = known;
        }
        return known;
    }

    private static ObjectNode params(String tool, String arguments) throws IOException {
        ObjectNode params = JSON.createObjectNode().put("name", tool);
        return params.set("arguments", JSON.readTree(arguments));
    }

    /// What a call tells; one that is shown first is made then.
    private String told(Era era, String tool, String arguments) throws Exception {
        JsonNode first = call(era, params(tool, arguments), false);
        assertThat(first.path("isError").asBoolean()).as(first.toString()).isFalse();
        String text = ToolSession.text(first);
        if (!text.contains("confirmation_token \"")) {
            return text;
        }
        ObjectNode again = params(tool, arguments);
        ((ObjectNode) again.get("arguments")).put("confirmation_token", ToolSession.token(text));
        JsonNode made = call(era, again, false);
        assertThat(made.path("isError").asBoolean()).as(made.toString()).isFalse();
        return ToolSession.text(made);
    }

    private String refused(Era era, String tool, String arguments) throws Exception {
        JsonNode result = call(era, params(tool, arguments), false);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        return ToolSession.text(result);
    }

    private void log(Era era, String what, int hour) throws Exception {
        told(era, "clockify_log_time", entry(what, hour));
    }

    private static String entry(String what, int hour) {
        return """
        {"project":"Booking App","description":"%s","start":"2026-03-02 %d:00","duration":"1h"}\
        """
                .formatted(what, hour);
    }

    private String entries(Era era) throws Exception {
        return told(era, "clockify_list_entries", DAY);
    }

    /// The id of the change whose line has this in it.
    private String change(Era era, String what) throws Exception {
        return told(era, "clockify_list_changes", "{}")
                .lines()
                .filter(line -> line.contains(what))
                .findFirst()
                .orElseThrow()
                .substring(0, 5);
    }

    @ParameterizedTest
    @EnumSource
    void the_last_one_by_id_and_several_at_once(Era era) throws Exception {
        log(era, "Alpha", 9);
        log(era, "Bravo", 10);
        log(era, "Charlie", 11);
        log(era, "Delta", 12);
        assertThat(told(era, "clockify_list_changes", "{}").lines()).hasSize(4);

        assertThat(told(era, "clockify_undo", "{}")).contains("Delta");
        assertThat(entries(era)).contains("Alpha", "Bravo", "Charlie").doesNotContain("Delta");

        String alpha = change(era, "Alpha");
        assertThat(told(era, "clockify_undo", "{\"change\":\"%s\"}".formatted(alpha)))
                .startsWith("Taken back: " + alpha);
        assertThat(entries(era)).contains("Bravo", "Charlie").doesNotContain("Alpha");

        assertThat(told(era, "clockify_undo", "{\"last\":2}").lines()).hasSize(2);
        assertThat(entries(era)).doesNotContain("Bravo", "Charlie");
        assertThat(refused(era, "clockify_undo", "{}")).contains("There is no change of yours");
    }

    @Test
    void a_modern_clients_person_is_asked() throws Exception {
        log(Era.MODERN, "Alpha", 9);
        ObjectNode undo = params("clockify_undo", "{}");

        JsonNode asked = call(Era.MODERN, undo, true);

        assertThat(asked.path("resultType").asText()).isEqualTo("input_required");
        assertThat(asked.path("inputRequests").toString()).contains("Take back", "Alpha");
        assertThat(entries(Era.MODERN)).contains("Alpha");
        ObjectNode again = undo.deepCopy();
        again.set("requestState", asked.path("requestState"));
        ObjectNode answer = again.putObject("inputResponses").putObject("confirm");
        answer.put("action", "accept").putObject("content").put("confirm", true);
        assertThat(ToolSession.text(call(Era.MODERN, again, true))).startsWith("Taken back: ");
        assertThat(entries(Era.MODERN)).doesNotContain("Alpha");
    }

    @Test
    void one_journal_whichever_way_its_owner_comes() throws Exception {
        log(Era.LEGACY, "Alpha", 9);

        assertThat(told(Era.MODERN, "clockify_undo", "{}")).contains("Alpha");

        assertThat(told(Era.LEGACY, "clockify_list_changes", "{}"))
                .contains("Alpha [taken back already, by ");
    }

    @Test
    void somebody_elses_changes_are_neither_seen_nor_taken_back() throws Exception {
        log(Era.MODERN, "Alpha", 9);
        String theirs = change(Era.MODERN, "Alpha");
        try (ToolSession local = sandbox.serving("mina")) {
            assertThat(local.told("clockify_list_changes", "{}")).contains("changed nothing");
            assertThat(local.refused("clockify_undo", "{}"))
                    .contains("There is no change of yours");
            assertThat(local.refused("clockify_undo", "{\"change\":\"%s\"}".formatted(theirs)))
                    .contains("There is no change ‹%s› of yours".formatted(theirs));
            local.told("clockify_log_time", entry("Bravo", 10));
            String mine = local.told("clockify_list_changes", "{}").substring(0, 5);

            for (Era era : Era.values()) {
                assertThat(told(era, "clockify_list_changes", "{}"))
                        .contains("Alpha")
                        .doesNotContain("Bravo");
                assertThat(refused(era, "clockify_undo", "{\"change\":\"%s\"}".formatted(mine)))
                        .contains("There is no change ‹%s› of yours".formatted(mine));
            }
            assertThat(entries(Era.MODERN)).contains("Alpha", "Bravo");
        }
    }
}
