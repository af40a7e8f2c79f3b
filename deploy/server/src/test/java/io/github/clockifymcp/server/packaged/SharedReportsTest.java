package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shared reports through the packaged server: who will see one is asked before it is shared, and
/// each change is read back.
class SharedReportsTest {
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}\
            """;

    @TempDir Path folder;
    private int id = 1;

    private StdioClient start() throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home"))
                        .command("--profile=sandbox", "--at=2026-11-20T14:30:00Z");
        command.environment()
                .putAll(
                        Map.of(
                                "CLOCKIFY_ACTIVE_GROUPS",
                                "shared_reports",
                                "CLOCKIFY_POLICY",
                                "full",
                                "CLOCKIFY_API_KEY",
                                Seed.person("ada").key(),
                                "CLOCKIFY_WORKSPACE_ID",
                                Seed.studio()));
        StdioClient client = StdioClient.start(command);
        client.ask(INITIALIZE);
        return client;
    }

    private JsonNode ask(StdioClient client, String method, String parameters) throws Exception {
        id++;
        return client.ask(
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                        .formatted(id, method, parameters));
    }

    private JsonNode call(StdioClient client, String tool, String arguments) throws Exception {
        return ask(
                client,
                "tools/call",
                "{\"name\":\"clockify_%s\",\"arguments\":%s}".formatted(tool, arguments));
    }

    private String done(StdioClient client, String tool, String arguments) throws Exception {
        JsonNode answer = call(client, tool, arguments);
        assertThat(answer.at("/result/isError").asBoolean()).as(text(answer)).isFalse();
        return text(answer);
    }

    private String refused(StdioClient client, String tool, String arguments) throws Exception {
        JsonNode answer = call(client, tool, arguments);
        assertThat(answer.at("/result/isError").asBoolean()).as(text(answer)).isTrue();
        return text(answer);
    }

    private static String text(JsonNode answer) {
        return answer.at("/result/content/0/text").asText();
    }

    @Test
    void a_report_is_shared_changed_and_deleted() throws Exception {
        try (StdioClient client = start()) {
            String made =
                    done(
                            client,
                            "create_shared_report",
                            "{\"name\":\"Last week\",\"start\":\"last week\",\"user\":\"everybody\","
                                    + "\"visible_to_user_groups\":[\"Design\"]}");
            String listed = done(client, "list_shared_reports", "{\"filter\":\"mine\"}");
            String shown = done(client, "get_shared_report", "{\"report\":\"last week\"}");
            done(
                    client,
                    "update_shared_report",
                    "{\"report\":\"last week\",\"name\":\"Week 46\",\"is_public\":true}");
            String changed = done(client, "get_shared_report", "{\"report\":\"week 46\"}");
            done(client, "delete_shared_report", "{\"report\":\"week 46\"}");
            String after = done(client, "list_shared_reports", "{}");

            assertThat(made).startsWith("Shared ‹Last week›, summary report, Mon 9 Nov 2026");
            assertThat(listed).contains("Last week | summary | for group Design");
            assertThat(shown).contains("2026-11-09 to 2026-11-15", "Website: ", "link: ");
            assertThat(changed).startsWith("Week 46 | ").contains(" | public | ");
            assertThat(after).contains("Hours by project").doesNotContain("Week 46");
            assertThat(client.output())
                    .filteredOn(line -> line.contains("elicitation/create"))
                    .hasSize(3)
                    .anyMatch(line -> line.contains("for group Design"))
                    .anyMatch(line -> line.contains("all who have its link see it"));
        }
    }

    @Test
    void its_file_is_read_by_a_link() throws Exception {
        try (StdioClient client = start()) {
            JsonNode answer =
                    call(
                            client,
                            "export_shared_report",
                            "{\"report\":\"hours by project\",\"format\":\"csv\"}");
            String uri = answer.at("/result/content/1/uri").asText();
            JsonNode read = ask(client, "resources/read", "{\"uri\":\"%s\"}".formatted(uri));

            assertThat(uri)
                    .endsWith(
                            "/shared-report/%s/csv"
                                    .formatted(Seed.id("shared-report", "Hours by project")));
            assertThat(read.at("/result/contents/0/text").asText())
                    .startsWith("\"Project\",\"User\"")
                    .contains("Mina Petrović");
        }
    }

    @Test
    void what_is_asked_wrongly_ends_with_what_to_do() throws Exception {
        try (StdioClient client = start()) {
            String name = "{\"report\":\"Nothing\"%s}";
            String hint = "clockify_list_shared_reports shows those there are";

            assertThat(refused(client, "get_shared_report", name.formatted(""))).contains(hint);
            assertThat(refused(client, "delete_shared_report", name.formatted(""))).contains(hint);
            assertThat(refused(client, "update_shared_report", name.formatted(",\"name\":\"x\"")))
                    .contains(hint);
            assertThat(
                            refused(
                                    client,
                                    "export_shared_report",
                                    name.formatted(",\"format\":\"pdf\"")))
                    .contains(hint);
            assertThat(
                            refused(
                                    client,
                                    "create_shared_report",
                                    "{\"name\":\"x\",\"visible_to_users\":[\"Nobody\"]}"))
                    .contains("No person is called ‹Nobody›");
            assertThat(refused(client, "list_shared_reports", "{\"filter\":\"theirs\"}"))
                    .contains("filter");
        }
    }
}
