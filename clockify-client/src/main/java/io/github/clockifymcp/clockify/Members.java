package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The people of a workspace. A member is a [Users.User] with what the workspace adds.
public final class Members {

    private final Connection connection;
    private final String workspace;

    Members(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of them.
    public Page<Users.User> list(Filter filter, Paging paging) {
        return connection.page(
                Paths.of("workspaces", workspace, "users"),
                filter.query(),
                paging,
                Users.User.class);
    }

    /// A page of those who fit. This endpoint has no header that says which page is the last; a
    /// short page is.
    public Page<Users.User> search(MemberSearch search, Paging paging) {
        ApiRequest<JsonNode> request =
                ApiRequest.search(
                        Service.CORE,
                        Paths.of("workspaces", workspace, "users", "info"),
                        search.body(paging),
                        JsonNode.class);
        List<Users.User> found = connection.list(request, Users.User.class);
        return new Page<>(found, found.size() >= paging.size());
    }

    /// A page of those who manage somebody as a team manager.
    public Page<Users.User> managers(String userId, Paging paging) {
        return connection.page(path(userId, "managers"), Query.none(), paging, Users.User.class);
    }

    /// Invites somebody. It takes a seat of the plan, and no route takes it back.
    ///
    /// @param mail whether Clockify writes to them
    public ApiRequest<Workspace> invite(String email, boolean mail) {
        return ApiRequest.post(
                        Paths.of("workspaces", workspace, "users"),
                        Json.tree(new Invitation(email)),
                        Workspace.class)
                .with(Query.none().with("send-email", mail));
    }

    /// Adds people who have no account and no e-mail address, and use a kiosk. No route removes
    /// them.
    public ApiRequest<JsonNode> addLimited(List<LimitedUser> users) {
        return ApiRequest.post(
                Paths.of("workspaces", workspace, "limited-users"),
                Json.tree(new LimitedUsers(users)),
                JsonNode.class);
    }

    /// Lets somebody work here again, or no longer.
    public ApiRequest<Workspace> setActive(String userId, boolean active) {
        return ApiRequest.put(
                path(userId),
                Json.tree(new Status(active ? "ACTIVE" : "INACTIVE")),
                Workspace.class);
    }

    /// What an hour of somebody is sold for, where nothing nearer to the work says otherwise.
    public ApiRequest<Workspace> setHourlyRate(String userId, Rate rate) {
        return ApiRequest.put(path(userId, "hourly-rate"), Json.tree(rate), Workspace.class);
    }

    /// What an hour of somebody costs.
    public ApiRequest<Workspace> setCostRate(String userId, Rate rate) {
        return ApiRequest.put(path(userId, "cost-rate"), Json.tree(rate), Workspace.class);
    }

    /// Gives somebody a role.
    public ApiRequest<JsonNode> giveRole(String userId, Role role) {
        return ApiRequest.post(path(userId, "roles"), Json.tree(role), JsonNode.class);
    }

    /// Takes a role from somebody.
    public ApiRequest<Nothing> takeRole(String userId, Role role) {
        // A DELETE with a body, which says what is taken.
        return new ApiRequest<>(
                Service.CORE,
                "DELETE",
                path(userId, "roles"),
                Query.none(),
                Json.tree(role),
                Nothing.class,
                false);
    }

    private String path(String userId) {
        return Paths.of("workspaces", workspace, "users", userId);
    }

    private String path(String userId, String more) {
        return Paths.of("workspaces", workspace, "users", userId, more);
    }

    /// A role, and over what somebody has it. The owner's cannot be given or taken.
    ///
    /// @param role `WORKSPACE_ADMIN`, `PROJECT_MANAGER` or `TEAM_MANAGER`
    /// @param entityId the workspace, the project, or the person or group
    /// @param sourceType `USER_GROUP` where that is a group
    public record Role(String role, String entityId, @Nullable String sourceType) {

        /// An admin of the workspace.
        public static Role admin(String workspaceId) {
            return new Role("WORKSPACE_ADMIN", workspaceId, null);
        }

        /// The manager of a project.
        public static Role ofProject(String projectId) {
            return new Role("PROJECT_MANAGER", projectId, null);
        }

        /// The team manager of one person.
        public static Role ofPerson(String userId) {
            return new Role("TEAM_MANAGER", userId, null);
        }

        /// The team manager of a group.
        public static Role ofGroup(String groupId) {
            return new Role("TEAM_MANAGER", groupId, "USER_GROUP");
        }
    }

    /// Somebody without an account.
    ///
    /// @param hourlyRateMinorUnits in cents, pence and the like; likewise the cost rate
    /// @param userGroups the ids of groups to be in
    public record LimitedUser(
            String name,
            @JsonProperty("hourlyRate") @Nullable Integer hourlyRateMinorUnits,
            @JsonProperty("costRate") @Nullable Integer costRateMinorUnits,
            @Nullable DayOfWeek weekStart,
            @Nullable Duration workCapacity,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DayOfWeek> workingDays,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> userGroups) {

        public LimitedUser {
            workingDays = List.copyOf(workingDays);
            userGroups = List.copyOf(userGroups);
        }

        /// Of whom only the name is known.
        public LimitedUser(String name) {
            this(name, null, null, null, null, List.of(), List.of());
        }
    }

    private record Invitation(String email) {}

    private record Status(String status) {}

    private record LimitedUsers(List<LimitedUser> users) {}

    /// Which people. Without a status, Clockify lists accounts that are active, pending or not
    /// registered.
    public static final class Filter {

        private final Query query;
        private final boolean roles;

        private Filter(Query query, boolean roles) {
            this.query = query;
            this.roles = roles;
        }

        /// Everybody.
        public static Filter all() {
            return new Filter(Query.none(), false);
        }

        /// Whose name contains this.
        public Filter name(String part) {
            return with("name", part);
        }

        /// Whose e-mail address contains this.
        public Filter email(String part) {
            return with("email", part);
        }

        /// Who works on this project.
        public Filter project(String id) {
            return with("project-id", id);
        }

        /// Whose membership is `PENDING`, `ACTIVE`, `DECLINED`, `INACTIVE` or `ALL`.
        public Filter status(String status) {
            return with("status", status);
        }

        /// Whose account is in one of these states, separated by commas.
        public Filter accountStatuses(String statuses) {
            return with("account-statuses", statuses);
        }

        /// With memberships of this kind: `ALL`, `NONE`, `WORKSPACE`, `PROJECT` or `USERGROUP`.
        /// Clockify gives none unless asked.
        public Filter memberships(String kind) {
            return with("memberships", kind);
        }

        /// With their roles.
        public Filter withRoles() {
            return new Filter(query, true);
        }

        /// Sorted by `ID`, `EMAIL`, `NAME`, `NAME_LOWERCASE`, `ACCESS`, `HOURLYRATE` or `COSTRATE`.
        public Filter sortedBy(String column, SortOrder order) {
            return with("sort-column", column).with("sort-order", order.name());
        }

        private Filter with(String name, String value) {
            return new Filter(query.with(name, value), roles);
        }

        Query query() {
            // Clockify's document demands it, the service does not; saying it pleases both.
            return query.with("include-roles", roles);
        }
    }
}
