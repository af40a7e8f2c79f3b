package io.github.clockifymcp.tools.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.clockifymcp.clockify.MemoryNameStore;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.SandboxDesk;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamesTest {
    private final SandboxDesk desk = SandboxDesk.ofMina();

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    void a_name_is_found_whatever_its_capitals_and_outer_spaces() {
        Project project = desk.workplace().names().project("  bOOKing aPP ");

        assertThat(project.name()).isEqualTo("Booking App");
    }

    @Test
    void an_id_is_taken_in_whatever_capitals() {
        String project = Seed.id("project", "Booking App");
        String person = desk.workplace().account().user().id();
        Names names = desk.workplace().names();

        assertThat(names.project(project.toUpperCase(Locale.ROOT)).id()).isEqualTo(project);
        assertThat(names.person(person.toUpperCase(Locale.ROOT)).id()).isEqualTo(person);
    }

    @Test
    void a_name_is_found_however_its_accents_are_written() {
        String decomposed = Normalizer.normalize("Café Zentral", Normalizer.Form.NFD);

        assertThat(desk.workplace().names().client(decomposed).name()).isEqualTo("Café Zentral");
    }

    @Test
    void a_name_that_two_projects_share_is_answered_with_their_ids_and_clients() {
        Problem problem = problem(() -> desk.workplace().names().project("Website"));

        assertThat(problem.code()).isEqualTo(Problem.Code.AMBIGUOUS);
        assertThat(problem.message()).isEqualTo("2 projects are called ‹Website›.");
        assertThat(problem.hint())
                .contains("‹Website› for ‹Alpenblick Hotels› (" + Seed.id("project", "Website"))
                .contains("‹website› for ‹Kestrel Labs› (" + Seed.id("project", "website"));
    }

    @Test
    void an_archived_project_is_found_by_its_id_and_not_by_its_name() {
        String id = Seed.id("project", "Booking App (old)");

        assertThat(desk.workplace().names().project(id).archived()).isTrue();
        Problem problem = problem(() -> desk.workplace().names().project("Booking App (old)"));
        assertThat(problem.code()).isEqualTo(Problem.Code.NOT_FOUND);
        assertThat(problem.message())
                .isEqualTo(
                        "No project in use is called ‹Booking App (old)›, only an archived one.");
        assertThat(problem.hint())
                .isEqualTo(
                        "Use its id if that is meant: ‹Booking App (old)› for ‹Alpenblick Hotels›"
                                + " (%s).".formatted(id));
        assertThat(problem(() -> desk.workplace().names().client("old harbour shipping")).hint())
                .contains(Seed.id("client", "Old Harbour Shipping"));
        assertThat(problem(() -> desk.workplace().names().tag("fax")).hint())
                .contains(Seed.id("tag", "fax"));
    }

    @Test
    void what_clockify_says_ends_before_the_hint_begins() {
        Problem problem = problem(() -> desk.workplace().names().project(Seed.id("tag", "urgent")));

        assertThat(problem.text()).startsWith("Project doesn't belong to Workspace. Look it up");
    }

    @Test
    void a_name_that_nothing_has_is_answered_with_what_is_close() {
        Problem problem = problem(() -> desk.workplace().names().project("Booking"));

        assertThat(problem.message()).isEqualTo("No project is called ‹Booking›.");
        assertThat(problem.hint()).startsWith("These are close: ‹Booking App› for");
    }

    @Test
    void a_name_is_asked_for_once() {
        desk.workplace().names().project("Booking App");
        desk.forget();

        desk.workplace().names().project("booking app");

        assertThat(desk.received()).isEmpty();
    }

    @Test
    void a_remembered_name_that_was_spoilt_is_asked_for_again() {
        MemoryNameStore store = new MemoryNameStore(() -> SandboxDesk.NOW, 10);
        store.put("ws/project/booking app", "{\"name\": ", Duration.ofMinutes(1));
        store.put("ws/client/café zentral", "[]", Duration.ofMinutes(1));
        Names names = new Names(desk.workplace().api(), store, "ws");

        assertThat(names.project("Booking App").id()).isEqualTo(Seed.id("project", "Booking App"));
        assertThat(names.client("Café Zentral").name()).isEqualTo("Café Zentral");
    }

    @Test
    void a_task_is_found_in_its_project() {
        Project project = desk.workplace().names().project("Booking App");

        assertThat(desk.workplace().names().task(project, "android").projectId())
                .isEqualTo(project.id());
        assertThat(problem(() -> desk.workplace().names().task(project, "Layout")).message())
                .isEqualTo("No task in ‹Booking App› is called ‹Layout›.");
    }

    @Test
    void a_person_is_found_by_name_and_by_mail_address() {
        Names names = desk.workplace().names();

        assertThat(names.person("grace okafor").id())
                .isEqualTo(names.person("grace@example.org").id());
    }

    private static Problem problem(java.util.function.Supplier<?> handler) {
        var thrown =
                assertThatThrownBy(() -> SandboxDesk.said(handler))
                        .asInstanceOf(type(ToolException.class));
        return thrown.actual().problem();
    }
}
