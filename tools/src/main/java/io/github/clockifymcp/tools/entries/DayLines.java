package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.tools.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Entries as lines grouped by day, the form in which a model needs the fewest tokens for them:
///
/// ```
/// Tue 17 Nov 2026, 7:30
/// 3f09a 09:00–11:30 Website — Fixing the login
/// b12cd 12:30–17:30 Website / Design — Drafts #urgent
/// ```
///
/// The day has its sum; an entry says how long it is only where its times do not show it: when it
/// still runs, ends on another day, or the clocks change meanwhile. On a day on which they change,
/// times come with their zone.
public final class DayLines {
    private final ZoneId zone;
    private final TimeText text;

    /// @param zone the account's zone, which decides to which day an entry belongs: the one it
    ///   starts on
    public DayLines(ZoneId zone) {
        this.zone = zone;
        this.text = new TimeText(zone);
    }

    /// The lines of some entries, day by day from the first.
    public List<String> of(Collection<EntryRow> rows) {
        return of(rows, row -> "");
    }

    /// The same with words in front of what an entry is about, such as whose it is.
    public List<String> of(Collection<EntryRow> rows, Function<EntryRow, String> before) {
        Map<LocalDate, List<EntryRow>> days = new TreeMap<>();
        rows.stream()
                .sorted(Comparator.comparing(EntryRow::start))
                .forEach(row -> days.computeIfAbsent(day(row), day -> new ArrayList<>()).add(row));
        List<String> lines = new ArrayList<>();
        days.forEach((day, entries) -> {
            lines.add(text.day(day) + ", " + duration(sum(entries)));
            entries.forEach(entry -> lines.add(line(entry, before.apply(entry))));
        });
        return lines;
    }

    private String line(EntryRow row, String before) {
        return "%s %s–%s %s%s"
                .formatted(
                        row.handle(), time(row.start().toInstant()), end(row), before, row.brief());
    }

    private String end(EntryRow row) {
        OffsetDateTime end = row.end();
        if (end == null) {
            return "running %s".formatted(duration(row.seconds()));
        }
        long days = ChronoUnit.DAYS.between(day(row), end.atZoneSameInstant(zone).toLocalDate());
        String time = time(end.toInstant());
        if (days != 0) {
            return "%s+%dd (%s)".formatted(time, days, duration(row.seconds()));
        }
        boolean sameClock =
                text.zoneAt(row.start().toInstant()).equals(text.zoneAt(end.toInstant()));
        return sameClock ? time : "%s (%s)".formatted(time, duration(row.seconds()));
    }

    /// `09:00`, or `02:30 CEST` on a day on which the clocks change.
    private String time(Instant instant) {
        LocalDate day = instant.atZone(zone).toLocalDate();
        String begins = text.zoneAt(day.atStartOfDay(zone).toInstant());
        String ends = text.zoneAt(day.plusDays(1).atStartOfDay(zone).toInstant());
        String time = text.time(instant);
        return begins.equals(ends) ? time : "%s %s".formatted(time, text.zoneAt(instant));
    }

    private LocalDate day(EntryRow row) {
        return row.start().atZoneSameInstant(zone).toLocalDate();
    }

    private String duration(long seconds) {
        return text.duration(Duration.ofSeconds(seconds));
    }

    /// How long some entries are together, in seconds.
    public static long sum(Collection<EntryRow> rows) {
        return rows.stream().mapToLong(EntryRow::seconds).sum();
    }
}
