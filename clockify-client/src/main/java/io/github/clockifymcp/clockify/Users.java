package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The account that the key belongs to.
public final class Users {

    private final Connection connection;

    Users(Connection connection) {
        this.connection = connection;
    }

    /// Who the key belongs to, without memberships.
    public User current() {
        return current(false);
    }

    /// Who the key belongs to.
    ///
    /// @param withMemberships whether to list the workspaces, projects and groups they belong to
    public User current(boolean withMemberships) {
        Query query =
                withMemberships ? Query.none().with("include-memberships", true) : Query.none();
        return connection.send(ApiRequest.get(Paths.of("user"), query, User.class));
    }

    /// A person.
    ///
    /// @param email null where the caller may not see it
    /// @param status of the account: `ACTIVE`, `PENDING_EMAIL_VERIFICATION`, `NOT_REGISTERED`,
    ///   `LIMITED`, `DELETED`, `LIMITED_DELETED`, or what Clockify thinks of next
    /// @param settings null for people whose settings Clockify does not show
    /// @param roles as Clockify sends them, when a list of members was asked to include them
    public record User(
            String id,
            String name,
            @Nullable String email,
            @Nullable String status,
            @Nullable String activeWorkspace,
            @Nullable String defaultWorkspace,
            @Nullable String profilePicture,
            @Nullable Settings settings,
            List<Membership> memberships,
            List<JsonNode> roles) {

        public User {
            Objects.requireNonNull(id, "id");
            name = Objects.requireNonNullElse(name, "");
            memberships = Json.list(memberships);
            roles = Json.list(roles);
        }

        /// The zone the person's account is in: the one Clockify reads date windows in. Empty if
        /// Clockify does not say, or names one that Java does not know.
        public Optional<ZoneId> zone() {
            String zone = settings == null ? null : settings.timeZone();
            try {
                return zone == null ? Optional.empty() : Optional.of(ZoneId.of(zone));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    /// How a person wants to see time.
    ///
    /// @param timeZone such as `Europe/Belgrade`
    /// @param weekStart such as `MONDAY`
    /// @param timeFormat `HOUR12` or `HOUR24`
    public record Settings(
            @Nullable String timeZone,
            @Nullable String weekStart,
            @Nullable String dateFormat,
            @Nullable String timeFormat,
            @Nullable String lang,
            @Nullable String myStartOfDay) {}

    /// That a person belongs to something, and what an hour of theirs costs there.
    ///
    /// @param targetId the workspace, project or group
    /// @param membershipType `WORKSPACE`, `PROJECT` or `USERGROUP`
    /// @param membershipStatus `PENDING`, `ACTIVE`, `DECLINED` or `INACTIVE`
    public record Membership(
            @Nullable String userId,
            @Nullable String targetId,
            @Nullable String membershipType,
            @Nullable String membershipStatus,
            @Nullable Money hourlyRate,
            @Nullable Money costRate) {

        static Membership from(JsonNode raw) {
            Fields fields = new Fields(raw);
            return new Membership(
                    fields.text("userId"),
                    fields.text("targetId"),
                    fields.text("membershipType"),
                    fields.text("membershipStatus"),
                    fields.money("hourlyRate"),
                    fields.money("costRate"));
        }
    }
}
