package io.github.clockifymcp.clockify;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The groups that a workspace's people are in. Clockify has no route for one group and none for
/// its members: the list tells both.
public final class Groups {

    private final Connection connection;
    private final String workspace;

    Groups(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of them.
    public Page<Group> list(Filter filter, Paging paging) {
        return connection.page(path(), filter.query, paging, Group.class);
    }

    /// Makes a group without members.
    public ApiRequest<Group> create(String name) {
        return ApiRequest.post(path(), Json.tree(new Named(name)), Group.class);
    }

    /// Gives a group another name. Its members stay.
    public ApiRequest<Group> rename(String id, String name) {
        return ApiRequest.put(path(id), Json.tree(new Named(name)), Group.class);
    }

    /// Deletes a group. Its members stay in the workspace.
    public ApiRequest<Group> delete(String id) {
        return ApiRequest.delete(path(id), Group.class);
    }

    /// Puts somebody into a group. Whoever is in it already stays in it.
    ///
    /// @param id the group's, or a placeholder such as `{group}`
    public ApiRequest<Group> add(String id, String userId) {
        return ApiRequest.post(
                Paths.of("workspaces", workspace, "user-groups", id, "users"),
                Json.tree(new NewMember(userId)),
                Group.class);
    }

    /// Takes somebody out of a group.
    public ApiRequest<Group> remove(String id, String userId) {
        return ApiRequest.delete(
                Paths.of("workspaces", workspace, "user-groups", id, "users", userId), Group.class);
    }

    private String path() {
        return Paths.of("workspaces", workspace, "user-groups");
    }

    private String path(String id) {
        return Paths.of("workspaces", workspace, "user-groups", id);
    }

    /// A group.
    ///
    /// @param userIds who is in it
    /// @param teamManagers who manages it; empty unless it was asked for
    public record Group(
            String id, String name, List<String> userIds, List<TeamManager> teamManagers) {

        public Group {
            Objects.requireNonNull(id, "id");
            name = Objects.requireNonNullElse(name, "");
            userIds = Json.list(userIds);
            teamManagers = Json.list(teamManagers);
        }

        public boolean has(String userId) {
            return userIds.contains(userId);
        }
    }

    /// Somebody who manages a group.
    public record TeamManager(@Nullable String id, @Nullable String name) {}

    private record Named(String name) {}

    private record NewMember(String userId) {}

    /// Which groups.
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

        /// Which work on this project.
        public Filter project(String id) {
            return new Filter(query.with("project-id", id));
        }

        /// With those who manage them.
        public Filter withTeamManagers() {
            // The one parameter of the core that is not written with hyphens.
            return new Filter(query.with("includeTeamManagers", true));
        }

        /// Sorted by `ID` or `NAME`.
        public Filter sortedBy(String column, SortOrder order) {
            return new Filter(query.with("sort-column", column).with("sort-order", order.name()));
        }
    }
}
