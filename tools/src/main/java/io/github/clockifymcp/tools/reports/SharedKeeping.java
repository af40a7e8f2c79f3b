package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.SharedReports;
import io.github.clockifymcp.clockify.SharedReports.Setup;
import io.github.clockifymcp.clockify.SharedReports.SharedReport;
import io.github.clockifymcp.clockify.SharedReports.Viewer;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.people.UserGroups;
import io.github.clockifymcp.tools.reports.SharedReportTools.GetShared;
import io.github.clockifymcp.tools.reports.SharedReportTools.SharedChanged;
import io.github.clockifymcp.tools.time.DateRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes, changes and deletes shared reports. Whoever is asked to confirm one is told who will see
/// it, in names.
final class SharedKeeping {
    static final String FEATURE = "SHARED_REPORTS";

    private SharedKeeping() {}

    /// The kinds that can be shared.
    enum Kind {
        SUMMARY(ReportKind.SUMMARY),
        DETAILED(ReportKind.DETAILED),
        WEEKLY(ReportKind.WEEKLY),
        ATTENDANCE(ReportKind.ATTENDANCE);

        private final ReportKind kind;

        Kind(ReportKind kind) {
            this.kind = kind;
        }
    }

    record Create(
            @Doc("Its name.") @Size(min = 1, max = 100) String name,
            @Doc("Which report.") @Default("\"summary\"") Kind kind,
            @Doc("Days: last month, 2026-11. This week if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Whose time: name, id or everybody; yours if left out.") @Nullable String user,
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("What its rows are.") @Default("\"project\"") GroupBy groupBy,
            @Doc("Whether all who have its link see it.") @Default("false") boolean isPublic,
            @Doc("People who see it.") @Nullable List<String> visibleToUsers,
            @Doc("Groups who see it.") @Nullable List<String> visibleToUserGroups) {
        Create {
            visibleToUsers = visibleToUsers == null ? null : List.copyOf(visibleToUsers);
            visibleToUserGroups =
                    visibleToUserGroups == null ? null : List.copyOf(visibleToUserGroups);
        }
    }

    static Planned<SharedChanged> create(Create in, Workplace ws) {
        ReportFile.need(FEATURE, "shared reports", ws);
        String name = named(in.name());
        WantedReport wanted =
                ExportTools.wanted(
                        in.kind().kind,
                        in.start(),
                        in.end(),
                        new ExportTools.About(in.user(), in.project(), null, in.groupBy()),
                        ws);
        List<Viewer> users = users(in.visibleToUsers(), ws);
        List<Viewer> groups = groups(in.visibleToUserGroups(), ws);
        Setup setup = new Setup(name, in.isPublic(), false, ids(users), ids(groups));
        SharedReports api = ws.api().sharedReports();
        Whose whose = wanted.whose(ws);
        String about =
                "%s, %s, %s"
                        .formatted(
                                wanted.kind().said(), ws.text().range(wanted.days()), whose.name());
        Plan plan =
                ws.plan(
                                "Share ‹%s›: %s, %s"
                                        .formatted(
                                                Lines.one(name),
                                                about,
                                                seen(in.isPublic(), users, groups)),
                                "report",
                                api.create(wanted.withoutMoney(ws), setup))
                        .undoneBy(api.delete("{report}"), "report")
                        .risk(Risk.EXTERNAL_SIDE_EFFECT)
                        .touching(Reach.WORKSPACE)
                        .note("As of now it has %s.".formatted(wanted.measure(ws).told()))
                        .note("It shows time that you may see, also to those who may not.");
        if (whose.note() != null) {
            plan.note(whose.note());
        }
        noteViewers(plan, in.isPublic());
        return plan.answering(answers -> {
            SharedReport made = Plan.read(answers, "report", SharedReport.class);
            return new SharedChanged(
                    made.id(), name, "Shared ‹%s›, %s".formatted(Lines.one(name), about));
        });
    }

    /// What can be emptied.
    enum Field {
        VISIBLE_TO_USERS,
        VISIBLE_TO_USER_GROUPS
    }

    record Update(
            @Doc("Its name or id.") String report,
            @Doc("Its new name.") @Size(min = 1, max = 100) @Nullable String name,
            @Doc("New days.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Whether all who have its link see it.") @Nullable Boolean isPublic,
            @Doc("All people who see it.") @Nullable List<String> visibleToUsers,
            @Doc("All groups who see it.") @Nullable List<String> visibleToUserGroups,
            @Doc("Fields to empty.") @Nullable List<Field> clear) {
        Update {
            visibleToUsers = visibleToUsers == null ? null : List.copyOf(visibleToUsers);
            visibleToUserGroups =
                    visibleToUserGroups == null ? null : List.copyOf(visibleToUserGroups);
            clear = clear == null ? null : List.copyOf(clear);
        }

        private boolean clears(Field field) {
            return clear != null && clear.contains(field);
        }

        private boolean changesNothing() {
            return name == null
                    && start == null
                    && end == null
                    && isPublic == null
                    && visibleToUsers == null
                    && visibleToUserGroups == null
                    && (clear == null || clear.isEmpty());
        }
    }

    static Planned<SharedChanged> update(Update in, Workplace ws) {
        SharedReport old = SharedFinder.find(in.report(), ws).report();
        if (in.changesNothing()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is not said what should change about %s."
                            .formatted(SharedFinder.said(old.name())),
                    "Give the fields that should, with their new values.");
        }
        List<String> changes = new ArrayList<>();
        String name = in.name() == null ? old.name() : named(in.name());
        if (!name.equals(old.name())) {
            changes.add("call it ‹%s›".formatted(Lines.one(name)));
        }
        DateRange days = in.start() == null && in.end() == null ? null : days(in, old, ws);
        if (days != null) {
            changes.add("show %s".formatted(ws.text().range(days)));
        }
        boolean open = in.isPublic() == null ? old.open() : in.isPublic();
        List<Viewer> users =
                chosen(
                        in.visibleToUsers() == null ? null : users(in.visibleToUsers(), ws),
                        in.clears(Field.VISIBLE_TO_USERS));
        List<Viewer> groups =
                chosen(
                        in.visibleToUserGroups() == null
                                ? null
                                : groups(in.visibleToUserGroups(), ws),
                        in.clears(Field.VISIBLE_TO_USER_GROUPS));
        boolean audience = in.isPublic() != null || users != null || groups != null;
        if (audience) {
            changes.add(
                    "make it "
                            + seen(
                                    open,
                                    Objects.requireNonNullElse(users, old.users()),
                                    Objects.requireNonNullElse(groups, old.groups())));
        }
        String said = SharedFinder.said(old.name());
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about %s".formatted(said))
                    .risk(Risk.EXTERNAL_SIDE_EFFECT)
                    .touching(Reach.WORKSPACE)
                    .answering(answers ->
                            new SharedChanged(old.id(), name, "%s is so already".formatted(said)));
        }
        SharedReports api = ws.api().sharedReports();
        Setup setup =
                new Setup(
                        name,
                        in.isPublic(),
                        null,
                        users == null ? null : ids(users),
                        groups == null ? null : ids(groups));
        Plan plan =
                ws.plan(
                                "Change %s: %s".formatted(said, String.join("; ", changes)),
                                "report",
                                days == null
                                        ? api.update(old.id(), setup)
                                        : api.update(old, setup, days.start(), days.last()))
                        .undoneBy(api.restore(old))
                        .risk(Risk.EXTERNAL_SIDE_EFFECT)
                        .touching(Reach.WORKSPACE)
                        .replacing("shared_report", old.id(), old.raw());
        if (audience) {
            noteViewers(plan, open);
        }
        String done = "Changed %s: %s".formatted(said, String.join("; ", changes));
        return plan.answering(answers -> new SharedChanged(old.id(), name, done));
    }

    private static @Nullable List<Viewer> chosen(@Nullable List<Viewer> given, boolean clear) {
        if (given != null && clear) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "Who sees it is both given and to be emptied.",
                    "Give the names, or name the field in clear.");
        }
        return clear ? List.of() : given;
    }

    private static DateRange days(Update in, SharedReport old, Workplace ws) {
        DateRange days = ReportTools.days(in.start(), in.end(), "this week", ws);
        return old.type().equals("WEEKLY") ? ExportTools.week(days, ws) : days;
    }

    static Planned<SharedChanged> delete(GetShared in, Workplace ws) {
        SharedReport old = SharedFinder.find(in.report(), ws).report();
        String said = SharedFinder.said(old.name());
        return ws.plan(
                        "Delete %s, %s".formatted(said, SharedRow.of(old).seen()),
                        "deleted",
                        ws.api().sharedReports().delete(old.id()))
                .risk(Risk.DESTRUCTIVE)
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .replacing("shared_report", old.id(), old.raw())
                .note("Its link stops working for everybody; a new one would have another link.")
                .answering(answers ->
                        new SharedChanged(old.id(), old.name(), "Deleted %s".formatted(said)));
    }

    private static void noteViewers(Plan plan, boolean open) {
        if (open) {
            plan.note("Everybody who gets its link sees it, outside the workspace too.");
        }
    }

    private static String seen(boolean open, List<Viewer> users, List<Viewer> groups) {
        return open
                ? "public: all who have its link see it"
                : SharedRow.viewers(names(users), names(groups));
    }

    private static List<String> names(List<Viewer> viewers) {
        return viewers.stream()
                .map(one -> Lines.one(Objects.requireNonNullElse(one.name(), one.id())))
                .toList();
    }

    private static List<String> ids(List<Viewer> viewers) {
        return viewers.stream().map(Viewer::id).distinct().toList();
    }

    private static List<Viewer> users(@Nullable List<String> namesOrIds, Workplace ws) {
        List<Viewer> users = new ArrayList<>();
        for (String one : namesOrIds == null ? List.<String>of() : namesOrIds) {
            User user = ws.names().person(one);
            users.add(new Viewer(user.id(), user.name()));
        }
        return users;
    }

    private static List<Viewer> groups(@Nullable List<String> namesOrIds, Workplace ws) {
        List<Viewer> groups = new ArrayList<>();
        for (String one : namesOrIds == null ? List.<String>of() : namesOrIds) {
            var group = UserGroups.find(one, ws);
            groups.add(new Viewer(group.id(), group.name()));
        }
        return groups;
    }

    private static String named(String name) {
        if (name.isBlank()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS, "The report's name is empty.", "Give it a name.");
        }
        return name.strip();
    }
}
