package io.github.clockifymcp.tools.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.Members;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.clockify.Users.Membership;
import io.github.clockifymcp.clockify.Users.Settings;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Detailed;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The people of the workspace.
public final class PeopleReads {
    private PeopleReads() {}

    /// Where somebody stands with the workspace, in Clockify's words.
    enum Status {
        ACTIVE,
        PENDING,
        DECLINED,
        INACTIVE,
        ALL
    }

    record ListUsers(
            @Doc("Part of a name or e-mail.") @Nullable String name,
            @Doc("Of the membership.") @Default("\"active\"") Status status,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("People on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize,
            @Doc(Detail.DOC) @Default("\"brief\"") Detail detail) {}

    record UserPage(@Columns List<ListedUser> users, Slice part, @JsonIgnore Detail detail)
            implements Detailed {
        UserPage {
            users = List.copyOf(users);
        }

        @Override
        public String told() {
            return Lines.told(users.stream().map(ListedUser::line).toList(), part, "user");
        }
    }

    /// @param id null in brief where the name leads to them
    /// @param email null where the caller may not see it
    /// @param membership `ACTIVE`, `PENDING`, `DECLINED`, `INACTIVE`, or what Clockify thinks of
    ///   next; null where it does not say
    /// @param rest null in brief
    record ListedUser(
            @Nullable String id,
            String name,
            @Nullable String email,
            @Nullable String membership,
            @Nullable Rest rest) {

        /// What else a list of people knows of one.
        record Rest(
                @Nullable String accountStatus,
                @Nullable String timeZone,
                @Nullable String weekStart,
                @Nullable String picture,
                List<String> roles) {
            Rest {
                roles = List.copyOf(roles);
            }

            static Rest of(User user) {
                Settings settings = user.settings();
                return new Rest(
                        user.status(),
                        settings == null ? null : settings.timeZone(),
                        settings == null ? null : settings.weekStart(),
                        user.profilePicture(),
                        PeopleReads.roles(user));
            }
        }

        static ListedUser of(User user, @Nullable String membership, boolean known, Detail detail) {
            return new ListedUser(
                    known && !detail.full() ? null : user.id(),
                    user.name(),
                    user.email(),
                    membership,
                    detail.full() ? Rest.of(user) : null);
        }

        String line() {
            // Someone who never signed in may have no name yet.
            String first = name.isBlank() ? Objects.requireNonNullElse(email, "no name") : name;
            return Lines.line(
                    first,
                    id,
                    email == null || name.isBlank() ? "" : email,
                    membership == null || membership.equals("ACTIVE") ? "" : membership);
        }
    }

    /// @param email null where the caller may not see it
    record UserRow(String id, String name, @Nullable String email) {}

    static UserPage list(ListUsers in, Workplace ws) {
        Members.Filter filter =
                Members.Filter.all()
                        .status(in.status().name())
                        .sortedBy("NAME", SortOrder.ASCENDING);
        if (in.status() == Status.ALL) {
            // Only then may they differ, and Clockify says it only when asked.
            filter = filter.memberships("WORKSPACE");
        }
        if (in.name() != null) {
            filter = in.name().contains("@") ? filter.email(in.name()) : filter.name(in.name());
        }
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<User> found = ws.api().members().list(filter, paging);
        Lines.Shared shared = Lines.shared(found.items().stream().map(User::name).toList());
        List<ListedUser> rows =
                found.items().stream()
                        .map(user ->
                                ListedUser.of(
                                        user,
                                        membership(user, in.status(), ws.api().id()),
                                        !user.name().isBlank() && !shared.has(user.name()),
                                        in.detail()))
                        .toList();
        return new UserPage(rows, Slice.of(found, paging), in.detail());
    }

    /// One person.
    ///
    /// @param values `userId` is an id, or `current` for the user
    static UserRow get(Map<String, String> values, Workplace ws) {
        String id = WorkspaceUris.value(values, "userId");
        User user = id.equals("current") ? ws.account().user() : ws.names().person(id);
        return new UserRow(user.id(), user.name(), user.email());
    }

    private static @Nullable String membership(User user, Status asked, String workspace) {
        if (asked != Status.ALL) {
            return asked.name();
        }
        return user.memberships().stream()
                .filter(membership -> workspace.equals(membership.targetId()))
                .map(Membership::membershipStatus)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// The names of somebody's roles. Clockify's document calls the name `name`, its answers call
    /// it `role`, or are nothing but the name.
    public static List<String> roles(User user) {
        return user.roles().stream().map(PeopleReads::role).filter(Objects::nonNull).toList();
    }

    private static @Nullable String role(JsonNode role) {
        List<JsonNode> named = List.of(role, role.path("role"), role.path("name"));
        return named.stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse(null);
    }
}
