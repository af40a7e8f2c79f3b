package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tasks;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.Tasks.TaskEdit;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.TaskTools.TaskRow;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeping the tasks of projects in order: what is done to one now and then.
public final class TaskKeeping implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "tasks";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_get_task", GetTask.class, TaskDetail.class)
                .title("Get task")
                .describe("Shows a task's people, estimate, tracked time and rates.")
                .by(TaskKeeping::get);

        tools.write("clockify_update_task", UpdateTask.class, UpdatedTask.class)
                .title("Update task")
                .describe("Changes the named fields of a task; all others stay.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan(TaskKeeping::update);

        tools.write("clockify_delete_task", DeleteTask.class, DeletedTask.class)
                .title("Delete task")
                .describe(
                        "Deletes a task for good, closing it first if need be. Entries stay on the"
                                + " project and lose it.")
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(TaskKeeping::delete);
    }

    static Task find(Project project, String nameOrId, Workplace ws) {
        return ws.names().afresh().task(project, nameOrId);
    }

    /// `task ‹Design› of ‹Website›`
    static String said(String task, String project) {
        return "task ‹%s› of ‹%s›".formatted(Lines.one(task), Lines.one(project));
    }

    record GetTask(
            @Doc("Project's name or id.") String project, @Doc("Its name or id.") String task) {}

    static TaskDetail get(GetTask in, Workplace ws) {
        Project project = ws.names().project(in.project());
        Task task = find(project, in.task(), ws);
        return TaskDetail.of(task, project, People.of(task.assigneeIds(), ws), ws.account());
    }

    /// What a task can be without.
    enum Field {
        ASSIGNEES,
        ESTIMATE
    }

    /// Whether there is work left.
    enum Status {
        ACTIVE,
        DONE
    }

    record UpdateTask(
            @Doc("Project's name or id.") String project,
            @Doc("Its name or id.") String task,
            @Doc("Its new name.") @Size(max = 1000) @Nullable String name,
            @Doc("All of them, by name or id.") @Size(max = 50) @Nullable List<String> assignees,
            @Doc("As 12h30m.") @Nullable String estimate,
            @Doc("Open, closed.") @Nullable Status status,
            @Doc("For new entries.") @Nullable Boolean billable,
            @Doc("Fields to empty.") @Nullable List<Field> clear) {

        UpdateTask {
            assignees = assignees == null ? null : List.copyOf(assignees);
            clear = clear == null ? null : List.copyOf(clear);
        }

        /// Whether no field is named at all.
        boolean wishesNothing() {
            return (clear == null || clear.isEmpty())
                    && Stream.of(name, assignees, estimate, status, billable)
                            .allMatch(Objects::isNull);
        }
    }

    /// @param task as it is now
    /// @param changes each field's old and new value; empty when it was already so
    record UpdatedTask(TaskRow task, String project, List<String> changes) implements Told {
        UpdatedTask {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told(said(task.name(), project), changes);
        }
    }

    static Planned<UpdatedTask> update(UpdateTask in, Workplace ws) {
        Project project = ws.names().project(in.project());
        return new TaskRevision(project, find(project, in.task(), ws), in, ws).plan();
    }

    record DeleteTask(
            @Doc("Project's name or id.") String project, @Doc("Its name or id.") String task) {}

    record DeletedTask(String id, String name, String project) implements Told {
        @Override
        public String told() {
            return "Deleted " + said(name, project);
        }
    }

    static Planned<DeletedTask> delete(DeleteTask in, Workplace ws) {
        Project project = ws.names().project(in.project());
        Task task = find(project, in.task(), ws);
        Plan plan =
                ws.plan("Delete " + said(task.name(), project.name()))
                        .risk(Risk.DESTRUCTIVE)
                        .touching(Reach.WORKSPACE)
                        .replacing("task", task.id(), task.raw())
                        .note(tracked(task));
        if (task.active()) {
            TaskEdit done = TaskEdit.none().withStatus(Edit.set(Tasks.DONE));
            // Of use where the deletion is then refused.
            plan.send("closed", ws.api().tasks().update(task, done))
                    .undoneBy(ws.api().tasks().update(task, TaskEdit.none()))
                    .note(
                            "Clockify deletes closed tasks only, so it is closed first. Closing it"
                                    + " alone would keep it on its entries.");
        }
        // Without an inverse: a new task of that name would have none of its time.
        return plan.send("deleted", ws.api().tasks().delete(project.id(), task.id()))
                .answering(answers -> new DeletedTask(task.id(), task.name(), project.name()));
    }

    private static String tracked(Task task) {
        Long seconds = ProjectDetail.seconds(task.duration());
        return seconds == null || seconds == 0
                ? "Everybody's entries with it, if any, stay on the project without a task."
                : "Everybody's entries with it, %s in all, stay on the project without a task."
                        .formatted(ProjectDetail.hours(seconds));
    }
}
