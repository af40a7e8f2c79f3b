package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.TimeEntryEdit;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The account's timer that runs, and how it is stopped.
///
/// @param entry with the names of what it is about
public record RunningTimer(TimeEntry entry, Workplace ws) {
    private static final Duration LONG = Duration.ofHours(12);

    /// Reads it, in one request.
    public static Optional<RunningTimer> find(Workplace ws) {
        return ws.entries().list(TimeEntries.Filter.all().inProgress()).items().stream()
                .filter(TimeEntry::running)
                .findFirst()
                .map(entry -> new RunningTimer(entry, ws));
    }

    public EntryLine line() {
        return EntryLine.of(entry, ws);
    }

    /// The line it will have.
    public String lineEndingAt(Instant end) {
        EntryRow row = line().row();
        return "%s %s on %s"
                .formatted(row.handle(), ws.text().span(new Span(entry.start(), end)), row.about());
    }

    /// Whether it is about the same already.
    public boolean isAbout(Subject subject, @Nullable String description) {
        String project = subject.project() == null ? null : subject.project().id();
        String task = subject.task() == null ? null : subject.task().id();
        return Objects.equals(project, entry.projectId())
                && Objects.equals(task, entry.taskId())
                && entry.description().equals(description == null ? "" : description);
    }

    /// What a person means by an end. A time of day may be one of the day it was started on, or of
    /// today; if it can be either, nobody but the person knows.
    public Instant end(String text) {
        EntryTimes times = new EntryTimes(ws.words(), entry.start());
        List<Instant> readings = readings(times, text);
        return switch (readings.size()) {
            // With its day said it means that day, and checkEnd tells what is wrong with it.
            case 0 -> times.dated(text).orElseGet(() -> times.end(entry.start(), text));
            case 1 -> readings.getFirst();
            default ->
                    throw new ToolException(
                            Code.AMBIGUOUS,
                            "The end can be %s or %s."
                                    .formatted(
                                            ws.text().moment(readings.getFirst()),
                                            ws.text().moment(readings.getLast())),
                            "Write the day too.");
        };
    }

    private List<Instant> readings(EntryTimes times, String text) {
        return Stream.<LocalDate>of(times.day(), ws.words().today())
                .distinct()
                .flatMap(day -> times.onDay(text, day).stream())
                .filter(end -> !end.isBefore(entry.start()) && !end.isAfter(ws.call().now()))
                .toList();
    }

    /// Refuses an end that cannot be.
    public void checkEnd(Instant end) {
        if (end.isAfter(ws.call().now())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s is in the future: now it is %s."
                            .formatted(ws.text().moment(end), ws.text().moment(ws.call().now())),
                    "Stop it now, or change the entry's end afterwards.");
        }
        if (end.isBefore(entry.start())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "The running timer started at %s, after %s."
                            .formatted(ws.text().moment(entry.start()), ws.text().moment(end)),
                    "Take a later time, or change the timer's start with clockify_update_entry.");
        }
    }

    /// What the summary of a plan that starts another timer says of the one that runs, if any.
    public static String givingWay(Optional<RunningTimer> running, Instant start) {
        return running.map(timer -> "; this stops " + timer.lineEndingAt(start)).orElse("");
    }

    /// Adds the step that stops it, and what is odd about that.
    public void stop(Plan plan, Instant end) {
        plan.send("stopped", ws.api().timeEntries().stop(entry.userId(), end))
                // Without an end an entry runs, so what was read runs once more.
                .undoneBy(ws.api().timeEntries().replace(entry, TimeEntryEdit.none()))
                .replacing("time_entry", entry.id(), entry.raw())
                .notes(notes(end));
    }

    /// What a careful colleague would say of it, were it to end then.
    public List<String> notes(Instant end) {
        List<String> notes = new ArrayList<>();
        Duration length = Duration.between(entry.start(), end);
        if (length.compareTo(LONG) > 0) {
            notes.add("That is more than 12 hours: was it forgotten?");
        } else if (end.isAfter(midnight())) {
            notes.add("It goes over midnight.");
        }
        return notes;
    }

    private Instant midnight() {
        LocalDate day = entry.start().atZone(ws.account().zone()).toLocalDate();
        return day.plusDays(1).atStartOfDay(ws.account().zone()).toInstant();
    }

    /// The line of what the step was answered.
    public EntryLine stopped(Answers answers) {
        TimeEntry made = Plan.read(answers, "stopped", TimeEntry.class);
        return EntryLine.of(made, line().row(), ws);
    }
}
