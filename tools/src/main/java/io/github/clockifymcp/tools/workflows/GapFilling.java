package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.Details;
import io.github.clockifymcp.tools.entries.Subject;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.Span;
import io.github.clockifymcp.tools.workflows.LoggingTools.FillGap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Work that goes where nothing is recorded yet. What is taken stays as it is, so that filling the
/// same gap twice finds nothing to fill.
final class GapFilling {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final FillGap in;
    private final Workplace ws;

    GapFilling(FillGap in, Workplace ws) {
        this.in = in;
        this.ws = ws;
    }

    Planned<LoggedEntries> plan() {
        Subject about = Subject.of(ws, in.project(), in.task(), null, null);
        Instant start = ws.words().moment(in.start(), Direction.PAST);
        LocalDate day = start.atZone(ws.account().zone()).toLocalDate();
        Page<TimeEntry> read =
                ws.entries().within(new DateRange(day.minusDays(1), day.plusDays(2)));
        List<TimeEntry> there = read.items();
        Span asked = in.end() == null ? upToNext(start, day, there) : said(in.end());
        List<Span> free =
                Overlaps.free(asked, there, ws).stream()
                        .filter(part -> part.length().compareTo(SHORTEST) >= 0)
                        .toList();
        List<String> taken = Overlaps.of(asked, there, ws).stream().map(this::described).toList();
        if (free.isEmpty()) {
            throw new ToolException(
                    Code.CONFLICT,
                    "Nothing is free in %s: %s.".formatted(ws.text().span(asked), taken(taken)),
                    "clockify_timesheet_review shows where there are gaps.");
        }
        NewEntries made = new NewEntries(ws);
        free.forEach(part -> made.add(part, about, in.description()));
        List<String> notes = new ArrayList<>();
        if (!taken.isEmpty()) {
            notes.add("Only what is free: %s stays.".formatted(taken(taken)));
        }
        notes.addAll(LoggingTools.unseen(read));
        return made.plan("Log into the gap:", notes);
    }

    private String described(TimeEntry entry) {
        return "%s %s".formatted(ws.entries().handle(entry), Details.line(entry, ws));
    }

    private static String taken(List<String> lines) {
        return lines.isEmpty() ? "it is shorter than a minute" : String.join("; ", lines);
    }

    private Span said(String end) {
        Span span = ws.words().span(in.start(), end, null, Direction.PAST);
        ZonedDateTime start = span.start().atZone(ws.account().zone());
        if (span.end().isAfter(start.plusDays(1).toInstant())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s is longer than a day.".formatted(ws.text().span(span)),
                    "Fill one gap at a time, or use clockify_log_many.");
        }
        return span;
    }

    /// From where a start is free to the next entry of its day, or to now if there is none today.
    /// An entry that begins right there has filled the gap: the one behind it is not meant.
    private Span upToNext(Instant start, LocalDate day, List<TimeEntry> there) {
        Instant from = start;
        for (TimeEntry entry : sorted(there)) {
            Span taken = Overlaps.taken(entry, ws);
            if (taken.start().isBefore(from) && taken.end().isAfter(from)) {
                from = taken.end();
            }
        }
        Instant free = from;
        there.stream()
                .filter(entry -> Overlaps.taken(entry, ws).start().equals(free))
                .filter(entry -> Overlaps.taken(entry, ws).end().isAfter(free))
                .findFirst()
                .ifPresent(entry -> refuse(free, entry));
        Instant midnight = day.plusDays(1).atStartOfDay(ws.account().zone()).toInstant();
        Optional<Instant> next =
                sorted(there).stream()
                        .map(TimeEntry::start)
                        .filter(other -> other.isAfter(free) && other.isBefore(midnight))
                        .findFirst();
        if (next.isPresent()) {
            return new Span(free, next.get());
        }
        if (day.equals(ws.words().today()) && free.isBefore(ws.words().now())) {
            return new Span(free, ws.words().now());
        }
        throw new ToolException(
                Code.INVALID_ARGUMENTS,
                "No entry follows %s on that day, so it is not known where the gap ends."
                        .formatted(ws.text().moment(start)),
                "Give end too.");
    }

    private void refuse(Instant at, TimeEntry there) {
        throw new ToolException(
                Code.CONFLICT,
                "%s is no gap: %s is there.".formatted(ws.text().moment(at), described(there)),
                "clockify_timesheet_review shows where there are gaps.");
    }

    private static List<TimeEntry> sorted(List<TimeEntry> entries) {
        return entries.stream().sorted(Comparator.comparing(TimeEntry::start)).toList();
    }
}
