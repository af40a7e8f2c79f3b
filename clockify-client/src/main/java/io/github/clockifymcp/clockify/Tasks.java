package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tasks of a workspace's projects.
public final class Tasks {

    /// The status of a task that is open.
    public static final String ACTIVE = "ACTIVE";

    /// The status of a task that is done.
    public static final String DONE = "DONE";

    // Rates have routes of their own; assigneeId is an older form of assigneeIds.
    private static final Set<String> READ_ONLY =
            Set.of(
                    "id",
                    "workspaceId",
                    "projectId",
                    "hourlyRate",
                    "costRate",
                    "duration",
                    "active",
                    "assigneeId");

    private final Connection connection;
    private final String workspace;

    Tasks(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of a project's tasks.
    public Page<Task> list(String project, Filter filter, Paging paging) {
        return connection.page(path(project), filter.query, paging, Task.class);
    }

    public Task get(String project, String id) {
        return connection.send(ApiRequest.get(path(project, id), Query.none(), Task.class));
    }

    /// Makes a task in a project.
    public ApiRequest<Task> create(String project, NewTask task) {
        return ApiRequest.post(path(project), Json.tree(task), Task.class);
    }

    /// Changes a task. Clockify replaces it whole, so all of it is sent.
    public ApiRequest<Task> update(Task current, TaskEdit edit) {
        ObjectNode body = new Fields(current.raw()).without(READ_ONLY);
        Edits.text(body, "name", Edits.notCleared("name", edit.name()));
        Edits.texts(body, "assigneeIds", edit.assigneeIds());
        Edits.texts(body, "userGroupIds", edit.userGroupIds());
        Edits.flag(body, "billable", edit.billable());
        Edits.duration(body, "estimate", edit.estimate());
        Edits.number(body, "budgetEstimate", edit.budgetEstimate());
        Edits.text(body, "status", Edits.notCleared("status", edit.status()));
        return ApiRequest.put(path(current.projectId(), current.id()), body, Task.class);
    }

    /// Closes a task that was just made and is as it was made.
    ///
    /// @param id of the task, which a placeholder may stand for
    public ApiRequest<Task> closeMade(String project, String id, NewTask made) {
        ObjectNode body = (ObjectNode) Json.tree(made);
        return ApiRequest.put(path(project, id), body.put("status", DONE), Task.class);
    }

    /// Deletes a task. Clockify refuses one that is not [#DONE].
    public ApiRequest<Task> delete(String project, String id) {
        return ApiRequest.delete(path(project, id), Task.class);
    }

    /// Sets what an hour on a task costs, whoever works on it.
    public ApiRequest<Task> rate(String project, String id, RateKind kind, Rate rate) {
        String path =
                Paths.of("workspaces", workspace, "projects", project, "tasks", id, kind.segment());
        return ApiRequest.put(path, Json.tree(rate), Task.class);
    }

    private String path(String project) {
        return Paths.of("workspaces", workspace, "projects", project, "tasks");
    }

    private String path(String project, String id) {
        return Paths.of("workspaces", workspace, "projects", project, "tasks", id);
    }

    /// A task.
    ///
    /// @param status [#ACTIVE] or [#DONE], or what Clockify thinks of next
    /// @param budgetEstimate in the currency's minor unit
    /// @param raw all that Clockify said about it
    public record Task(
            String id,
            String name,
            String projectId,
            String status,
            boolean billable,
            List<String> assigneeIds,
            List<String> userGroupIds,
            @Nullable Duration estimate,
            @Nullable Duration duration,
            @Nullable Long budgetEstimate,
            @Nullable Money hourlyRate,
            @Nullable Money costRate,
            @JsonValue JsonNode raw) {

        public Task {
            assigneeIds = List.copyOf(assigneeIds);
            userGroupIds = List.copyOf(userGroupIds);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Task from(JsonNode raw) {
            Fields fields = new Fields(raw);
            String status = fields.id("status");
            return new Task(
                    fields.required("id"),
                    fields.required("name"),
                    fields.required("projectId"),
                    status == null ? ACTIVE : status,
                    fields.flag("billable"),
                    fields.texts("assigneeIds"),
                    fields.texts("userGroupIds"),
                    fields.duration("estimate"),
                    fields.duration("duration"),
                    fields.number("budgetEstimate"),
                    fields.money("hourlyRate"),
                    fields.money("costRate"),
                    raw);
        }

        /// Whether it is still open.
        public boolean active() {
            return status.equals(ACTIVE);
        }
    }

    /// A task to be made. What is null is left to Clockify.
    ///
    /// @param budgetEstimate in the currency's minor unit
    /// @param status [#ACTIVE] or [#DONE]
    public record NewTask(
            String name,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> assigneeIds,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> userGroupIds,
            @Nullable Boolean billable,
            @Nullable Duration estimate,
            @Nullable Long budgetEstimate,
            @Nullable String status) {

        public NewTask {
            assigneeIds = List.copyOf(assigneeIds);
            userGroupIds = List.copyOf(userGroupIds);
        }

        public NewTask(String name) {
            this(name, List.of(), List.of(), null, null, null, null);
        }
    }

    /// What to change about a task.
    public record TaskEdit(
            Edit<String> name,
            Edit<List<String>> assigneeIds,
            Edit<List<String>> userGroupIds,
            Edit<Boolean> billable,
            Edit<Duration> estimate,
            Edit<Long> budgetEstimate,
            Edit<String> status) {

        /// Changes nothing yet.
        public static TaskEdit none() {
            return new TaskEdit(
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep());
        }

        public TaskEdit withName(Edit<String> name) {
            return new TaskEdit(
                    name, assigneeIds, userGroupIds, billable, estimate, budgetEstimate, status);
        }

        public TaskEdit withAssigneeIds(Edit<List<String>> assigneeIds) {
            return new TaskEdit(
                    name, assigneeIds, userGroupIds, billable, estimate, budgetEstimate, status);
        }

        public TaskEdit withUserGroupIds(Edit<List<String>> userGroupIds) {
            return new TaskEdit(
                    name, assigneeIds, userGroupIds, billable, estimate, budgetEstimate, status);
        }

        public TaskEdit withBillable(Edit<Boolean> billable) {
            return new TaskEdit(
                    name, assigneeIds, userGroupIds, billable, estimate, budgetEstimate, status);
        }

        public TaskEdit withEstimate(Edit<Duration> estimate) {
            return new TaskEdit(
                    name, assigneeIds, userGroupIds, billable, estimate, budgetEstimate, status);
        }

        public TaskEdit withBudgetEstimate(Edit<Long> budgetEstimate) {
            return new TaskEdit(
                    name, assigneeIds, userGroupIds, billable, estimate, budgetEstimate, status);
        }

        public TaskEdit withStatus(Edit<String> status) {
            return new TaskEdit(
                    name, assigneeIds, userGroupIds, billable, estimate, budgetEstimate, status);
        }
    }

    /// Which tasks.
    public static final class Filter {

        private final Query query;

        private Filter(Query query) {
            this.query = query;
        }

        public static Filter all() {
            return new Filter(Query.none());
        }

        /// Whose name contains this.
        public Filter name(String part) {
            return new Filter(query.with("name", part));
        }

        /// Whose name is this.
        public Filter exactName(String name) {
            return new Filter(query.with("name", name).with("strict-name-search", true));
        }

        /// Only those that are open, or only those that are done.
        public Filter active(boolean active) {
            return new Filter(query.with("is-active", active));
        }

        /// Sorted by `ID` or `NAME`.
        public Filter sortedBy(String column, SortOrder order) {
            return new Filter(query.with("sort-column", column).with("sort-order", order.name()));
        }
    }
}
