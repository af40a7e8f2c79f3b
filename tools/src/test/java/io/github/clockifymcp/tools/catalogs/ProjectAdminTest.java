package io.github.clockifymcp.tools.catalogs;

import static io.github.clockifymcp.tools.catalogs.RequestLines.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Told;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is planned about templates, estimates, people and rates of projects.
class ProjectAdminTest {
    private static final String PROJECTS = StubDesk.WS + "/projects";
    private static final String PLAIN = "000000000000000000000009";

    private final StubTransport clockify =
            StubDesk.annas()
                    .has(
                            PROJECTS,
                            """
                            {"id": "p1", "name": "Website", "clientId": "c1", "clientName": "Acme",
                             "public": false, "color": "#03A9F4", "template": true,
                             "timeEstimate": {"estimate": "PT40H", "type": "MANUAL",
                               "active": true, "includeNonBillable": true},
                             "memberships": [
                               {"userId": "u1", "membershipType": "PROJECT",
                                "hourlyRate": {"amount": 9900, "currency": "EUR"}},
                               {"userId": "5a0000000000000000000001", "membershipType": "PROJECT"},
                               {"userId": "g1", "membershipType": "USERGROUP"}]}
                            """)
                    .has(
                            PROJECTS,
                            "{\"id\": \"%s\", \"name\": \"Plain\", \"public\": false}"
                                    .formatted(PLAIN))
                    .has(StubDesk.WS + "/clients", "{\"id\": \"c2\", \"name\": \"Kestrel\"}")
                    .has(StubDesk.WS + "/users", "{\"id\": \"u1\", \"name\": \"Mina\"}")
                    .has(StubDesk.WS + "/users", "{\"id\": \"u2\", \"name\": \"Elif\"}")
                    .has(
                            StubDesk.WS + "/users",
                            "{\"id\": \"5a0000000000000000000001\", \"name\": \"Anna Berg\"}")
                    .has(
                            PROJECTS + "/p1/tasks",
                            """
                            {"id": "k1", "name": "Design", "projectId": "p1",
                             "hourlyRate": {"amount": 9000, "currency": "EUR"}}
                            """);
    private final StubDesk desk = StubDesk.at(clockify);

    @Test
    void a_template_is_a_new_project_that_is_marked_in_a_second_step() {
        Change change =
                plan(
                        "clockify_create_project_template",
                        "{\"name\": \"Launch\", \"client\": \"kestrel\"}");

        assertThat(change.summary()).isEqualTo("Create project template ‹Launch› for ‹Kestrel›");
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(change.reach()).isEqualTo(Reach.NEW_NAMES);
        assertThat(change.steps())
                .extracting(step -> line(step.request()))
                .containsExactly(
                        "POST " + PROJECTS + " {\"name\":\"Launch\",\"clientId\":\"c2\"}",
                        "PATCH " + PROJECTS + "/{project}/template {\"isTemplate\":true}");
    }

    @Test
    void a_project_from_a_template_takes_over_what_is_not_said() {
        Change change =
                plan(
                        "clockify_create_project_from_template",
                        "{\"name\": \"Shop\", \"template\": \"website\", \"is_public\": true}");

        assertThat(change.summary())
                .isEqualTo("Create project ‹Shop› for ‹Acme› from template ‹Website›");
        assertThat(line(change.steps().getFirst().request()))
                .isEqualTo(
                        "POST "
                                + PROJECTS
                                + "/from-template {\"name\":\"Shop\",\"templateProjectId\":\"p1\","
                                + "\"clientId\":\"c1\",\"isPublic\":true,\"color\":\"#03A9F4\"}");
        assertThat(clockify.received()).anyMatch(line -> line.contains("is-template=true"));
    }

    @Test
    void an_ordinary_project_is_not_taken_for_a_template() {
        Problem problem =
                desk.problem(
                        "clockify_get_project_template", "{\"template\": \"%s\"}".formatted(PLAIN));

        assertThat(problem.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(problem.message()).isEqualTo("The project ‹Plain› is not a template.");
    }

    @Test
    void a_template_is_told_with_its_tasks() {
        assertThat(desk.told("clockify_get_project_template", "{\"template\": \"website\"}"))
                .startsWith("Website | Acme | id p1")
                .contains("estimated 40:00")
                .endsWith("tasks: Design");
    }

    @Test
    void a_budget_replaces_a_time_estimate_and_can_be_taken_back() {
        Change change =
                plan(
                        "clockify_update_project_estimate",
                        """
                        {"project": "website", "estimate_type": "budget",
                         "estimate_value": "2500.5"}
                        """);

        Step step = change.steps().getFirst();
        assertThat(change.summary())
                .isEqualTo("Change project ‹Website› for ‹Acme›: estimate ‹40:00› → ‹2500.50 EUR›");
        assertThat(change.notes())
                .containsExactly("The old estimate is switched off; Clockify keeps its number.");
        assertThat(Objects.requireNonNull(step.request().body()).at("/budgetEstimate/estimate"))
                .hasToString("250050");
        assertThat(step.request().body().at("/timeEstimate/active").asBoolean()).isFalse();
        assertThat(
                        Objects.requireNonNull(
                                        Objects.requireNonNull(step.inverse()).request().body())
                                .at("/timeEstimate/active")
                                .asBoolean())
                .isTrue();
    }

    @Test
    void an_estimate_is_longer_or_none_or_as_it_was() {
        Change longer =
                plan(
                        "clockify_update_project_estimate",
                        """
                        {"project": "website", "estimate_type": "time", "estimate_value": "60h"}
                        """);
        Change none =
                plan(
                        "clockify_update_project_estimate",
                        "{\"project\": \"website\", \"estimate_type\": \"none\"}");
        Change same =
                plan(
                        "clockify_update_project_estimate",
                        """
                        {"project": "website", "estimate_type": "time", "estimate_value": "40:00"}
                        """);

        assertThat(longer.summary()).endsWith("estimate ‹40:00› → ‹60:00›");
        assertThat(longer.notes()).isEmpty();
        assertThat(none.summary()).endsWith("estimate ‹40:00› → none");
        assertThat(same.steps()).isEmpty();
    }

    @Test
    void an_estimate_without_its_value_or_with_a_strange_one_is_refused() {
        String budget = "{\"project\": \"website\", \"estimate_type\": \"budget\"%s}";

        assertThat(desk.problem("clockify_update_project_estimate", budget.formatted("")).hint())
                .isEqualTo("Give estimate_value.");
        assertThat(
                        desk.problem(
                                        "clockify_update_project_estimate",
                                        budget.formatted(", \"estimate_value\": \"2,500\""))
                                .hint())
                .isEqualTo("Give it as a number, such as 2500 or 2500.50.");
    }

    @Test
    void new_people_are_replaced_before_and_after_with_who_loses_access() {
        Change change =
                plan(
                        "clockify_set_project_memberships",
                        "{\"project\": \"website\", \"members\": [\"elif\", \"anna berg\"]}");

        Step step = change.steps().getFirst();
        assertThat(change.summary())
                .isEqualTo("Set the members of project ‹Website› for ‹Acme›: Elif, Anna Berg");
        assertThat(change.risks()).containsExactly(Risk.PERMISSION_CHANGE);
        assertThat(change.notes())
                .containsExactly(
                        "It is private: Mina will no longer see it, unless as an admin or through a"
                                + " group.",
                        "It is private: Elif will see it.",
                        "Rates of their own on it are lost: Mina.",
                        "Before: Mina, Anna Berg. Joining: Elif. Leaving: Mina.");
        assertThat(line(step.request()))
                .isEqualTo(
                        "PATCH "
                                + PROJECTS
                                + "/p1/memberships {\"memberships\":[{\"userId\":\"u2\"},"
                                + "{\"userId\":\"5a0000000000000000000001\"}],\"userGroups\":"
                                + "{\"contains\":\"CONTAINS\",\"status\":\"ALL\",\"ids\":[\"g1\"]}}");
        assertThat(line(Objects.requireNonNull(step.inverse()).request()))
                .contains("{\"userId\":\"u1\",\"hourlyRate\":{\"amount\":9900}}");
        assertThat(clockify.received()).allMatch(line -> line.startsWith("GET "));
    }

    @Test
    void people_are_added_and_removed_beside_those_who_are_on_it() {
        Change added =
                plan(
                        "clockify_add_project_members",
                        "{\"project\": \"website\", \"members\": [\"elif\", \"mina\"]}");
        Change removed =
                plan(
                        "clockify_remove_project_members",
                        "{\"project\": \"website\", \"members\": [\"anna berg\", \"elif\"]}");

        assertThat(added.summary()).isEqualTo("Add to project ‹Website› for ‹Acme›: Elif");
        assertThat(line(added.steps().getFirst().request()))
                .isEqualTo(
                        "POST "
                                + PROJECTS
                                + "/p1/memberships {\"userIds\":[\"u2\"],\"remove\":false}");
        assertThat(line(Objects.requireNonNull(added.steps().getFirst().inverse()).request()))
                .endsWith("{\"userIds\":[\"u2\"],\"remove\":true}");
        assertThat(removed.summary())
                .isEqualTo("Remove from project ‹Website› for ‹Acme›: Anna Berg");
        assertThat(removed.notes()).contains("You leave it yourself.");
    }

    @Test
    void who_is_already_on_it_is_said_and_nothing_is_sent() {
        var planned =
                desk.plan(
                        "clockify_add_project_members",
                        "{\"project\": \"website\", \"members\": [\"mina\"]}");

        assertThat(planned.change().steps()).isEmpty();
        assertThat(((Told) desk.make(planned)).told())
                .isEqualTo(
                        """
                        Nothing to change, it is already so: project ‹Website› for ‹Acme›
                        2 on it now: Mina, Anna Berg\
                        """);
    }

    @Test
    void a_rate_shows_the_old_and_the_new_with_their_currency() {
        Change change =
                plan(
                        "clockify_set_project_user_rate",
                        "{\"project\": \"website\", \"user\": \"mina\", \"amount\": 105.5}");

        Step step = change.steps().getFirst();
        assertThat(change.summary())
                .isEqualTo(
                        "Set the hourly rate of Mina on project ‹Website› for ‹Acme›: 99.00 EUR →"
                                + " 105.50 EUR an hour");
        assertThat(change.risks()).containsExactly(Risk.BILLING);
        assertThat(line(step.request()))
                .isEqualTo("PUT " + PROJECTS + "/p1/users/u1/hourly-rate {\"amount\":10550}");
        assertThat(line(Objects.requireNonNull(step.inverse()).request()))
                .endsWith("{\"amount\":9900}");
    }

    @Test
    void who_is_not_on_a_private_project_gets_no_rate_there() {
        Problem problem =
                desk.problem(
                        "clockify_set_project_user_rate",
                        "{\"project\": \"plain\", \"user\": \"elif\", \"amount\": 40}");

        assertThat(problem.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(problem.message()).isEqualTo("Elif is not a member of project ‹Plain›.");
        assertThat(problem.hint()).contains("clockify_add_project_members");
    }

    @Test
    void a_first_rate_or_one_from_a_day_on_cannot_be_taken_back() {
        Change first =
                plan(
                        "clockify_set_project_user_rate",
                        """
                        {"project": "website", "user": "elif", "amount": 40, "rate_type": "cost"}
                        """);
        Change since =
                plan(
                        "clockify_set_task_rate",
                        """
                        {"project": "website", "task": "design", "amount": 95,
                         "since": "2 nov 2026"}
                        """);

        assertThat(first.steps().getFirst().inverse()).isNull();
        assertThat(first.summary()).contains("cost rate of Elif", "none → 40.00 EUR");
        assertThat(first.notes())
                .contains("Clockify cannot take a rate away again, only change it.")
                .anyMatch(note -> note.startsWith("Elif is not among its members"));
        assertThat(since.steps().getFirst().inverse()).isNull();
        assertThat(since.summary()).endsWith("90.00 EUR → 95.00 EUR an hour from Mon 2 Nov 2026");
        assertThat(line(since.steps().getFirst().request()))
                .isEqualTo(
                        "PUT "
                                + PROJECTS
                                + "/p1/tasks/k1/hourly-rate {\"amount\":9500,\"since\":"
                                + "\"2026-11-02T00:00:00Z\"}");
    }

    @Test
    void an_amount_has_two_decimals_at_most_and_one_that_holds_is_not_sent_again() {
        var same =
                desk.plan(
                        "clockify_set_task_rate",
                        "{\"project\": \"website\", \"task\": \"design\", \"amount\": 90.00}");

        assertThat(same.change().steps()).isEmpty();
        assertThat(((Told) desk.make(same)).told())
                .isEqualTo(
                        "Nothing to change, the hourly rate of task ‹Design› of ‹Website› is 90.00"
                                + " EUR an hour");
        assertThat(
                        desk.problem(
                                        "clockify_set_task_rate",
                                        """
                                        {"project": "website", "task": "design", "amount": 1.005}
                                        """)
                                .hint())
                .isEqualTo("Give it with two decimals at most.");
    }

    private Change plan(String tool, String json) {
        return desk.plan(tool, json).change();
    }
}
