package io.github.clockifymcp.tools.review;

import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.time.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// An entry, and as an answer shows it.
record Tracked(TimeEntry entry, EntryRow row) {

    /// Entries with handles that tell them all apart.
    static List<Tracked> of(List<TimeEntry> entries, Workplace ws) {
        Map<String, String> handles =
                ws.entries().handles(entries.stream().map(TimeEntry::id).toList());
        return entries.stream()
                .map(entry ->
                        new Tracked(
                                entry,
                                EntryRow.of(
                                        entry, handles.getOrDefault(entry.id(), entry.id()), ws)))
                .toList();
    }

    /// The day it starts on, to which it belongs.
    LocalDate day(ZoneId zone) {
        return entry.start().atZone(zone).toLocalDate();
    }

    boolean startsWithin(DateRange days, ZoneId zone) {
        LocalDate day = day(zone);
        return !day.isBefore(days.start()) && day.isBefore(days.end());
    }

    /// The time it takes; up to an instant while it runs.
    Stretch stretch(Instant now) {
        Instant end = entry.end();
        if (end == null) {
            end = now.isBefore(entry.start()) ? entry.start() : now;
        }
        return new Stretch(row.handle(), entry.start(), end);
    }
}
