package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workspace's projects.
public final class Projects {

    private final Connection connection;
    private final String workspace;

    Projects(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of them.
    public Page<Project> list(Filter filter, Paging paging) {
        return connection.page(path(), filter.query(), paging, Project.class);
    }

    /// One of them. A project that is deleted or belongs to another workspace is not found.
    public Project get(String id) {
        return connection.send(ApiRequest.get(path(id), Query.none(), Project.class));
    }

    /// Makes a project. A name is taken as long as its project exists, archived or not.
    public ApiRequest<Project> create(NewProject project) {
        return ApiRequest.post(path(), Json.tree(project), Project.class);
    }

    /// Changes a project. What is not sent stays, except for `isPublic` and `billable`, which
    /// become false; so these are always sent.
    ///
    /// Client and note are emptied by an empty text. The color and rates cannot be emptied.
    public ApiRequest<Project> update(Project current, ProjectEdit edit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", current.name());
        body.put("isPublic", current.isPublic());
        body.put("billable", current.billable());
        Edits.text(body, "name", Edits.notCleared("name", edit.name()));
        Edits.flag(body, "isPublic", edit.isPublic());
        Edits.flag(body, "billable", edit.billable());
        Edits.flag(body, "archived", edit.archived());
        Edits.text(body, "color", Edits.notCleared("color", edit.color()));
        emptied(body, "clientId", edit.clientId());
        emptied(body, "note", edit.note());
        rate(body, "hourlyRate", Edits.notCleared("hourly rate", edit.hourlyRate()));
        rate(body, "costRate", Edits.notCleared("cost rate", edit.costRate()));
        return ApiRequest.put(path(current.id()), body, Project.class);
    }

    /// Archives a project: its time stays, and nothing new is planned on it.
    public ApiRequest<Project> archive(Project current) {
        return update(current, ProjectEdit.none().withArchived(Edit.set(true)));
    }

    /// Deletes a project. Clockify refuses one that is not archived.
    public ApiRequest<Project> delete(String id) {
        return ApiRequest.delete(path(id), Project.class);
    }

    private static void emptied(ObjectNode body, String field, Edit<String> edit) {
        // An omitted field is kept here, so emptiness must be said.
        Edits.text(body, field, edit instanceof Edit.Clear<String> ? Edit.set("") : edit);
    }

    private static void rate(ObjectNode body, String field, Edit<Rate> edit) {
        if (edit instanceof Edit.Set<Rate>(Rate rate)) {
            body.set(field, Json.tree(rate));
        }
    }

    private String path() {
        return Paths.of("workspaces", workspace, "projects");
    }

    private String path(String id) {
        return Paths.of("workspaces", workspace, "projects", id);
    }

    /// A project.
    ///
    /// @param color such as `#03A9F4`
    /// @param isPublic whether everybody in the workspace sees it; `public` on the wire when read
    /// @param duration the time tracked on it, where Clockify says so
    /// @param raw all that Clockify said about it
    public record Project(
            String id,
            String name,
            boolean archived,
            boolean billable,
            boolean isPublic,
            boolean template,
            @Nullable String clientId,
            @Nullable String clientName,
            @Nullable String color,
            @Nullable String note,
            @Nullable Duration duration,
            @Nullable Duration timeEstimate,
            @Nullable Long budgetEstimate,
            @Nullable Money hourlyRate,
            @Nullable Money costRate,
            List<Users.Membership> memberships,
            @JsonValue JsonNode raw) {

        public Project {
            memberships = List.copyOf(memberships);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Project from(JsonNode raw) {
            Fields fields = new Fields(raw);
            return new Project(
                    fields.required("id"),
                    fields.required("name"),
                    fields.flag("archived"),
                    fields.flag("billable"),
                    fields.flag("public"),
                    fields.flag("template"),
                    fields.id("clientId"),
                    fields.id("clientName"),
                    fields.text("color"),
                    fields.text("note"),
                    fields.duration("duration"),
                    new Fields(raw.path("timeEstimate")).duration("estimate"),
                    new Fields(raw.path("budgetEstimate")).number("estimate"),
                    fields.money("hourlyRate"),
                    fields.money("costRate"),
                    fields.list("memberships", Users.Membership.class),
                    raw);
        }
    }

    /// A project to be made. What is null is left to Clockify.
    ///
    /// @param name 2 to 250 characters
    /// @param color `#RRGGBB`
    public record NewProject(
            String name,
            @Nullable String clientId,
            @Nullable Boolean isPublic,
            @Nullable Boolean billable,
            @Nullable String color,
            @Nullable String note,
            @Nullable Rate hourlyRate,
            @Nullable Rate costRate) {

        public NewProject(String name) {
            this(name, null, null, null, null, null, null, null);
        }

        public NewProject(String name, @Nullable String clientId) {
            this(name, clientId, null, null, null, null, null, null);
        }
    }

    /// What to change about a project.
    public record ProjectEdit(
            Edit<String> name,
            Edit<String> clientId,
            Edit<Boolean> isPublic,
            Edit<Boolean> billable,
            Edit<Boolean> archived,
            Edit<String> color,
            Edit<String> note,
            Edit<Rate> hourlyRate,
            Edit<Rate> costRate) {

        /// Changes nothing yet.
        public static ProjectEdit none() {
            return new ProjectEdit(
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep());
        }

        public ProjectEdit withName(Edit<String> name) {
            return new ProjectEdit(
                    name,
                    clientId,
                    isPublic,
                    billable,
                    archived,
                    color,
                    note,
                    hourlyRate,
                    costRate);
        }

        public ProjectEdit withClientId(Edit<String> clientId) {
            return new ProjectEdit(
                    name,
                    clientId,
                    isPublic,
                    billable,
                    archived,
                    color,
                    note,
                    hourlyRate,
                    costRate);
        }

        public ProjectEdit withPublic(Edit<Boolean> isPublic) {
            return new ProjectEdit(
                    name,
                    clientId,
                    isPublic,
                    billable,
                    archived,
                    color,
                    note,
                    hourlyRate,
                    costRate);
        }

        public ProjectEdit withBillable(Edit<Boolean> billable) {
            return new ProjectEdit(
                    name,
                    clientId,
                    isPublic,
                    billable,
                    archived,
                    color,
                    note,
                    hourlyRate,
                    costRate);
        }

        public ProjectEdit withArchived(Edit<Boolean> archived) {
            return new ProjectEdit(
                    name,
                    clientId,
                    isPublic,
                    billable,
                    archived,
                    color,
                    note,
                    hourlyRate,
                    costRate);
        }

        public ProjectEdit withColor(Edit<String> color) {
            return new ProjectEdit(
                    name,
                    clientId,
                    isPublic,
                    billable,
                    archived,
                    color,
                    note,
                    hourlyRate,
                    costRate);
        }

        public ProjectEdit withNote(Edit<String> note) {
            return new ProjectEdit(
                    name,
                    clientId,
                    isPublic,
                    billable,
                    archived,
                    color,
                    note,
                    hourlyRate,
                    costRate);
        }

        public ProjectEdit withHourlyRate(Edit<Rate> hourlyRate) {
            return new ProjectEdit(
                    name,
                    clientId,
                    isPublic,
                    billable,
                    archived,
                    color,
                    note,
                    hourlyRate,
                    costRate);
        }

        public ProjectEdit withCostRate(Edit<Rate> costRate) {
            return new ProjectEdit(
                    name,
                    clientId,
                    isPublic,
                    billable,
                    archived,
                    color,
                    note,
                    hourlyRate,
                    costRate);
        }
    }

    /// Which projects: archived and active ones unless it says otherwise.
    ///
    /// @param query what is sent
    public record Filter(Query query) {

        public static Filter all() {
            return new Filter(Query.none());
        }

        /// Whose name contains this.
        public Filter name(String part) {
            return with("name", part);
        }

        /// Whose name is this.
        public Filter exactName(String name) {
            return new Filter(query.with("name", name).with("strict-name-search", true));
        }

        public Filter archived(boolean archived) {
            return new Filter(query.with("archived", archived));
        }

        public Filter billable(boolean billable) {
            return new Filter(query.with("billable", billable));
        }

        /// Of these clients.
        public Filter clients(List<String> ids) {
            return new Filter(query.with("clients", ids).with("contains-client", true));
        }

        /// Of none of these clients.
        public Filter notClients(List<String> ids) {
            return new Filter(query.with("clients", ids).with("contains-client", false));
        }

        /// Whose client is `ACTIVE`, `ARCHIVED` or either (`ALL`).
        public Filter clientStatus(String status) {
            return with("client-status", status);
        }

        /// That these people work on.
        public Filter users(List<String> ids) {
            return new Filter(query.with("users", ids).with("contains-user", true));
        }

        /// That none of these people work on.
        public Filter notUsers(List<String> ids) {
            return new Filter(query.with("users", ids).with("contains-user", false));
        }

        /// Whose people are `PENDING`, `ACTIVE`, `DECLINED`, `INACTIVE` or any (`ALL`).
        public Filter userStatus(String status) {
            return with("user-status", status);
        }

        /// That these groups work on.
        public Filter userGroups(List<String> ids) {
            return new Filter(query.with("userGroups", ids).with("contains-group", true));
        }

        /// That none of these groups work on.
        public Filter notUserGroups(List<String> ids) {
            return new Filter(query.with("userGroups", ids).with("contains-group", false));
        }

        public Filter template(boolean template) {
            return new Filter(query.with("is-template", template));
        }

        /// That are `PUBLIC` or `PRIVATE`.
        public Filter access(String access) {
            return with("access", access);
        }

        /// With more detail in [Project#raw].
        public Filter hydrated() {
            return new Filter(query.with("hydrated", true));
        }

        /// With at most this many expenses, up to this day.
        public Filter expenses(int limit, LocalDate until) {
            return new Filter(query.with("expense-limit", limit).with("expense-date", until));
        }

        /// Sorted by `ID`, `NAME`, `CLIENT_NAME`, `DURATION`, `BUDGET` or `PROGRESS`.
        public Filter sortedBy(String column, SortOrder order) {
            return with("sort-column", column).with("sort-order", order.name());
        }

        private Filter with(String name, String value) {
            return new Filter(query.with(name, value));
        }
    }
}
