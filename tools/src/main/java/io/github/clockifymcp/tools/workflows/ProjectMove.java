package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.TimeEntryEdit;
import io.github.clockifymcp.tools.entries.EntryRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry's way to another project or task. Its old task goes with its old project: Clockify
/// would keep it, and it belongs there no more.
///
/// @param project the name of that which it will have
/// @param task likewise
record ProjectMove(TimeEntryEdit edit, @Nullable String project, @Nullable String task) {

    /// @param project null to leave it
    /// @param task null to leave it, or to drop it with the project
    /// @param says gets what is different
    static ProjectMove of(
            TimeEntry entry,
            EntryRow row,
            @Nullable Project project,
            @Nullable Task task,
            List<String> says) {
        TimeEntryEdit edit = TimeEntryEdit.none();
        String projectName = row.project();
        String taskName = row.task();
        boolean moves = project != null && !project.id().equals(entry.projectId());
        if (project != null && moves) {
            edit = edit.withProjectId(Edit.set(project.id()));
            says.add(
                    "project %s → %s"
                            .formatted(Said.quoted(row.project()), Said.quoted(project.name())));
            projectName = project.name();
        }
        if (task != null && !task.id().equals(entry.taskId())) {
            edit = edit.withTaskId(Edit.set(task.id()));
            says.add("task %s → %s".formatted(Said.quoted(row.task()), Said.quoted(task.name())));
            taskName = task.name();
        } else if (task == null && moves && entry.taskId() != null) {
            edit = edit.withTaskId(Edit.clear());
            says.add("task %s → none, it is the old project's".formatted(Said.quoted(row.task())));
            taskName = null;
        }
        return new ProjectMove(edit, projectName, taskName);
    }
}
