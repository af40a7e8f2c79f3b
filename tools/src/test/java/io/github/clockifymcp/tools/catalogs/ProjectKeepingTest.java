package io.github.clockifymcp.tools.catalogs;

import static io.github.clockifymcp.tools.catalogs.RequestLines.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Told;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProjectKeepingTest {
    private static final String PROJECTS = StubDesk.WS + "/projects";
    private static final String OLD = "000000000000000000000009";

    private final StubTransport clockify =
            StubDesk.annas()
                    .has(
                            PROJECTS,
                            """
                            {"id": "p1", "name": "Website", "clientId": "c1", "clientName": "Acme",
                             "billable": true, "public": true, "color": "#03A9F4", "note": "Spring",
                             "duration": "PT12H30M"}
                            """)
                    .has(
                            PROJECTS,
                            "{\"id\": \"%s\", \"name\": \"Fax\", \"archived\": true}"
                                    .formatted(OLD))
                    .has(PROJECTS, "{\"id\": \"p3\", \"name\": \"Shop\"}")
                    .has(StubDesk.WS + "/clients", "{\"id\": \"c1\", \"name\": \"Acme\"}")
                    .has(StubDesk.WS + "/clients", "{\"id\": \"c2\", \"name\": \"Kestrel\"}")
                    .has(
                            PROJECTS + "/p1/tasks",
                            "{\"id\": \"k1\", \"name\": \"Design\", \"projectId\": \"p1\"}");
    private final StubDesk desk = StubDesk.at(clockify);

    @Test
    void only_named_fields_change_and_each_can_be_taken_back() {
        Change change =
                plan(
                        "clockify_update_project",
                        """
                        {"project": "website", "name": "Web", "client": "kestrel", "note": "Autumn",
                         "color": "#FF0000", "archived": true}
                        """);

        Step step = change.steps().getFirst();
        assertThat(change.summary())
                .isEqualTo(
                        "Change project ‹Website› for ‹Acme›: name ‹Website› → ‹Web›; client ‹Acme›"
                                + " → ‹Kestrel›; color ‹#03A9F4› → ‹#FF0000›; note ‹Spring› →"
                                + " ‹Autumn›; in use → archived");
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        assertThat(line(step.request()))
                .isEqualTo(
                        "PUT "
                                + PROJECTS
                                + "/p1 {\"name\":\"Web\",\"isPublic\":true,\"billable\":true,"
                                + "\"archived\":true,\"color\":\"#FF0000\",\"clientId\":\"c2\","
                                + "\"note\":\"Autumn\"}");
        assertThat(line(Objects.requireNonNull(step.inverse()).request()))
                .isEqualTo(
                        "PUT "
                                + PROJECTS
                                + "/p1 {\"name\":\"Website\",\"isPublic\":true,\"billable\":true,"
                                + "\"archived\":false,\"color\":\"#03A9F4\",\"clientId\":\"c1\","
                                + "\"note\":\"Spring\"}");
        assertThat(change.before()).extracting(Image::id).containsExactly("p1");
        assertThat(clockify.received()).allMatch(line -> line.startsWith("GET "));
    }

    @Test
    void client_and_note_are_emptied_by_name() {
        Change change =
                plan(
                        "clockify_update_project",
                        "{\"project\": \"website\", \"clear\": [\"client\", \"note\"]}");

        assertThat(change.summary()).endsWith("client ‹Acme› → none; note ‹Spring› → none");
        assertThat(line(change.steps().getFirst().request()))
                .contains("\"clientId\":\"\"", "\"note\":\"\"");
        assertThat(
                        desk.problem(
                                        "clockify_update_project",
                                        """
                                        {"project": "website", "note": "x", "clear": ["note"]}
                                        """)
                                .message())
                .isEqualTo("‹note› is both set and cleared.");
    }

    @Test
    void who_sees_a_project_is_a_question_of_permissions() {
        Change hidden =
                plan("clockify_update_project", "{\"project\": \"website\", \"is_public\": false}");
        Change billable =
                plan("clockify_update_project", "{\"project\": \"website\", \"billable\": false}");

        assertThat(hidden.risks()).containsExactly(Risk.PERMISSION_CHANGE);
        assertThat(hidden.summary()).endsWith("public → private");
        assertThat(hidden.notes()).containsExactly("Only its members and admins will see it.");
        assertThat(billable.risks()).containsExactly(Risk.WRITE);
        assertThat(billable.summary()).endsWith("billable → not billable");
    }

    @Test
    void what_is_already_so_is_said_and_nothing_is_sent() {
        var planned =
                desk.plan(
                        "clockify_update_project",
                        """
                        {"project": "website", "client": "acme", "billable": true,
                         "is_public": true, "archived": false, "note": "Spring"}
                        """);

        assertThat(planned.change().steps()).isEmpty();
        assertThat(((Told) desk.make(planned)).told())
                .isEqualTo("Nothing to change, it is already so: project ‹Website› for ‹Acme›");
        assertThat(desk.problem("clockify_update_project", "{\"project\": \"website\"}").message())
                .isEqualTo("It is not said what should change about project ‹Website› for ‹Acme›.");
    }

    @Test
    void a_name_that_another_project_has_is_refused() {
        Problem problem =
                desk.problem(
                        "clockify_update_project", "{\"project\": \"website\", \"name\": \"FAX\"}");

        assertThat(problem.code()).isEqualTo(Code.CONFLICT);
        assertThat(problem.hint())
                .isEqualTo("Choose another name, or bring it back with clockify_update_project.");
    }

    @Test
    void several_projects_are_archived_in_one_change_with_a_step_for_each() {
        Change change =
                plan(
                        "clockify_archive_projects",
                        "{\"projects\": [\"website\", \"shop\", \"WEBSITE\", \"%s\"]}"
                                .formatted(OLD));

        assertThat(change.summary()).isEqualTo("Archive 2 projects: ‹Website› for ‹Acme›, ‹Shop›");
        assertThat(change.steps())
                .extracting(step -> line(step.request()))
                .containsExactly(
                        "PUT "
                                + PROJECTS
                                + "/p1 {\"name\":\"Website\",\"isPublic\":true,\"billable\":true,"
                                + "\"archived\":true}",
                        "PUT "
                                + PROJECTS
                                + "/p3 {\"name\":\"Shop\",\"isPublic\":false,\"billable\":false,"
                                + "\"archived\":true}");
        assertThat(change.steps())
                .extracting(step -> line(Objects.requireNonNull(step.inverse()).request()))
                .allMatch(line -> line.contains("\"archived\":false"));
        assertThat(change.notes()).contains("‹Fax› is archived already.");
        assertThat(change.before()).hasSize(2);
    }

    @Test
    void archived_projects_are_told_with_the_ids_that_still_lead_to_them() {
        var planned =
                desk.plan(
                        "clockify_archive_projects",
                        "{\"projects\": [\"website\", \"%s\"]}".formatted(OLD));
        var none =
                desk.plan("clockify_archive_projects", "{\"projects\": [\"%s\"]}".formatted(OLD));

        assertThat(((Told) desk.make(planned)).told())
                .isEqualTo(
                        """
                        Archived project ‹Website› for ‹Acme›, id p1
                        Was archived already: project ‹Fax›\
                        """);
        assertThat(none.change().steps()).isEmpty();
        assertThat(((Told) desk.make(none)).told())
                .isEqualTo("Was archived already: project ‹Fax›");
    }

    @Test
    void deleting_a_project_archives_it_first_and_says_what_goes_with_it() {
        Change change = plan("clockify_delete_project", "{\"project\": \"website\"}");

        assertThat(change.summary()).isEqualTo("Delete project ‹Website› for ‹Acme›");
        assertThat(change.risks()).containsExactly(Risk.DESTRUCTIVE);
        assertThat(change.notes())
                .containsExactly(
                        "Everybody's entries on it, 12:30 in all, stay without a project.",
                        "Its task goes with it: ‹Design›.",
                        "Clockify deletes archived projects only, so it is archived first."
                                + " Archiving it alone would keep all of it.");
        assertThat(change.steps())
                .extracting(step -> step.request().method() + " " + step.request().path())
                .containsExactly("PUT " + PROJECTS + "/p1", "DELETE " + PROJECTS + "/p1");
        assertThat(change.steps().getFirst().inverse()).isNotNull();
        assertThat(change.steps().getLast().inverse()).isNull();
        assertThat(change.before()).extracting(Image::id).containsExactly("p1", "k1");
        assertThat(clockify.received()).allMatch(line -> line.startsWith("GET "));
    }

    @Test
    void an_archived_project_is_deleted_in_one_step() {
        clockify.has(
                PROJECTS + "/" + OLD + "/tasks",
                "{\"id\": \"x\", \"name\": \"x\", \"projectId\": \"y\"}");

        Change change = plan("clockify_delete_project", "{\"project\": \"%s\"}".formatted(OLD));

        assertThat(change.steps())
                .extracting(step -> step.request().method())
                .containsExactly("DELETE");
    }

    private Change plan(String tool, String json) {
        return desk.plan(tool, json).change();
    }
}
