package io.github.clockifymcp.tools.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.clockify.ReportRows.Summary;
import io.github.clockifymcp.clockify.ReportRows.Totals;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Bars;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Time summed up by something, with sums over everything.
///
/// @param groups the longest first, days, weeks and months in order; the smallest may be left out
/// @param more how many groups are left out
/// @param earned empty where nothing was, or the caller may not see it
/// @param mostOn the day with the most time; null if there is none
record SummaryReport(
        String range,
        String whose,
        int entries,
        long seconds,
        long billableSeconds,
        List<Earned> earned,
        @Columns List<Share> groups,
        int more,
        @Nullable LocalDate mostOn,
        @JsonIgnore String told)
        implements Told {
    private static final int MOST_GROUPS = 50;

    /// @param id of the project, person and so on; null for a day, week or month, and for none
    /// @param percent of all time, rounded
    record Share(@Nullable String id, String name, long seconds, int percent, List<Earned> earned) {
        Share {
            earned = List.copyOf(earned);
        }

        String line(Bars bars) {
            return "%s: %s (%d%%)%s%s"
                    .formatted(
                            name,
                            duration(seconds),
                            percent,
                            bars.behind(seconds),
                            earned.isEmpty() ? "" : ", " + Earned.told(earned));
        }
    }

    SummaryReport {
        earned = List.copyOf(earned);
        groups = List.copyOf(groups);
    }

    /// @param report grouped by day, and within the days by what it is to be by
    /// @param chart whether its text has bars
    static SummaryReport of(
            GroupBy by, DateRange range, Whose whose, Summary report, boolean chart, Workplace ws) {
        Totals total = total(report);
        Map<LocalDate, Row> days = new TreeMap<>();
        report.groupOne().forEach(row -> days.put(ReportDay.of(row.id(), row.name()), row));
        List<Share> all =
                switch (by) {
                    case DAY -> periods(days, total, day -> day, ws.text()::day);
                    case WEEK ->
                            periods(
                                    days,
                                    total,
                                    day ->
                                            day.with(
                                                    TemporalAdjusters.previousOrSame(
                                                            ws.account().firstDay())),
                                    first -> "week of " + ws.text().day(first));
                    case MONTH ->
                            periods(
                                    days,
                                    total,
                                    day -> day.withDayOfMonth(1),
                                    first -> YearMonth.from(first).toString());
                    case PROJECT, CLIENT, TASK, TAG, USER -> things(by, days, total);
                };
        List<Share> shown = all.subList(0, Math.min(all.size(), MOST_GROUPS));
        Map.Entry<LocalDate, Row> most =
                days.entrySet().stream()
                        .filter(day -> day.getValue().seconds() > 0)
                        .max(Map.Entry.comparingByValue(Comparator.comparingLong(Row::seconds)))
                        .orElse(null);
        List<Earned> earned = Earned.of(total.amounts());
        List<String> lines = new ArrayList<>();
        lines.add(head(ws.text().range(range), whose, total, earned));
        Bars bars = Bars.of(chart, shown, Share::seconds);
        shown.forEach(share -> lines.add(share.line(bars)));
        if (shown.size() < all.size()) {
            List<Share> rest = all.subList(shown.size(), all.size());
            long seconds = rest.stream().mapToLong(Share::seconds).sum();
            lines.add("and %d more: %s".formatted(rest.size(), duration(seconds)));
        }
        if (by == GroupBy.TAG && all.stream().mapToLong(Share::seconds).sum() > total.seconds()) {
            lines.add("An entry with several tags counts for each of them.");
        }
        if (most != null && range.days() > 1) {
            lines.add(
                    "Most on %s: %s."
                            .formatted(
                                    ws.text().day(most.getKey()),
                                    duration(most.getValue().seconds())));
        }
        lines.addAll(whose.notes(range, ws));
        return new SummaryReport(
                ws.text().range(range),
                whose.name(),
                total.entriesCount(),
                total.seconds(),
                total.billableSeconds(),
                earned,
                shown,
                all.size() - shown.size(),
                most == null ? null : most.getKey(),
                String.join("\n", lines));
    }

    private static List<Share> things(GroupBy by, Map<LocalDate, Row> days, Totals total) {
        List<Row> rows = days.values().stream().flatMap(day -> day.children().stream()).toList();
        List<Tally> tallies = Tally.of(rows, by.none());
        Lines.Shared shared = Tally.shared(tallies);
        return tallies.stream()
                .map(tally ->
                        new Share(
                                tally.id(),
                                tally.name(shared),
                                tally.seconds(),
                                Tally.percent(tally.seconds(), total.seconds()),
                                tally.earned()))
                .toList();
    }

    private static List<Share> periods(
            Map<LocalDate, Row> days,
            Totals total,
            UnaryOperator<LocalDate> start,
            Function<LocalDate, String> name) {
        Map<LocalDate, List<Row>> periods = new TreeMap<>();
        days.forEach((day, row) ->
                periods.computeIfAbsent(start.apply(day), first -> new ArrayList<>()).add(row));
        List<Share> shares = new ArrayList<>();
        periods.forEach((first, rows) -> {
            Earned.Sum earned = new Earned.Sum();
            rows.forEach(row -> earned.add(row.amounts()));
            long seconds = rows.stream().mapToLong(Row::seconds).sum();
            shares.add(
                    new Share(
                            null,
                            name.apply(first),
                            seconds,
                            Tally.percent(seconds, total.seconds()),
                            earned.all()));
        });
        return shares;
    }

    /// `Mon 16 Nov 2026 – Sun 22 Nov 2026, your time: 32:15 in 18 entries, 24:00 billable (74%)`,
    /// and what it earned.
    static String head(String range, Whose whose, Totals total, List<Earned> earned) {
        if (total.entriesCount() == 0 && total.seconds() == 0) {
            return "%s, %s: no entries.".formatted(range, whose.name());
        }
        if (total.entriesCount() == 0) {
            return "%s, %s: %s.".formatted(range, whose.name(), duration(total.seconds()));
        }
        return "%s, %s: %s in %s, %s billable (%d%%)%s."
                .formatted(
                        range,
                        whose.name(),
                        duration(total.seconds()),
                        total.entriesCount() == 1 ? "1 entry" : total.entriesCount() + " entries",
                        duration(total.billableSeconds()),
                        Tally.percent(total.billableSeconds(), total.seconds()),
                        earned.isEmpty() ? "" : ", %s earned".formatted(Earned.told(earned)));
    }

    /// The sums over everything. Clockify may leave them out where there is time all the same; then
    /// it is known how much, and not how much of it is billable.
    static Totals total(Summary report) {
        long seconds = report.groupOne().stream().mapToLong(Row::seconds).sum();
        return report.total().seconds() == 0 && seconds > 0
                ? new Totals(seconds, 0, 0, List.of())
                : report.total();
    }

    static String duration(long seconds) {
        // A length of time has no zone.
        return new TimeText(ZoneOffset.UTC).duration(Duration.ofSeconds(seconds));
    }
}
