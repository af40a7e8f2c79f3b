package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.DoubleCheck;
import io.github.clockifymcp.tools.desk.DoubleCheck.Same;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Span;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Entries that record what one that is to be made would record.
public final class Doubles {
    private static final int SAID = 5;

    /// What an entry that takes some of the time is to the one that is to be made.
    public enum Sort {
        SAME,
        OVERLAPPING,
        /// Nothing that is to be mentioned.
        OTHER
    }

    private Doubles() {}

    /// What is there already in the time of an entry that is to be made, as far as it was looked
    /// for.
    ///
    /// @throws ToolException where the same is there and that is refused
    static List<String> notes(Span span, NewTimeEntry wanted, Workplace ws) {
        List<String> notes = new ArrayList<>();
        for (TimeEntry there : taking(span, ws)) {
            switch (sort(wanted, there, ws)) {
                case SAME -> notes.add("The same is there already: " + line(there, ws) + ".");
                case OVERLAPPING -> notes.add("It overlaps " + line(there, ws) + ".");
                case OTHER -> {}
            }
        }
        return notes.stream().limit(SAID).toList();
    }

    /// What an entry is to one that is to be made, some of whose time it takes.
    ///
    /// @throws ToolException where it is the same and that is refused
    public static Sort sort(NewTimeEntry wanted, TimeEntry there, Workplace ws) {
        DoubleCheck check = ws.doubleCheck();
        if (check.same() != Same.OFF && isSame(wanted, there)) {
            if (check.same() == Same.BLOCK) {
                throw new ToolException(
                        Code.CONFLICT,
                        "The same is there already: " + line(there, ws) + ".",
                        "Here no work is recorded twice (CLOCKIFY_DEDUPE_MODE). Change that entry"
                                + " if it is wrong; if both are meant, describe this one"
                                + " otherwise.");
            }
            return Sort.SAME;
        }
        return check.overlaps() ? Sort.OVERLAPPING : Sort.OTHER;
    }

    /// `b122d Tue 17 Nov 2026 09:00–11:30 CET (2:30) on Website`
    public static String line(TimeEntry entry, Workplace ws) {
        return ws.entries().handle(entry) + " " + Details.line(entry, ws);
    }

    private static List<TimeEntry> taking(Span span, Workplace ws) {
        DoubleCheck check = ws.doubleCheck();
        if (!check.looks()) {
            return List.of();
        }
        if (check.same() != Same.BLOCK) {
            return ws.entries().taking(span);
        }
        ZoneId zone = ws.account().zone();
        LocalDate first = span.start().atZone(zone).toLocalDate();
        LocalDate last = span.end().atZone(zone).toLocalDate();
        // What began the day before may reach into it.
        return ws
                .entries()
                .within(new DateRange(first.minusDays(1), last.plusDays(1)))
                .items()
                .stream()
                .filter(entry -> entry.start().isBefore(span.end()))
                .filter(entry -> entry.end() == null || entry.end().isAfter(span.start()))
                .toList();
    }

    private static boolean isSame(NewTimeEntry wanted, TimeEntry there) {
        return wanted.start()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .equals(there.start().truncatedTo(ChronoUnit.MINUTES))
                && Objects.equals(wanted.projectId(), there.projectId())
                && Objects.requireNonNullElse(wanted.description(), "")
                        .equalsIgnoreCase(there.description());
    }
}
