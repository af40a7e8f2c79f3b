package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tags.Tag;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.Workspaces.Settings;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an entry is about: a project, one of its tasks, tags, and whether it is billed. Resolved
/// before anything is planned, so that a name nobody has changes nothing.
///
/// @param billable null leaves it to Clockify
public record Subject(
        @Nullable Project project,
        @Nullable Task task,
        List<Tag> tags,
        @Nullable Boolean billable) {

    public Subject {
        tags = List.copyOf(tags);
    }

    /// Resolves what a person named.
    ///
    /// @param billable as the project when null: Clockify itself would not look
    public static Subject of(
            Workplace ws,
            @Nullable String project,
            @Nullable String task,
            @Nullable List<String> tags,
            @Nullable Boolean billable) {
        Project onProject = project == null ? null : ws.names().project(project);
        if (task != null && onProject == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "The task ‹%s› belongs to a project, and none is named.".formatted(task),
                    "Give the project too.");
        }
        Task onTask = task == null || onProject == null ? null : ws.names().task(onProject, task);
        Map<String, Tag> tagged = new LinkedHashMap<>();
        for (String name : tags == null ? List.<String>of() : tags) {
            Tag tag = ws.names().tag(name);
            tagged.put(tag.id(), tag);
        }
        List<Tag> once = List.copyOf(tagged.values());
        if (billable == null && onProject != null) {
            return new Subject(onProject, onTask, once, onProject.billable());
        }
        return new Subject(onProject, onTask, once, billable);
    }

    /// An entry about it, to be made.
    ///
    /// @param end null starts a timer
    public NewTimeEntry entry(Instant start, @Nullable Instant end, @Nullable String description) {
        return new NewTimeEntry(start, end, description)
                .withProject(project == null ? null : project.id(), task == null ? null : task.id())
                .withTags(tags.stream().map(Tag::id).toList())
                .withBillable(billable);
    }

    /// `Website / Design — Drafts #urgent`
    public String said(@Nullable String description) {
        return EntryRow.about(
                projectName(),
                taskName(),
                tagNames(),
                description == null ? "" : description,
                billable == null || billable);
    }

    /// The row with the names that Clockify's answer to a write lacks.
    public EntryRow named(EntryRow row) {
        return row.named(projectName(), taskName(), tagNames());
    }

    private @Nullable String projectName() {
        return project == null ? null : project.name();
    }

    private @Nullable String taskName() {
        return task == null ? null : task.name();
    }

    private List<String> tagNames() {
        return tags.stream().map(Tag::name).toList();
    }

    /// What the workspace demands, and this lacks.
    private List<String> missing(@Nullable String description, @Nullable Settings demands) {
        List<String> missing = new ArrayList<>();
        if (demands == null) {
            return missing;
        }
        if (project == null && Boolean.TRUE.equals(demands.forceProjects())) {
            missing.add("project");
        }
        if (task == null && Boolean.TRUE.equals(demands.forceTasks())) {
            missing.add("task");
        }
        if (tags.isEmpty() && Boolean.TRUE.equals(demands.forceTags())) {
            missing.add("tag");
        }
        if ((description == null || description.isBlank())
                && Boolean.TRUE.equals(demands.forceDescription())) {
            missing.add("description");
        }
        return missing;
    }

    /// What a colleague would mention.
    ///
    /// @param workspace whose entries have to have some things
    public List<String> notes(@Nullable String description, Workspace workspace) {
        List<String> notes = new ArrayList<>();
        List<String> missing = missing(description, workspace.workspaceSettings());
        if (!missing.isEmpty()) {
            notes.add(
                    "Entries of this workspace must have %s: Clockify refuses others, and stops no"
                                    .formatted(String.join(" and ", missing))
                            + " such timer.");
        }
        if (missing.contains("project")) {
            return notes;
        }
        if (project == null) {
            notes.add("It has no project.");
        } else if (project.archived()) {
            notes.add("The project ‹%s› is archived.".formatted(project.name()));
        } else if (billable != null) {
            notes.addAll(billing(project, billable));
        }
        if (task != null && !task.active()) {
            notes.add("The task ‹%s› is done.".formatted(task.name()));
        }
        return notes;
    }

    /// Mentions an entry that is billed otherwise than its project.
    static List<String> billing(Project project, boolean billable) {
        if (billable == project.billable()) {
            return List.of();
        }
        return List.of(
                project.billable()
                        ? "The project is billable and this entry is not."
                        : "The project is not billable and this entry is.");
    }
}
