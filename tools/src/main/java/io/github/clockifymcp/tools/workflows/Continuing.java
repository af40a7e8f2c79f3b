package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.Details;
import io.github.clockifymcp.tools.entries.EntryLine;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.entries.RunningTimer;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.workflows.LoggingTools.ContinueLast;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/// The last finished work, taken up again.
final class Continuing {
    private static final int DAYS_BACK = 92;

    private final ContinueLast in;
    private final Workplace ws;

    Continuing(ContinueLast in, Workplace ws) {
        this.in = in;
        this.ws = ws;
    }

    Planned<ContinuedTimer> plan() {
        TimeEntry last = last();
        Instant now = ws.words().now();
        EntryRow names = Details.row(last, ws);
        Optional<RunningTimer> running = RunningTimer.find(ws);
        if (running.isPresent() && isAboutTheSame(running.get().entry(), last)) {
            EntryLine line = running.get().line();
            return ws.plan("It runs already: " + line.line())
                    .answering(answers -> new ContinuedTimer(line, null));
        }
        running.ifPresent(timer -> timer.checkEnd(now));
        Plan plan =
                ws.plan(
                        "Continue %s, with a timer from %s%s"
                                .formatted(
                                        names.about(),
                                        ws.text().moment(now),
                                        RunningTimer.givingWay(running, now)));
        running.ifPresent(timer -> timer.stop(plan, now));
        plan.send("started", ws.api().timeEntries().create(Details.copy(last, now, null)))
                .undoneBy(ws.api().timeEntries().delete("{started}"), "started")
                .note(
                        "It was last worked on %s."
                                .formatted(Details.when(last.start(), last.end(), ws)));
        if (last.raw().path("project").path("archived").asBoolean()) {
            plan.note("Its project is archived.");
        }
        return plan.answering(answers -> {
            TimeEntry made = Plan.read(answers, "started", TimeEntry.class);
            return new ContinuedTimer(
                    EntryLine.of(made, names, ws),
                    running.map(timer -> timer.stopped(answers)).orElse(null));
        });
    }

    private static boolean isAboutTheSame(TimeEntry one, TimeEntry other) {
        return Objects.equals(one.projectId(), other.projectId())
                && Objects.equals(one.taskId(), other.taskId())
                && one.description().equals(other.description());
    }

    /// The finished work that began last, of what is meant.
    private TimeEntry last() {
        LocalDate today = ws.words().today();
        TimeEntries.Filter filter =
                TimeEntries.Filter.all()
                        .within(
                                ws.entries()
                                        .window(
                                                new DateRange(
                                                        today.minusDays(DAYS_BACK),
                                                        today.plusDays(1))))
                        .hydrated();
        if (in.project() != null) {
            filter = filter.project(ws.names().project(in.project()).id());
        }
        if (in.description() != null) {
            filter = filter.description(in.description());
        }
        Page<TimeEntry> read =
                ws.api().timeEntries().list(ws.account().user().id(), filter, Paging.first());
        return read.items().stream()
                .filter(entry -> entry.end() != null && entry.type().equals(TimeEntries.REGULAR))
                .filter(entry -> !entry.start().isAfter(ws.call().now()))
                .findFirst()
                .orElseThrow(() ->
                        new ToolException(
                                Code.NOT_FOUND,
                                read.more()
                                        ? "There is no such finished entry among your latest %d."
                                                .formatted(read.items().size())
                                        : "There is no such finished entry of yours in %d days."
                                                .formatted(DAYS_BACK),
                                "clockify_start_timer starts something new."));
    }
}
