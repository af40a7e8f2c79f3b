package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.ReportFilter;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.clockify.Workspaces.Settings;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose time a report is about.
///
/// Clockify leaves out what somebody may not see, without a word: their own time would pass for
/// everybody's. So where a workspace shows all time to admins alone, others are told so instead.
///
/// @param id null for everybody
/// @param name such as `your time`
/// @param note what a reader has to know about who is in it; null if nothing
public record Whose(@Nullable String id, String name, @Nullable String note) {
    private static final Set<String> EVERYBODY = Set.of("everybody", "everyone", "all", "team");
    private static final Set<String> ME = Set.of("me", "myself");
    private static final List<String> ADMINS = List.of("OWNER", "WORKSPACE_ADMIN");
    private static final List<String> MANAGERS = List.of("PROJECT_MANAGER", "TEAM_MANAGER");

    /// Whose time is asked for.
    ///
    /// @param user a name, an id or `everybody`; null for the key's owner
    public static Whose of(@Nullable String user, Workplace ws) {
        String asked = user == null ? "me" : user.strip().toLowerCase(Locale.ROOT);
        if (ME.contains(asked)) {
            return own(ws);
        }
        if (EVERYBODY.contains(asked)) {
            return new Whose(null, "everybody's time", limits(ws));
        }
        User person = ws.names().person(asked.isEmpty() ? asked : Objects.requireNonNull(user));
        return ws.account().owns(person.id())
                ? own(ws)
                : new Whose(person.id(), "time of " + Lines.one(person.name()), limits(ws));
    }

    private static Whose own(Workplace ws) {
        return new Whose(ws.account().user().id(), "your time", null);
    }

    /// What keeps the key's owner from seeing all of others' time; null if nothing does.
    private static @Nullable String limits(Workplace ws) {
        Settings settings = ws.account().workspace().workspaceSettings();
        boolean open =
                settings == null || !Objects.equals(settings.onlyAdminsSeeAllTimeEntries(), true);
        if (open || is(ADMINS, ws)) {
            return null;
        }
        if (is(MANAGERS, ws)) {
            return "This workspace shows everybody's time to admins alone: it is the time that you"
                    + " manage.";
        }
        throw new ToolException(
                Code.ACCESS_DENIED,
                "This workspace shows the time of others to its admins and managers alone, and you"
                        + " are neither.",
                "Leave user out for your own time, with clockify_summary_report or"
                        + " clockify_detailed_report.");
    }

    /// Whether the key's owner has one of these roles in the workspace.
    private static boolean is(List<String> roles, Workplace ws) {
        String here = ws.account().workspace().id();
        return ws.clockify().workspaces().list(roles).stream()
                .anyMatch(workspace -> workspace.id().equals(here));
    }

    public boolean isEverybody() {
        return id == null;
    }

    /// What a reader has to know of any report about them.
    public List<String> notes(DateRange days, Workplace ws) {
        List<String> notes = new ArrayList<>();
        LocalDate today = ws.words().today();
        if (!days.start().isAfter(today) && days.end().isAfter(today)) {
            notes.add("Timers that still run are not in it.");
        }
        if (note != null) {
            notes.add(note);
        }
        return notes;
    }

    /// Their time of some days, by the account's clock and calendar.
    public ReportFilter within(DateRange days, Workplace ws) {
        LocalDate last = days.last();
        ReportFilter filter =
                ReportFilter.days(days.start(), last, ws.account().zone())
                        .weekStart(ws.account().firstDay());
        return id == null ? filter : filter.users(List.of(id));
    }
}
