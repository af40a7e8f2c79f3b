package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a workspace's people work, and what its own fields say about them.
public final class MemberProfiles {

    private final Connection connection;
    private final String workspace;

    MemberProfiles(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// Somebody's.
    public Profile get(String userId) {
        return connection.send(ApiRequest.get(path(userId), Query.none(), Profile.class));
    }

    /// Changes what is named; the rest stays.
    public ApiRequest<Profile> update(String userId, ProfileEdit edit) {
        return ApiRequest.patch(path(userId), Json.tree(edit), Profile.class);
    }

    private String path(String userId) {
        return Paths.of("workspaces", workspace, "member-profile", userId);
    }

    /// A profile.
    ///
    /// @param weekStart such as `MONDAY`
    /// @param workCapacity how long somebody works a day
    /// @param workingDays such as `MONDAY`
    public record Profile(
            @Nullable String name,
            @Nullable String email,
            @Nullable String weekStart,
            @Nullable Duration workCapacity,
            List<String> workingDays,
            List<FieldValue> userCustomFieldValues,
            @Nullable Boolean hasPendingApprovalRequest) {

        public Profile {
            workingDays = Json.list(workingDays);
            userCustomFieldValues = Json.list(userCustomFieldValues);
        }
    }

    /// What somebody has in a custom field.
    ///
    /// @param sourceType `WORKSPACE` for the field's default, `USER` for a value of one's own
    /// @param value a text, number, boolean or list; null if there is none
    public record FieldValue(
            @Nullable String customFieldId,
            @Nullable String name,
            @Nullable String type,
            @Nullable String sourceType,
            @Nullable JsonNode value) {}

    /// What to change; null stays as it is.
    ///
    /// @param workingDays empty stays as it is: Clockify knows nobody without working days
    public record ProfileEdit(
            @Nullable DayOfWeek weekStart,
            @Nullable Duration workCapacity,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DayOfWeek> workingDays) {

        public ProfileEdit {
            workingDays = List.copyOf(workingDays);
        }
    }
}
