package io.github.clockifymcp.tools.entries;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writing down one's own work: finished entries, and entries that may still run.
public final class LogTools implements ToolGroup<Workplace> {
    @Override
    public String id() {
        return "entries";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_log_time", LogTime.class, LoggedEntry.class)
                .title("Log time")
                .describe(
                        "Writes down finished work: what, and when, by two of start, end and"
                                + " duration. Choose this for work that is over;"
                                + " clockify_start_timer for work that begins now.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan(LogTools::log);

        tools.write("clockify_add_entry", AddEntry.class, LoggedEntry.class)
                .title("Add entry")
                .describe(
                        "Adds a time entry. Without end and duration it is a timer that runs since"
                                + " start, and the one that runs is stopped there.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan(LogTools::add);
    }

    record LogTime(
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("today 9:00, last friday 14:30, 2026-11-17 09:00.") @Nullable String start,
            @Doc("Likewise, or a time of start's day.") @Nullable String end,
            @Doc("2h30m, 1.5h, 90 min.") @Nullable String duration,
            @Doc("What was done.") @Size(max = 3000) @Nullable String description,
            @Doc("Task's name or id, of the project.") @Nullable String task,
            @Doc("Tags' names or ids.") @Size(max = 50) @Nullable List<String> tags,
            @Doc("As the project if left out.") @Nullable Boolean billable) {}

    /// @param stopped the line of the timer that ran before; null if none did, or none was started
    record LoggedEntry(EntryRow entry, @Nullable String stopped, @JsonIgnore String told)
            implements Told {}

    static Planned<LoggedEntry> log(LogTime in, Workplace ws) {
        Span span = ws.words().span(in.start(), in.end(), in.duration(), Direction.PAST);
        Subject about = Subject.of(ws, in.project(), in.task(), in.tags(), in.billable());
        return plan("Log ", span.start(), span.end(), in.description(), about, ws);
    }

    record AddEntry(
            @Doc("now, today 9:00, 2026-11-17 09:00.") String start,
            @Doc("Likewise; leave out to let it run.") @Nullable String end,
            @Doc("Instead of end: 2h30m.") @Nullable String duration,
            @Doc("What is done.") @Size(max = 3000) @Nullable String description,
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("Task's name or id, of the project.") @Nullable String task,
            @Doc("Tags' names or ids.") @Size(max = 50) @Nullable List<String> tags,
            @Doc("As the project if left out.") @Nullable Boolean billable) {}

    static Planned<LoggedEntry> add(AddEntry in, Workplace ws) {
        Subject about = Subject.of(ws, in.project(), in.task(), in.tags(), in.billable());
        if (in.end() == null && in.duration() == null) {
            Instant start = ws.words().moment(in.start(), Direction.PAST);
            if (start.isAfter(ws.call().now())) {
                throw new ToolException(
                        Code.INVALID_ARGUMENTS,
                        "A timer cannot start in the future, at %s."
                                .formatted(ws.text().moment(start)),
                        "Give an end or a duration for planned time, or start it now.");
            }
            return plan("Start a timer ", start, null, in.description(), about, ws);
        }
        Span span = ws.words().span(in.start(), in.end(), in.duration(), Direction.PAST);
        return plan("Add ", span.start(), span.end(), in.description(), about, ws);
    }

    /// The plan that makes an entry; used wherever one is made.
    static Planned<LoggedEntry> plan(
            String verb,
            Instant start,
            @Nullable Instant end,
            @Nullable String description,
            Subject about,
            Workplace ws) {
        // A person has at most one timer, and it is not proven that Clockify stops the old one.
        Optional<RunningTimer> running = end == null ? RunningTimer.find(ws) : Optional.empty();
        running.ifPresent(timer -> timer.checkEnd(start));
        String what = Details.when(start, end, ws) + " on " + about.said(description);
        Plan plan = ws.plan(verb + what + RunningTimer.givingWay(running, start));
        running.ifPresent(timer -> timer.stop(plan, start));
        plan.send("entry", ws.api().timeEntries().create(about.entry(start, end, description)))
                .undoneBy(ws.api().timeEntries().delete("{entry}"), "entry")
                .notes(about.notes(description, ws.account().workspace()));
        if (end != null) {
            Span span = new Span(start, end);
            plan.notes(ws.words().notes(span))
                    .notes(Doubles.notes(span, about.entry(start, end, description), ws));
        }
        return plan.answering(answers -> {
            TimeEntry made = Plan.read(answers, "entry", TimeEntry.class);
            ws.entries().made(made);
            String handle = ws.entries().handle(made);
            EntryRow row = about.named(EntryRow.of(made, handle, ws));
            String stopped = running.map(timer -> timer.stopped(answers).line()).orElse(null);
            String before = stopped == null ? "" : "Stopped: %s\n".formatted(stopped);
            return new LoggedEntry(row, stopped, before + EntryLine.of(row, ws).line());
        });
    }
}
