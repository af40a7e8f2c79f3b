package io.github.clockifymcp.tools.catalogs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.NewProject;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Projects;
import io.github.clockifymcp.clockify.Projects.Named;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.clockify.Workspaces.Settings;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Pattern;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Detailed;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The workspace's projects.
public final class ProjectTools implements ToolGroup<Workplace> {
    private static final NewNames.Kind<Project> KIND =
            new NewNames.Kind<>(
                    "project",
                    Project::name,
                    Project::id,
                    project -> project.archived() ? "an archived" : "",
                    "bring it back with clockify_update_project");

    @Override
    public String id() {
        return "projects";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_projects", ListProjects.class, ProjectPage.class)
                .title("List projects")
                .describe(
                        "Lists projects by name, each with its client. Other tools take these"
                                + " names.")
                .by(ProjectTools::list);

        tools.read("clockify_get_project", GetProject.class, ProjectDetail.class)
                .title("Get project")
                .describe("Shows a project's rates, estimate, tracked time, note and more.")
                .by(ProjectTools::get);

        tools.resource(WorkspaceUris.WORKSPACE + "/project/{projectId}", "project")
                .title("Project")
                .describe("A project, by its id.")
                .withRightsOf("clockify_get_project")
                .by(
                        "application/json",
                        WorkspaceUris.within((values, ws) ->
                                get(new GetProject(WorkspaceUris.value(values, "projectId")), ws)));

        tools.write("clockify_create_project", CreateProject.class, CreatedProject.class)
                .title("Create project")
                .describe("Creates a project. A name that exists is refused.")
                .risk(Risk.WRITE)
                .touching(Reach.NEW_NAMES)
                .plan(ProjectTools::create);
    }

    record ListProjects(
            @Doc("Part of the name.") @Nullable String name,
            @Doc("Client's name or id.") @Nullable String client,
            @Doc("Archived ones instead.") @Default("false") boolean archived,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Projects on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize,
            @Doc(Detail.DOC) @Default("\"brief\"") Detail detail) {}

    record ProjectPage(@Columns List<ListedProject> projects, Slice part, @JsonIgnore Detail detail)
            implements Detailed {
        ProjectPage {
            projects = List.copyOf(projects);
        }

        @Override
        public String told() {
            return Lines.told(projects.stream().map(ListedProject::line).toList(), part, "project");
        }
    }

    /// @param client the name; null without one
    record ProjectRow(
            String id, String name, @Nullable String client, boolean billable, boolean archived) {
        static ProjectRow of(Named project) {
            return new ProjectRow(
                    project.id(),
                    project.name(),
                    project.clientName(),
                    project.billable(),
                    project.archived());
        }

        String line(Lines.Shared shared) {
            return Lines.line(
                    name,
                    !archived && !shared.has(name),
                    id,
                    client == null ? "no client" : client,
                    billable ? "" : "not billable",
                    archived ? "archived" : "");
        }
    }

    static ProjectPage list(ListProjects in, Workplace ws) {
        Projects.Filter filter =
                Projects.Filter.all().archived(in.archived()).sortedBy("NAME", SortOrder.ASCENDING);
        if (in.name() != null) {
            filter = filter.name(in.name());
        }
        if (in.client() != null) {
            filter = filter.clients(List.of(ws.names().client(in.client()).id()));
        }
        Paging paging = new Paging(in.page(), in.pageSize());
        if (in.detail().full()) {
            Page<Project> found = ws.api().projects().list(filter, paging);
            return new ProjectPage(
                    ListedProject.fully(found.items(), ws.account()),
                    Slice.of(found, paging),
                    in.detail());
        }
        Page<Named> found = ws.api().projects().named(filter, paging);
        return new ProjectPage(
                ListedProject.briefly(found.items()), Slice.of(found, paging), in.detail());
    }

    record GetProject(@Doc("Its name or id.") String project) {}

    static ProjectDetail get(GetProject in, Workplace ws) {
        String asked = in.project().strip();
        // A remembered name may be half an hour old, and its tracked time with it.
        String id = Names.isId(asked) ? asked : ws.names().project(asked).id();
        return ProjectDetail.of(ws.api().projects().get(id), ws.account());
    }

    record CreateProject(
            @Doc("The project's name.") @Size(min = 2, max = 250) String name,
            @Doc("Client's name or id.") @Nullable String client,
            @Doc("As the workspace's setting if left out.") @Nullable Boolean billable,
            @Doc("Whether everybody sees it; likewise.") @Nullable Boolean isPublic,
            @Doc("#RRGGBB") @Pattern("^#[0-9a-fA-F]{6}$") @Nullable String color,
            @Doc("For whoever opens it.") @Size(max = 16_384) @Nullable String note) {}

    record CreatedProject(ProjectRow project) implements Told {
        @Override
        public String told() {
            return "Created project %s, id %s"
                    .formatted(said(project.name(), project.client()), project.id());
        }
    }

    /// `‹Website› for ‹Acme›`
    static String said(String name, @Nullable String client) {
        String whose = client == null ? "" : " for ‹%s›".formatted(Lines.one(client));
        return "‹%s›%s".formatted(Lines.one(name), whose);
    }

    static Planned<CreatedProject> create(CreateProject in, Workplace ws) {
        String name = NewNames.checked("project", in.name());
        Client client = in.client() == null ? null : ws.names().client(in.client());
        checkFree(name, null, ws);
        String clientName = client == null ? null : client.name();
        NewProject project =
                new NewProject(
                        name,
                        client == null ? null : client.id(),
                        in.isPublic(),
                        in.billable(),
                        in.color(),
                        in.note(),
                        null,
                        null);
        Plan plan =
                ws.plan(
                                "Create project " + said(name, clientName),
                                "project",
                                ws.api().projects().create(project))
                        .undoneBy(ws.api().projects().archiveMade("{project}", project), "project")
                        .then(ws.api().projects().delete("{project}"), "project")
                        .touching(Reach.NEW_NAMES);
        if (client != null && client.archived()) {
            plan.note("The client ‹%s› is archived.".formatted(Lines.one(client.name())));
        }
        Settings settings = ws.account().workspace().workspaceSettings();
        NewNames.mentionWhoMay(plan, settings == null ? null : settings.onlyAdminsCreateProject());
        return plan.answering(answers -> {
            Project made = Plan.read(answers, "project", Project.class);
            // Clockify's answer to a write need not name the client.
            return new CreatedProject(
                    new ProjectRow(
                            made.id(), made.name(), clientName, made.billable(), made.archived()));
        });
    }

    /// Refuses a name that a project has, archived or not.
    ///
    /// @param self the id of what is to have it; null for what is yet to be made
    static void checkFree(String name, @Nullable String self, Workplace ws) {
        NewNames.free(
                KIND,
                name,
                self,
                paging -> ws.api().projects().list(Projects.Filter.all().name(name), paging));
    }
}
