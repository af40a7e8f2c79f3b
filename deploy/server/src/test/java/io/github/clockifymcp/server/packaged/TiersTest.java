package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tools that are not listed from the start, through the packaged server, in either era.
class TiersTest {
    private static final String META =
            ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}}";
    private static final String RENAME =
            "{\"name\":\"clockify_update_tag\",\"arguments\":{\"tag\":\"meeting\",\"name\":\"talk\"}}";
    private static final String DELETE =
            "{\"name\":\"clockify_delete_tag\",\"arguments\":{\"tag\":\"meeting\"}}";

    @TempDir Path folder;

    private static JsonNode modern(ToolSession session, String method, String params)
            throws Exception {
        return session.ask(method, params.substring(0, params.length() - 1) + META + "}");
    }

    private static String call(String tool, String arguments) {
        return "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments);
    }

    private static String text(JsonNode answer) {
        return answer.at("/result/content/0/text").asText();
    }

    @Test
    void a_session_finds_a_tool_adds_its_group_and_uses_it() throws Exception {
        try (ToolSession session = ToolSession.start(folder)) {
            JsonNode found =
                    session.ask(
                            "tools/call",
                            call(
                                    "clockify_list_tools",
                                    "{\"query\":\"update tag\",\"arguments\":true}"));
            JsonNode early = session.ask("tools/call", RENAME);
            List<String> before = session.listed();
            JsonNode added =
                    session.ask(
                            "tools/call", call("clockify_activate_group", "{\"name\":\"tags\"}"));
            List<String> after = session.listed();
            JsonNode done = session.ask("tools/call", RENAME);

            assertThat(text(found))
                    .contains("clockify_update_tag (tags)", "[not listed]", "\"type\":\"object\"");
            assertThat(early.at("/result/isError").asBoolean()).isTrue();
            assertThat(text(early)).contains("clockify_run_tool", "clockify_activate_group");
            assertThat(before).doesNotContain("clockify_update_tag");
            assertThat(text(added)).contains("clockify_update_tag", "clockify_delete_tag");
            assertThat(after).containsAll(before).contains("clockify_update_tag");
            assertThat(done.at("/result/isError").asBoolean()).as(text(done)).isFalse();
            assertThat(session.heard("notifications/tools/list_changed")).hasSize(1);
        }
    }

    @Test
    void what_is_run_by_address_is_asked_about_like_any_other() throws Exception {
        try (ToolSession session = ToolSession.start(folder)) {
            String beside = DELETE.replace("}}", "},\"dry_run\":true}");
            JsonNode mistaken = session.ask("tools/call", call("clockify_run_tool", beside));
            JsonNode done = session.ask("tools/call", call("clockify_run_tool", DELETE));
            JsonNode tags = session.ask("tools/call", call("clockify_list_tags", "{}"));

            assertThat(text(mistaken)).contains("‹dry_run› is not an argument");
            assertThat(done.at("/result/isError").asBoolean()).as(text(done)).isFalse();
            assertThat(session.questions()).hasSize(1);
            assertThat(text(tags)).isNotEmpty().doesNotContain("meeting");
        }
    }

    @Test
    void a_client_of_2026_is_offered_the_address_and_no_tool_that_changes_its_list()
            throws Exception {
        try (ToolSession session =
                ToolSession.unopened(ToolSession.onItsSandbox(folder, Map.of()))) {
            List<String> listed =
                    modern(session, "tools/list", "{\"x\":1}")
                            .at("/result/tools")
                            .findValuesAsText("name");
            JsonNode asked = modern(session, "tools/call", call("clockify_run_tool", DELETE));
            JsonNode activated =
                    modern(
                            session,
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
        try (ToolSession session =
                ToolSession.start(folder, Map.of("CLOCKIFY_DENY_GROUPS", "tags"))) {
            JsonNode run = session.ask("tools/call", call("clockify_run_tool", RENAME));
            JsonNode named = session.ask("tools/call", RENAME);
            JsonNode group =
                    session.ask(
                            "tools/call", call("clockify_activate_group", "{\"name\":\"tags\"}"));
            JsonNode found =
                    session.ask("tools/call", call("clockify_list_tools", "{\"query\":\"tag\"}"));

            assertThat(text(run)).contains("There is no tool ‹clockify_update_tag›");
            assertThat(named.at("/error/code").asInt()).isEqualTo(-32602);
            assertThat(text(group)).contains("There is no group ‹tags›");
            assertThat(text(found)).doesNotContain("_tag (tags)");
        }
    }

    @Test
    void an_operator_lists_groups_for_everybody() throws Exception {
        try (ToolSession session =
                ToolSession.start(folder, Map.of("CLOCKIFY_ACTIVE_GROUPS", "tags"))) {
            assertThat(session.listed()).contains("clockify_update_tag");
            assertThat(
                            modern(session, "tools/list", "{\"x\":1}")
                                    .at("/result/tools")
                                    .findValuesAsText("name"))
                    .contains("clockify_update_tag");
        }
    }
}
