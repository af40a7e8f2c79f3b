package io.github.clockifymcp.tools.catalogs;

import static io.github.clockifymcp.tools.catalogs.RequestLines.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Told;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TaskKeepingTest {
    private static final String PROJECTS = StubDesk.WS + "/projects";
    private static final String TASKS = PROJECTS + "/p1/tasks";

    private final StubTransport clockify =
            StubDesk.annas()
                    .has(PROJECTS, "{\"id\": \"p1\", \"name\": \"Website\"}")
                    .has(StubDesk.WS + "/users", "{\"id\": \"u1\", \"name\": \"Mina\"}")
                    .has(StubDesk.WS + "/users", "{\"id\": \"u2\", \"name\": \"Elif\"}")
                    .has(
                            TASKS,
                            """
                            {"id": "k1", "name": "Design", "projectId": "p1", "status": "ACTIVE",
                             "billable": true, "assigneeIds": ["u1"], "userGroupIds": ["g1"],
                             "estimate": "PT8H", "duration": "PT2H", "budgetEstimate": 120000,
                             "hourlyRate": {"amount": 9550, "currency": "EUR"}}
                            """)
                    .has(
                            TASKS,
                            """
                            {"id": "k2", "name": "Kick-off", "projectId": "p1", "status": "DONE"}
                            """);
    private final StubDesk desk = StubDesk.at(clockify);

    @Test
    void a_task_is_told_with_its_people_time_and_money() {
        assertThat(
                        desk.told(
                                "clockify_get_task",
                                "{\"project\": \"website\", \"task\": \"design\"}"))
                .isEqualTo(
                        """
                        Design | of ‹Website› | id k1
                        open, billable at 95.50 EUR an hour
                        tracked 2:00 of 8:00 estimated (25%)
                        budget 1200.00 EUR
                        assigned to Mina
                        assigned to 1 group\
                        """);
    }

    @Test
    void a_changed_task_is_sent_whole_and_can_be_taken_back() {
        Change change =
                plan(
                        "clockify_update_task",
                        """
                        {"project": "website", "task": "design", "name": "Layout",
                         "assignees": ["elif", "mina"], "estimate": "12h30m", "status": "done"}
                        """);

        Step step = change.steps().getFirst();
        assertThat(change.summary())
                .isEqualTo(
                        "Change task ‹Design› of ‹Website›: name ‹Design› → ‹Layout›; assignees"
                                + " ‹Mina› → ‹Elif, Mina›; estimate ‹8:00› → ‹12:30›; open →"
                                + " closed");
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(line(step.request()))
                .isEqualTo(
                        "PUT "
                                + TASKS
                                + "/k1 {\"name\":\"Layout\",\"status\":\"DONE\",\"billable\":true,"
                                + "\"assigneeIds\":[\"u2\",\"u1\"],\"userGroupIds\":[\"g1\"],"
                                + "\"estimate\":\"PT12H30M\",\"budgetEstimate\":120000}");
        assertThat(line(Objects.requireNonNull(step.inverse()).request()))
                .isEqualTo(
                        "PUT "
                                + TASKS
                                + "/k1 {\"name\":\"Design\",\"status\":\"ACTIVE\",\"billable\":true,"
                                + "\"assigneeIds\":[\"u1\"],\"userGroupIds\":[\"g1\"],"
                                + "\"estimate\":\"PT8H\",\"budgetEstimate\":120000}");
    }

    @Test
    void people_and_estimate_are_emptied_by_name() {
        Change change =
                plan(
                        "clockify_update_task",
                        """
                        {"project": "website", "task": "design",
                         "clear": ["assignees", "estimate"]}
                        """);

        assertThat(change.summary()).endsWith("assignees ‹Mina› → none; estimate ‹8:00› → none");
        assertThat(line(change.steps().getFirst().request()))
                .contains("\"assigneeIds\":[]")
                .doesNotContain("\"estimate\"");
    }

    @Test
    void what_is_already_so_is_said_and_nothing_is_sent() {
        var planned =
                desk.plan(
                        "clockify_update_task",
                        """
                        {"project": "website", "task": "design", "assignees": ["mina"],
                         "estimate": "8h", "status": "active", "billable": true}
                        """);

        assertThat(planned.change().steps()).isEmpty();
        assertThat(((Told) desk.make(planned)).told())
                .isEqualTo("Nothing to change, it is already so: task ‹Design› of ‹Website›");
    }

    @Test
    void a_name_that_a_closed_task_has_is_refused() {
        Problem problem =
                desk.problem(
                        "clockify_update_task",
                        "{\"project\": \"website\", \"task\": \"design\", \"name\": \"kick-off\"}");

        assertThat(problem.code()).isEqualTo(Code.CONFLICT);
        assertThat(problem.hint())
                .isEqualTo("Choose another name, or reopen it with clockify_update_task.");
    }

    @Test
    void an_open_task_is_closed_and_then_deleted() {
        Change open =
                plan("clockify_delete_task", "{\"project\": \"website\", \"task\": \"design\"}");
        Change closed =
                plan("clockify_delete_task", "{\"project\": \"website\", \"task\": \"kick-off\"}");

        assertThat(open.summary()).isEqualTo("Delete task ‹Design› of ‹Website›");
        assertThat(open.risks()).containsExactly(Risk.DESTRUCTIVE);
        assertThat(open.notes())
                .contains(
                        "Everybody's entries with it, 2:00 in all, stay on the project without a"
                                + " task.");
        assertThat(open.steps())
                .extracting(step -> step.request().method() + " " + step.request().path())
                .containsExactly("PUT " + TASKS + "/k1", "DELETE " + TASKS + "/k1");
        assertThat(closed.steps())
                .extracting(step -> step.request().method())
                .containsExactly("DELETE");
        assertThat(clockify.received()).allMatch(line -> line.startsWith("GET "));
    }

    private Change plan(String tool, String json) {
        return desk.plan(tool, json).change();
    }
}
