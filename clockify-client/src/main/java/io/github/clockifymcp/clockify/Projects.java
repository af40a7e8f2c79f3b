package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /// A page of what they are called, which is read faster.
    public Page<Named> named(Filter filter, Paging paging) {
        return connection.page(path(), filter.query(), paging, Named.class);
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

    /// Archives a project that was just made and is as it was made.
    ///
    /// @param id of the project, which a placeholder may stand for
    public ApiRequest<Project> archiveMade(String id, NewProject made) {
        return archiveMade(id, made.name(), made.isPublic(), made.billable());
    }

    /// Archives a project that was just made like a template.
    ///
    /// @param billable whether the template is
    public ApiRequest<Project> archiveMade(String id, NewFromTemplate made, boolean billable) {
        return archiveMade(id, made.name(), made.isPublic(), billable);
    }

    private ApiRequest<Project> archiveMade(
            String id, String name, @Nullable Boolean isPublic, @Nullable Boolean billable) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
        // What is not sent becomes false.
        if (isPublic != null) {
            body.put("isPublic", isPublic);
        }
        if (billable != null) {
            body.put("billable", billable);
        }
        body.put("archived", true);
        return ApiRequest.put(path(id), body, Project.class);
    }

    /// Deletes a project. Clockify refuses one that is not archived.
    public ApiRequest<Project> delete(String id) {
        return ApiRequest.delete(path(id), Project.class);
    }

    /// Makes a project a template for others, or an ordinary project again.
    public ApiRequest<Project> markTemplate(String id, boolean template) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("isTemplate", template);
        return ApiRequest.patch(path(id, "template"), body, Project.class);
    }

    /// Makes a project like a template.
    public ApiRequest<Project> createFrom(NewFromTemplate project) {
        return ApiRequest.post(
                Paths.of("workspaces", workspace, "projects", "from-template"),
                Json.tree(project),
                Project.class);
    }

    /// Gives a project another estimate, or none.
    public ApiRequest<Project> estimate(Project current, ProjectEstimate wanted) {
        return ApiRequest.patch(
                path(current.id(), "estimate"), wanted.bodyFor(current), Project.class);
    }

    /// Takes such an estimate back.
    public ApiRequest<Project> unestimate(Project current, ProjectEstimate wanted) {
        return ApiRequest.patch(
                path(current.id(), "estimate"), wanted.bodyBefore(current), Project.class);
    }

    /// Replaces the people on a project. Whoever stays keeps their rates, and groups stay on it:
    /// what is not sent is lost, so they are sent again.
    public ApiRequest<Project> replaceMembers(Project current, List<String> userIds) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode members = body.putArray("memberships");
        for (String user : userIds) {
            ObjectNode member = members.addObject().put("userId", user);
            current.membership(user).ifPresent(now -> keepRates(member, now));
        }
        List<String> groups = current.groups();
        if (!groups.isEmpty()) {
            body.putObject("userGroups")
                    .put("contains", "CONTAINS")
                    .put("status", "ALL")
                    .set("ids", Json.tree(groups));
        }
        return ApiRequest.patch(path(current.id(), "memberships"), body, Project.class);
    }

    private static void keepRates(ObjectNode member, Users.Membership now) {
        if (now.hourlyRate() != null) {
            member.putObject("hourlyRate").put("amount", now.hourlyRate().minorUnits());
        }
        if (now.costRate() != null) {
            member.putObject("costRate").put("amount", now.costRate().minorUnits());
        }
    }

    /// Puts people on a project beside those who are on it.
    public ApiRequest<Project> addMembers(String id, List<String> userIds) {
        return members(id, userIds, false);
    }

    /// Takes people off a project.
    public ApiRequest<Project> removeMembers(String id, List<String> userIds) {
        return members(id, userIds, true);
    }

    private ApiRequest<Project> members(String id, List<String> userIds, boolean remove) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("userIds", Json.tree(userIds));
        body.put("remove", remove);
        return ApiRequest.post(path(id, "memberships"), body, Project.class);
    }

    /// Sets what an hour of somebody costs on a project.
    public ApiRequest<Project> userRate(String id, String userId, RateKind kind, Rate rate) {
        String path =
                Paths.of("workspaces", workspace, "projects", id, "users", userId, kind.segment());
        return ApiRequest.put(path, Json.tree(rate), Project.class);
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

    private String path(String id, String part) {
        return Paths.of("workspaces", workspace, "projects", id, part);
    }

    /// What a project is called, and what tells it from others.
    public record Named(
            String id,
            String name,
            boolean archived,
            boolean billable,
            @Nullable String clientName) {
        static final Set<String> FIELDS =
                Set.of("id", "name", "archived", "billable", "clientName");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Named from(JsonNode raw) {
            Fields fields = new Fields(raw);
            return new Named(
                    fields.required("id"),
                    fields.required("name"),
                    fields.flag("archived"),
                    fields.flag("billable"),
                    fields.id("clientName"));
        }
    }

    /// A project.
    ///
    /// @param color such as `#03A9F4`
    /// @param isPublic whether everybody in the workspace sees it; `public` on the wire when read
    /// @param duration the time tracked on it, where Clockify says so
    /// @param timeEstimate null where none is in force
    /// @param budgetEstimate in the currency's minor unit; null where none is in force
    /// @param memberships the people and the groups on it
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
                    inForce(raw, "timeEstimate").duration("estimate"),
                    inForce(raw, "budgetEstimate").number("estimate"),
                    fields.money("hourlyRate"),
                    fields.money("costRate"),
                    fields.list("memberships", Users.Membership.class),
                    raw);
        }

        /// An estimate that was switched off keeps its number.
        private static Fields inForce(JsonNode raw, String estimate) {
            JsonNode node = raw.path(estimate);
            return new Fields(node.path("active").asBoolean(true) ? node : Json.missing());
        }

        /// The people on it by name, not through a group.
        public List<String> people() {
            return memberships.stream()
                    .filter(member -> !isGroup(member))
                    .map(Users.Membership::userId)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }

        /// The groups on it.
        public List<String> groups() {
            return memberships.stream()
                    .filter(Project::isGroup)
                    .map(Users.Membership::userId)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }

        /// Somebody's place on it.
        public Optional<Users.Membership> membership(String userId) {
            return memberships.stream()
                    .filter(member -> !isGroup(member) && userId.equals(member.userId()))
                    .findFirst();
        }

        private static boolean isGroup(Users.Membership member) {
            return "USERGROUP".equals(member.membershipType());
        }
    }

    /// A project to be made like a template. Clockify takes a missing `isPublic` for false.
    public record NewFromTemplate(
            String name,
            String templateProjectId,
            @Nullable String clientId,
            boolean isPublic,
            @Nullable String color) {}

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
