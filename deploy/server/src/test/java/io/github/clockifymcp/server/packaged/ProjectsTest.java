package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Projects and tasks through the packaged server: each change is read back, and each refusal says
/// what to do.
class ProjectsTest {

    @TempDir Path folder;

    @Test
    void a_project_is_changed_archived_and_deleted() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "standard", folder)) {
            session.told(
                    "clockify_update_project",
                    "{\"project\":\"intranet\",\"note\":\"Ask Chiara\",\"clear\":[\"client\"]}");
            assertThat(session.told("clockify_get_project", "{\"project\":\"intranet\"}"))
                    .startsWith("Intranet | no client")
                    .contains("note: Ask Chiara", "billable at 115.00 EUR an hour, public");

            session.told("clockify_archive_projects", "{\"projects\":[\"pitches\",\"learning\"]}");
            assertThat(session.questions()).isEmpty();
            assertThat(session.told("clockify_list_projects", "{\"archived\":true}"))
                    .contains("Learning", "Pitches");

            session.told("clockify_delete_project", "{\"project\":\"intranet\"}");
            assertThat(session.questions()).hasSize(1);
            assertThat(session.refused("clockify_get_project", "{\"project\":\"intranet\"}"))
                    .contains("No project is called ‹intranet›");
        }
    }

    @Test
    void a_task_is_changed_and_deleted() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "standard", folder)) {
            String layout = "\"project\":\"annual report\",\"task\":\"layout\"";
            session.told(
                    "clockify_update_task",
                    "{%s,\"assignees\":[\"mina@example.org\"],\"estimate\":\"20h\"}"
                            .formatted(layout));
            session.told("clockify_set_task_rate", "{%s,\"amount\":130}".formatted(layout));
            assertThat(session.questions()).hasSize(1);
            assertThat(session.told("clockify_get_task", "{%s}".formatted(layout)))
                    .contains(
                            "billable at 130.00 EUR an hour",
                            "of 20:00 estimated",
                            "assigned to Mina Petrović");

            session.told("clockify_delete_task", "{%s}".formatted(layout));
            assertThat(session.questions()).hasSize(2);
            assertThat(session.refused("clockify_get_task", "{%s}".formatted(layout)))
                    .contains("No task in ‹Annual Report› is called ‹layout›");
        }
    }

    @Test
    void templates_and_estimates_are_read_back() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "standard", folder)) {
            session.told(
                    "clockify_create_project_template",
                    "{\"name\":\"Launch\",\"client\":\"kestrel labs\"}");
            session.told("clockify_create_task", "{\"project\":\"launch\",\"name\":\"Plan\"}");
            assertThat(session.told("clockify_list_project_templates", "{}"))
                    .startsWith("Launch | Kestrel Labs");
            assertThat(session.told("clockify_get_project_template", "{\"template\":\"launch\"}"))
                    .endsWith("tasks: Plan");

            session.told(
                    "clockify_create_project_from_template",
                    "{\"name\":\"Spring\",\"template\":\"launch\"}");
            assertThat(session.told("clockify_list_tasks", "{\"project\":\"spring\"}"))
                    .contains("Plan");
            assertThat(
                            session.refused(
                                    "clockify_create_project_from_template",
                                    "{\"name\":\"Summer\",\"template\":\"spring\"}"))
                    .contains("No project template is called ‹spring›");

            session.told(
                    "clockify_update_project_estimate",
                    "{\"project\":\"spring\",\"estimate_type\":\"budget\","
                            + "\"estimate_value\":\"2500.50\"}");
            assertThat(session.told("clockify_get_project", "{\"project\":\"spring\"}"))
                    .contains("budget 2500.50 EUR");
            assertThat(
                            session.refused(
                                    "clockify_update_project_estimate",
                                    "{\"project\":\"spring\",\"estimate_type\":\"time\"}"))
                    .contains("Give estimate_value.");
        }
    }

    @Test
    void people_and_their_rates_are_shown_before_they_change() throws Exception {
        try (ToolSession session =
                ToolSession.askingNobody(
                        folder, ToolSession.studio("ada", "full"), ToolSession.FRIDAY)) {
            String set =
                    "{\"project\":\"intranet\",\"members\":[\"mina petrović\",\"ada winter\"]%s}";

            String preview = session.told("clockify_set_project_memberships", set.formatted(""));
            String token = ToolSession.token(preview);
            String changed =
                    session.told(
                            "clockify_set_project_memberships",
                            set.formatted(",\"confirmation_token\":\"%s\"".formatted(token)));

            assertThat(preview)
                    .startsWith("Nothing was sent.")
                    .contains("It is public, so who leaves still sees it.", "Leaving: ");
            assertThat(changed).contains("2 on it now: Mina Petrović, Ada Winter");
            assertThat(session.told("clockify_get_project", "{\"project\":\"intranet\"}"))
                    .contains("2 members");

            String rate =
                    session.told(
                            "clockify_set_project_user_rate",
                            "{\"project\":\"intranet\",\"user\":\"mina petrović\","
                                    + "\"amount\":99.5}");
            assertThat(rate)
                    .startsWith("Nothing was sent.")
                    .contains("none → 99.50 EUR an hour", "cannot take a rate away again");
        }
    }

    @Test
    void people_are_added_and_removed() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "full", folder)) {
            String elif = "{\"project\":\"intranet\",\"members\":[\"elif@example.org\"]}";
            session.told("clockify_remove_project_members", elif);
            assertThat(session.told("clockify_remove_project_members", elif))
                    .startsWith("Nothing to change");
            session.told("clockify_add_project_members", elif);
            assertThat(session.told("clockify_add_project_members", elif))
                    .startsWith("Nothing to change")
                    .contains("Elif Yılmaz");

            String rate =
                    "{\"project\":\"intranet\",\"user\":\"elif@example.org\",\"amount\":99.5}";
            session.told("clockify_set_project_user_rate", rate);
            assertThat(session.told("clockify_set_project_user_rate", rate))
                    .startsWith("Nothing to change, the hourly rate of Elif Yılmaz");
        }
    }

    @Test
    void who_may_not_do_it_is_told_so_by_the_mode_or_by_clockify() throws Exception {
        String hide = "{\"project\":\"intranet\",\"is_public\":false}";
        try (ToolSession standard = ToolSession.as("ada", "standard", folder)) {
            assertThat(standard.refused("clockify_update_project", hide)).contains("mode standard");
        }
        try (ToolSession mina = ToolSession.as("mina", "full", folder)) {
            assertThat(mina.refused("clockify_update_project", hide)).contains("Access Denied");
            assertThat(
                            mina.refused(
                                    "clockify_archive_projects",
                                    "{\"projects\":[\"pitches\",\"intranet\"]}"))
                    .contains("Access Denied");
            assertThat(mina.told("clockify_list_projects", "{\"name\":\"pitches\"}"))
                    .startsWith("Pitches");
        }
    }
}
