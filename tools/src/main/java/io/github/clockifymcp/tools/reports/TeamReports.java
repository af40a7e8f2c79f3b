package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.ReportFilter;
import io.github.clockifymcp.clockify.ReportRows;
import io.github.clockifymcp.clockify.ReportRows.Summary;
import io.github.clockifymcp.clockify.ReportRows.Totals;
import io.github.clockifymcp.clockify.Reports.AmountShown;
import io.github.clockifymcp.clockify.Reports.AttendanceColumn;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.SummaryColumn;
import io.github.clockifymcp.clockify.Reports.WeekGroup;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Bars;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.review.ReviewTools;
import io.github.clockifymcp.tools.time.DateRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What those ask for who look after a team: who worked on what, week by day, and who came when.
public final class TeamReports implements ToolGroup<Workplace> {
    private static final String ATTENDANCE = "ATTENDANCE_REPORT";

    @Override
    public String id() {
        return "reports";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_team_summary", SummarizeTeam.class, TeamSummary.class)
                .title("Team summary")
                .describe(
                        "Sums up everybody's time by person, project, client or billability: hours,"
                                + " billable part, earnings. Needs the right to see others' time.")
                .by(TeamReports::team);

        tools.read("clockify_weekly_report", TabulateWeek.class, WeekTable.class)
                .title("Weekly report")
                .describe(
                        "Shows a week as a table: a row for each project or person, a column for"
                                + " each day.")
                .by(TeamReports::week);

        tools.read("clockify_attendance_report", ReportAttendance.class, AttendanceReport.class)
                .title("Attendance report")
                .describe(
                        "Shows for each day when people began and ended, their work, breaks and"
                                + " overtime.")
                .by(TeamReports::attendance);
    }

    /// What a team's time is summed up by.
    enum TeamBy {
        USER(Group.USER),
        PROJECT(Group.PROJECT),
        CLIENT(Group.CLIENT),
        BILLABLE(Group.USER);

        private final Group group;

        TeamBy(Group group) {
            this.group = group;
        }
    }

    record SummarizeTeam(
            @Doc("Days: last month, 2026-11. This week if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("What to sum by.") @Default("\"user\"") TeamBy groupBy,
            @Doc(Bars.DOC) @Default("false") boolean chart) {}

    static TeamSummary team(SummarizeTeam in, Workplace ws) {
        DateRange range = ReportTools.days(in.start(), in.end(), "this week", ws);
        Whose whose = Whose.of("everybody", ws);
        ReportFilter filter = whose.within(range, ws).showing(AmountShown.EARNED);
        Summary all = summary(filter, in.groupBy(), ws);
        return TeamSummary.of(in, range, whose, all, billable(all, filter, in.groupBy(), ws), ws);
    }

    /// The same about billable time alone. A group does not say how much of it is billable, so that
    /// is a report of its own, where the sums do not say it of all groups.
    private static Summary billable(Summary all, ReportFilter filter, TeamBy by, Workplace ws) {
        Totals total = all.total();
        if (by == TeamBy.BILLABLE || all.groupOne().isEmpty()) {
            return all;
        }
        if (total.entriesCount() > 0 && total.billableSeconds() == total.seconds()) {
            return all;
        }
        return total.entriesCount() > 0 && total.billableSeconds() == 0
                ? new Summary(List.of(), List.of())
                : summary(filter.billable(true), by, ws);
    }

    private static Summary summary(ReportFilter filter, TeamBy by, Workplace ws) {
        return ws.api().reports().summary(filter, List.of(by.group), SummaryColumn.GROUP);
    }

    record TabulateWeek(
            @Doc("last week, 2026-W47, or any day of the week.") @Default("\"this week\"")
                    String weekStart,
            @Doc("What the rows are.") @Default("\"project\"") WeekGroup groupBy,
            @Doc("Person's name or id, or everybody; you if left out.") @Nullable String user) {}

    static WeekTable week(TabulateWeek in, Workplace ws) {
        DateRange week = ReviewTools.week(in.weekStart(), ws);
        Whose whose = Whose.of(in.user(), ws);
        ReportRows.Weekly report = ws.api().reports().weekly(whose.within(week, ws), in.groupBy());
        return WeekTable.of(week, in.groupBy(), whose, report, ws);
    }

    record ReportAttendance(
            @Doc("Days: yesterday, last month. This week if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Person's name or id, or everybody; you if left out.") @Nullable String user,
            @Doc("From 1, earliest first.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Rows on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    static AttendanceReport attendance(ReportAttendance in, Workplace ws) {
        Workspace workspace = ws.account().workspace();
        if (!workspace.features().isEmpty() && !workspace.has(ATTENDANCE)) {
            // Clockify says only that access is denied.
            throw new ToolException(
                    Code.PLAN_REQUIRED,
                    "The plan of ‹%s› has no attendance report."
                            .formatted(Lines.one(workspace.name())),
                    "clockify_detailed_report shows when entries began and ended.");
        }
        DateRange range = ReportTools.days(in.start(), in.end(), "this week", ws);
        Whose whose = Whose.of(in.user(), ws);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<ReportRows.Attendance> found =
                ws.api()
                        .reports()
                        .attendance(
                                whose.within(range, ws).sorted(SortOrder.ASCENDING),
                                AttendanceColumn.DATE,
                                paging);
        return AttendanceReport.of(range, whose, found, paging, ws);
    }
}
