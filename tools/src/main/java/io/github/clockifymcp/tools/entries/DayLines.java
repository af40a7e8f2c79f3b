package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.tools.time.TimeText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Entries as lines grouped by day, the form in which a model needs the fewest tokens for them:
///
/// ```
/// Tue 17 Nov 2026, 7:30
/// 3f09a 09:00–11:30 Website — Fixing the login
/// b12cd 12:30–17:30 Website / Design — Drafts #urgent
/// ```
///
/// The day has its sum; an entry says how long it is only where its times do not show it: when it
/// still runs, or ends on another day.
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
        Map<LocalDate, List<EntryRow>> days = new TreeMap<>();
        rows.stream()
                .sorted(Comparator.comparing(EntryRow::start))
                .forEach(row -> days.computeIfAbsent(day(row), day -> new ArrayList<>()).add(row));
        List<String> lines = new ArrayList<>();
        days.forEach((day, entries) -> {
            lines.add(text.day(day) + ", " + duration(sum(entries)));
            entries.forEach(entry -> lines.add(line(entry)));
        });
        return lines;
    }

    private String line(EntryRow row) {
        return "%s %s–%s %s".formatted(row.handle(), text.time(row.start()), end(row), row.brief());
    }

    private String end(EntryRow row) {
        if (row.end() == null) {
            return "running %s".formatted(duration(row.seconds()));
        }
        long days = ChronoUnit.DAYS.between(day(row), row.end().atZone(zone).toLocalDate());
        String time = text.time(row.end());
        return days == 0 ? time : "%s+%dd (%s)".formatted(time, days, duration(row.seconds()));
    }

    private LocalDate day(EntryRow row) {
        return row.start().atZone(zone).toLocalDate();
    }

    private String duration(long seconds) {
        return text.duration(Duration.ofSeconds(seconds));
    }

    /// How long some entries are together, in seconds.
    public static long sum(Collection<EntryRow> rows) {
        return rows.stream().mapToLong(EntryRow::seconds).sum();
    }
}
