package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.DayLines;
import io.github.clockifymcp.tools.entries.Details;
import io.github.clockifymcp.tools.entries.Doubles;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.entries.Subject;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finished entries of one's own that one change makes, numbered from 1 in the order given. Each is
/// a request that can be taken back; the notes show all of them by day.
final class NewEntries {
    private final Workplace ws;
    private final List<Work> all = new ArrayList<>();
    private final NumberedNotes notes = new NumberedNotes();

    NewEntries(Workplace ws) {
        this.ws = ws;
    }

    /// One of them.
    ///
    /// @param looks as a row, with names, and with its number for a handle
    private record Work(NewTimeEntry entry, EntryRow looks) {
        Span span() {
            return new Span(
                    looks.start().toInstant(),
                    (looks.end() == null ? looks.start() : looks.end()).toInstant());
        }
    }

    int size() {
        return all.size();
    }

    /// One more, about something that was named.
    void add(Span span, Subject about, @Nullable String description) {
        int number = all.size() + 1;
        EntryRow row =
                new EntryRow(
                        String.valueOf(number),
                        "",
                        ws.text().offset(span.start()),
                        ws.text().offset(span.end()),
                        span.length().toSeconds(),
                        null,
                        null,
                        List.of(),
                        description == null ? "" : description,
                        about.billable() == null || about.billable());
        all.add(new Work(about.entry(span.start(), span.end(), description), about.named(row)));
        notes.add(number, about.notes(description, ws.account().workspace()));
        notes.add(number, ws.words().notes(span));
    }

    /// One more, about the same as an entry that was read with names.
    void add(Span span, TimeEntry like, List<String> toKnow) {
        int number = all.size() + 1;
        EntryRow its = Details.row(like, ws);
        EntryRow row =
                new EntryRow(
                        String.valueOf(number),
                        "",
                        ws.text().offset(span.start()),
                        ws.text().offset(span.end()),
                        span.length().toSeconds(),
                        its.project(),
                        its.task(),
                        its.tags(),
                        like.description(),
                        like.billable());
        all.add(new Work(Details.copy(like, span.start(), span.end()), row));
        notes.add(number, toKnow);
        notes.add(number, ws.words().notes(span));
    }

    /// The days they are on, and the day before, from which something may reach into them.
    DateRange days() {
        Instant first = all.getFirst().span().start();
        Instant last = first;
        for (Work work : all) {
            first = work.span().start().isBefore(first) ? work.span().start() : first;
            last = work.span().end().isAfter(last) ? work.span().end() : last;
        }
        return new DateRange(day(first).minusDays(1), day(last).plusDays(1));
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(ws.account().zone()).toLocalDate();
    }

    /// Where two of them record the same time.
    List<String> overlapsAmongThem() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                if (Overlaps.overlap(all.get(i).span(), all.get(j).span())) {
                    found.add("%d and %d overlap.".formatted(i + 1, j + 1));
                }
            }
        }
        return found;
    }

    /// Where one records the time of an entry that is there.
    ///
    /// @throws io.github.clockifymcp.mcp.tool.ToolException where it is the same and that is
    ///   refused
    List<String> overlapsWith(List<TimeEntry> there) {
        List<String> found = new ArrayList<>();
        for (Work work : all) {
            for (TimeEntry entry : Overlaps.of(work.span(), there, ws)) {
                String which =
                        switch (Doubles.sort(work.entry(), entry, ws)) {
                            case SAME -> "%s is there already: %s.";
                            case OVERLAPPING -> "%s overlaps %s.";
                            case OTHER -> "";
                        };
                if (!which.isEmpty()) {
                    found.add(which.formatted(work.looks().handle(), Doubles.line(entry, ws)));
                }
            }
        }
        return found;
    }

    /// The change that makes them.
    ///
    /// @param verb such as `Log`
    /// @param more what else is to be known
    Planned<LoggedEntries> plan(String verb, List<String> more) {
        Plan plan = ws.plan(summary(verb));
        for (Work work : all) {
            String step = step(work);
            plan.send(step, ws.api().timeEntries().create(work.entry()))
                    .undoneBy(ws.api().timeEntries().delete("{%s}".formatted(step)), step);
        }
        if (all.size() > 1) {
            plan.details(lines(all.stream().map(Work::looks).toList()));
        }
        return plan.notes(notes.said(all.size())).notes(more).answering(this::logged);
    }

    private static String step(Work work) {
        return "entry" + work.looks().handle();
    }

    private String summary(String verb) {
        if (all.size() == 1) {
            Work only = all.getFirst();
            return "%s %s on %s".formatted(verb, ws.text().span(only.span()), only.looks().about());
        }
        LocalDate first = day(starts().getFirst());
        LocalDate last = day(starts().getLast());
        return "%s %d entries, %s in all, %s"
                .formatted(
                        verb,
                        all.size(),
                        duration(all.stream().map(Work::looks).toList()),
                        ws.text().range(new DateRange(first, last.plusDays(1))));
    }

    private List<Instant> starts() {
        return all.stream()
                .map(work -> work.span().start())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private List<String> lines(List<EntryRow> rows) {
        return new DayLines(ws.account().zone()).of(rows);
    }

    private String duration(List<EntryRow> rows) {
        return ws.text().duration(Duration.ofSeconds(DayLines.sum(rows)));
    }

    private LoggedEntries logged(Answers answers) {
        List<TimeEntry> made =
                all.stream().map(work -> Plan.read(answers, step(work), TimeEntry.class)).toList();
        Map<String, String> handles =
                ws.entries().handles(made.stream().map(TimeEntry::id).toList());
        List<EntryRow> rows = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            TimeEntry entry = made.get(i);
            EntryRow looks = all.get(i).looks();
            String handle = handles.getOrDefault(entry.id(), entry.id());
            rows.add(
                    EntryRow.of(entry, handle, ws)
                            .named(looks.project(), looks.task(), looks.tags()));
        }
        List<String> told = new ArrayList<>(lines(rows));
        told.add(
                "%s logged, %s in all."
                        .formatted(
                                rows.size() == 1 ? "1 entry" : rows.size() + " entries",
                                duration(rows)));
        return new LoggedEntries(rows, DayLines.sum(rows), String.join("\n", told));
    }
}
