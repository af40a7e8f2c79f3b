package io.github.clockifymcp.tools.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Bars;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.entries.DayLines;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A week of entries, summed up by day and by project. Sums are over everything in the week; an
/// entry belongs to the day it starts on.
///
/// @param days all days of the week, in order
/// @param projects the longest first
/// @param runningSince of a timer that is counted up to now; null if there is none
/// @param cut whether there were more entries than are ever read for an answer
record WeekSummary(
        String week,
        Sum total,
        @Columns List<Day> days,
        @Columns List<ProjectShare> projects,
        @Nullable String runningSince,
        boolean cut,
        @JsonIgnore boolean chart)
        implements Told {

    WeekSummary {
        days = List.copyOf(days);
        projects = List.copyOf(projects);
    }

    /// Some entries together.
    record Sum(int entries, long seconds, long billableSeconds) {

        static Sum of(List<Tracked> entries) {
            List<EntryRow> rows = entries.stream().map(Tracked::row).toList();
            List<EntryRow> billable = rows.stream().filter(EntryRow::billable).toList();
            return new Sum(rows.size(), DayLines.sum(rows), DayLines.sum(billable));
        }

        private String told(String share, Bars bars) {
            String time = duration(seconds) + share + bars.behind(seconds);
            if (seconds == 0) {
                return time;
            }
            return billableSeconds == seconds
                    ? time + ", all billable"
                    : "%s, %s billable".formatted(time, duration(billableSeconds));
        }
    }

    /// @param name such as `Tue 17 Nov 2026`
    record Day(LocalDate day, String name, Sum sum) {}

    /// @param id null for entries without a project
    /// @param name with the client's where several projects of the week share it
    /// @param percent of the week's time, rounded
    record ProjectShare(@Nullable String id, String name, int percent, Sum sum) {}

    /// What the entries of a week come to, in any order.
    ///
    /// @param chart whether its text has bars
    static WeekSummary of(
            DateRange week, List<Tracked> entries, ZoneId zone, boolean cut, boolean chart) {
        TimeText text = new TimeText(zone);
        Sum total = Sum.of(entries);
        return new WeekSummary(
                text.range(week),
                total,
                days(week, entries, zone),
                projects(entries, total.seconds()),
                entries.stream()
                        .filter(tracked -> tracked.entry().running())
                        .map(tracked -> text.moment(tracked.entry().start()))
                        .findFirst()
                        .orElse(null),
                cut,
                chart);
    }

    private static List<Day> days(DateRange week, List<Tracked> entries, ZoneId zone) {
        Map<LocalDate, List<Tracked>> byDay = grouped(entries, tracked -> tracked.day(zone));
        return week.start()
                .datesUntil(week.end())
                .map(day ->
                        new Day(
                                day,
                                new TimeText(zone).day(day),
                                Sum.of(byDay.getOrDefault(day, List.of()))))
                .toList();
    }

    private static List<ProjectShare> projects(List<Tracked> entries, long all) {
        Collection<List<Tracked>> projects =
                grouped(entries, tracked -> Optional.ofNullable(tracked.entry().projectId()))
                        .values();
        Map<String, List<List<Tracked>>> named =
                grouped(projects, members -> name(members).toLowerCase(Locale.ROOT));
        List<ProjectShare> shares = new ArrayList<>();
        named.values()
                .forEach(alike ->
                        alike.forEach(
                                members -> shares.add(share(members, alike.size() > 1, all))));
        shares.sort(
                Comparator.comparingLong((ProjectShare share) -> -share.sum().seconds())
                        .thenComparing(ProjectShare::name));
        return shares;
    }

    /// @param shared whether its name is that of another project too
    private static ProjectShare share(List<Tracked> members, boolean shared, long all) {
        Sum sum = Sum.of(members);
        TimeEntry first = members.getFirst().entry();
        String client = first.raw().path("project").path("clientName").asText("");
        String name = name(members);
        return new ProjectShare(
                first.projectId(),
                shared && !client.isEmpty() ? name + " for " + Lines.one(client) : name,
                percent(sum.seconds(), all),
                sum);
    }

    private static String name(List<Tracked> members) {
        TimeEntry first = members.getFirst().entry();
        if (first.projectId() == null) {
            return "no project";
        }
        String name = first.raw().path("project").path("name").asText("");
        return Lines.one(name.isEmpty() ? first.projectId() : name);
    }

    private static <K, T> Map<K, List<T>> grouped(Collection<T> items, Function<T, K> key) {
        Map<K, List<T>> groups = new LinkedHashMap<>();
        for (T item : items) {
            groups.computeIfAbsent(key.apply(item), k -> new ArrayList<>()).add(item);
        }
        return groups;
    }

    private static int percent(long part, long whole) {
        return whole == 0 ? 0 : Math.toIntExact(Math.round(100.0 * part / whole));
    }

    @Override
    public String told() {
        List<String> lines = new ArrayList<>();
        lines.add(head());
        Bars byDay = Bars.of(chart, days, day -> day.sum().seconds());
        days.forEach(day -> lines.add("%s: %s".formatted(day.name(), day.sum().told("", byDay))));
        if (!projects.isEmpty()) {
            lines.add("By project:");
        }
        Bars byProject = Bars.of(chart, projects, share -> share.sum().seconds());
        projects.forEach(share ->
                lines.add(
                        "%s: %s"
                                .formatted(
                                        share.name(),
                                        share.sum()
                                                .told(
                                                        " (%d%%)".formatted(share.percent()),
                                                        byProject))));
        lines.addAll(notes());
        return String.join("\n", lines);
    }

    /// The sums over everything.
    String head() {
        return "%s: %s in %d %s, %s billable (%d%%)."
                .formatted(
                        week,
                        duration(total.seconds()),
                        total.entries(),
                        total.entries() == 1 ? "entry" : "entries",
                        duration(total.billableSeconds()),
                        percent(total.billableSeconds(), total.seconds()));
    }

    /// What has to be known about the sums.
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (runningSince != null) {
            notes.add("A timer runs since %s and counts up to now.".formatted(runningSince));
        }
        if (cut) {
            notes.add(
                    "There are even more entries: the sums are over the latest %d."
                            .formatted(total.entries()));
        }
        return notes;
    }

    private static String duration(long seconds) {
        return new TimeText(ZoneOffset.UTC).duration(Duration.ofSeconds(seconds));
    }
}
