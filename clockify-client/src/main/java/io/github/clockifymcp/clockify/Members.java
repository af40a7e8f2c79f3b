package io.github.clockifymcp.clockify;

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
