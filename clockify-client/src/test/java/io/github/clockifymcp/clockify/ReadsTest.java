package io.github.clockifymcp.clockify;

import static io.github.clockifymcp.clockify.RetryTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReadsTest {

    private final FakeServer server = new FakeServer();
    private final Clockify clockify =
            Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("  s3cret-key \n"));
    private final WorkspaceApi workspace = clockify.workspace("w1");

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void an_answer_that_would_fill_the_memory_is_not_read_to_its_end() {
        String crowd = "[" + "0,".repeat(Json.MOST_TOKENS) + "0]";

        server.answers(200, crowd);
        ClockifyException failure = failureOf(() -> clockify.users().current());

        assertThat(failure).hasMessageContaining("could not be understood");
    }

    @Test
    void the_account_is_read_with_one_key_header_and_a_status_nobody_has_heard_of() {
        server.answersWith("user");

        Users.User user = clockify.users().current(true);

        FakeServer.Received request = server.received().getFirst();
        assertThat(request.line()).isEqualTo("GET /api/v1/user?include-memberships=true");
        assertThat(request.headers().get("X-Api-Key")).containsExactly("s3cret-key");
        assertThat(request.headers()).doesNotContainKeys("Authorization", "X-Addon-Token");
        assertThat(user.status()).isEqualTo("RESTING");
        assertThat(user.zone()).contains(ZoneId.of("Europe/Belgrade"));
    }

    @Test
    void workspaces_say_what_they_demand_and_what_their_plan_has() {
        server.answersWith("workspaces");

        Workspaces.Workspace found = clockify.workspaces().list(List.of("OWNER", "X")).getFirst();

        assertThat(server.lines()).containsExactly("GET /api/v1/workspaces?roles=OWNER&roles=X");
        assertThat(found.hourlyRate()).isEqualTo(new Money(7_500, "EUR"));
        assertThat(found.costRate()).isNull();
        assertThat(found.has("TELEPATHY")).isTrue();
        assertThat(found.workspaceSettings())
                .isNotNull()
                .satisfies(settings -> assertThat(settings.forceProjects()).isTrue());
    }

    @Test
    void members_may_lack_settings_and_memberships() {
        server.answersWith("members", "Last-Page", "true");
        Members.Filter filter =
                Members.Filter.all()
                        .name("no & vak")
                        .email("mira@example.test")
                        .project("p1")
                        .status("ALL")
                        .accountStatuses("ACTIVE,LIMITED")
                        .memberships("WORKSPACE")
                        .sortedBy("NAME", SortOrder.DESCENDING)
                        .withRoles();

        Page<Users.User> page = workspace.members().list(filter, new Paging(1, 2));

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/users?name=no%20%26%20vak&email=mira%40example.test"
                                + "&project-id=p1&status=ALL&account-statuses=ACTIVE%2CLIMITED"
                                + "&memberships=WORKSPACE&sort-column=NAME&sort-order=DESCENDING"
                                + "&include-roles=true&page=1&page-size=2");
        assertThat(page.more()).isFalse();
        assertThat(page.items()).allSatisfy(m -> assertThat(m.zone()).isEmpty());
        assertThat(page.items().getFirst().roles()).hasSize(1);
    }

    @Test
    void projects_are_filtered_in_the_spelling_clockify_knows() {
        server.answersWith("projects");
        Projects.Filter filter =
                Projects.Filter.all()
                        .exactName("Website")
                        .archived(false)
                        .billable(true)
                        .clients(List.of("c1", "c2"))
                        .clientStatus("ACTIVE")
                        .notUsers(List.of("u1"))
                        .userStatus("ALL")
                        .userGroups(List.of("g1"))
                        .template(false)
                        .access("PUBLIC")
                        .hydrated()
                        .expenses(3, LocalDate.parse("2026-11-20"))
                        .sortedBy("CLIENT_NAME", SortOrder.ASCENDING);

        Projects.Project found =
                workspace.projects().list(filter, Paging.first()).items().getFirst();

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/projects?name=Website&strict-name-search=true"
                                + "&archived=false&billable=true&clients=c1&clients=c2"
                                + "&contains-client=true&client-status=ACTIVE&users=u1"
                                + "&contains-user=false&user-status=ALL&userGroups=g1"
                                + "&contains-group=true&is-template=false&access=PUBLIC"
                                + "&hydrated=true&expense-limit=3&expense-date=2026-11-20"
                                + "&sort-column=CLIENT_NAME&sort-order=ASCENDING&page=1&page-size=50");
        assertThat(found.isPublic()).isTrue();
        assertThat(found.duration()).isEqualTo(Duration.parse("PT12H30M"));
        assertThat(found.timeEstimate()).isEqualTo(Duration.ofHours(40));
        assertThat(found.budgetEstimate()).isNull();
        assertThat(found.hourlyRate()).isEqualTo(new Money(9_000, "EUR"));
        assertThat(found.memberships()).hasSize(1);
    }

    @Test
    void clients_tags_and_tasks_are_read() {
        server.answersWith("client").answersWith("tag").answersWith("task");

        Clients.Client client = workspace.clients().get("c1");
        Tags.Tag tag = workspace.tags().get("t1");
        Tasks.Task task = workspace.tasks().get("p1", "k1");

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/clients/c1",
                        "GET /api/v1/workspaces/w1/tags/t1",
                        "GET /api/v1/workspaces/w1/projects/p1/tasks/k1");
        assertThat(client.ccEmails()).containsExactly("books@acme.example");
        assertThat(client.note()).isNull();
        assertThat(tag.archived()).isTrue();
        assertThat(task.active()).isTrue();
        assertThat(task.estimate()).isEqualTo(Duration.ofHours(8));
        assertThat(task.budgetEstimate()).isEqualTo(120_000);
    }

    @Test
    void lists_of_clients_tags_and_tasks_are_filtered() {
        server.answers(200, "[]").answers(200, "[]").answers(200, "[]");
        Paging paging = new Paging(2, 200);

        workspace.clients().list(Clients.Filter.all().address("1 M").note("x"), paging);
        workspace.tags().list(Tags.Filter.all().except(List.of("a", "b")), paging);
        workspace.tasks().list("p1", Tasks.Filter.all().exactName("D").active(true), paging);

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/clients?address=1%20M&note=x&page=2&page-size=200",
                        "GET /api/v1/workspaces/w1/tags?excluded-ids=a&excluded-ids=b&page=2&page-size=200",
                        "GET /api/v1/workspaces/w1/projects/p1/tasks?name=D&strict-name-search=true"
                                + "&is-active=true&page=2&page-size=200");
    }

    @Test
    void entries_are_filtered_by_the_accounts_wall_clock() {
        server.answers(200, "[" + Fixtures.text("time-entry") + "]", "last-page", "false");
        Window window =
                new Window(
                        Instant.parse("2026-11-16T23:00:00Z"),
                        Instant.parse("2026-11-17T23:00:00Z"),
                        ZoneId.of("Europe/Belgrade"));
        TimeEntries.Filter filter =
                TimeEntries.Filter.all()
                        .within(window)
                        .description("a+b")
                        .project("p1")
                        .task("k1")
                        .tags(List.of("t1", "t2"))
                        .projectRequired()
                        .taskRequired()
                        .hydrated();

        Page<TimeEntries.TimeEntry> page =
                workspace.timeEntries().list("u1", filter, Paging.first());

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/user/u1/time-entries"
                                + "?start=2026-11-17T00%3A00%3A00Z&end=2026-11-18T00%3A00%3A00Z"
                                + "&description=a%2Bb&project=p1&task=k1&tags=t1&tags=t2"
                                + "&project-required=true&task-required=true&hydrated=true"
                                + "&page=1&page-size=50");
        assertThat(page.more()).isTrue();
        assertThat(page.items().getFirst().duration()).contains(Duration.ofMinutes(150));
    }

    @Test
    void running_timers_are_found_for_one_person_and_for_all() {
        String running = "[" + Fixtures.text("running-entry") + "]";
        server.answers(200, running).answers(200, "[]").answers(200, running);
        TimeEntries entries = workspace.timeEntries();

        Optional<TimeEntries.TimeEntry> mine = entries.inProgress("u1");
        Optional<TimeEntries.TimeEntry> theirs = entries.inProgress("u2");
        Page<TimeEntries.TimeEntry> all = entries.inProgress(Paging.first());

        assertThat(mine).hasValueSatisfying(e -> assertThat(e.type()).isEqualTo("SABBATICAL"));
        assertThat(theirs).isEmpty();
        assertThat(all.items()).allMatch(TimeEntries.TimeEntry::running);
        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/user/u1/time-entries?in-progress=true&page=1&page-size=10",
                        "GET /api/v1/workspaces/w1/user/u2/time-entries?in-progress=true&page=1&page-size=10",
                        "GET /api/v1/workspaces/w1/time-entries/status/in-progress?page=1&page-size=50");
    }

    @Test
    void a_request_held_as_data_is_sent_and_its_answer_read_later() {
        server.answersWith("tag").answers(204, "");
        ApiRequest<Tags.Tag> described = workspace.tags().create("Workshop");
        ApiRequest<JsonNode> data =
                ApiRequest.of(
                        described.service(),
                        described.method(),
                        described.path(),
                        new Query(described.query().values()),
                        described.body());

        JsonNode answer = clockify.sendRaw(data);
        JsonNode nothing = clockify.sendRaw(workspace.timeEntries().delete("e1"));

        assertThat(data).isEqualTo(described.raw());
        assertThat(Json.read(answer, Tags.Tag.class).name()).isEqualTo("Workshop");
        assertThat(nothing.isMissingNode()).isTrue();
        assertThat(Json.read(nothing, Nothing.class)).isEqualTo(new Nothing());
        assertThat(server.received().getFirst().body()).isEqualTo("{\"name\":\"Workshop\"}");
    }

    @Test
    void an_answer_that_is_no_json_says_so_without_repeating_it() {
        server.answers(200, "<html>private</html>");

        ClockifyException failure = failureOf(() -> clockify.users().current());

        assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
        assertThat(failure).hasNoCause().message().doesNotContain("private");
    }

    @Test
    void reports_are_asked_at_their_own_address() {
        server.answers(200, "{}");

        clockify.sendRaw(
                ApiRequest.search(
                        Service.REPORTS,
                        "/workspaces/w1/reports/summary",
                        Fixtures.json("{}"),
                        JsonNode.class));

        assertThat(server.lines()).containsExactly("POST /report/v1/workspaces/w1/reports/summary");
    }
}
