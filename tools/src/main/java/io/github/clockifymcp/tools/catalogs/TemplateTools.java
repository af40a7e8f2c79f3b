package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.NewProject;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Projects;
import io.github.clockifymcp.clockify.Projects.Named;
import io.github.clockifymcp.clockify.Projects.NewFromTemplate;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.clockify.Tasks;
import io.github.clockifymcp.clockify.Tasks.Task;
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
import io.github.clockifymcp.tools.catalogs.ProjectTools.CreatedProject;
import io.github.clockifymcp.tools.catalogs.ProjectTools.ProjectRow;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Projects that others are made like.
public final class TemplateTools implements ToolGroup<Workplace> {
    private static final String FEATURE = "PROJECT_TEMPLATES";

    /// At 200 a page.
    private static final int PAGES = 5;

    @Override
    public String id() {
        return "project_admin";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_project_templates", ListTemplates.class, TemplatePage.class)
                .title("List project templates")
                .describe("Lists the projects that others can be made like.")
                .by(TemplateTools::list);

        tools.read("clockify_get_project_template", GetTemplate.class, TemplateDetail.class)
                .title("Get project template")
                .describe("Shows a template's rates, estimate, note and tasks.")
                .by(TemplateTools::get);

        tools.write("clockify_create_project_template", CreateTemplate.class, CreatedTemplate.class)
                .title("Create project template")
                .describe(
                        "Creates an empty project and makes it a template; add its tasks with"
                                + " clockify_create_task. The plan must have project templates.")
                .risk(Risk.WRITE)
                .touching(Reach.NEW_NAMES)
                .plan(TemplateTools::create);

        tools.write(
                        "clockify_create_project_from_template",
                        CreateFromTemplate.class,
                        CreatedProject.class)
                .title("Create project from template")
                .describe("Creates a project with the tasks, people and settings of a template.")
                .risk(Risk.WRITE)
                .touching(Reach.NEW_NAMES)
                .plan(TemplateTools::createFrom);
    }

    record ListTemplates(
            @Doc("Part of the name.") @Nullable String name,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Templates on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record TemplatePage(@Columns List<ProjectRow> templates, Slice part) implements Told {
        TemplatePage {
            templates = List.copyOf(templates);
        }

        @Override
        public String told() {
            Lines.Shared shared = Lines.shared(templates.stream().map(ProjectRow::name).toList());
            return Lines.told(
                    templates.stream().map(template -> template.line(shared)).toList(),
                    part,
                    "project template");
        }
    }

    static TemplatePage list(ListTemplates in, Workplace ws) {
        Projects.Filter all =
                Projects.Filter.all().template(true).sortedBy("NAME", SortOrder.ASCENDING);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Named> found =
                ws.api().projects().named(in.name() == null ? all : all.name(in.name()), paging);
        return new TemplatePage(
                found.items().stream().map(ProjectRow::of).toList(), Slice.of(found, paging));
    }

    record GetTemplate(@Doc("Its name or id.") String template) {}

    /// @param tasks their names
    /// @param more whether it has still more tasks
    record TemplateDetail(ProjectDetail project, List<String> tasks, boolean more) implements Told {
        TemplateDetail {
            tasks = List.copyOf(tasks);
        }

        @Override
        public String told() {
            String names = String.join(", ", tasks.stream().map(Lines::one).toList());
            return "%s\n%s"
                    .formatted(
                            project.told(),
                            tasks.isEmpty()
                                    ? "no tasks"
                                    : "tasks: %s%s".formatted(names, more ? " and more" : ""));
        }
    }

    static TemplateDetail get(GetTemplate in, Workplace ws) {
        Project template = ws.names().afresh().template(in.template());
        Page<Task> tasks =
                Page.walk(
                        PAGES,
                        paging -> ws.api().tasks().list(template.id(), Tasks.Filter.all(), paging));
        return new TemplateDetail(
                ProjectDetail.of(template, ws.account()),
                tasks.items().stream().map(Task::name).toList(),
                tasks.more());
    }

    record CreateTemplate(
            @Doc("The template's name.") @Size(min = 2, max = 250) String name,
            @Doc("Client's name or id.") @Nullable String client,
            @Doc("As the workspace's setting if left out.") @Nullable Boolean billable,
            @Doc("Whether everybody sees it; likewise.") @Nullable Boolean isPublic,
            @Doc("#RRGGBB") @Pattern("^#[0-9a-fA-F]{6}$") @Nullable String color) {}

    record CreatedTemplate(ProjectRow template) implements Told {
        @Override
        public String told() {
            return "Created project template %s, id %s"
                    .formatted(
                            ProjectTools.said(template.name(), template.client()), template.id());
        }
    }

    static Planned<CreatedTemplate> create(CreateTemplate in, Workplace ws) {
        PlanFeatures.need(FEATURE, "project templates", ws);
        String name = NewNames.checked("template", in.name());
        Client client = in.client() == null ? null : ws.names().client(in.client());
        ProjectTools.checkFree(name, null, ws);
        String clientId = client == null ? null : client.id();
        String clientName = client == null ? null : client.name();
        NewProject project =
                new NewProject(
                        name, clientId, in.isPublic(), in.billable(), in.color(), null, null, null);
        return ws.plan(
                        "Create project template " + ProjectTools.said(name, clientName),
                        "project",
                        ws.api().projects().create(project))
                .undoneBy(ws.api().projects().archiveMade("{project}", project), "project")
                .then(ws.api().projects().delete("{project}"), "project")
                .send("template", ws.api().projects().markTemplate("{project}", true), "project")
                .goesWith("project")
                .touching(Reach.NEW_NAMES)
                .answering(answers ->
                        new CreatedTemplate(
                                ProjectKeeping.row(
                                        Plan.read(answers, "template", Project.class),
                                        clientName)));
    }

    record CreateFromTemplate(
            @Doc("The new project's name.") @Size(min = 2, max = 250) String name,
            @Doc("Template's name or id.") String template,
            @Doc("Client's name or id; the template's if left out.") @Nullable String client,
            @Doc("Whether everybody sees it; likewise.") @Nullable Boolean isPublic,
            @Doc("#RRGGBB; likewise.") @Pattern("^#[0-9a-fA-F]{6}$") @Nullable String color) {}

    static Planned<CreatedProject> createFrom(CreateFromTemplate in, Workplace ws) {
        PlanFeatures.need(FEATURE, "project templates", ws);
        String name = NewNames.checked("project", in.name());
        Project template = ws.names().afresh().template(in.template());
        Client client = in.client() == null ? null : ws.names().client(in.client());
        ProjectTools.checkFree(name, null, ws);
        String clientName = client == null ? template.clientName() : client.name();
        // All that can be said is said: what Clockify does with the rest is not known.
        NewFromTemplate project =
                new NewFromTemplate(
                        name,
                        template.id(),
                        client == null ? template.clientId() : client.id(),
                        in.isPublic() == null ? template.isPublic() : in.isPublic(),
                        in.color() == null ? template.color() : in.color());
        Plan plan =
                ws.plan(
                                "Create project %s from template ‹%s›"
                                        .formatted(
                                                ProjectTools.said(name, clientName),
                                                Lines.one(template.name())),
                                "project",
                                ws.api().projects().createFrom(project))
                        .undoneBy(
                                ws.api()
                                        .projects()
                                        .archiveMade("{project}", project, template.billable()),
                                "project")
                        .then(ws.api().projects().delete("{project}"), "project")
                        .touching(Reach.NEW_NAMES)
                        .note("Clockify copies the template's tasks, people and settings.");
        if (client != null && client.archived()) {
            plan.note("The client ‹%s› is archived.".formatted(Lines.one(client.name())));
        }
        return plan.answering(answers ->
                new CreatedProject(
                        ProjectKeeping.row(
                                Plan.read(answers, "project", Project.class), clientName)));
    }
}
