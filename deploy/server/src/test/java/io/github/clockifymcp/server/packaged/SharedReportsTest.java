package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shared reports through the packaged server: who will see one is asked before it is shared, and
/// each change is read back.
class SharedReportsTest {
    @TempDir Path folder;

    private ToolSession start() throws Exception {
        Map<String, String> environment = new HashMap<>(ToolSession.studio("ada", "full"));
        environment.put("CLOCKIFY_ACTIVE_GROUPS", "shared_reports");
        return ToolSession.start(folder, environment, ToolSession.FRIDAY).byName();
    }

    @Test
    void a_report_is_shared_changed_and_deleted() throws Exception {
        try (ToolSession session = start()) {
            String made =
                    session.told(
                            "clockify_create_shared_report",
                            "{\"name\":\"Last week\",\"start\":\"last week\",\"user\":\"everybody\","
                                    + "\"visible_to_user_groups\":[\"Design\"]}");
            String listed = session.told("clockify_list_shared_reports", "{\"filter\":\"mine\"}");
            String shown = session.told("clockify_get_shared_report", "{\"report\":\"last week\"}");
            session.told(
                    "clockify_update_shared_report",
                    "{\"report\":\"last week\",\"name\":\"Week 46\",\"is_public\":true}");
            String changed = session.told("clockify_get_shared_report", "{\"report\":\"week 46\"}");
            session.told("clockify_delete_shared_report", "{\"report\":\"week 46\"}");
            String after = session.told("clockify_list_shared_reports", "{}");

            assertThat(made).startsWith("Shared ‹Last week›, summary report, Mon 9 Nov 2026");
            assertThat(listed).contains("Last week | summary | for group Design");
            assertThat(shown).contains("2026-11-09 to 2026-11-15", "Website: ", "link: ");
            assertThat(changed).startsWith("Week 46 | ").contains(" | public | ");
            assertThat(after).contains("Hours by project").doesNotContain("Week 46");
            assertThat(session.questions())
                    .hasSize(3)
                    .anyMatch(line -> line.contains("for group Design"))
                    .anyMatch(line -> line.contains("all who have its link see it"));
        }
    }

    @Test
    void its_file_is_read_by_a_link() throws Exception {
        try (ToolSession session = start()) {
            JsonNode answer =
                    session.call(
                            "clockify_export_shared_report",
                            "{\"report\":\"hours by project\",\"format\":\"csv\"}");
            String uri = answer.at("/content/1/uri").asText();
            JsonNode read = session.ask("resources/read", "{\"uri\":\"%s\"}".formatted(uri));

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
        try (ToolSession session = start()) {
            String name = "{\"report\":\"Nothing\"%s}";
            String hint = "clockify_list_shared_reports shows those there are";

            assertThat(session.refused("clockify_get_shared_report", name.formatted("")))
                    .contains(hint);
            assertThat(session.refused("clockify_delete_shared_report", name.formatted("")))
                    .contains(hint);
            assertThat(
                            session.refused(
                                    "clockify_update_shared_report",
                                    name.formatted(",\"name\":\"x\"")))
                    .contains(hint);
            assertThat(
                            session.refused(
                                    "clockify_export_shared_report",
                                    name.formatted(",\"format\":\"pdf\"")))
                    .contains(hint);
            assertThat(
                            session.refused(
                                    "clockify_create_shared_report",
                                    "{\"name\":\"x\",\"visible_to_users\":[\"Nobody\"]}"))
                    .contains("No person is called ‹Nobody›");
            assertThat(session.refused("clockify_list_shared_reports", "{\"filter\":\"theirs\"}"))
                    .contains("filter");
        }
    }
}
