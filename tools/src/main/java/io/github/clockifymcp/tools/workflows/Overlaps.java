package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where entries take the same time. A timer takes the time up to now.
final class Overlaps {
    private static final int SAID = 12;

    private Overlaps() {}

    static boolean overlap(Span one, Span other) {
        return one.start().isBefore(other.end()) && other.start().isBefore(one.end());
    }

    /// Those entries that take some of a span, the earliest first.
    static List<TimeEntry> of(Span span, List<TimeEntry> entries, Workplace ws) {
        return entries.stream()
                .filter(entry -> overlap(span, taken(entry, ws)))
                .sorted(Comparator.comparing(TimeEntry::start))
                .toList();
    }

    /// The time an entry takes.
    static Span taken(TimeEntry entry, Workplace ws) {
        Instant end = entry.end() == null ? ws.call().now() : entry.end();
        return new Span(entry.start(), end.isBefore(entry.start()) ? entry.start() : end);
    }

    /// The parts of a span that no entry takes, in order.
    static List<Span> free(Span span, List<TimeEntry> entries, Workplace ws) {
        List<Span> free = new ArrayList<>();
        Instant from = span.start();
        for (TimeEntry entry : of(span, entries, ws)) {
            Span taken = taken(entry, ws);
            if (taken.start().isAfter(from)) {
                free.add(new Span(from, taken.start()));
            }
            from = taken.end().isAfter(from) ? taken.end() : from;
        }
        if (from.isBefore(span.end())) {
            free.add(new Span(from, span.end()));
        }
        return free;
    }

    /// The first of some overlaps, and how many more there are.
    static List<String> bounded(List<String> overlaps) {
        if (overlaps.size() <= SAID) {
            return overlaps;
        }
        List<String> said = new ArrayList<>(overlaps.subList(0, SAID));
        said.add("There are %d more overlaps.".formatted(overlaps.size() - SAID));
        return said;
    }
}
