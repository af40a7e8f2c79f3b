package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A project's tasks. An update replaces everything but the rates, which have routes of their own;
/// only a task that is done can be deleted.
final class TaskRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/projects/{project}/tasks";
    private static final String ONE = ALL + "/{task}";
    private static final Set<String> STATUS = Set.of("ACTIVE", "DONE", "ALL");

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, TaskRoutes::list);
        router.add("POST", ALL, TaskRoutes::create);
        router.add("GET", ONE, call -> Answer.ok(json(call.workspace(), task(call))));
        router.add("PUT", ONE, TaskRoutes::update);
        router.add("DELETE", ONE, TaskRoutes::delete);
    }

    /// A task made together with its project, or after it.
    static Task read(Call call, Project project, String id, Body body) {
        String name = body.required("name");
        body.text("name", 1, 1_000);
        State workspace = call.workspace();
        Names.free(
                "Task",
                name,
                id,
                workspace.tasks().where(task -> task.projectId().equals(project.id())),
                Task::name);
        List<String> assignees = body.texts("assigneeIds");
        assignees.forEach(workspace::member);
        String status = body.word("status", STATUS).orElse("ACTIVE");
        if (status.equals("ALL")) {
            throw ApiError.field("status", "");
        }
        return new Task(
                id,
                project.id(),
                name,
                status,
                body.flag("billable").orElse(false),
                assignees,
                body.texts("userGroupIds"),
                duration(body.text("estimate").orElse("PT0S")),
                body.amount("budgetEstimate").orElse(null),
                null,
                null);
    }

    private static Answer list(Call call) {
        Project project = ProjectRoutes.project(call);
        Query query = call.query();
        query.word("sort-column", Set.of("ID", "NAME"));
        boolean byId = query.text("sort-column").filter("ID"::equals).isPresent();
        Comparator<Task> order =
                byId
                        ? Comparator.comparing(Task::id)
                        : Comparator.comparing(task -> task.name().toLowerCase(Locale.ROOT));
        List<Boolean> active = query.flag("is-active").stream().toList();
        List<Task> tasks =
                call.workspace().tasks().all().stream()
                        .filter(task -> task.projectId().equals(project.id()))
                        .filter(Names.filter(query, Task::name))
                        .filter(t -> active.isEmpty() || active.contains(isActive(t)))
                        .sorted(query.descending() ? order.reversed() : order)
                        .toList();
        return Pages.of(query, tasks, task -> json(call.workspace(), task));
    }

    private static Answer create(Call call) {
        Project project = ProjectRoutes.project(call);
        mayChange(call, project);
        Task task = read(call, project, call.company().newId(), call.body());
        return Answer.created(json(call.workspace(), call.workspace().tasks().put(task)));
    }

    private static Answer update(Call call) {
        Project project = ProjectRoutes.project(call);
        Task old = task(call);
        mayChange(call, project);
        Task sent = read(call, project, old.id(), call.body());
        Task task =
                new Task(
                        sent.id(),
                        sent.projectId(),
                        sent.name(),
                        sent.status(),
                        sent.billable(),
                        sent.assigneeIds(),
                        sent.userGroupIds(),
                        sent.estimate(),
                        sent.budget(),
                        old.hourlyRate(),
                        old.costRate());
        return Answer.ok(json(call.workspace(), call.workspace().tasks().put(task)));
    }

    private static Answer delete(Call call) {
        Project project = ProjectRoutes.project(call);
        Task task = task(call);
        mayChange(call, project);
        if (isActive(task)) {
            throw ApiError.rule("Cannot delete an active task");
        }
        State workspace = call.workspace();
        workspace.tasks().remove(task.id());
        workspace.entries().replace(e -> task.id().equals(e.taskId()), TimeEntry::withoutTask);
        return Answer.ok(json(workspace, task));
    }

    private static void mayChange(Call call, Project project) {
        // The setting decides for those who do not manage the project.
        if (!Roles.manages(call.workspace(), call.member(), project)) {
            call.workspace().allowsCreation(call.member(), "whoCanCreateTasks");
        }
    }

    static Task task(Call call) {
        Project project = ProjectRoutes.project(call);
        Task task = call.workspace().get(Task.class, call.path("task"));
        if (!task.projectId().equals(project.id())) {
            throw ApiError.foreign("Task");
        }
        return task;
    }

    /// A task of another project like this one, with all of its work still to do.
    static Task copy(Task task, String id, String project) {
        return new Task(
                id,
                project,
                task.name(),
                "ACTIVE",
                task.billable(),
                task.assigneeIds(),
                task.userGroupIds(),
                task.estimate(),
                task.budget(),
                task.hourlyRate(),
                task.costRate());
    }

    private static boolean isActive(Task task) {
        return task.status().equals("ACTIVE");
    }

    private static String duration(String text) {
        try {
            return Duration.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw ApiError.unreadable(
                    "Cannot deserialize value of type `java.time.Duration` from String \"%s\""
                            .formatted(text));
        }
    }

    static ObjectNode json(State workspace, Task task) {
        ObjectNode json = Json.object();
        json.put("id", task.id());
        json.put("name", task.name());
        json.put("projectId", task.projectId());
        json.set("assigneeIds", Json.texts(task.assigneeIds()));
        json.put("assigneeId", task.assigneeIds().isEmpty() ? null : task.assigneeIds().getFirst());
        json.set("userGroupIds", Json.texts(task.userGroupIds()));
        json.put("estimate", task.estimate());
        json.put("budgetEstimate", task.budget() == null ? 0L : task.budget());
        json.put("status", task.status());
        json.put("billable", task.billable());
        json.set("hourlyRate", Rate.json(task.hourlyRate()));
        json.set("costRate", Rate.json(task.costRate()));
        json.put("duration", workspace.entries().spentOn(task.id()).toString());
        return json;
    }
}
