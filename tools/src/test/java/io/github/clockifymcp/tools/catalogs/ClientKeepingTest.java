package io.github.clockifymcp.tools.catalogs;

import static io.github.clockifymcp.tools.catalogs.RequestLines.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Told;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientKeepingTest {
    private static final String CLIENTS = StubDesk.WS + "/clients";
    private static final String PROJECTS = StubDesk.WS + "/projects";
    private static final String PAST = "000000000000000000000009";
    private static final String ACME =
            """
            {"id": "c1", "name": "Acme", "archived": false, "email": "a@acme.example",
             "ccEmails": ["b@acme.example"], "address": "1 Main St\\nVienna", "note": null,
             "currencyId": "e1", "currencyCode": "EUR", "loyalty": 4}
            """;

    private final StubTransport clockify =
            new StubTransport()
                    .answers("/user", "{\"id\": \"u\", \"name\": \"Bo\"}")
                    .has(
                            "/workspaces",
                            """
                            {"id": "64f000000000000000000001", "name": "Strict",
                             "currencies": [{"id": "e1", "code": "EUR", "isDefault": true},
                                 {"id": "e2", "code": "USD", "isDefault": false}],
                             "workspaceSettings": {"onlyAdminsCreateProject": true}}
                            """)
                    .has(CLIENTS, ACME)
                    .has(
                            CLIENTS,
                            "{\"id\": \"%s\", \"name\": \"Past\", \"archived\": true}"
                                    .formatted(PAST))
                    .has(PROJECTS, project("p1", "Website", false))
                    .has(PROJECTS, project("p2", "Shop", false))
                    .has(PROJECTS, project("p3", "Old", true));
    private final StubDesk desk = StubDesk.at(clockify);

    private static String project(String id, String name, boolean archived) {
        return "{\"id\": \"%s\", \"name\": \"%s\", \"clientId\": \"c1\", \"archived\": %s}"
                .formatted(id, name, archived);
    }

    @Test
    void a_new_client_is_planned_with_what_is_known_of_it() {
        Change change =
                plan("clockify_create_client", "{\"name\": \"Beta\", \"email\": \"x@b.example\"}");

        assertThat(change.summary()).isEqualTo("Create client ‹Beta›");
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(change.reach()).isEqualTo(Reach.NEW_NAMES);
        assertThat(change.notes())
                .containsExactly("Here only admins, and perhaps project managers, may do this.");
        assertThat(change.steps())
                .extracting(step -> line(step.request()))
                .containsExactly(
                        "POST %s {\"name\":\"Beta\",\"email\":\"x@b.example\"}".formatted(CLIENTS));
    }

    @Test
    void another_currency_is_given_in_a_second_step() {
        Planned<?> planned =
                desk.plan(
                        "clockify_create_client",
                        "{\"name\": \"Beta\", \"note\": \"n\", \"currency\": \"usd\"}");

        assertThat(planned.change().summary()).isEqualTo("Create client ‹Beta›, paying in USD");
        assertThat(planned.change().steps())
                .extracting(step -> line(step.request()))
                .containsExactly(
                        "POST %s {\"name\":\"Beta\",\"note\":\"n\"}".formatted(CLIENTS),
                        "PUT %s/{client} {\"name\":\"Beta\",\"note\":\"n\",\"currencyId\":\"e2\"}"
                                .formatted(CLIENTS));
        assertThat(((Told) desk.make(planned)).told())
                .isEqualTo("Created client ‹Beta›, id ffffffffffffffffffffff02");
    }

    @Test
    void the_workspaces_own_currency_needs_no_second_step_and_an_unknown_one_is_refused() {
        assertThat(
                        plan(
                                        "clockify_create_client",
                                        "{\"name\": \"Beta\", \"currency\": \"EUR\"}")
                                .steps())
                .hasSize(1);
        Problem problem =
                desk.problem(
                        "clockify_create_client", "{\"name\": \"Beta\", \"currency\": \"CHF\"}");
        assertThat(problem.message()).isEqualTo("The workspace has no currency ‹CHF›.");
        assertThat(problem.hint()).isEqualTo("It has: EUR, USD.");
    }

    @Test
    void the_name_of_an_archived_client_is_still_taken() {
        Problem problem = desk.problem("clockify_create_client", "{\"name\": \"past\"}");

        assertThat(problem.code()).isEqualTo(Code.CONFLICT);
        assertThat(problem.hint())
                .isEqualTo("Choose another name, or bring it back with clockify_update_client.");
    }

    @Test
    void a_client_is_shown_with_all_that_invoices_need() {
        assertThat(desk.told("clockify_get_client", "{\"client\": \"acme\"}"))
                .isEqualTo(
                        """
                        Acme | EUR | id c1
                        e-mail: a@acme.example
                        copies to: b@acme.example
                        address: 1 Main St Vienna\
                        """);
        assertThat(desk.told("clockify_get_client", "{\"client\": \"%s\"}".formatted(PAST)))
                .isEqualTo("Past | archived | id " + PAST);
    }

    @Test
    void an_update_sends_the_whole_client_and_takes_back_the_whole_client() {
        Change change =
                plan(
                        "clockify_update_client",
                        """
                        {"client": "acme", "name": "Acme Ltd", "note": " Ring twice ",
                         "currency": "USD", "clear": ["address"]}
                        """);

        Step step = change.steps().getFirst();
        assertThat(change.summary())
                .isEqualTo(
                        "Change client ‹Acme›: name ‹Acme› → ‹Acme Ltd›; address ‹1 Main St Vienna›"
                                + " → none; note none → ‹Ring twice›; currency ‹EUR› → ‹USD›");
        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        assertThat(line(step.request()))
                .isEqualTo(
                        "PUT %s/c1 {\"name\":\"Acme Ltd\",\"archived\":false,".formatted(CLIENTS)
                                + "\"email\":\"a@acme.example\",\"ccEmails\":[\"b@acme.example\"],"
                                + "\"currencyId\":\"e2\",\"loyalty\":4,\"note\":\"Ring twice\"}");
        assertThat(line(Objects.requireNonNull(step.inverse()).request()))
                .contains("\"name\":\"Acme\"", "1 Main St", "\"currencyId\":\"e1\"")
                .doesNotContain("note");
        assertThat(change.before().stream().map(Image::id)).containsExactly("c1");
    }

    @Test
    void a_field_is_set_or_cleared_and_something_must_be_wished() {
        assertThat(
                        desk.problem(
                                        "clockify_update_client",
                                        """
                                        {"client": "acme", "note": "x", "clear": ["note"]}
                                        """)
                                .message())
                .isEqualTo("‹note› is both set and cleared.");
        assertThat(desk.problem("clockify_update_client", "{\"client\": \"acme\"}").code())
                .isEqualTo(Code.INVALID_ARGUMENTS);
        assertThat(
                        plan(
                                        "clockify_update_client",
                                        """
                                        {"client": "acme", "archived": false, "clear": ["note"],
                                         "currency": "eur", "name": "Acme"}
                                        """)
                                .steps())
                .isEmpty();
    }

    @Test
    void what_archiving_means_for_projects_is_mentioned() {
        assertThat(
                        plan("clockify_update_client", "{\"client\": \"acme\", \"archived\": true}")
                                .notes())
                .containsExactly(
                        "Its projects stay as they are; clockify_archive_client can archive them"
                                + " too.");
        assertThat(
                        plan(
                                        "clockify_update_client",
                                        "{\"client\": \"%s\", \"archived\": false}".formatted(PAST))
                                .notes())
                .containsExactly("Projects of it that are archived stay archived.");
    }

    @Test
    void a_client_is_archived_alone_unless_more_is_asked_for() {
        Change change = plan("clockify_archive_client", "{\"client\": \"acme\"}");

        Step step = change.steps().getFirst();
        assertThat(change.summary()).isEqualTo("Archive client ‹Acme›");
        assertThat(change.notes())
                .containsExactly("Its 2 projects are left in use: ‹Website›, ‹Shop›.");
        assertThat(line(step.request()))
                .startsWith("PUT %s/c1 ".formatted(CLIENTS))
                .contains("\"archived\":true");
        assertThat(step.inverse()).isNotNull();
        assertThat(change.before().stream().map(Image::id)).containsExactly("c1");
    }

    @Test
    void projects_and_tasks_that_go_with_it_are_named_and_do_not_come_back_with_it() {
        Change change =
                plan(
                        "clockify_archive_client",
                        """
                        {"client": "acme", "archive_projects": true, "finish_tasks": true}
                        """);

        Step step = change.steps().getFirst();
        assertThat(change.summary()).isEqualTo("Archive client ‹Acme› and its projects");
        assertThat(change.notes())
                .containsExactly(
                        "Its 2 projects are archived with it: ‹Website›, ‹Shop›.",
                        "Open tasks of its projects are marked as done.",
                        "Bringing it back later does not reopen its projects or tasks.");
        assertThat(step.request().path())
                .isEqualTo(CLIENTS + "/c1?archive-projects=true&mark-tasks-as-done=true");
        assertThat(step.inverse()).isNull();
        assertThat(change.before().stream().map(Image::id)).containsExactly("c1", "p1", "p2");
    }

    @Test
    void an_archived_client_has_nothing_to_archive_and_can_take_no_projects_along() {
        String past = "{\"client\": \"%s\"}".formatted(PAST);
        String more = "{\"client\": \"%s\", \"archive_projects\": true}".formatted(PAST);

        Planned<?> planned = desk.plan("clockify_archive_client", past);
        assertThat(planned.change().steps()).isEmpty();
        assertThat(((Told) desk.make(planned)).told())
                .isEqualTo("Nothing to change, it is already archived: client ‹Past›");
        assertThat(desk.problem("clockify_archive_client", more).code()).isEqualTo(Code.CONFLICT);
    }

    @Test
    void deleting_a_client_in_use_takes_two_steps_and_says_what_becomes_of_its_projects() {
        clockify.forget();

        Change change = plan("clockify_delete_client", "{\"client\": \"acme\"}");

        assertThat(change.summary()).isEqualTo("Delete client ‹Acme›");
        assertThat(change.risks()).containsExactly(Risk.DESTRUCTIVE);
        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        assertThat(change.notes())
                .containsExactly(
                        "Its 3 projects are kept, without a client: ‹Website›, ‹Shop›, ‹Old›.",
                        "Clockify deletes archived clients only, so it is archived first.");
        assertThat(change.steps())
                .extracting(step -> step.request().method())
                .containsExactly("PUT", "DELETE");
        assertThat(change.steps())
                .extracting(step -> step.inverse() != null)
                .containsExactly(true, false);
        assertThat(change.before().stream().map(Image::id)).containsExactly("c1", "p1", "p2", "p3");
        // Who and where, the client, its projects: nothing is asked twice.
        assertThat(clockify.received()).hasSize(4).allMatch(line -> line.startsWith("GET "));
    }

    @Test
    void deleting_an_archived_client_takes_one_step() {
        Change change = plan("clockify_delete_client", "{\"client\": \"%s\"}".formatted(PAST));

        assertThat(change.notes()).containsExactly("No projects are affected.");
        assertThat(change.steps())
                .extracting(step -> line(step.request()))
                .containsExactly("DELETE %s/%s null".formatted(CLIENTS, PAST));
    }

    @Test
    void of_many_projects_some_are_named() {
        IntStream.range(0, 20)
                .forEach(i -> clockify.has(PROJECTS, project("q" + i, "Phase " + i, false)));

        assertThat(plan("clockify_archive_client", "{\"client\": \"acme\"}").notes())
                .singleElement()
                .asString()
                .startsWith("Its 22 projects are left in use: ‹Website›, ‹Shop›, ‹Phase 0›")
                .endsWith("‹Phase 5› and more.");
    }

    @Test
    void of_two_clients_of_one_name_none_is_touched() {
        clockify.has(CLIENTS, "{\"id\": \"c2\", \"name\": \"ACME\"}");

        Problem problem = desk.problem("clockify_delete_client", "{\"client\": \"acme\"}");

        assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
        assertThat(problem.hint()).contains("c1", "c2");
    }

    private Change plan(String tool, String json) {
        return desk.plan(tool, json).change();
    }
}
