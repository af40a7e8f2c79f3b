package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Linked;
import io.github.clockifymcp.mcp.tool.ResourceContent;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Reports as files and reports that are shared, with the sandbox's company.
class ExportsOnTheSandboxTest {
    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    private String link(String tool, String json) {
        return ((Linked) tools.answer(tool, json)).links().getFirst().uri();
    }

    private ResourceContent read(String uri) {
        return (ResourceContent) tools.read(uri);
    }

    private String text(String uri) {
        return ((ResourceContent.Text) read(uri)).text();
    }

    private byte[] bytes(String uri) {
        return Base64.getDecoder().decode(((ResourceContent.Blob) read(uri)).base64());
    }

    @Test
    void an_export_is_a_link_that_says_the_whole_question() {
        String week =
                "{\"kind\": \"summary\", \"format\": \"csv\", \"start\": \"last week\","
                        + " \"user\": \"everybody\", \"client\": \"Kestrel Labs\"}";
        desk.forget();
        String told = tools.told("clockify_export_report", week);

        String uri = link("clockify_export_report", week);

        assertThat(told)
                .startsWith("Summary report, Mon 9 Nov 2026 – Sun 15 Nov 2026, everybody's time: ")
                .containsPattern("\\d+ rows?, \\d+:\\d\\d\\. The link is the CSV file");
        assertThat(uri)
                .isEqualTo(
                        "clockify://workspace/%s/export/summary/csv/2026-11-09.2026-11-15.everybody.by-project.client-%s"
                                .formatted(Seed.studio(), Seed.id("client", "Kestrel Labs")));
        assertThat(text(uri)).startsWith("\"Project\",\"Time (h)\"").contains("\"Brand Refresh\"");
        assertThat(text(uri)).doesNotContain("Annual Report");
    }

    @Test
    void nothing_is_made_before_the_link_is_read() {
        desk.forget();
        String uri =
                link(
                        "clockify_export_report",
                        "{\"kind\": \"detailed\", \"format\": \"pdf\", \"start\": \"last week\"}");

        assertThat(desk.sandbox().received().getLast().body()).contains("\"exportType\":\"JSON\"");
        assertThat(new String(bytes(uri), StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
        assertThat(desk.sandbox().received().getLast().body()).contains("\"exportType\":\"PDF\"");
    }

    @Test
    void every_kind_but_a_wrong_week_has_a_file() {
        for (String kind : List.of("summary", "detailed", "weekly", "attendance")) {
            String json =
                    "{\"kind\": \"%s\", \"format\": \"xlsx\", \"start\": \"last week\"}"
                            .formatted(kind);

            assertThat(bytes(link("clockify_export_report", json))).as(kind).startsWith('P', 'K');
        }
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_export_report",
                                "{\"kind\": \"weekly\", \"format\": \"csv\", \"start\": \"october\"}"))
                .hasMessageContaining("is not a week");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_export_report",
                                "{\"kind\": \"weekly\", \"format\": \"csv\", \"group_by\": \"tag\"}"))
                .hasMessageContaining("projects or people");
    }

    @Test
    void a_long_csv_is_read_in_parts() {
        String uri =
                link(
                        "clockify_export_report",
                        "{\"kind\": \"detailed\", \"format\": \"csv\", \"user\": \"everybody\","
                                + " \"start\": \"2026-10-01\", \"end\": \"2026-11-19\"}");

        ResourceContent.Part first = (ResourceContent.Part) read(uri + "/part/1");

        assertThat(first.next()).isEqualTo(uri + "/part/2");
        assertThat(text(uri)).startsWith(first.text()).hasSizeGreaterThan(first.text().length());
    }

    @Test
    void other_uris_are_refused() {
        String base = "clockify://workspace/" + Seed.studio() + "/export/";
        String days = "2026-11-09.2026-11-15.everybody.by-project";

        for (String none :
                List.of(
                        "summary/csv/2026-11-09.2026-11-15.everybody.by-shoe",
                        "summary/csv/2026-11-09.2016-11-15.everybody.by-project",
                        "summary/csv/2024-11-09.2026-11-15.everybody.by-project",
                        "summary/csv/" + days + ".project-x",
                        "summary/csv/now")) {
            assertThatThrownBy(() -> read(base + none))
                    .as(none)
                    .hasMessageContaining("not one of an export");
        }
        assertThatThrownBy(() -> read(base + "shoes/csv/" + days))
                .hasMessageContaining("no report of the kind");
    }

    @Test
    void a_plan_without_exports_is_said_to_be_one() {
        desk.sandbox().withoutFeature(Seed.studio(), "CSV_EXPORT");

        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_export_report",
                                "{\"kind\": \"summary\", \"format\": \"csv\"}"))
                .hasMessageContaining("does not have exports as CSV");
    }

    @Test
    void a_report_is_shared_with_those_who_are_named() {
        String json =
                "{\"name\": \" Week \", \"start\": \"last week\", \"user\": \"everybody\","
                        + " \"visible_to_users\": [\"Mina Petrović\"]}";
        Change change = tools.planned("clockify_create_shared_report", json);

        assertThat(change.risks()).containsExactly(Risk.EXTERNAL_SIDE_EFFECT);
        assertThat(change.summary())
                .isEqualTo(
                        "Share ‹Week›: summary report, Mon 9 Nov 2026 – Sun 15 Nov 2026,"
                                + " everybody's time, for Mina Petrović");
        assertThat(change.notes().getFirst()).matches("As of now it has \\d+ rows, \\d+:\\d\\d\\.");
        assertThat(String.valueOf(change.steps().getFirst().request().body()))
                .contains("\"amountShown\":\"HIDE_AMOUNT\"");
        assertThat(tools.told("clockify_create_shared_report", json)).startsWith("Shared ‹Week›, ");
        assertThat(tools.told("clockify_list_shared_reports", "{\"filter\": \"mine\"}"))
                .contains("Week | summary | for Mina Petrović")
                .endsWith("2 shared reports in all.");
        assertThat(tools.told("clockify_get_shared_report", "{\"report\": \"week\"}"))
                .contains("summary 2026-11-09 to 2026-11-15", " entries", "Website: ", "link: ");
        assertThat(change.steps().getFirst().inverse()).isNotNull();
    }

    @Test
    void a_public_report_is_said_to_be_one_before_it_is_made() {
        Change change =
                tools.planned(
                        "clockify_create_shared_report",
                        "{\"name\": \"Open\", \"is_public\": true, \"kind\": \"attendance\"}");

        assertThat(change.summary()).endsWith("public: all who have its link see it");
        assertThat(change.notes())
                .contains("Everybody who gets its link sees it, outside the workspace too.");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_create_shared_report",
                                "{\"name\": \"x\", \"visible_to_user_groups\": [\"Nobody\"]}"))
                .hasMessageContaining("No user group is called ‹Nobody›");
    }

    @Test
    void an_update_keeps_what_is_not_named_and_can_be_taken_back() {
        String report = "\"report\": \"Hours by project\"";
        String json = "{%s, \"start\": \"last week\", \"is_public\": true}".formatted(report);
        Change change = tools.planned("clockify_update_shared_report", json);

        assertThat(change.summary())
                .isEqualTo(
                        "Change shared report ‹Hours by project›: show Mon 9 Nov 2026 – Sun 15 Nov"
                                + " 2026; make it public: all who have its link see it");
        assertThat(change.before().getFirst().kind()).isEqualTo("shared_report");
        String before = tools.told("clockify_get_shared_report", "{%s}".formatted(report));
        tools.makeAndTakeBack("clockify_update_shared_report", json);
        assertThat(tools.told("clockify_get_shared_report", "{%s}".formatted(report)))
                .isEqualTo(before);
        tools.told("clockify_update_shared_report", json);
        assertThat(tools.told("clockify_get_shared_report", "{%s}".formatted(report)))
                .contains("2026-11-09 to 2026-11-15 | public", "Website");
        assertThat(
                        tools.told(
                                "clockify_update_shared_report",
                                "{%s, \"is_public\": false, \"clear\": [\"visible_to_users\"]}"
                                        .formatted(report)))
                .contains("make it for its author and admins");
        assertThatThrownBy(
                        () -> tools.told("clockify_update_shared_report", "{%s}".formatted(report)))
                .hasMessageContaining("It is not said what should change");
    }

    @Test
    void a_shared_report_is_a_file_and_then_gone() {
        String id = Seed.id("shared-report", "Hours by project");
        String json = "{\"report\": \"hours BY project\", \"format\": \"csv\"}";

        assertThat(tools.told("clockify_export_shared_report", json))
                .startsWith("Shared report ‹Hours by project›: ");
        String uri = link("clockify_export_shared_report", json);
        assertThat(uri)
                .isEqualTo(
                        "clockify://workspace/%s/shared-report/%s/csv"
                                .formatted(Seed.studio(), id));
        assertThat(text(uri)).startsWith("\"Project\",\"User\"");
        Change change =
                tools.planned("clockify_delete_shared_report", "{\"report\": \"" + id + "\"}");
        assertThat(change.risks())
                .containsExactlyInAnyOrder(Risk.DESTRUCTIVE, Risk.EXTERNAL_SIDE_EFFECT);
        assertThat(tools.told("clockify_delete_shared_report", "{\"report\": \"" + id + "\"}"))
                .startsWith("Deleted shared report ‹Hours by project›");
        assertThatThrownBy(() -> tools.told("clockify_export_shared_report", json))
                .hasMessageContaining("No shared report is called");
    }
}
