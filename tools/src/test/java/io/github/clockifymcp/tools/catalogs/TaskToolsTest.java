package io.github.clockifymcp.tools.catalogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Told;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskToolsTest {
    private static final String TASKS = StubDesk.WS + "/projects/p/tasks";

    private final StubTransport clockify =
            StubDesk.annas()
                    .has(StubDesk.WS + "/projects", "{\"id\": \"p\", \"name\": \"Website\"}")
                    .has(
                            TASKS,
                            "{\"id\": \"k1\", \"name\": \"Design\", \"projectId\": \"p\","
                                    + " \"status\": \"DONE\"}");
    private final StubDesk desk = StubDesk.at(clockify);

    @Test
    void creating_a_task_is_planned_with_its_people_by_name() {
        IntStream.range(0, 300)
                .forEach(i ->
                        clockify.has(
                                StubDesk.WS + "/users",
                                "{\"id\": \"u%d\", \"name\": \"Person %03d\"}".formatted(i, i)));

        Planned<?> planned =
                desk.plan(
                        "clockify_create_task",
                        """
                        {"project": "website", "name": "Build", "billable": true,
                         "assignees": ["person 007", "Person 299", "PERSON 007"]}
                        """);

        Change change = planned.change();
        assertThat(change.summary())
                .isEqualTo("Create task ‹Build› of ‹Website› for Person 007, Person 299");
        assertThat(change.reach()).isEqualTo(Reach.NEW_NAMES);
        Request request = change.steps().getFirst().request();
        assertThat(request.path()).isEqualTo(TASKS);
        assertThat(request.body())
                .hasToString(
                        "{\"name\":\"Build\",\"assigneeIds\":[\"u7\",\"u299\"],\"billable\":true}");
        assertThat(clockify.received()).allMatch(line -> line.startsWith("GET "));
        assertThat(((Told) desk.make(planned)).told())
                .isEqualTo("Created task ‹Build› of ‹Website›, id ffffffffffffffffffffff01");
    }

    @Test
    void the_name_of_a_finished_task_is_taken() {
        var problem =
                desk.problem(
                        "clockify_create_task", "{\"project\": \"website\", \"name\": \"design\"}");

        assertThat(problem.code()).isEqualTo(Code.CONFLICT);
        assertThat(problem.message())
                .isEqualTo("There is a finished task called ‹Design› already, id k1.");
    }

    @Test
    void a_name_of_spaces_is_refused() {
        assertThat(
                        desk.problem(
                                        "clockify_create_task",
                                        "{\"project\": \"website\", \"name\": \"  \"}")
                                .code())
                .isEqualTo(Code.INVALID_ARGUMENTS);
    }

    @Test
    void a_person_nobody_knows_ends_the_plan() {
        clockify.has(StubDesk.WS + "/users", "{\"id\": \"u1\", \"name\": \"Bo\"}");

        assertThat(
                        desk.problem(
                                        "clockify_create_task",
                                        """
                                        {"project": "website", "name": "Build",
                                         "assignees": ["Bob"]}
                                        """)
                                .code())
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void an_archived_project_is_mentioned() {
        clockify.has(
                StubDesk.WS + "/projects",
                "{\"id\": \"000000000000000000000009\", \"name\": \"Old\", \"archived\": true}");
        clockify.has(
                StubDesk.WS + "/projects/000000000000000000000009/tasks",
                "{\"id\": \"k2\", \"name\": \"Other\", \"projectId\": \"9\"}");

        Planned<?> planned =
                desk.plan(
                        "clockify_create_task",
                        "{\"project\": \"000000000000000000000009\", \"name\": \"Build\"}");

        assertThat(planned.change().notes()).containsExactly("The project ‹Old› is archived.");
    }
}
