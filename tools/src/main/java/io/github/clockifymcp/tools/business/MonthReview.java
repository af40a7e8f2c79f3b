package io.github.clockifymcp.tools.business;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.clockify.ReportRows.Summary;
import io.github.clockifymcp.clockify.ReportRows.Totals;
import io.github.clockifymcp.clockify.Reports.AmountShown;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.SummaryColumn;
import io.github.clockifymcp.clockify.Workspaces.Settings;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.reports.Earned;
import io.github.clockifymcp.tools.reports.ReportDay;
import io.github.clockifymcp.tools.reports.Tally;
import io.github.clockifymcp.tools.reports.Whose;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A month looked back upon, beside the month before.
///
/// @param month such as `2026-10`
/// @param projects the longest first; the smallest are left out
/// @param left how many projects are left out
/// @param mostOn the day with the most time; null if there is none
/// @param longestGap null where there is none, and for more than one person
/// @param secondsBefore of the month before; of as many of its days, while this one still runs
record MonthReview(
        String month,
        String whose,
        long seconds,
        long billableSeconds,
        List<Earned> earned,
        @Columns List<WeekSum> weeks,
        @Columns List<ProjectSum> projects,
        int left,
        @Nullable LocalDate mostOn,
        @Nullable Gap longestGap,
        long secondsBefore,
        @JsonIgnore String told)
        implements Told {
    private static final int MOST_PROJECTS = 5;
    private static final int WORKDAYS = 5;

    MonthReview {
        earned = List.copyOf(earned);
        weeks = List.copyOf(weeks);
        projects = List.copyOf(projects);
    }

    /// @param first of those of its days that are in the month
    record WeekSum(LocalDate first, LocalDate last, long seconds) {}

    /// @param percent of all time, rounded
    record ProjectSum(@Nullable String id, String name, long seconds, int percent) {}

    /// Working days in a row without any time.
    record Gap(LocalDate first, LocalDate last, int workingDays) {}

    static MonthReview read(String said, @Nullable String user, Workplace ws) {
        YearMonth month = month(said, ws);
        LocalDate today = ws.words().today();
        LocalDate first = month.atDay(1);
        if (first.isAfter(today)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s has not begun.".formatted(month),
                    "Give a month that has, such as this month or last month.");
        }
        boolean runs = !month.atEndOfMonth().isBefore(today);
        LocalDate last = runs ? today : month.atEndOfMonth();
        Whose whose = Whose.of(user, ws);
        Summary report = report(whose, first, last, List.of(Group.DATE, Group.PROJECT), ws);
        YearMonth before = month.minusMonths(1);
        LocalDate lastBefore =
                runs
                        ? before.atDay(Math.min(last.getDayOfMonth(), before.lengthOfMonth()))
                        : before.atEndOfMonth();
        Totals earlier =
                report(whose, before.atDay(1), lastBefore, List.of(Group.PROJECT), ws).total();
        return new Looking(month, last, runs, whose, report, earlier, lastBefore, ws).review();
    }

    private static YearMonth month(String said, Workplace ws) {
        DateRange range = ws.words().range(said, Direction.PAST);
        YearMonth month = YearMonth.from(range.start());
        if (!month.equals(YearMonth.from(range.last())) || range.days() < 28) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s is not a month.".formatted(ws.text().range(range)),
                    "Give a month: last month, this month, 2026-10.");
        }
        return month;
    }

    private static Summary report(
            Whose whose, LocalDate first, LocalDate last, List<Group> groups, Workplace ws) {
        return ws.api()
                .reports()
                .summary(
                        whose.within(new DateRange(first, last.plusDays(1)), ws)
                                .showing(AmountShown.EARNED),
                        groups,
                        SummaryColumn.GROUP);
    }

    /// What the two reports say.
    ///
    /// @param last the last day looked at
    /// @param runs whether the month is not over
    private record Looking(
            YearMonth month,
            LocalDate last,
            boolean runs,
            Whose whose,
            Summary report,
            Totals earlier,
            LocalDate lastBefore,
            Workplace ws) {

        MonthReview review() {
            Totals total = report.total();
            Map<LocalDate, Row> days = new TreeMap<>();
            report.groupOne().forEach(row -> days.put(ReportDay.of(row.id(), row.name()), row));
            List<Tally> all =
                    Tally.of(
                            days.values().stream().flatMap(day -> day.children().stream()).toList(),
                            "no project");
            Lines.Shared shared = Tally.shared(all);
            List<ProjectSum> projects =
                    all.stream()
                            .limit(MOST_PROJECTS)
                            .map(one ->
                                    new ProjectSum(
                                            one.id(),
                                            one.name(shared),
                                            one.seconds(),
                                            Tally.percent(one.seconds(), total.seconds())))
                            .toList();
            Map.Entry<LocalDate, Row> most =
                    days.entrySet().stream()
                            .filter(day -> day.getValue().seconds() > 0)
                            .max(Map.Entry.comparingByValue(Comparator.comparingLong(Row::seconds)))
                            .orElse(null);
            List<Earned> earned = Earned.of(total.amounts());
            List<WeekSum> weeks = weeks(days);
            Gap gap = whose.isEverybody() ? null : gap(days);
            List<String> lines = new ArrayList<>();
            lines.add(head(total, earned));
            lines.add(compared(total));
            weeks.forEach(week -> lines.add(line(week)));
            projects.forEach(one ->
                    lines.add(
                            "%s: %s (%d%%)"
                                    .formatted(one.name(), said(one.seconds()), one.percent())));
            if (all.size() > projects.size()) {
                lines.add("and %d more projects".formatted(all.size() - projects.size()));
            }
            if (most != null) {
                lines.add(
                        "Most on %s: %s."
                                .formatted(
                                        ws.text().day(most.getKey()),
                                        said(most.getValue().seconds())));
            }
            if (gap != null) {
                lines.add(said(gap));
            }
            if (runs) {
                lines.add("The month is not over; timers that still run are not in it.");
            }
            if (whose.note() != null) {
                lines.add(whose.note());
            }
            return new MonthReview(
                    month.toString(),
                    whose.name(),
                    total.seconds(),
                    total.billableSeconds(),
                    earned,
                    weeks,
                    projects,
                    all.size() - projects.size(),
                    most == null ? null : most.getKey(),
                    gap,
                    earlier.seconds(),
                    String.join("\n", lines));
        }

        private String head(Totals total, List<Earned> earned) {
            return "%s, %s: %s, %s billable (%d%%)%s."
                    .formatted(
                            month,
                            whose.name(),
                            said(total.seconds()),
                            said(total.billableSeconds()),
                            Tally.percent(total.billableSeconds(), total.seconds()),
                            earned.isEmpty() ? "" : ", %s earned".formatted(Earned.told(earned)));
        }

        private String compared(Totals total) {
            long more = total.seconds() - earlier.seconds();
            String difference =
                    more == 0
                            ? "As much as in"
                            : "%s %s than in"
                                    .formatted(said(Math.abs(more)), more > 0 ? "more" : "less");
            return "%s %s%s, which had %s, %d%% of it billable."
                    .formatted(
                            difference,
                            YearMonth.from(lastBefore),
                            runs ? " up to its day %d".formatted(lastBefore.getDayOfMonth()) : "",
                            said(earlier.seconds()),
                            Tally.percent(earlier.billableSeconds(), earlier.seconds()));
        }

        /// Weeks as the account begins them, cut at the month's ends.
        private List<WeekSum> weeks(Map<LocalDate, Row> days) {
            List<WeekSum> weeks = new ArrayList<>();
            LocalDate day = month.atDay(1);
            while (!day.isAfter(last)) {
                LocalDate next = day.with(TemporalAdjusters.next(ws.account().firstDay()));
                LocalDate end = next.isAfter(last) ? last : next.minusDays(1);
                LocalDate from = day;
                long seconds =
                        days.entrySet().stream()
                                .filter(one ->
                                        !one.getKey().isBefore(from) && !one.getKey().isAfter(end))
                                .mapToLong(one -> one.getValue().seconds())
                                .sum();
                weeks.add(new WeekSum(day, end, seconds));
                day = next;
            }
            return weeks;
        }

        private String line(WeekSum week) {
            String days =
                    week.first().equals(week.last())
                            ? ws.text().day(week.first())
                            : "%s – %s"
                                    .formatted(
                                            ws.text().day(week.first()),
                                            ws.text().day(week.last()));
            return "%s: %s".formatted(days, said(week.seconds()));
        }

        /// Today may still be filled.
        private @Nullable Gap gap(Map<LocalDate, Row> days) {
            LocalDate until = runs ? last.minusDays(1) : last;
            Gap longest = null;
            Gap now = null;
            for (LocalDate day = month.atDay(1); !day.isAfter(until); day = day.plusDays(1)) {
                Row row = days.get(day);
                if (row != null && row.seconds() > 0) {
                    now = null;
                } else if (isWorkday(day)) {
                    now =
                            now == null
                                    ? new Gap(day, day, 1)
                                    : new Gap(now.first(), day, now.workingDays() + 1);
                    if (longest == null || now.workingDays() > longest.workingDays()) {
                        longest = now;
                    }
                }
            }
            return longest;
        }

        private boolean isWorkday(LocalDate day) {
            Settings settings = ws.account().workspace().workspaceSettings();
            List<String> week = settings == null ? null : settings.workingDays();
            DayOfWeek name = day.getDayOfWeek();
            if (week == null || week.isEmpty()) {
                return name.getValue() <= WORKDAYS;
            }
            return week.contains(name.name());
        }

        private String said(Gap gap) {
            String days =
                    gap.workingDays() == 1
                            ? ws.text().day(gap.first())
                            : "%s – %s, %d working days without time"
                                    .formatted(
                                            ws.text().day(gap.first()),
                                            ws.text().day(gap.last()),
                                            gap.workingDays());
            return "Longest gap: %s. Days off are not known here.".formatted(days);
        }

        private String said(long seconds) {
            return ws.text().duration(Duration.ofSeconds(seconds));
        }
    }
}
