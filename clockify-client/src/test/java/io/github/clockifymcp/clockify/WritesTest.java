package io.github.clockifymcp.clockify;

import static io.github.clockifymcp.clockify.RetryTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.clockify.TimeEntries.NewCustomFieldValue;
import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class WritesTest {

    private static final Instant NINE = Instant.parse("2026-11-17T09:00:00.750Z");

    private final Clockify clockify =
            new Clockify(request -> {
                throw new AssertionError("A write only describes; it sent " + request);
            });
    private final WorkspaceApi workspace = clockify.workspace("w1");
    private final TimeEntry entry = Fixtures.read("time-entry", TimeEntry.class);

    @Test
    void an_entry_is_made_for_oneself_or_for_another() {
        NewTimeEntry full =
                new NewTimeEntry(NINE, NINE.plus(Duration.ofHours(2)), "Sketches")
                        .withProject("p1", "k1")
                        .withTags(List.of("t1"))
                        .withBillable(true)
                        .withType(TimeEntries.REGULAR)
                        .withCustomFields(
                                List.of(new NewCustomFieldValue("f1", null, new TextNode("x"))));

        assertThat(workspace.timeEntries().create(new NewTimeEntry(NINE, null, null)))
                .hasToString(
                        "POST /workspaces/w1/time-entries {\"start\":\"2026-11-17T09:00:00Z\"}");
        assertThat(workspace.timeEntries().createFor("u1", full))
                .hasToString(
                        "POST /workspaces/w1/user/u1/time-entries {\"start\":\"2026-11-17T09:00:00Z\","
                                + "\"end\":\"2026-11-17T11:00:00Z\",\"description\":\"Sketches\","
                                + "\"projectId\":\"p1\",\"taskId\":\"k1\",\"tagIds\":[\"t1\"],"
                                + "\"billable\":true,\"type\":\"REGULAR\","
                                + "\"customFields\":[{\"customFieldId\":\"f1\",\"value\":\"x\"}]}");
    }

    @Test
    void a_replaced_entry_keeps_everything_that_is_not_named() {
        ApiRequest<TimeEntry> request =
                workspace
                        .timeEntries()
                        .replace(entry, TimeEntryEdit.none().withDescription(Edit.of("Drawings")));

        assertThat(request.method() + " " + request.path())
                .isEqualTo("PUT /workspaces/w1/time-entries/652000000000000000000001");
        assertThat(request.body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"start": "2026-11-17T08:00:00Z", "end": "2026-11-17T10:30:00Z",
                                 "description": "Drawings", "billable": true, "type": "BREAK",
                                 "projectId": "64d000000000000000000001",
                                 "taskId": "650000000000000000000001",
                                 "tagIds": ["64f000000000000000000001", "64f000000000000000000002"],
                                 "customFields": [
                                  {"customFieldId": "653000000000000000000001",
                                   "sourceType": "WORKSPACE", "value": "LS-12"},
                                  {"customFieldId": "653000000000000000000002",
                                   "sourceType": "PROJECT", "value": ["Studio", "Home"]},
                                  {"customFieldId": "653000000000000000000003",
                                   "sourceType": "WORKSPACE", "value": 1.10}],
                                 "mood": "sunny"}
                                """));
    }

    @Test
    void a_replaced_entry_loses_what_is_cleared() {
        TimeEntryEdit edit =
                TimeEntryEdit.none()
                        .withEnd(Edit.clear())
                        .withDescription(Edit.clear())
                        .withProjectId(Edit.clear())
                        .withTaskId(Edit.clear())
                        .withTagIds(Edit.clear())
                        .withBillable(Edit.clear())
                        .withCustomFields(Edit.clear());

        ApiRequest<TimeEntry> request = workspace.timeEntries().replace(entry, edit);

        assertThat(request.body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"start": "2026-11-17T08:00:00Z", "billable": false,
                                 "type": "BREAK", "tagIds": [], "customFields": [],
                                 "mood": "sunny"}
                                """));
    }

    @Test
    void a_replaced_entry_gets_what_is_set_and_keeps_its_other_custom_fields() {
        TimeEntryEdit edit =
                TimeEntryEdit.none()
                        .withStart(Edit.set(NINE))
                        .withProjectId(Edit.set("p2"))
                        .withType(Edit.set(TimeEntries.REGULAR))
                        .withCustomFields(
                                Edit.set(
                                        List.of(
                                                new NewCustomFieldValue(
                                                        "653000000000000000000001",
                                                        null,
                                                        new TextNode("LS-13")),
                                                new NewCustomFieldValue(
                                                        "653000000000000000000002", null, null))));

        JsonNode body = Objects.requireNonNull(workspace.timeEntries().replace(entry, edit).body());

        assertThat(body.path("start").textValue()).isEqualTo("2026-11-17T09:00:00Z");
        assertThat(body.path("projectId").textValue()).isEqualTo("p2");
        assertThat(body.path("type").textValue()).isEqualTo("REGULAR");
        assertThat(body.path("customFields"))
                .hasToString(
                        "[{\"customFieldId\":\"653000000000000000000001\",\"sourceType\":\"WORKSPACE\","
                                + "\"value\":\"LS-13\"},{\"customFieldId\":\"653000000000000000000003\","
                                + "\"sourceType\":\"WORKSPACE\",\"value\":1.10}]");
    }

    @Test
    void a_running_entry_stays_running_when_it_is_replaced() {
        TimeEntry running = Fixtures.read("running-entry", TimeEntry.class);

        var body = workspace.timeEntries().replace(running, TimeEntryEdit.none()).body();

        assertThat(body)
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"description": "", "tagIds": [], "billable": false,
                                 "type": "SABBATICAL", "start": "2026-11-20T09:00:00Z",
                                 "customFields": []}
                                """));
    }

    @Test
    void a_start_cannot_be_cleared() {
        TimeEntryEdit edit = TimeEntryEdit.none().withStart(Edit.clear());

        ClockifyException failure = failureOf(() -> workspace.timeEntries().replace(entry, edit));

        assertThat(failure.category()).isEqualTo(Category.INVALID);
        assertThat(failure).hasMessage("The start cannot be cleared.");
    }

    @Test
    void the_other_changes_of_entries_are_described() {
        TimeEntries entries = workspace.timeEntries();

        assertThat(entries.stop("u1", NINE))
                .hasToString(
                        "PATCH /workspaces/w1/user/u1/time-entries {\"end\":\"2026-11-17T09:00:00Z\"}");
        assertThat(entries.delete("e1")).hasToString("DELETE /workspaces/w1/time-entries/e1");
        assertThat(entries.deleteAll("u1", List.of("e1", "e2")))
                .hasToString(
                        "DELETE /workspaces/w1/user/u1/time-entries?time-entry-ids=e1&time-entry-ids=e2");
        assertThat(entries.duplicate("u1", "e1"))
                .hasToString("POST /workspaces/w1/user/u1/time-entries/e1/duplicate");
        assertThat(entries.markInvoiced(List.of("e1"), true))
                .hasToString(
                        "PATCH /workspaces/w1/time-entries/invoiced {\"timeEntryIds\":[\"e1\"],\"invoiced\":true}");
        assertThatIllegalArgumentException().isThrownBy(() -> entries.deleteAll("u1", List.of()));
    }

    @Test
    void a_project_always_says_whether_it_is_public_and_billable() {
        Projects.Project project =
                Json.readList(Fixtures.json(Fixtures.text("projects")), Projects.Project.class)
                        .getFirst();
        ProjectEdit edit =
                ProjectEdit.none()
                        .withClientId(Edit.clear())
                        .withNote(Edit.set("Autumn"))
                        .withHourlyRate(Edit.set(new Rate(9_500, null)));

        assertThat(workspace.projects().archive(project).body())
                .isEqualTo(
                        Fixtures.json(
                                "{\"name\":\"Website\",\"isPublic\":true,\"billable\":true,\"archived\":true}"));
        assertThat(workspace.projects().update(project, edit).body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"name": "Website", "isPublic": true, "billable": true,
                                 "clientId": "", "note": "Autumn", "hourlyRate": {"amount": 9500}}
                                """));
        assertThat(workspace.projects().create(new NewProject("Website", "c1")))
                .hasToString(
                        "POST /workspaces/w1/projects {\"name\":\"Website\",\"clientId\":\"c1\"}");
        assertThat(workspace.projects().delete("p1"))
                .hasToString("DELETE /workspaces/w1/projects/p1");
    }

    @Test
    void the_people_on_a_project_are_replaced_and_keep_their_rates_and_groups() {
        Projects.Project project =
                Json.read(
                        Fixtures.json(
                                """
                                {"id": "p1", "name": "Website", "memberships": [
                                  {"userId": "u1", "membershipType": "PROJECT",
                                   "hourlyRate": {"amount": 9000, "currency": "EUR"}},
                                  {"userId": "u2", "membershipType": "PROJECT"},
                                  {"userId": "g1", "membershipType": "USERGROUP"}]}
                                """),
                        Projects.Project.class);

        assertThat(project.people()).containsExactly("u1", "u2");
        assertThat(project.groups()).containsExactly("g1");
        assertThat(workspace.projects().replaceMembers(project, List.of("u1", "u3")))
                .hasToString(
                        "PATCH /workspaces/w1/projects/p1/memberships {\"memberships\":["
                                + "{\"userId\":\"u1\",\"hourlyRate\":{\"amount\":9000}},"
                                + "{\"userId\":\"u3\"}],\"userGroups\":{\"contains\":\"CONTAINS\","
                                + "\"status\":\"ALL\",\"ids\":[\"g1\"]}}");
        assertThat(workspace.projects().addMembers("p1", List.of("u3")))
                .hasToString(
                        "POST /workspaces/w1/projects/p1/memberships"
                                + " {\"userIds\":[\"u3\"],\"remove\":false}");
        assertThat(workspace.projects().removeMembers("p1", List.of("u3")).body())
                .hasToString("{\"userIds\":[\"u3\"],\"remove\":true}");
    }

    @Test
    void a_project_has_one_estimate_and_keeps_the_options_of_both() {
        Projects.Project project =
                Json.readList(Fixtures.json(Fixtures.text("projects")), Projects.Project.class)
                        .getFirst();
        ProjectEstimate budget = new ProjectEstimate.Budget(250_000);

        assertThat(workspace.projects().estimate(project, budget))
                .hasToString(
                        "PATCH /workspaces/w1/projects/64d000000000000000000001/estimate"
                                + " {\"timeEstimate\":{\"estimate\":\"PT40H\",\"type\":\"MANUAL\","
                                + "\"active\":false,\"includeNonBillable\":true},"
                                + "\"budgetEstimate\":{\"active\":true,\"estimate\":250000,"
                                + "\"type\":\"MANUAL\"}}");
        assertThat(workspace.projects().unestimate(project, budget).body())
                .hasToString(
                        "{\"timeEstimate\":{\"estimate\":\"PT40H\",\"type\":\"MANUAL\","
                                + "\"active\":true,\"includeNonBillable\":true},"
                                + "\"budgetEstimate\":{\"active\":false}}");
        assertThat(
                        workspace
                                .projects()
                                .estimate(project, new ProjectEstimate.Time(Duration.ofHours(60)))
                                .body())
                .hasToString(
                        "{\"timeEstimate\":{\"estimate\":\"PT60H\",\"type\":\"MANUAL\","
                                + "\"active\":true,\"includeNonBillable\":true}}");
        assertThat(workspace.projects().estimate(project, new ProjectEstimate.None()).body())
                .hasToString(
                        "{\"timeEstimate\":{\"estimate\":\"PT40H\",\"type\":\"MANUAL\","
                                + "\"active\":false,\"includeNonBillable\":true}}");
    }

    @Test
    void an_estimate_that_is_switched_off_is_none() {
        Projects.Project project =
                Json.read(
                        Fixtures.json(
                                """
                                {"id": "p1", "name": "Website",
                                 "timeEstimate": {"estimate": "PT40H", "active": false},
                                 "budgetEstimate": {"estimate": 5000, "active": true}}
                                """),
                        Projects.Project.class);

        assertThat(project.timeEstimate()).isNull();
        assertThat(project.budgetEstimate()).isEqualTo(5_000);
    }

    @Test
    void templates_and_rates_have_routes_of_their_own() {
        Rate rate = new Rate(9_550, NINE);

        assertThat(workspace.projects().markTemplate("{project}", true))
                .hasToString(
                        "PATCH /workspaces/w1/projects/{project}/template {\"isTemplate\":true}");
        assertThat(
                        workspace
                                .projects()
                                .createFrom(
                                        new Projects.NewFromTemplate(
                                                "Shop", "p1", null, true, null)))
                .hasToString(
                        "POST /workspaces/w1/projects/from-template {\"name\":\"Shop\","
                                + "\"templateProjectId\":\"p1\",\"isPublic\":true}");
        assertThat(workspace.projects().userRate("p1", "u1", RateKind.COST, rate))
                .hasToString(
                        "PUT /workspaces/w1/projects/p1/users/u1/cost-rate"
                                + " {\"amount\":9550,\"since\":\"2026-11-17T09:00:00Z\"}");
        assertThat(workspace.tasks().rate("p1", "k1", RateKind.HOURLY, new Rate(100, null)))
                .hasToString(
                        "PUT /workspaces/w1/projects/p1/tasks/k1/hourly-rate {\"amount\":100}");
    }

    @Test
    void a_renamed_client_keeps_its_addresses_and_what_we_do_not_know() {
        Clients.Client client = Fixtures.read("client", Clients.Client.class);
        Clients.ClientEdit edit = Clients.ClientEdit.none().withName(Edit.of("Acme Ltd"));

        ApiRequest<Clients.Client> request = workspace.clients().update(client, edit, true, false);

        assertThat(request.target())
                .isEqualTo("/workspaces/w1/clients/64e000000000000000000001?archive-projects=true");
        assertThat(request.body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"name": "Acme Ltd", "archived": true,
                                 "email": "office@acme.example", "ccEmails": ["books@acme.example"],
                                 "address": "1 Main Street",
                                 "currencyId": "64c000000000000000000001", "loyalty": {"stars": 4}}
                                """));
    }

    @Test
    void a_new_client_gets_its_currency_with_all_that_it_was_made_with() {
        Clients.NewClient made = new Clients.NewClient("Acme", null, "1 Main Street", null);

        assertThat(workspace.clients().giveCurrency("{client}", made, "u1"))
                .hasToString(
                        "PUT /workspaces/w1/clients/{client}"
                                + " {\"name\":\"Acme\",\"address\":\"1 Main Street\","
                                + "\"currencyId\":\"u1\"}");
    }

    @Test
    void a_renamed_archived_tag_stays_archived() {
        Tags.Tag tag = Fixtures.read("tag", Tags.Tag.class);

        var body =
                workspace.tags().update(tag, Tags.TagEdit.none().withName(Edit.of("Lab"))).body();

        assertThat(body)
                .isEqualTo(
                        Fixtures.json("{\"name\":\"Lab\",\"archived\":true,\"shade\":\"teal\"}"));
    }

    @Test
    void a_finished_task_keeps_its_people_and_estimates() {
        Tasks.Task task = Fixtures.read("task", Tasks.Task.class);
        Tasks.TaskEdit edit = Tasks.TaskEdit.none().withStatus(Edit.of(Tasks.DONE));

        ApiRequest<Tasks.Task> request = workspace.tasks().update(task, edit);

        assertThat(request.path())
                .isEqualTo(
                        "/workspaces/w1/projects/64d000000000000000000001/tasks/650000000000000000000001");
        assertThat(request.body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"name": "Design", "status": "DONE", "billable": true,
                                 "assigneeIds": ["64a000000000000000000001"],
                                 "userGroupIds": ["651000000000000000000001"],
                                 "estimate": "PT8H", "budgetEstimate": 120000, "weight": 3}
                                """));
        assertThat(workspace.tasks().create("p1", new Tasks.NewTask("Design")))
                .hasToString("POST /workspaces/w1/projects/p1/tasks {\"name\":\"Design\"}");
    }

    @Test
    void what_was_read_can_be_written_down_and_read_again() {
        var written = Json.tree(entry);

        TimeEntry again = Json.read(written, TimeEntry.class);

        assertThat(again).isEqualTo(entry);
    }
}
