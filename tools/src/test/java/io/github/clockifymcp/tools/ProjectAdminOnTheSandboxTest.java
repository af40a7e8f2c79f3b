package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the tools do to templates, estimates, people and rates of projects, read back from the
/// sandbox's company.
class ProjectAdminOnTheSandboxTest {
    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void a_template_is_made_and_a_project_made_like_it() {
        assertThat(tools.told("clockify_list_project_templates", "{}"))
                .isEqualTo("No project templates.");
        assertThat(
                        tools.told(
                                "clockify_create_project_template",
                                "{\"name\": \"Launch\", \"client\": \"kestrel labs\"}"))
                .startsWith("Created project template ‹Launch› for ‹Kestrel Labs›, id ");
        tools.told("clockify_create_task", "{\"project\": \"launch\", \"name\": \"Plan\"}");

        assertThat(tools.told("clockify_list_project_templates", "{}"))
                .startsWith("Launch | Kestrel Labs\n");
        assertThat(tools.told("clockify_get_project_template", "{\"template\": \"launch\"}"))
                .startsWith("Launch | Kestrel Labs")
                .endsWith("tasks: Plan");
        assertThat(
                        tools.told(
                                "clockify_create_project_from_template",
                                "{\"name\": \"Shop launch\", \"template\": \"launch\"}"))
                .startsWith("Created project ‹Shop launch› for ‹Kestrel Labs›, id ");
        assertThat(tools.told("clockify_list_tasks", "{\"project\": \"shop launch\"}"))
                .contains("Plan");
    }

    @Test
    void a_project_that_is_no_template_is_none_by_name() {
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_create_project_from_template",
                                "{\"name\": \"Shop\", \"template\": \"intranet\"}"))
                .hasMessageContaining("No project template is called ‹intranet›");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void what_the_plan_does_not_have_is_said_before_anything_is_sent() {
        desk.sandbox().withoutFeature(Seed.studio(), "PROJECT_TEMPLATES");
        desk.sandbox().withoutFeature(Seed.studio(), "TASK_RATES");
        desk.sandbox().withoutFeature(Seed.studio(), "PROJECT_BUDGET");

        assertThatThrownBy(() ->
                        tools.told("clockify_create_project_template", "{\"name\": \"Launch\"}"))
                .hasMessageContaining("plan does not have project templates");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_set_task_rate",
                                """
                                {"project": "annual report", "task": "layout", "amount": 90}
                                """))
                .hasMessageContaining("plan does not have rates for tasks");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_update_project_estimate",
                                """
                                {"project": "intranet", "estimate_type": "budget",
                                 "estimate_value": "100"}
                                """))
                .hasMessageContaining("plan does not have budgets for projects");
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void an_estimate_in_time_becomes_one_in_money_and_then_none() {
        assertThat(estimate("\"budget\", \"estimate_value\": \"5000\""))
                .isEqualTo(
                        "Changed project ‹Brand Refresh› for ‹Kestrel Labs›: estimate ‹120:00› →"
                                + " ‹5000.00 EUR›");
        assertThat(tools.told("clockify_get_project", "{\"project\": \"brand refresh\"}"))
                .contains("budget 5000.00 EUR")
                .doesNotContain("estimated");

        assertThat(estimate("\"none\"")).endsWith("estimate ‹5000.00 EUR› → none");
        assertThat(tools.told("clockify_get_project", "{\"project\": \"brand refresh\"}"))
                .doesNotContain("budget", "estimated");
    }

    private String estimate(String type) {
        return tools.told(
                "clockify_update_project_estimate",
                "{\"project\": \"brand refresh\", \"estimate_type\": %s}".formatted(type));
    }

    @Test
    void people_leave_a_private_project_and_no_longer_see_it() {
        tools.told("clockify_update_project", "{\"project\": \"intranet\", \"is_public\": false}");

        String set =
                tools.told(
                        "clockify_set_project_memberships",
                        """
                        {"project": "intranet", "members": ["mina petrović", "ada winter"]}
                        """);

        assertThat(set)
                .startsWith("Changed the members of project ‹Intranet› for ‹Donau Energie AG›")
                .contains("left: ", "Elif Yılmaz", "2 on it now: Mina Petrović, Ada Winter");
        assertThat(
                        tools.told(
                                "clockify_remove_project_members",
                                "{\"project\": \"intranet\", \"members\": [\"mina petrović\"]}"))
                .endsWith("left: Mina Petrović\n1 on it now: Ada Winter");
        assertThat(
                        tools.told(
                                "clockify_add_project_members",
                                "{\"project\": \"intranet\", \"members\": [\"elif@example.org\"]}"))
                .endsWith("joined: Elif Yılmaz\n2 on it now: Ada Winter, Elif Yılmaz");
    }

    @Test
    void a_rate_outlives_a_change_of_the_other_people() {
        assertThat(
                        tools.told(
                                "clockify_set_project_user_rate",
                                """
                                {"project": "intranet", "user": "mina petrović", "amount": 99.5}
                                """))
                .isEqualTo(
                        "The hourly rate of Mina Petrović on project ‹Intranet› for ‹Donau Energie"
                                + " AG› is 99.50 EUR an hour");
        tools.told(
                "clockify_set_project_memberships",
                "{\"project\": \"intranet\", \"members\": [\"mina petrović\"]}");

        assertThat(
                        tools.told(
                                "clockify_set_project_user_rate",
                                """
                                {"project": "intranet", "user": "mina petrović", "amount": 99.5}
                                """))
                .startsWith("Nothing to change, the hourly rate of Mina Petrović");
    }

    @Test
    void what_is_taken_back_is_as_it_was() {
        String refresh = "{\"project\": \"brand refresh\"}";
        String people = "{\"project\": \"brand refresh\", \"members\": [\"%s\"]}";
        String rate =
                """
                {"project": "brand refresh", "user": "mina@example.org", "amount": %s}
                """;
        tools.told("clockify_set_project_user_rate", rate.formatted("99.50"));
        String before = tools.told("clockify_get_project", refresh);

        tools.makeAndTakeBack(
                "clockify_update_project_estimate",
                """
                {"project": "brand refresh", "estimate_type": "budget", "estimate_value": "7"}
                """);
        tools.makeAndTakeBack(
                "clockify_set_project_memberships", people.formatted("elif@example.org"));
        tools.makeAndTakeBack(
                "clockify_remove_project_members", people.formatted("mina@example.org"));
        tools.makeAndTakeBack("clockify_set_project_user_rate", rate.formatted("101"));

        assertThat(tools.told("clockify_get_project", refresh)).isEqualTo(before);
        assertThat(tools.told("clockify_set_project_user_rate", rate.formatted("99.50")))
                .startsWith("Nothing to change, the hourly rate of Mina Petrović");
    }

    @Test
    void a_rate_may_hold_from_a_day_on_where_the_plan_has_that() {
        String rate =
                """
                {"project": "annual report", "task": "layout", "amount": 140, "since": "%s"}
                """;

        assertThat(tools.told("clockify_set_task_rate", rate.formatted("1 nov")))
                .isEqualTo(
                        "The hourly rate of task ‹Layout› of ‹Annual Report› is 140.00 EUR an hour"
                                + " from Sun 1 Nov 2026");
        assertThat(tools.told("clockify_set_task_rate", rate.formatted("2027-01-01")))
                .endsWith("from Fri 1 Jan 2027");
        // A desk of its own: what the plan has is asked for once.
        try (SandboxDesk later = SandboxDesk.of(Seed.person("ada"))) {
            later.sandbox().withoutFeature(Seed.studio(), "HISTORIC_RATES");
            SandboxTools there = new SandboxTools(later);
            assertThatThrownBy(
                            () -> there.told("clockify_set_task_rate", rate.formatted("yesterday")))
                    .hasMessageContaining("plan does not have rates from a day on");
        }
    }

    @Test
    void a_task_gets_a_rate_that_shows_with_it() {
        tools.told(
                "clockify_set_task_rate",
                "{\"project\": \"annual report\", \"task\": \"layout\", \"amount\": 130}");
        tools.told(
                "clockify_set_task_rate",
                """
                {"project": "annual report", "task": "layout", "amount": 55, "rate_type": "cost"}
                """);

        assertThat(
                        tools.told(
                                "clockify_get_task",
                                "{\"project\": \"annual report\", \"task\": \"layout\"}"))
                .contains("billable at 130.00 EUR an hour, costs 55.00 EUR an hour");
    }

    @Test
    void who_may_not_do_it_is_told_so() {
        try (SandboxDesk minas = SandboxDesk.ofMina()) {
            SandboxTools hers = new SandboxTools(minas);

            assertThatThrownBy(() ->
                            hers.told(
                                    "clockify_add_project_members",
                                    "{\"project\": \"harbour archive\", \"members\": [\"jo@example.org\"]}"))
                    .hasMessageContaining("Access Denied");
            assertThatThrownBy(() ->
                            hers.told(
                                    "clockify_set_project_user_rate",
                                    """
                                    {"project": "intranet", "user": "mina petrović",
                                     "amount": 500}
                                    """))
                    .hasMessageContaining("Access Denied");
        }
    }
}
