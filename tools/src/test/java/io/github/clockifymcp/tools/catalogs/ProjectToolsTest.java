package io.github.clockifymcp.tools.catalogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProjectToolsTest {
    private static final String PROJECTS = StubDesk.WS + "/projects";

    private final StubTransport clockify =
            StubDesk.annas()
                    .has(StubDesk.WS + "/clients", "{\"id\": \"c1\", \"name\": \"Acme\"}")
                    .has(
                            PROJECTS,
                            """
                            {"id": "000000000000000000000001", "name": "Website",
                             "clientName": "Acme", "billable": true, "public": false,
                             "color": "#03A9F4", "note": "Call first.\\nThen write.",
                             "hourlyRate": {"amount": 8550, "currency": null},
                             "duration": "PT124H30M",
                             "timeEstimate": {"estimate": "PT200H", "type": "NEW_TYPE"},
                             "budgetEstimate": {"estimate": 1200000},
                             "memberships": [{"userId": "u1", "membershipType": "PROJECT"},
                                 {"userId": "u2", "membershipType": "PROJECT"}, null,
                                 {"userId": "g1", "membershipType": "USERGROUP"}]}
                            """);
    private final StubDesk desk = StubDesk.at(clockify);

    @Test
    void a_project_is_shown_with_money_in_the_unit_that_people_write() {
        assertThat(desk.told("clockify_get_project", "{\"project\": \"website\"}"))
                .isEqualTo(
                        """
                        Website | Acme | id 000000000000000000000001
                        billable at 85.50 EUR an hour, private, #03A9F4
                        tracked 124:30 of 200:00 estimated (62%)
                        budget 12000.00 EUR
                        2 members
                        note: Call first. Then write.\
                        """);
    }

    @Test
    void a_project_is_read_fresh_though_its_name_is_remembered() {
        desk.told("clockify_get_project", "{\"project\": \"website\"}");
        clockify.forget();

        desk.told("clockify_get_project", "{\"project\": \"Website\"}");

        assertThat(clockify.received())
                .containsExactly("GET " + PROJECTS + "/000000000000000000000001");
    }

    @Test
    void a_project_of_which_little_is_said_is_shown_too() {
        clockify.has(PROJECTS, "{\"id\": \"p2\", \"name\": \"Bare\", \"note\": null}");

        assertThat(desk.told("clockify_get_project", "{\"project\": \"bare\"}"))
                .isEqualTo("Bare | no client | id p2\nnot billable, private");
    }

    @Test
    void a_long_note_says_how_long_it_is() {
        clockify.has(
                PROJECTS,
                "{\"id\": \"p2\", \"name\": \"Novel\", \"note\": \"%s\"}"
                        .formatted("é".repeat(5_000)));

        assertThat(desk.told("clockify_get_project", "{\"project\": \"novel\"}"))
                .endsWith("é… (5000 characters in all)")
                .hasSizeLessThan(1_200);
    }

    @Test
    void creating_a_project_is_planned_and_nothing_is_sent_yet() {
        Planned<?> planned =
                desk.plan(
                        "clockify_create_project",
                        """
                        {"name": " Relaunch ", "client": "acme", "billable": false,
                         "is_public": true, "color": "#ff0000"}
                        """);

        Change change = planned.change();
        assertThat(change.summary()).isEqualTo("Create project ‹Relaunch› for ‹Acme›");
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(change.reach()).isEqualTo(Reach.NEW_NAMES);
        Request request = change.steps().getFirst().request();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST " + PROJECTS);
        assertThat(request.body())
                .hasToString(
                        "{\"name\":\"Relaunch\",\"clientId\":\"c1\",\"isPublic\":true,"
                                + "\"billable\":false,\"color\":\"#ff0000\"}");
        assertThat(clockify.received()).allMatch(line -> line.startsWith("GET "));
    }

    @Test
    void a_created_project_is_told_with_its_id_and_found_by_its_name_at_once() {
        desk.problem("clockify_get_project", "{\"project\": \"Relaunch\"}");

        Object made = desk.make(desk.plan("clockify_create_project", "{\"name\": \"Relaunch\"}"));

        assertThat(((Told) made).told())
                .isEqualTo("Created project ‹Relaunch›, id ffffffffffffffffffffff01");
        // That there was none is not remembered.
        assertThat(desk.told("clockify_get_project", "{\"project\": \"relaunch\"}"))
                .startsWith("Relaunch | no client | id ffffffffffffffffffffff01");
    }

    @Test
    void a_name_that_exists_in_any_capitals_is_refused_before_anything_is_sent() {
        Problem problem = desk.problem("clockify_create_project", "{\"name\": \"WEBSITE\"}");

        assertThat(problem.code()).isEqualTo(Code.CONFLICT);
        assertThat(problem.message())
                .isEqualTo(
                        "There is a project called ‹Website› already, id"
                                + " 000000000000000000000001.");
        assertThat(clockify.received()).allMatch(line -> line.startsWith("GET "));
    }

    @Test
    void the_name_of_an_archived_project_is_still_taken() {
        clockify.has(PROJECTS, "{\"id\": \"p9\", \"name\": \"Past\", \"archived\": true}");

        assertThat(desk.problem("clockify_create_project", "{\"name\": \"Past\"}").message())
                .startsWith("There is an archived project called ‹Past› already");
    }

    @Test
    void a_name_that_only_contains_others_is_free() {
        clockify.has(PROJECTS, "{\"id\": \"p9\", \"name\": \"Website two\"}");

        Planned<?> planned = desk.plan("clockify_create_project", "{\"name\": \"Web\"}");

        assertThat(planned.change().steps()).hasSize(1);
    }

    @Test
    void a_taken_name_is_found_beyond_the_first_page_of_likenesses() {
        IntStream.range(0, 250)
                .forEach(i ->
                        clockify.has(
                                PROJECTS,
                                "{\"id\": \"p%d\", \"name\": \"Phase %d\"}".formatted(i, i)));
        clockify.has(PROJECTS, "{\"id\": \"p999\", \"name\": \"Phase\"}");

        assertThat(desk.problem("clockify_create_project", "{\"name\": \"phase\"}").code())
                .isEqualTo(Code.CONFLICT);
    }

    @Test
    void a_workspace_where_only_some_may_create_is_mentioned() {
        StubTransport strict =
                new StubTransport()
                        .answers("/user", "{\"id\": \"u\", \"name\": \"Bo\"}")
                        .has(
                                "/workspaces",
                                """
                                {"id": "64f000000000000000000001", "name": "Strict",
                                 "workspaceSettings": {"onlyAdminsCreateProject": true}}
                                """)
                        .has(PROJECTS, "{\"id\": \"p1\", \"name\": \"Other\"}");

        Planned<?> planned =
                StubDesk.at(strict).plan("clockify_create_project", "{\"name\": \"New\"}");

        assertThat(planned.change().notes())
                .containsExactly("Here only admins, and perhaps project managers, may do this.");
    }

    @Test
    void a_client_that_nobody_knows_ends_the_plan() {
        assertThat(
                        desk.problem(
                                        "clockify_create_project",
                                        "{\"name\": \"New\", \"client\": \"Nobody\"}")
                                .code())
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void a_colour_is_six_digits() {
        for (String color : List.of("red", "#12345", "#12345g")) {
            assertThat(
                            desk.problem(
                                            "clockify_create_project",
                                            "{\"name\": \"New\", \"color\": \"%s\"}"
                                                    .formatted(color))
                                    .code())
                    .isEqualTo(Code.INVALID_ARGUMENTS);
        }
    }
}
