package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.Details;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.Span;
import io.github.clockifymcp.tools.workflows.LoggingTools.CopyEntries;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Days of entries that are to be on other days too. Times of day are kept, whatever the clocks did
/// in between, and an entry that is there already is not made a second time.
final class Copying {
    private static final int MOST = 50;
    private static final int MOST_DAYS = 31;

    /// What people record themselves; holidays and time off Clockify writes.
    private static final Set<String> KINDS = Set.of(TimeEntries.REGULAR, TimeEntries.BREAK);

    private final Workplace ws;
    private final ZoneId zone;
    private final DateRange from;
    private final DateRange to;
    private final @Nullable Project project;
    private final NewEntries made;
    private final List<String> notes = new ArrayList<>();

    Copying(CopyEntries in, Workplace ws) {
        this.ws = ws;
        this.zone = ws.account().zone();
        this.from = ws.words().range(in.from(), Direction.PAST);
        this.to = ws.words().range(in.to(), Direction.PAST);
        this.project = in.project() == null ? null : ws.names().project(in.project());
        this.made = new NewEntries(ws);
    }

    Planned<LoggedEntries> plan() {
        check();
        Page<TimeEntry> sources = ws.entries().within(from);
        // What began the day before may reach into the first day.
        Page<TimeEntry> there =
                ws.entries().within(new DateRange(to.start().minusDays(1), to.end()));
        long days = ChronoUnit.DAYS.between(from.start(), to.start());
        sources.items().stream()
                .filter(this::isMeant)
                .sorted(Comparator.comparing(TimeEntry::start))
                .forEach(source -> copy(source, days, there.items()));
        if (sources.more() || made.size() > MOST) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s has more than %d entries to copy.".formatted(ws.text().range(from), MOST),
                    "Copy fewer days at once, or one project's.");
        }
        if (made.size() == 0) {
            return nothing();
        }
        List<String> overlaps = new ArrayList<>(made.overlapsAmongThem());
        overlaps.addAll(made.overlapsWith(there.items()));
        notes.addAll(Overlaps.bounded(overlaps));
        notes.addAll(LoggingTools.unseen(there));
        return made.plan("Copy from %s:".formatted(ws.text().range(from)), notes);
    }

    private void check() {
        if (from.days() != to.days()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s and %s are not as many days."
                            .formatted(ws.text().range(from), ws.text().range(to)),
                    "Copy a day to a day or a week to a week.");
        }
        if (from.equals(to)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "Both are %s.".formatted(ws.text().range(from)),
                    "Say to which other days they go.");
        }
        if (from.days() > MOST_DAYS) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s are more than %d days.".formatted(ws.text().range(from), MOST_DAYS),
                    "Copy a week at a time.");
        }
    }

    private boolean isMeant(TimeEntry entry) {
        LocalDate day = entry.start().atZone(zone).toLocalDate();
        return !day.isBefore(from.start())
                && day.isBefore(from.end())
                && (project == null || project.id().equals(entry.projectId()));
    }

    private void copy(TimeEntry source, long days, List<TimeEntry> there) {
        if (source.end() == null) {
            skip(source, "runs still");
        } else if (!KINDS.contains(source.type())) {
            skip(source, "is no work");
        } else {
            Optional<OtherDay> moved =
                    OtherDay.of(new Span(source.start(), source.end()), days, zone);
            if (moved.isEmpty()) {
                skip(source, "has no time on that day, where the clocks change");
            } else if (there.stream().anyMatch(other -> isSame(source, moved.get(), other))) {
                skip(source, "is there already");
            } else {
                made.add(moved.get().span(), source, moved.get().notes());
            }
        }
    }

    private static boolean isSame(TimeEntry source, OtherDay moved, TimeEntry other) {
        return moved.span().start().equals(other.start())
                && moved.span().end().equals(other.end())
                && Objects.equals(source.projectId(), other.projectId())
                && Objects.equals(source.taskId(), other.taskId())
                && source.description().equals(other.description());
    }

    private void skip(TimeEntry source, String why) {
        notes.add("Skipped, it %s: %s.".formatted(why, Details.line(source, ws)));
    }

    /// All of it is there, or there was nothing.
    private Planned<LoggedEntries> nothing() {
        String what =
                notes.isEmpty()
                        ? "There is nothing to copy in %s.".formatted(ws.text().range(from))
                        : "Nothing to copy to %s.".formatted(ws.text().range(to));
        List<String> told = new ArrayList<>(notes);
        told.addFirst(what);
        return ws.plan(what)
                .notes(notes)
                .answering(answers -> new LoggedEntries(List.of(), 0, String.join("\n", told)));
    }
}
