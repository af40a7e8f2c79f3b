package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the tools do to projects and tasks, read back from the sandbox's company.
class ProjectsOnTheSandboxTest {
    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void a_project_keeps_what_is_not_named_when_it_is_changed() {
        assertThat(
                        tools.told(
                                "clockify_update_project",
                                """
                                {"project": "intranet", "client": "kestrel labs",
                                 "note": "Ask Chiara"}
                                """))
                .isEqualTo(
                        "Changed project ‹Intranet› for ‹Kestrel Labs›: client ‹Donau Energie AG› →"
                                + " ‹Kestrel Labs›; note none → ‹Ask Chiara›");

        assertThat(tools.told("clockify_get_project", "{\"project\": \"intranet\"}"))
                .startsWith("Intranet | Kestrel Labs")
                .contains("billable at 115.00 EUR an hour, public", "note: Ask Chiara");

        tools.told(
                "clockify_update_project",
                "{\"project\": \"intranet\", \"clear\": [\"client\", \"note\"]}");
        assertThat(tools.told("clockify_get_project", "{\"project\": \"intranet\"}"))
                .startsWith("Intranet | no client")
                .doesNotContain("note:");
    }

    @Test
    void what_is_taken_back_is_as_it_was() {
        String project = "{\"project\": \"%s\"}".formatted(Seed.id("project", "Annual Report"));
        String task = "{\"project\": \"annual report\", \"task\": \"layout\"}";
        String before = tools.told("clockify_get_project", project);
        String taskBefore = tools.told("clockify_get_task", task);

        tools.makeAndTakeBack(
                "clockify_update_project",
                """
                {"project": "annual report", "name": "Yearly", "client": "kestrel labs",
                 "color": "#000000", "note": "x", "billable": false, "is_public": false,
                 "archived": true}
                """);
        tools.makeAndTakeBack("clockify_archive_projects", "{\"projects\": [\"annual report\"]}");
        tools.makeAndTakeBack(
                "clockify_update_task",
                """
                {"project": "annual report", "task": "layout", "name": "Grid",
                 "assignees": ["elif@example.org"], "estimate": "3h", "status": "done",
                 "billable": false}
                """);

        assertThat(tools.told("clockify_get_project", project)).isEqualTo(before);
        assertThat(tools.told("clockify_get_task", task)).isEqualTo(taskBefore);
    }

    @Test
    void projects_are_archived_together_and_brought_back_one_by_one() {
        String answer =
                tools.told(
                        "clockify_archive_projects", "{\"projects\": [\"intranet\", \"pitches\"]}");

        assertThat(answer.lines()).hasSize(2);
        assertThat(desk.written()).hasSize(2).allMatch(line -> line.startsWith("PUT "));
        assertThat(tools.told("clockify_list_projects", "{\"name\": \"pitches\"}"))
                .isEqualTo("No projects.");
        assertThatThrownBy(() -> tools.told("clockify_list_tasks", "{\"project\": \"intranet\"}"))
                .hasMessageContaining("No project in use is called ‹intranet›");

        tools.told(
                "clockify_update_project",
                "{\"project\": \"%s\", \"archived\": false}"
                        .formatted(Seed.id("project", "Pitches")));
        assertThat(tools.told("clockify_list_projects", "{\"name\": \"pitches\"}"))
                .startsWith("Pitches | no client");
    }

    @Test
    void a_project_in_use_is_archived_and_deleted_with_its_tasks() {
        assertThat(tools.told("clockify_delete_project", "{\"project\": \"booking app\"}"))
                .isEqualTo("Deleted project ‹Booking App› for ‹Alpenblick Hotels›");

        assertThat(desk.written())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("PUT /workspaces/WS/projects/"),
                        line -> assertThat(line).startsWith("DELETE /workspaces/WS/projects/"));
        assertThatThrownBy(
                        () -> tools.told("clockify_get_project", "{\"project\": \"booking app\"}"))
                .hasMessageContaining("No project");
    }

    @Test
    void a_task_is_changed_closed_and_deleted() {
        String design = "\"project\": \"annual report\", \"task\": \"layout\"";
        assertThat(
                        tools.told(
                                "clockify_update_task",
                                "{%s, \"assignees\": [\"mina petrović\"], \"estimate\": \"20h\"}"
                                        .formatted(design)))
                .isEqualTo(
                        "Changed task ‹Layout› of ‹Annual Report›: assignees none → ‹Mina"
                                + " Petrović›; estimate none → ‹20:00›");
        assertThat(tools.told("clockify_get_task", "{%s}".formatted(design)))
                .contains("open, billable", "of 20:00 estimated", "assigned to Mina Petrović");

        assertThat(
                        tools.told(
                                "clockify_update_task",
                                "{%s, \"status\": \"done\"}".formatted(design)))
                .endsWith("open → closed");
        assertThat(tools.told("clockify_get_task", "{%s}".formatted(design)))
                .contains("done, billable", "assigned to Mina Petrović");

        assertThat(tools.told("clockify_delete_task", "{%s}".formatted(design)))
                .isEqualTo("Deleted task ‹Layout› of ‹Annual Report›");
        assertThat(
                        tools.told(
                                "clockify_delete_task",
                                "{\"project\": \"annual report\", \"task\": \"proofreading\"}"))
                .isEqualTo("Deleted task ‹Proofreading› of ‹Annual Report›");
        assertThat(tools.told("clockify_list_tasks", "{\"project\": \"annual report\"}"))
                .contains("Infographics")
                .doesNotContain("Layout", "Proofreading");
    }

    @Test
    void who_may_not_change_projects_is_told_so_and_nothing_changes() {
        try (SandboxDesk minas = SandboxDesk.ofMina()) {
            SandboxTools hers = new SandboxTools(minas);

            assertThatThrownBy(() ->
                            hers.told("clockify_delete_project", "{\"project\": \"intranet\"}"))
                    .hasMessageContaining("Access Denied");
            assertThatThrownBy(() ->
                            hers.told(
                                    "clockify_update_project",
                                    "{\"project\": \"intranet\", \"name\": \"Mine\"}"))
                    .hasMessageContaining("Access Denied");

            assertThat(hers.told("clockify_list_projects", "{\"name\": \"intranet\"}"))
                    .startsWith("Intranet | Donau Energie AG\n");
        }
    }
}
