package io.github.clockifymcp.tools.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.DayLines;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.review.WeekSummary.Day;
import io.github.clockifymcp.tools.review.WeekSummary.ProjectShare;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The last few days of one's own time at a glance. A timer that runs counts up to now.
///
/// @param top the projects with the most time
/// @param mostOn the day with the most time; null if there is none
/// @param runningSince null if no timer runs
/// @param latest the entries that started last
/// @param cut whether there were more entries than are ever read for an answer
public record QuickReport(
        String range,
        int entries,
        long seconds,
        long billableSeconds,
        @Columns List<TopProject> top,
        @Nullable LocalDate mostOn,
        @Nullable String runningSince,
        @Columns List<EntryRow> latest,
        boolean cut,
        @JsonIgnore String told)
        implements Told {
    private static final int TOP = 3;
    private static final int LATEST = 5;

    /// One of the projects with the most time.
    ///
    /// @param percent of the time of all these days, rounded
    public record TopProject(@Nullable String id, String name, int percent, long seconds) {}

    public QuickReport {
        top = List.copyOf(top);
        latest = List.copyOf(latest);
    }

    /// What the last days come to.
    ///
    /// @param days how many, with today
    public static QuickReport of(int days, Workplace ws) {
        LocalDate today = ws.words().today();
        DateRange range = new DateRange(today.minusDays(days - 1L), today.plusDays(1));
        ZoneId zone = ws.account().zone();
        Page<TimeEntry> page = ws.entries().within(range);
        List<Tracked> entries =
                Tracked.of(page.items(), ws).stream()
                        // The window may be wider than asked where the clocks change.
                        .filter(tracked -> tracked.startsWithin(range, zone))
                        .toList();
        WeekSummary sums = WeekSummary.of(range, entries, zone, page.more(), false);
        List<EntryRow> latest =
                entries.stream()
                        .map(Tracked::row)
                        .sorted(Comparator.comparing(EntryRow::start).reversed())
                        .limit(LATEST)
                        .toList();
        List<TopProject> top = sums.projects().stream().limit(TOP).map(QuickReport::top).toList();
        Day most =
                sums.days().stream()
                        .filter(day -> day.sum().seconds() > 0)
                        .max(Comparator.comparingLong(day -> day.sum().seconds()))
                        .orElse(null);
        return new QuickReport(
                sums.week(),
                sums.total().entries(),
                sums.total().seconds(),
                sums.total().billableSeconds(),
                top,
                most == null ? null : most.day(),
                sums.runningSince(),
                latest,
                page.more(),
                told(sums, top, most, latest, ws));
    }

    private static TopProject top(ProjectShare share) {
        return new TopProject(share.id(), share.name(), share.percent(), share.sum().seconds());
    }

    private static String told(
            WeekSummary sums,
            List<TopProject> top,
            @Nullable Day most,
            List<EntryRow> latest,
            Workplace ws) {
        if (sums.total().entries() == 0) {
            return "%s: no entries.".formatted(sums.week());
        }
        TimeText text = ws.text();
        List<String> lines = new ArrayList<>();
        lines.add(sums.head());
        lines.add(
                "Most time: %s."
                        .formatted(
                                top.stream()
                                        .map(project ->
                                                "%s %s (%d%%)"
                                                        .formatted(
                                                                project.name(),
                                                                duration(project.seconds(), text),
                                                                project.percent()))
                                        .collect(Collectors.joining(", "))));
        if (most != null && sums.days().size() > 1) {
            lines.add(
                    "Most on %s: %s.".formatted(most.name(), duration(most.sum().seconds(), text)));
        }
        lines.addAll(sums.notes());
        lines.add("Latest entries, each day with the sum of those shown:");
        lines.addAll(new DayLines(ws.account().zone()).of(latest));
        return String.join("\n", lines);
    }

    private static String duration(long seconds, TimeText text) {
        return text.duration(Duration.ofSeconds(seconds));
    }
}
