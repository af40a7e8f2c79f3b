package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The workspaces that the key's owner belongs to.
public final class Workspaces {

    private final Connection connection;

    Workspaces(Connection connection) {
        this.connection = connection;
    }

    /// All of them: this endpoint ignores paging.
    public List<Workspace> list() {
        return list(List.of());
    }

    /// Those where the owner has one of these roles; an owner does not count as an admin here.
    ///
    /// @param roles of `OWNER`, `WORKSPACE_ADMIN`, `TEAM_MANAGER`, `PROJECT_MANAGER`; none for all
    public List<Workspace> list(List<String> roles) {
        Query query = Query.none().with("roles", roles);
        return connection.list(Paths.of("workspaces"), query, Workspace.class);
    }

    /// One of them.
    public Workspace get(String id) {
        return connection.send(
                ApiRequest.get(Paths.of("workspaces", id), Query.none(), Workspace.class));
    }

    /// Makes a workspace. No request deletes one, or changes its name.
    ///
    /// @param organizationId the organization it belongs to, as another one of its workspaces has
    ///   it
    public ApiRequest<Workspace> create(String name, String organizationId) {
        return ApiRequest.post(
                Paths.of("workspaces"),
                Json.tree(new NewWorkspace(name, organizationId)),
                Workspace.class);
    }

    /// What an hour is sold for in a workspace when nothing nearer says so.
    ///
    /// @param currency its code, such as `EUR`, which Clockify demands
    public ApiRequest<Workspace> setHourlyRate(String id, Rate rate, String currency) {
        return ApiRequest.put(
                Paths.of("workspaces", id, "hourly-rate"),
                Json.tree(new WorkspaceRate(rate.minorUnits(), currency, rate.since())),
                Workspace.class);
    }

    /// What an hour costs in a workspace when nothing nearer says so.
    public ApiRequest<Workspace> setCostRate(String id, Rate rate) {
        return ApiRequest.put(
                Paths.of("workspaces", id, "cost-rate"), Json.tree(rate), Workspace.class);
    }

    private record NewWorkspace(String name, String organizationId) {}

    private record WorkspaceRate(
            @JsonProperty("amount") long minorUnits, String currency, @Nullable Instant since) {}

    /// A workspace.
    ///
    /// @param featureSubscriptionType the plan, such as `STANDARD_2021`
    /// @param features what the plan allows, such as `APPROVAL`: the honest way to ask
    /// @param cakeOrganizationId the organization it belongs to; null where Clockify does not say
    public record Workspace(
            String id,
            String name,
            @Nullable String imageUrl,
            @Nullable Money hourlyRate,
            @Nullable Money costRate,
            List<Currency> currencies,
            @Nullable String featureSubscriptionType,
            List<String> features,
            @Nullable Subdomain subdomain,
            @Nullable Settings workspaceSettings,
            List<Users.Membership> memberships,
            @Nullable String cakeOrganizationId) {

        public Workspace {
            Objects.requireNonNull(id, "id");
            name = Objects.requireNonNullElse(name, "");
            currencies = Json.list(currencies);
            features = Json.list(features);
            memberships = Json.list(memberships);
        }

        /// Whether the plan has a feature, such as `TIME_OFF`.
        public boolean has(String feature) {
            return features.contains(feature);
        }
    }

    public record Currency(
            @Nullable String id, @Nullable String code, @Nullable Boolean isDefault) {}

    public record Subdomain(@Nullable String name, @Nullable Boolean enabled) {}

    /// What a workspace demands of entries and allows its people. Read-only over the API. Null
    /// where Clockify left it out.
    ///
    /// @param forceProjects an entry without a project is refused; likewise the other three
    /// @param lockTimeEntries entries before this instant cannot be changed, as Clockify writes it
    /// @param trackTimeDownToSecond whether times are kept with seconds
    public record Settings(
            @Nullable Boolean forceProjects,
            @Nullable Boolean forceTasks,
            @Nullable Boolean forceTags,
            @Nullable Boolean forceDescription,
            @Nullable Boolean defaultBillableProjects,
            @Nullable Boolean isProjectPublicByDefault,
            @Nullable Boolean onlyAdminsCreateProject,
            @Nullable Boolean onlyAdminsCreateTag,
            @Nullable Boolean onlyAdminsCreateTask,
            @Nullable Boolean onlyAdminsSeeAllTimeEntries,
            @Nullable Boolean onlyAdminsSeeBillableRates,
            @Nullable Boolean onlyAdminsCanChangeBillableStatus,
            @Nullable Boolean trackTimeDownToSecond,
            @Nullable String timeTrackingMode,
            @Nullable String durationFormat,
            @Nullable String lockTimeEntries,
            @Nullable String lockTimeZone,
            @Nullable String projectLabel,
            @Nullable String taskLabel,
            @Nullable List<String> workingDays) {}
}
