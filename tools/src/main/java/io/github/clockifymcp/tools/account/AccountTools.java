package io.github.clockifymcp.tools.account;

import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Members;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.account.NameLookup.ResolveName;
import io.github.clockifymcp.tools.account.NameLookup.ResolvedName;
import io.github.clockifymcp.tools.account.PeopleReads.ListUsers;
import io.github.clockifymcp.tools.account.PeopleReads.UserPage;
import io.github.clockifymcp.tools.account.WorkspaceReads.GetWorkspace;
import io.github.clockifymcp.tools.account.WorkspaceReads.ListWorkspaces;
import io.github.clockifymcp.tools.account.WorkspaceReads.WorkspaceList;
import io.github.clockifymcp.tools.desk.Account;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who the key belongs to and what it opens: the account, its workspaces, the people in them, and
/// what names mean there.
public final class AccountTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "account";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_whoami", WhoAmI.class, Me.class)
                .title("Who am I")
                .describe(
                        "Tells the user, the workspace, and the user's date, time and time zone"
                                + " right now.")
                .by(AccountTools::whoAmI);

        tools.read("clockify_resolve_name", ResolveName.class, ResolvedName.class)
                .title("Resolve name")
                .describe(
                        "Finds what a name means: the one thing, all that share it, or near ones if"
                                + " nothing has it. Rarely needed: other tools take names.")
                .by(NameLookup::resolve);

        tools.read("clockify_list_users", ListUsers.class, UserPage.class)
                .title("List users")
                .describe("Lists the workspace's people by name.")
                .by(PeopleReads::list);

        tools.read("clockify_get_workspace", GetWorkspace.class, WorkspaceDetail.class)
                .title("Get workspace")
                .describe(
                        "Shows a workspace's settings: what entries must have, who may create what,"
                                + " rounding, rates, currencies, plan.")
                .by(WorkspaceReads::get);

        tools.read("clockify_list_workspaces", ListWorkspaces.class, WorkspaceList.class)
                .title("List workspaces")
                .describe("Lists the workspaces the user belongs to, with ids.")
                .by(WorkspaceReads::list);

        tools.read("clockify_current_user", CurrentUser.class, UserDetail.class)
                .title("Current user")
                .describe("Shows the user's profile, preferences and roles in the workspace.")
                .by(AccountTools::currentUser);

        declareResources(tools);
    }

    private static void declareResources(Toolbox<Workplace> tools) {
        tools.resource(WorkspaceUris.WORKSPACE, "workspace")
                .title("Workspace")
                .describe("The workspace's settings.")
                .withRightsOf("clockify_get_workspace")
                .by(
                        "application/json",
                        WorkspaceUris.within(
                                (values, ws) -> WorkspaceReads.get(new GetWorkspace(null), ws)));

        tools.resource(WorkspaceUris.WORKSPACE + "/user/{userId}", "user")
                .title("User")
                .describe("One of the workspace's people; `current` is the user.")
                .withRightsOf("clockify_list_users")
                .by("application/json", WorkspaceUris.within(PeopleReads::get));
    }

    record WhoAmI() {}

    /// @param workspace null where none is chosen; then `todo` says what to do
    /// @param plan such as `STANDARD_2021`
    /// @param zone in which all times are understood and said
    /// @param localTime now, there, with the weekday
    record Me(
            String userId,
            String name,
            @Nullable String email,
            @Nullable String workspaceId,
            @Nullable String workspace,
            @Nullable String plan,
            String zone,
            Instant now,
            String localTime,
            @Nullable String weekStart,
            @Nullable String todo)
            implements Told {
        @Override
        public String told() {
            List<String> lines = new ArrayList<>();
            lines.add(Lines.one(email == null ? name : "%s, %s".formatted(name, email)));
            if (workspace != null) {
                lines.add(
                        Lines.one(
                                "workspace ‹%s›%s"
                                        .formatted(
                                                workspace, plan == null ? "" : ", plan " + plan)));
            }
            lines.add("now %s, zone %s".formatted(localTime, zone));
            if (weekStart != null) {
                lines.add("weeks begin on " + weekStart);
            }
            if (todo != null) {
                lines.add(todo);
            }
            return String.join("\n", lines);
        }
    }

    static Me whoAmI(WhoAmI in, Workplace ws) {
        try {
            Account account = ws.account();
            return me(
                    account.user(),
                    account.zone(),
                    day(account.firstDay()),
                    new Chosen(
                            account.workspace().id(),
                            account.workspace().name(),
                            account.workspace().featureSubscriptionType()),
                    null,
                    ws);
        } catch (ToolException problem) {
            if (problem.problem().code() != Problem.Code.NOT_CONFIGURED) {
                throw problem;
            }
            // Without a key this fails with the same words; without a workspace it does not.
            User user = ws.clockify().users().current();
            return me(
                    user,
                    user.zone().orElse(ZoneOffset.UTC),
                    null,
                    null,
                    problem.problem().text(),
                    ws);
        }
    }

    private record Chosen(String id, String name, @Nullable String plan) {}

    private static Me me(
            User user,
            ZoneId zone,
            @Nullable String weekStart,
            @Nullable Chosen workspace,
            @Nullable String todo,
            Workplace ws) {
        Instant now = ws.call().now();
        return new Me(
                user.id(),
                user.name(),
                user.email(),
                workspace == null ? null : workspace.id(),
                workspace == null ? null : workspace.name(),
                workspace == null ? null : workspace.plan(),
                zone.getId(),
                now,
                new TimeText(zone).moment(now),
                weekStart,
                todo);
    }

    private static String day(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }

    record CurrentUser() {}

    /// @param status of the account, as Clockify says it
    /// @param roles in the workspace, such as `OWNER`; null where they are not to be known
    record UserDetail(
            String id,
            String name,
            @Nullable String email,
            @Nullable String status,
            @Nullable String zone,
            @Nullable String weekStart,
            @Nullable String timeFormat,
            @Nullable String dateFormat,
            @Nullable String language,
            @Nullable List<String> roles)
            implements Told {
        UserDetail {
            roles = roles == null ? null : List.copyOf(roles);
        }

        @Override
        public String told() {
            List<String> lines = new ArrayList<>();
            lines.add("%s, id %s".formatted(Lines.one(name), id));
            say(lines, "", email);
            say(lines, "account ", status);
            say(lines, "zone ", zone);
            say(lines, "weeks begin on ", weekStart);
            say(lines, "times as ", timeFormat);
            say(lines, "dates as ", dateFormat);
            say(lines, "language ", language);
            say(lines, "roles ", roles == null ? null : listed(roles));
            return String.join("\n", lines);
        }

        private static void say(List<String> lines, String what, @Nullable String value) {
            if (value != null) {
                lines.add(what + Lines.one(value));
            }
        }

        private static String listed(List<String> roles) {
            return roles.isEmpty() ? "none: a regular member" : String.join(", ", roles);
        }
    }

    static UserDetail currentUser(CurrentUser in, Workplace ws) {
        User user = ws.clockify().users().current();
        var settings = user.settings();
        return new UserDetail(
                user.id(),
                user.name(),
                user.email(),
                user.status(),
                settings == null ? null : settings.timeZone(),
                settings == null ? null : settings.weekStart(),
                settings == null ? null : settings.timeFormat(),
                settings == null ? null : settings.dateFormat(),
                settings == null ? null : settings.lang(),
                roles(user, ws));
    }

    /// The roles a list of members gives; null without a workspace, or where the list is not open
    /// to the key's owner.
    private static @Nullable List<String> roles(User user, Workplace ws) {
        Members.Filter filter = Members.Filter.all().withRoles();
        if (user.email() != null) {
            filter = filter.email(user.email());
        }
        try {
            return ws.api().members().list(filter, new Paging(1, Paging.LARGEST)).items().stream()
                    .filter(member -> member.id().equals(user.id()))
                    .findFirst()
                    .map(PeopleReads::roles)
                    .orElse(null);
        } catch (ToolException noWorkspace) {
            return null;
        } catch (ClockifyException closed) {
            if (closed.category() == Category.ACCESS_DENIED) {
                return null;
            }
            throw closed;
        }
    }
}
