package io.github.clockifymcp.tools.catalogs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.clockify.Tasks;
import io.github.clockifymcp.clockify.Tasks.NewTask;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.clockify.Workspaces.Settings;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
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
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tasks that projects are divided into.
public final class TaskTools implements ToolGroup<Workplace> {
    private static final NewNames.Kind<Task> KIND =
            new NewNames.Kind<>(
                    "task",
                    Task::name,
                    Task::id,
                    task -> task.active() ? "" : "a finished",
                    "reopen it with clockify_update_task");

    @Override
    public String id() {
        return "tasks";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_tasks", ListTasks.class, TaskPage.class)
                .title("List tasks")
                .describe("Lists a project's tasks by name.")
                .by(TaskTools::list);

        tools.write("clockify_create_task", CreateTask.class, CreatedTask.class)
                .title("Create task")
                .describe("Adds a task to a project.")
                .risk(Risk.WRITE)
                .touching(Reach.NEW_NAMES)
                .plan(TaskTools::create);
    }

    record ListTasks(
            @Doc("Project's name or id.") String project,
            @Doc("Part of the name.") @Nullable String name,
            @Doc("Finished ones instead.") @Default("false") boolean done,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Tasks on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize,
            @Doc(Detail.DOC) @Default("\"brief\"") Detail detail) {}

    record TaskPage(
            String project, @Columns List<ListedTask> tasks, Slice part, @JsonIgnore Detail detail)
            implements Detailed {
        TaskPage {
            tasks = List.copyOf(tasks);
        }

        @Override
        public String told() {
            List<String> lines = tasks.stream().map(ListedTask::line).toList();
            return "Tasks of ‹%s›:\n".formatted(Lines.one(project))
                    + Lines.told(lines, part, "task");
        }
    }

    /// @param status `ACTIVE`, `DONE`, or what Clockify thinks of next
    record TaskRow(String id, String name, String status, boolean billable) {
        static TaskRow of(Task task) {
            return new TaskRow(task.id(), task.name(), task.status(), task.billable());
        }
    }

    static TaskPage list(ListTasks in, Workplace ws) {
        Project project = ws.names().project(in.project());
        Tasks.Filter filter =
                Tasks.Filter.all().active(!in.done()).sortedBy("NAME", SortOrder.ASCENDING);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Task> found =
                ws.api()
                        .tasks()
                        .list(
                                project.id(),
                                in.name() == null ? filter : filter.name(in.name()),
                                paging);
        return new TaskPage(
                project.name(),
                ListedTask.of(found.items(), in.detail()),
                Slice.of(found, paging),
                in.detail());
    }

    record CreateTask(
            @Doc("Project's name or id.") String project,
            @Doc("The task's name.") @Size(min = 1, max = 1000) String name,
            @Doc("As Clockify decides if left out.") @Nullable Boolean billable,
            @Doc("Names, e-mails or ids of who works on it.") @Size(max = 50)
                    @Nullable List<String> assignees) {}

    record CreatedTask(TaskRow task, String project) implements Told {
        @Override
        public String told() {
            return "Created task ‹%s› of ‹%s›, id %s"
                    .formatted(Lines.one(task.name()), Lines.one(project), task.id());
        }
    }

    static Planned<CreatedTask> create(CreateTask in, Workplace ws) {
        String name = NewNames.checked("task", in.name());
        Project project = ws.names().project(in.project());
        List<User> people =
                in.assignees() == null
                        ? List.of()
                        : in.assignees().stream().map(ws.names()::person).distinct().toList();
        checkFree(project, name, null, ws);
        NewTask task =
                new NewTask(
                        name,
                        people.stream().map(User::id).toList(),
                        List.of(),
                        in.billable(),
                        null,
                        null,
                        null);
        Plan plan =
                ws.plan(
                                "Create task ‹%s› of ‹%s›%s"
                                        .formatted(
                                                Lines.one(name),
                                                Lines.one(project.name()),
                                                assigned(people)),
                                "task",
                                ws.api().tasks().create(project.id(), task))
                        .undoneBy(ws.api().tasks().closeMade(project.id(), "{task}", task), "task")
                        .then(ws.api().tasks().delete(project.id(), "{task}"), "task")
                        .touching(Reach.NEW_NAMES);
        if (project.archived()) {
            plan.note("The project ‹%s› is archived.".formatted(Lines.one(project.name())));
        }
        Settings settings = ws.account().workspace().workspaceSettings();
        NewNames.mentionWhoMay(plan, settings == null ? null : settings.onlyAdminsCreateTask());
        return plan.answering(answers ->
                new CreatedTask(
                        TaskRow.of(Plan.read(answers, "task", Task.class)), project.name()));
    }

    private static String assigned(List<User> people) {
        return people.isEmpty()
                ? ""
                : people.stream()
                        .map(person -> Lines.one(person.name()))
                        .collect(Collectors.joining(", ", " for ", ""));
    }

    /// Refuses a name that a task of the project has, done or not.
    ///
    /// @param self the id of what is to have it; null for what is yet to be made
    static void checkFree(Project project, String name, @Nullable String self, Workplace ws) {
        NewNames.free(
                KIND,
                name,
                self,
                paging ->
                        ws.api().tasks().list(project.id(), Tasks.Filter.all().name(name), paging));
    }
}
