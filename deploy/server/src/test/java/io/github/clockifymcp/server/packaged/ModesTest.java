package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the modes mean, through the packaged server.
class ModesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
            """;

    @TempDir Path folder;
    private Installation server;
    private int id = 1;

    @BeforeEach
    void find_the_built_server() {
        server = Installation.built(folder.resolve("home"));
    }

    @Test
    void without_a_mode_a_real_server_is_time_tracking_safe() throws Exception {
        try (StdioClient client = start("", "", "local-stdio")) {
            assertThat(listed(client))
                    .contains("clockify_log_time", "clockify_update_entry")
                    .doesNotContain("clockify_delete_entry", "clockify_create_project");
        }
    }

    @Test
    void each_mode_lists_what_it_allows() throws Exception {
        try (StdioClient readOnly = start("read_only", "", "sandbox")) {
            assertThat(listed(readOnly))
                    .contains("clockify_list_entries", "clockify_policy_info")
                    .doesNotContain("clockify_log_time", "clockify_stop_timer");
        }
        id = 1;
        try (StdioClient core = start("safe_core", "", "sandbox")) {
            assertThat(listed(core))
                    .contains("clockify_create_project", "clockify_create_task")
                    .doesNotContain("clockify_delete_entry");
        }
        id = 1;
        try (StdioClient standard = start("standard", "", "sandbox")) {
            assertThat(listed(standard)).contains("clockify_delete_entry");
        }
    }

    @Test
    void what_is_not_listed_is_refused_with_its_reason() throws Exception {
        try (StdioClient client = start("read_only", "", "sandbox")) {
            JsonNode refused =
                    call(client, "clockify_log_time", "{\"start\":\"x\",\"nonsense\":true}");

            assertThat(refused.path("isError").asBoolean()).isTrue();
            assertThat(text(refused)).contains("mode read_only").contains("time_tracking_safe");
        }
    }

    @Test
    void defect_7_somebody_elses_entry_is_refused_where_the_mode_says_own() throws Exception {
        String minas;
        try (StdioClient mina = start("", "", "sandbox")) {
            minas = text(call(mina, "clockify_list_entries", "{\"start\":\"last 7 days\"}"));
        }
        id = 1;
        String handle = minas.lines().skip(1).findFirst().orElseThrow().split(" ", 2)[0];
        String entry;
        try (StdioClient mina = start("", "", "sandbox")) {
            String detail =
                    text(
                            call(
                                    mina,
                                    "clockify_get_entry",
                                    "{\"entry_id\":\"%s\"}".formatted(handle)));
            entry = detail.replaceAll("(?s).*\\bid ([0-9a-f]{24}).*", "$1");
        }
        id = 1;
        try (StdioClient ada = start("time_tracking_safe", "sandbox-key-ada-owner", "sandbox")) {
            JsonNode refused =
                    call(
                            ada,
                            "clockify_update_entry",
                            "{\"entry_id\":\"%s\",\"description\":\"mine now\"}".formatted(entry));

            assertThat(refused.path("isError").asBoolean()).isTrue();
            assertThat(text(refused)).contains("time_tracking_safe");
        }
    }

    @Test
    void a_client_that_can_ask_nobody_gets_a_token_that_is_good_once() throws Exception {
        try (StdioClient client = start("standard", "", "sandbox")) {
            String logged =
                    text(
                            call(
                                    client,
                                    "clockify_log_time",
                                    "{\"project\":\"Booking App\",\"start\":\"yesterday"
                                            + " 7:00\",\"duration\":\"1h\"}"));
            String handle = logged.split(" ", 2)[0];

            String preview = text(call(client, "clockify_delete_entry", entry(handle, "")));
            String token = preview.replaceAll("(?s).*confirmation_token \"([^\"]+)\".*", "$1");
            JsonNode deleted = call(client, "clockify_delete_entry", entry(handle, token));
            JsonNode again = call(client, "clockify_delete_entry", entry(handle, token));

            assertThat(preview).startsWith("Nothing was sent.");
            assertThat(text(deleted)).startsWith("Deleted: ");
            assertThat(again.path("isError").asBoolean()).isTrue();
        }
    }

    private static String entry(String handle, String token) {
        return token.isEmpty()
                ? "{\"entry_id\":\"%s\"}".formatted(handle)
                : "{\"entry_id\":\"%s\",\"confirmation_token\":\"%s\"}".formatted(handle, token);
    }

    private StdioClient start(String mode, String key, String profile) throws Exception {
        ProcessBuilder command =
                profile.equals("sandbox")
                        ? server.command("--profile=sandbox", "--at=2026-11-20T14:30:00Z")
                        : server.command("--profile=" + profile);
        if (!mode.isEmpty()) {
            command.environment().put("CLOCKIFY_POLICY", mode);
        }
        if (!key.isEmpty()) {
            command.environment().put("CLOCKIFY_API_KEY", key);
            command.environment().put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        }
        StdioClient client = StdioClient.start(command);
        client.ask(INITIALIZE);
        return client;
    }

    private List<String> listed(StdioClient client) throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode tool : request(client, "tools/list", "{}").path("tools")) {
            names.add(tool.path("name").asText());
        }
        return names;
    }

    private JsonNode call(StdioClient client, String tool, String arguments) throws Exception {
        return request(
                client,
                "tools/call",
                "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
    }

    private JsonNode request(StdioClient client, String method, String params) throws Exception {
        id++;
        JsonNode answer =
                client.ask(
                        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                                .formatted(id, method, JSON.readTree(params)));
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        return answer.path("result");
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }
}
