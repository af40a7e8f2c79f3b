package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.Tasks.TaskEdit;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.tools.catalogs.TaskKeeping.Field;
import io.github.clockifymcp.tools.catalogs.TaskKeeping.UpdateTask;
import io.github.clockifymcp.tools.catalogs.TaskKeeping.UpdatedTask;
import io.github.clockifymcp.tools.catalogs.TaskTools.TaskRow;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One task and what is wished of it: each field becomes part of the edit where it really changes.
/// A field that nobody named is not touched.
final class TaskRevision {
    private final Project project;
    private final Task task;
    private final UpdateTask wished;
    private final Workplace ws;
    private final Changes changes = new Changes();
    private final List<String> notes = new ArrayList<>();

    TaskRevision(Project project, Task task, UpdateTask wished, Workplace ws) {
        this.project = project;
        this.task = task;
        this.wished = wished;
        this.ws = ws;
    }

    /// The change of one task; without steps when it is already as wished.
    Planned<UpdatedTask> plan() {
        String said = TaskKeeping.said(task.name(), project.name());
        if (wished.wishesNothing()) {
            throw Changes.nothingWished(said);
        }
        TaskEdit edit =
                TaskEdit.none()
                        .withName(name())
                        .withAssigneeIds(assignees())
                        .withEstimate(estimate())
                        .withStatus(status())
                        .withBillable(billable());
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about " + said)
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> updated(task, List.of()));
        }
        return ws.plan(
                        "Change %s: %s".formatted(said, changes.said()),
                        "task",
                        ws.api().tasks().update(task, edit))
                .undoneBy(ws.api().tasks().update(task, TaskEdit.none()))
                .touching(Reach.WORKSPACE)
                .replacing("task", task.id(), task.raw())
                .notes(notes)
                .answering(answers ->
                        updated(Plan.read(answers, "task", Task.class), changes.lines()));
    }

    private UpdatedTask updated(Task now, List<String> changed) {
        return new UpdatedTask(TaskRow.of(now), project.name(), changed);
    }

    private Edit<String> name() {
        if (wished.name() == null) {
            return Edit.keep();
        }
        String name = NewNames.checked("task", wished.name());
        if (name.equals(task.name())) {
            return Edit.keep();
        }
        TaskTools.checkFree(project, name, task.id(), ws);
        changes.add("name", task.name(), name);
        return Edit.set(name);
    }

    private Edit<List<String>> assignees() {
        List<String> wanted = wished.assignees();
        boolean clears = Changes.clears(wished.clear(), Field.ASSIGNEES, wanted);
        if (!clears && wanted == null) {
            return Edit.keep();
        }
        List<String> now =
                wanted == null
                        ? List.of()
                        : wanted.stream().map(ws.names()::person).map(User::id).distinct().toList();
        if (Set.copyOf(now).equals(Set.copyOf(task.assigneeIds()))) {
            return Edit.keep();
        }
        List<String> all = new ArrayList<>(task.assigneeIds());
        all.addAll(now);
        People people = People.of(all, ws);
        changes.add("assignees", people.said(task.assigneeIds()), people.said(now));
        return now.isEmpty() ? Edit.clear() : Edit.set(now);
    }

    private Edit<Duration> estimate() {
        boolean clears = Changes.clears(wished.clear(), Field.ESTIMATE, wished.estimate());
        if (!clears && wished.estimate() == null) {
            return Edit.keep();
        }
        Duration now =
                wished.estimate() == null ? Duration.ZERO : ws.words().duration(wished.estimate());
        Duration was = task.estimate() == null ? Duration.ZERO : task.estimate();
        if (now.equals(was)) {
            return Edit.keep();
        }
        changes.add("estimate", hours(was), hours(now));
        return now.isZero() ? Edit.clear() : Edit.set(now);
    }

    private static @Nullable String hours(Duration time) {
        return time.isZero() ? null : ProjectDetail.hours(time.toSeconds());
    }

    private Edit<String> status() {
        if (wished.status() == null || wished.status().name().equals(task.status())) {
            return Edit.keep();
        }
        boolean done = wished.status() == TaskKeeping.Status.DONE;
        changes.state(done, "open", "closed");
        return Edit.set(wished.status().name());
    }

    private Edit<Boolean> billable() {
        Boolean billable = wished.billable();
        if (billable == null || billable == task.billable()) {
            return Edit.keep();
        }
        changes.state(billable, "not billable", "billable");
        notes.add("It holds for new entries; those that are there stay as they are.");
        return Edit.set(billable);
    }
}
