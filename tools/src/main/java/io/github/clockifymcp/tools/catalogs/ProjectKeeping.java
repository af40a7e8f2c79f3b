package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.ProjectEdit;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tasks;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Pattern;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.ProjectTools.ProjectRow;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeping the workspace's projects in order: what is done to one now and then.
public final class ProjectKeeping implements ToolGroup<Workplace> {
    private static final int NAMED = 8;

    /// More tasks than a project has; at 200 a page.
    private static final int PAGES = 5;

    @Override
    public String id() {
        return "projects";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_update_project", UpdateProject.class, UpdatedProject.class)
                .title("Update project")
                .describe("Changes the named fields of a project; all others stay.")
                .risk(Risk.WRITE, Risk.PERMISSION_CHANGE)
                .touching(Reach.WORKSPACE)
                .plan(ProjectKeeping::update);

        tools.write("clockify_archive_projects", ArchiveProjects.class, ArchivedProjects.class)
                .title("Archive projects")
                .describe(
                        "Puts projects away, several at once; their time and tasks stay."
                                + " clockify_update_project brings one back.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan(ProjectKeeping::archive);

        tools.write("clockify_delete_project", DeleteProject.class, DeletedProject.class)
                .title("Delete project")
                .describe(
                        "Deletes a project and its tasks for good, archiving it first if need be."
                                + " Entries stay and lose it.")
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(ProjectKeeping::delete);
    }

    static Project find(String nameOrId, Workplace ws) {
        return ws.names().afresh().project(nameOrId);
    }

    /// `project ‹Website› for ‹Acme›`
    static String said(Project project) {
        return "project " + ProjectTools.said(project.name(), project.clientName());
    }

    /// What a project can be without.
    enum Field {
        CLIENT,
        NOTE
    }

    record UpdateProject(
            @Doc("Its name, or id if archived.") String project,
            @Doc("Its new name.") @Size(min = 2, max = 250) @Nullable String name,
            @Doc("Client's name or id.") @Nullable String client,
            @Doc("#RRGGBB") @Pattern("^#[0-9a-fA-F]{6}$") @Nullable String color,
            @Doc("For whoever opens it.") @Size(max = 16_384) @Nullable String note,
            @Doc("For new entries.") @Nullable Boolean billable,
            @Doc("Whether everybody sees it.") @Nullable Boolean isPublic,
            @Doc("Put away, or with false in use again.") @Nullable Boolean archived,
            @Doc("Fields to empty.") @Nullable List<Field> clear) {

        UpdateProject {
            clear = clear == null ? null : List.copyOf(clear);
        }

        /// Whether no field is named at all.
        boolean wishesNothing() {
            return (clear == null || clear.isEmpty())
                    && Stream.of(name, client, color, note, billable, isPublic, archived)
                            .allMatch(Objects::isNull);
        }
    }

    /// @param project as it is now
    /// @param changes each field's old and new value; empty when it was already so
    record UpdatedProject(ProjectRow project, List<String> changes) implements Told {
        UpdatedProject {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told(
                    "project " + ProjectTools.said(project.name(), project.client()), changes);
        }
    }

    static Planned<UpdatedProject> update(UpdateProject in, Workplace ws) {
        return new ProjectRevision(find(in.project(), ws), in, ws).plan();
    }

    record ArchiveProjects(@Doc("Names or ids.") @Size(min = 1, max = 50) List<String> projects) {
        ArchiveProjects {
            projects = List.copyOf(projects);
        }
    }

    /// @param projects those that were in use
    /// @param already the names of those that were archived before
    record ArchivedProjects(@Columns List<ProjectRow> projects, List<String> already)
            implements Told {
        ArchivedProjects {
            projects = List.copyOf(projects);
            already = List.copyOf(already);
        }

        @Override
        public String told() {
            List<String> lines = new ArrayList<>();
            projects.forEach(project ->
                    lines.add(
                            "Archived project %s, id %s"
                                    .formatted(
                                            ProjectTools.said(project.name(), project.client()),
                                            project.id())));
            already.forEach(name ->
                    lines.add("Was archived already: project ‹%s›".formatted(Lines.one(name))));
            return String.join("\n", lines);
        }
    }

    static Planned<ArchivedProjects> archive(ArchiveProjects in, Workplace ws) {
        Map<String, Project> all = new LinkedHashMap<>();
        for (String name : in.projects()) {
            Project project = find(name, ws);
            all.put(project.id(), project);
        }
        List<Project> used = all.values().stream().filter(one -> !one.archived()).toList();
        List<String> already =
                all.values().stream().filter(Project::archived).map(Project::name).toList();
        Plan plan = ws.plan(summary(used)).touching(Reach.WORKSPACE);
        for (int i = 0; i < used.size(); i++) {
            Project project = used.get(i);
            plan.send(step(i), ws.api().projects().archive(project))
                    .undoneBy(ws.api().projects().update(project, inUse(true)))
                    .replacing("project", project.id(), project.raw());
        }
        if (!used.isEmpty()) {
            plan.note("Their time and tasks stay. Archived projects are found by id alone.");
        }
        already.forEach(name -> plan.note("‹%s› is archived already.".formatted(Lines.one(name))));
        return plan.answering(answers -> {
            List<ProjectRow> rows = new ArrayList<>();
            for (int i = 0; i < used.size(); i++) {
                Project now = Plan.read(answers, step(i), Project.class);
                rows.add(row(now, used.get(i).clientName()));
            }
            return new ArchivedProjects(rows, already);
        });
    }

    private static String summary(List<Project> used) {
        if (used.isEmpty()) {
            return "Nothing to change, they are archived already";
        }
        String names =
                used.stream()
                        .map(project -> ProjectTools.said(project.name(), project.clientName()))
                        .collect(Collectors.joining(", "));
        return used.size() == 1
                ? "Archive project " + names
                : "Archive %d projects: %s".formatted(used.size(), names);
    }

    private static String step(int number) {
        return "project" + (number + 1);
    }

    /// Clockify's answer to a write need not name the client.
    static ProjectRow row(Project project, @Nullable String client) {
        return new ProjectRow(
                project.id(), project.name(), client, project.billable(), project.archived());
    }

    private static ProjectEdit inUse(boolean used) {
        return ProjectEdit.none().withArchived(Edit.set(!used));
    }

    record DeleteProject(@Doc("Its name, or id if archived.") String project) {}

    record DeletedProject(String id, String name, @Nullable String client) implements Told {
        @Override
        public String told() {
            return "Deleted project " + ProjectTools.said(name, client);
        }
    }

    static Planned<DeletedProject> delete(DeleteProject in, Workplace ws) {
        Project project = find(in.project(), ws);
        Page<Task> tasks =
                Page.walk(
                        PAGES,
                        paging -> ws.api().tasks().list(project.id(), Tasks.Filter.all(), paging));
        Plan plan =
                ws.plan("Delete " + said(project))
                        .risk(Risk.DESTRUCTIVE)
                        .touching(Reach.WORKSPACE)
                        .replacing("project", project.id(), project.raw())
                        .note(tracked(project))
                        .note(gone(tasks));
        tasks.items().forEach(task -> plan.replacing("task", task.id(), task.raw()));
        if (!project.archived()) {
            // Of use where the deletion is then refused.
            plan.send("archived", ws.api().projects().archive(project))
                    .undoneBy(ws.api().projects().update(project, inUse(true)))
                    .note(
                            "Clockify deletes archived projects only, so it is archived first."
                                    + " Archiving it alone would keep all of it.");
        }
        // Without an inverse: a new project of that name would have none of its time.
        return plan.send("deleted", ws.api().projects().delete(project.id()))
                .answering(answers ->
                        new DeletedProject(project.id(), project.name(), project.clientName()));
    }

    private static String tracked(Project project) {
        Long seconds = ProjectDetail.seconds(project.duration());
        return seconds == null || seconds == 0
                ? "Everybody's entries on it, if any, stay without a project."
                : "Everybody's entries on it, %s in all, stay without a project."
                        .formatted(ProjectDetail.hours(seconds));
    }

    private static String gone(Page<Task> tasks) {
        List<Task> all = tasks.items();
        if (all.isEmpty()) {
            return "It has no tasks.";
        }
        String names =
                all.stream()
                        .limit(NAMED)
                        .map(task -> "‹%s›".formatted(Lines.one(task.name())))
                        .collect(Collectors.joining(", "));
        return "Its %s with it: %s%s."
                .formatted(
                        all.size() == 1 ? "task goes" : "%d tasks go".formatted(all.size()),
                        names,
                        all.size() > NAMED || tasks.more() ? " and more" : "");
    }
}
