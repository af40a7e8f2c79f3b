package io.github.clockifymcp.tools.review;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Bars;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Looking back at one's own time.
public final class ReviewTools implements ToolGroup<Workplace> {
    private static final int MOST_DAYS = 62;

    @Override
    public String id() {
        return "review";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_weekly_summary", WeeklySummary.class, WeekSummary.class)
                .title("Weekly summary")
                .describe("Sums up a week of your time by day and by project, billable or not.")
                .by(ReviewTools::week);

        tools.resource(WorkspaceUris.WORKSPACE + "/report/weekly/{weekStart}", "weekly_report")
                .title("Weekly report")
                .describe(
                        "A week of the user’s time by day and by project; any day of the week names it, such as 2026-11-16.")
                .withRightsOf("clockify_weekly_summary")
                .by(
                        "application/json",
                        WorkspaceUris.within((values, ws) ->
                                week(
                                        new WeeklySummary(
                                                WorkspaceUris.value(values, "weekStart"), false),
                                        ws)));

        tools.read("clockify_timesheet_review", ReviewTimesheet.class, TimesheetReview.class)
                .title("Timesheet review")
                .describe(
                        "Checks your timesheet for gaps, overlaps, forgotten timers, long entries,"
                                + " missing projects and descriptions, and empty working days; says"
                                + " which call puts each right.")
                .by(ReviewTools::review);
    }

    record WeeklySummary(
            @Doc("last week, 2026-W47, or any day of the week.") @Default("\"this week\"")
                    String weekStart,
            @Doc(Bars.DOC) @Default("false") boolean chart) {}

    static WeekSummary week(WeeklySummary in, Workplace ws) {
        DateRange week = week(in.weekStart(), ws);
        ZoneId zone = ws.account().zone();
        Page<TimeEntry> page = ws.entries().within(week);
        List<Tracked> entries =
                Tracked.of(page.items(), ws).stream()
                        // The window may be wider than asked where the clocks change.
                        .filter(tracked -> tracked.startsWithin(week, zone))
                        .toList();
        return WeekSummary.of(week, entries, zone, page.more(), in.chart());
    }

    /// The week that words say, or that the day they say is in.
    public static DateRange week(String words, Workplace ws) {
        DateRange said = ws.words().range(words, Direction.PAST);
        DateRange week =
                said.days() == 1
                        ? ws.words().range("week of " + said.start(), Direction.PAST)
                        : said;
        if (week.days() != 7) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s is not a week.".formatted(ws.text().range(week)),
                    "Write ‹this week›, ‹last week›, ‹2026-W47› or a day of the week.");
        }
        return week;
    }

    record ReviewTimesheet(
            @Doc("A day or days: yesterday, this week, 2026-11-02..2026-11-13.")
                    @Default("\"today\"")
                    String date,
            @Doc("Shortest gap to mention.") @Default("\"15 min\"") String minGap) {}

    static TimesheetReview review(ReviewTimesheet in, Workplace ws) {
        DateRange days = ws.words().range(in.date(), Direction.PAST);
        Duration minGap = ws.words().duration(in.minGap());
        if (days.days() > MOST_DAYS) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s are more than %d days.".formatted(ws.text().range(days), MOST_DAYS),
                    "Review a month at a time.");
        }
        // What began the day before may reach into the first day.
        Page<TimeEntry> page =
                ws.entries().within(new DateRange(days.start().minusDays(1), days.end()));
        List<TimeEntry> entries = new ArrayList<>(page.items());
        if (mayMissTimer(days, entries, ws)) {
            entries.addAll(ws.entries().list(TimeEntries.Filter.all().inProgress()).items());
        }
        return new Reviewer(days, minGap, Tracked.of(entries, ws), ws).review(page.more());
    }

    /// Whether a timer from earlier days may still run into these: a person has only one.
    private static boolean mayMissTimer(DateRange days, List<TimeEntry> entries, Workplace ws) {
        return days.end().isAfter(ws.words().today())
                && entries.stream().noneMatch(TimeEntry::running);
    }
}
