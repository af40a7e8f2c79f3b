package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tools that are not listed from the start, through the packaged server, in either era.
class TiersTest {
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}\
            """;
    private static final String META =
            ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}}";
    private static final String RENAME =
            "{\"name\":\"clockify_update_tag\",\"arguments\":{\"tag\":\"meeting\",\"name\":\"talk\"}}";
    private static final String DELETE =
            "{\"name\":\"clockify_delete_tag\",\"arguments\":{\"tag\":\"meeting\"}}";

    @TempDir Path folder;
    private int id = 1;

    private StdioClient start(Map<String, String> environment) throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home")).command("--profile=sandbox");
        command.environment().putAll(environment);
        return StdioClient.start(command);
    }

    private ObjectNode request(StdioClient client, String method, String params) throws Exception {
        id++;
        return client.ask(
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                        .formatted(id, method, params));
    }

    private ObjectNode modern(StdioClient client, String method, String params) throws Exception {
        return request(client, method, params.substring(0, params.length() - 1) + META + "}");
    }

    private List<String> listed(StdioClient client) throws Exception {
        return request(client, "tools/list", "{}").at("/result/tools").findValuesAsText("name");
    }

    private static String call(String tool, String arguments) {
        return "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments);
    }

    private static String text(JsonNode answer) {
        return answer.at("/result/content/0/text").asText();
    }

    @Test
    void a_session_finds_a_tool_adds_its_group_and_uses_it() throws Exception {
        try (StdioClient client = start(Map.of())) {
            client.ask(INITIALIZE);

            JsonNode found =
                    request(
                            client,
                            "tools/call",
                            call(
                                    "clockify_list_tools",
                                    "{\"query\":\"update tag\",\"arguments\":true}"));
            JsonNode early = request(client, "tools/call", RENAME);
            List<String> before = listed(client);
            JsonNode added =
                    request(
                            client,
                            "tools/call",
                            call("clockify_activate_group", "{\"name\":\"tags\"}"));
            List<String> after = listed(client);
            JsonNode done = request(client, "tools/call", RENAME);

            assertThat(text(found))
                    .contains("clockify_update_tag (tags)", "[not listed]", "\"type\":\"object\"");
            assertThat(early.at("/result/isError").asBoolean()).isTrue();
            assertThat(text(early)).contains("clockify_run_tool", "clockify_activate_group");
            assertThat(before).doesNotContain("clockify_update_tag");
            assertThat(text(added)).contains("clockify_update_tag", "clockify_delete_tag");
            assertThat(after).containsAll(before).contains("clockify_update_tag");
            assertThat(done.at("/result/isError").asBoolean()).as(text(done)).isFalse();
            assertThat(client.output())
                    .filteredOn(line -> line.contains("notifications/tools/list_changed"))
                    .hasSize(1);
        }
    }

    @Test
    void what_is_run_by_address_is_asked_about_like_any_other() throws Exception {
        try (StdioClient client = start(Map.of())) {
            client.ask(INITIALIZE);

            String beside = DELETE.replace("}}", "},\"dry_run\":true}");
            JsonNode mistaken = request(client, "tools/call", call("clockify_run_tool", beside));
            JsonNode done = request(client, "tools/call", call("clockify_run_tool", DELETE));
            JsonNode tags = request(client, "tools/call", call("clockify_list_tags", "{}"));

            assertThat(text(mistaken)).contains("‹dry_run› is not an argument");
            assertThat(done.at("/result/isError").asBoolean()).as(text(done)).isFalse();
            assertThat(client.output())
                    .filteredOn(line -> line.contains("elicitation/create"))
                    .hasSize(1);
            assertThat(text(tags)).isNotEmpty().doesNotContain("meeting");
        }
    }

    @Test
    void a_client_of_2026_is_offered_the_address_and_no_tool_that_changes_its_list()
            throws Exception {
        try (StdioClient client = start(Map.of())) {
            List<String> listed =
                    modern(client, "tools/list", "{\"x\":1}")
                            .at("/result/tools")
                            .findValuesAsText("name");
            JsonNode asked = modern(client, "tools/call", call("clockify_run_tool", DELETE));
            JsonNode activated =
                    modern(
                            client,
                            "tools/call",
                            call(
                                    "clockify_run_tool",
                                    call("clockify_activate_group", "{\"name\":\"tags\"}")));

            assertThat(listed)
                    .contains("clockify_run_tool", "clockify_list_tools")
                    .doesNotContain("clockify_activate_group", "clockify_update_tag");
            assertThat(asked.at("/result/resultType").asText()).isEqualTo("input_required");
            assertThat(activated.at("/result/isError").asBoolean()).isTrue();
            assertThat(text(activated)).contains("clockify_run_tool", "/mcp/x/");
        }
    }

    @Test
    void what_the_operator_took_away_is_on_no_way() throws Exception {
        try (StdioClient client = start(Map.of("CLOCKIFY_DENY_GROUPS", "tags"))) {
            client.ask(INITIALIZE);

            JsonNode run = request(client, "tools/call", call("clockify_run_tool", RENAME));
            JsonNode named = request(client, "tools/call", RENAME);
            JsonNode group =
                    request(
                            client,
                            "tools/call",
                            call("clockify_activate_group", "{\"name\":\"tags\"}"));
            JsonNode found =
                    request(
                            client,
                            "tools/call",
                            call("clockify_list_tools", "{\"query\":\"tag\"}"));

            assertThat(text(run)).contains("There is no tool ‹clockify_update_tag›");
            assertThat(named.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(text(group)).contains("There is no group ‹tags›");
            assertThat(text(found)).doesNotContain("_tag (tags)");
        }
    }

    @Test
    void an_operator_lists_groups_for_everybody() throws Exception {
        try (StdioClient client = start(Map.of("CLOCKIFY_ACTIVE_GROUPS", "tags"))) {
            client.ask(INITIALIZE);

            assertThat(listed(client)).contains("clockify_update_tag");
            assertThat(
                            modern(client, "tools/list", "{\"x\":1}")
                                    .at("/result/tools")
                                    .findValuesAsText("name"))
                    .contains("clockify_update_tag");
        }
    }
}
