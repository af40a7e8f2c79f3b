package io.github.clockifymcp.tools.timer;

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
import io.github.clockifymcp.tools.entries.EntryLine;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.entries.RunningTimer;
import io.github.clockifymcp.tools.entries.Subject;
import io.github.clockifymcp.tools.time.Direction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One's own timer. A person has at most one: whoever starts another ends the one that runs, in a
/// step of its own, since it is not proven that Clockify always does so by itself.
public final class TimerTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "timer";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_timer_status", TimerStatus.class, CurrentTimer.class)
                .title("Timer status")
                .describe("Shows your running timer, if any.")
                .by(TimerTools::status);

        tools.write("clockify_start_timer", StartTimer.class, StartedTimer.class)
                .title("Start timer")
                .describe(
                        "Starts a timer for work that begins now, and stops the one that runs. For"
                                + " finished work use clockify_log_time.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan(TimerTools::start);

        tools.write("clockify_stop_timer", StopTimer.class, StoppedTimer.class)
                .title("Stop timer")
                .describe("Stops your running timer, now or at an earlier end.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan(TimerTools::stop);

        tools.write("clockify_switch_project", SwitchProject.class, StartedTimer.class)
                .title("Switch project")
                .describe("Stops the running timer, if any, and starts one on another project.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan(TimerTools::switchProject);
    }

    record TimerStatus() {}

    /// @param timer null when none runs
    record CurrentTimer(boolean running, @Nullable EntryLine timer, List<String> notes)
            implements Told {
        CurrentTimer {
            notes = List.copyOf(notes);
        }

        @Override
        public String told() {
            return timer == null
                    ? "No timer is running."
                    : String.join("\n", timer.line(), String.join("\n", notes)).strip();
        }
    }

    static CurrentTimer status(TimerStatus in, Workplace ws) {
        Optional<RunningTimer> running = RunningTimer.find(ws);
        return new CurrentTimer(
                running.isPresent(),
                running.map(RunningTimer::line).orElse(null),
                running.map(timer -> timer.notes(ws.call().now())).orElse(List.of()));
    }

    record StartTimer(
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("Task's name or id, of the project.") @Nullable String task,
            @Doc("What is done.") @Size(max = 3000) @Nullable String description,
            @Doc("Tags' names or ids.") @Size(max = 50) @Nullable List<String> tags,
            @Doc("As the project if left out.") @Nullable Boolean billable,
            @Doc("Now if left out; 10 minutes ago, 9:00.") @Nullable String start) {
        StartTimer {
            tags = tags == null ? null : List.copyOf(tags);
        }
    }

    /// @param stopped the timer that ran before; null if none did
    record StartedTimer(EntryLine started, @Nullable EntryLine stopped) implements Told {
        @Override
        public String told() {
            String now = "Running: " + started.line();
            return stopped == null ? now : "Stopped: %s\n%s".formatted(stopped.line(), now);
        }
    }

    static Planned<StartedTimer> start(StartTimer in, Workplace ws) {
        Subject about = Subject.of(ws, in.project(), in.task(), in.tags(), in.billable());
        Instant start =
                in.start() == null
                        ? ws.words().now()
                        : ws.words().moment(in.start(), Direction.PAST);
        if (start.isAfter(ws.call().now())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A timer cannot start in the future, at %s.".formatted(ws.text().moment(start)),
                    "Start it now, or plan the time with clockify_add_entry.");
        }
        return begin("Start a timer ", start, in.description(), about, ws);
    }

    record SwitchProject(
            @Doc("Project's name or id.") String project,
            @Doc("Task's name or id, of the project.") @Nullable String task,
            @Doc("What is done.") @Size(max = 3000) @Nullable String description,
            @Doc("As the project if left out.") @Nullable Boolean billable,
            @Doc("Tags' names or ids.") @Size(max = 50) @Nullable List<String> tags) {
        SwitchProject {
            tags = tags == null ? null : List.copyOf(tags);
        }
    }

    static Planned<StartedTimer> switchProject(SwitchProject in, Workplace ws) {
        // Everything is resolved before the plan has a step: a name that nobody knows stops
        // nothing.
        Subject about = Subject.of(ws, in.project(), in.task(), in.tags(), in.billable());
        return begin("Switch to a timer ", ws.words().now(), in.description(), about, ws);
    }

    private static Planned<StartedTimer> begin(
            String verb, Instant start, @Nullable String description, Subject about, Workplace ws) {
        Optional<RunningTimer> running = RunningTimer.find(ws);
        String what = ws.text().moment(start) + " on " + about.said(description);
        running.ifPresent(timer -> timer.checkEnd(start));
        Plan plan = ws.plan(verb + "from " + what + RunningTimer.givingWay(running, start));
        running.ifPresent(timer -> {
            if (timer.isAbout(about, description)) {
                plan.note("The timer that ran was about the same.");
            }
            timer.stop(plan, start);
        });
        return plan.send(
                        "started",
                        ws.api().timeEntries().create(about.entry(start, null, description)))
                .undoneBy(ws.api().timeEntries().delete("{started}"), "started")
                .notes(about.notes(description, ws.account().workspace()))
                .answering(answers -> {
                    TimeEntry made = Plan.read(answers, "started", TimeEntry.class);
                    EntryRow row = EntryRow.of(made, ws.entries().handle(made), ws);
                    return new StartedTimer(
                            EntryLine.of(about.named(row), ws),
                            running.map(timer -> timer.stopped(answers)).orElse(null));
                });
    }

    record StopTimer(@Doc("Now if left out; 17:30, 10 minutes ago.") @Nullable String end) {}

    record StoppedTimer(EntryLine stopped) implements Told {
        @Override
        public String told() {
            return "Stopped: " + stopped.line();
        }
    }

    static Planned<StoppedTimer> stop(StopTimer in, Workplace ws) {
        RunningTimer timer = RunningTimer.find(ws).orElseThrow(TimerTools::nothingRuns);
        Instant end = in.end() == null ? ws.words().now() : timer.end(in.end());
        timer.checkEnd(end);
        Plan plan = ws.plan("Stop " + timer.lineEndingAt(end));
        timer.stop(plan, end);
        return plan.answering(answers -> new StoppedTimer(timer.stopped(answers)));
    }

    private static ToolException nothingRuns() {
        return new ToolException(
                Code.NOT_FOUND,
                "No timer is running.",
                "clockify_start_timer starts one; clockify_log_time writes down finished work.");
    }
}
