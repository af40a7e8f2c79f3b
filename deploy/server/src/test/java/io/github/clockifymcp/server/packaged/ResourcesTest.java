package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Resources of the packaged server: what is listed, what is read, and who hears of changes.
class ResourcesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{24}\\b");

    @TempDir Path folder;

    private static String workspace(ToolSession session) throws Exception {
        return "clockify://workspace/" + id(session.told("clockify_list_workspaces", "{}"));
    }

    /// The first id in a text.
    private static String id(String text) {
        Matcher id = ID.matcher(text);
        assertThat(id.find()).as(text).isTrue();
        return id.group();
    }

    private static JsonNode read(ToolSession session, String uri) throws Exception {
        JsonNode answer = session.ask("resources/read", "{\"uri\":\"%s\"}".formatted(uri));
        assertThat(answer.has("error")).as("%s", answer).isFalse();
        JsonNode content = answer.at("/result/contents/0");
        assertThat(content.path("uri").asText()).isEqualTo(uri);
        assertThat(content.path("mimeType").asText()).isEqualTo("application/json");
        return JSON.readTree(content.path("text").asText());
    }

    @Test
    void the_reference_servers_resources_are_there_and_read_what_their_tools_read()
            throws Exception {
        try (ToolSession session = ToolSession.start(folder, ToolSession.ADMIN)) {
            String workspace = workspace(session);
            String templates = session.ask("resources/templates/list", "{}").toString();
            String project =
                    id(session.told("clockify_get_project", "{\"project\":\"Booking App\"}"));
            JsonNode user = read(session, workspace + "/user/current");

            assertThat(templates)
                    .contains("\"clockify://workspace/{workspaceId}\"")
                    .contains("\"clockify://workspace/{workspaceId}/user/{userId}\"")
                    .contains("\"clockify://workspace/{workspaceId}/project/{projectId}\"")
                    .contains("\"clockify://workspace/{workspaceId}/entry/{entryId}\"")
                    .contains("\"clockify://workspace/{workspaceId}/group/{groupId}\"")
                    .contains("\"clockify://workspace/{workspaceId}/report/weekly/{weekStart}\"");
            assertThat(read(session, workspace).path("name").asText()).isNotEmpty();
            assertThat(user.path("email").asText()).contains("bruno");
            assertThat(read(session, workspace + "/user/" + user.path("id").asText()))
                    .isEqualTo(user);
            assertThat(read(session, workspace + "/project/Booking%20App").path("name").asText())
                    .isEqualTo("Booking App");
            assertThat(read(session, workspace + "/report/weekly/today").toString())
                    .contains("\"days\"");
            assertThat(read(session, workspace + "/project/" + project).path("name").asText())
                    .isEqualTo("Booking App");
            JsonNode group = read(session, workspace + "/group/Design");
            assertThat(read(session, workspace + "/group/" + group.path("id").asText()))
                    .isEqualTo(group);
        }
    }

    @Test
    void another_workspaces_uri_reads_nothing() throws Exception {
        try (ToolSession session = ToolSession.start(folder)) {
            String other = "clockify://workspace/65f0000000000000000000ff";

            for (String uri : new String[] {other, other + "/user/current", "clockify://x"}) {
                assertThat(
                                session.ask("resources/read", "{\"uri\":\"%s\"}".formatted(uri))
                                        .path("error"))
                        .hasToString(
                                "{\"code\":-32002,\"message\":\"Resource not found\",\"data\":{\"uri\":\"%s\"}}"
                                        .formatted(uri));
            }
        }
    }

    @Test
    void what_the_operator_took_away_is_no_resource_either() throws Exception {
        try (ToolSession session =
                ToolSession.start(folder, Map.of("CLOCKIFY_DENY_TOOLS", "clockify_get_project"))) {
            String workspace = workspace(session);

            assertThat(session.ask("resources/templates/list", "{}").toString())
                    .doesNotContain("/project/")
                    .contains("/entry/");
            assertThat(
                            session.ask(
                                            "resources/read",
                                            "{\"uri\":\"%s/project/Booking%%20App\"}"
                                                    .formatted(workspace))
                                    .at("/error/code")
                                    .asInt())
                    .isEqualTo(-32002);
        }
    }

    @Test
    void whoever_watches_a_week_hears_of_an_entry_in_it_and_of_nothing_else() throws Exception {
        try (ToolSession session = ToolSession.start(folder)) {
            String workspace = workspace(session);
            String week = workspace + "/report/weekly/2026-11-16";
            session.ask("resources/subscribe", "{\"uri\":\"%s\"}".formatted(week));
            session.ask("resources/subscribe", "{\"uri\":\"%s\"}".formatted(workspace));

            session.told(
                    "clockify_log_time",
                    "{\"start\":\"today 07:00\",\"duration\":\"15m\",\"description\":\"News\"}");
            session.ask("ping", "{}");

            assertThat(session.heard("notifications/resources/updated"))
                    .containsExactly(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"%s\"}}"
                                    .formatted(week));
        }
    }
}
