package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.RunningTimer;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.workflows.RearrangingTools.ForgottenTimer;
import io.github.clockifymcp.tools.workflows.RearrangingTools.StopForgotten;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A timer that nobody stopped when the work was over. When that was, only its person knows: until
/// they say it, an end is proposed and nothing is changed.
final class Forgetting {
    /// Whoever works longer at a stretch stops the timer with clockify_stop_timer.
    private static final Duration LONG = Duration.ofHours(10);

    private static final int WEEKS_LOOKED_AT = 4;
    private static final int DAYS_THAT_MAKE_A_HABIT = 3;

    private final StopForgotten in;
    private final Workplace ws;
    private final ZoneId zone;

    Forgetting(StopForgotten in, Workplace ws) {
        this.in = in;
        this.ws = ws;
        this.zone = ws.account().zone();
    }

    /// An end that could be, and why.
    private record Proposal(Instant end, String why) {}

    Planned<ForgottenTimer> plan() {
        RunningTimer timer =
                RunningTimer.find(ws)
                        .orElseThrow(() ->
                                new ToolException(
                                        Code.NOT_FOUND,
                                        "No timer is running.",
                                        "clockify_timesheet_review finds what else is wrong."));
        return in.end() == null ? propose(timer) : stop(timer, timer.end(in.end()));
    }

    private Planned<ForgottenTimer> stop(RunningTimer timer, Instant end) {
        timer.checkEnd(end);
        Plan plan = ws.plan("Stop " + timer.lineEndingAt(end));
        timer.stop(plan, end);
        return plan.answering(answers -> {
            var line = timer.stopped(answers);
            return new ForgottenTimer(line, null, "Stopped: " + line.line());
        });
    }

    private Planned<ForgottenTimer> propose(RunningTimer timer) {
        Instant start = timer.entry().start();
        boolean today = day(start).equals(ws.words().today());
        if (today && Duration.between(start, ws.call().now()).compareTo(LONG) <= 0) {
            throw new ToolException(
                    Code.CONFLICT,
                    "The timer does not look forgotten: %s.".formatted(timer.line().line()),
                    "clockify_stop_timer stops it now or earlier.");
        }
        Proposal proposal = proposal(timer.entry());
        String end = said(proposal.end());
        String told =
                "%s\nProposed end: %s. %s\nNothing is changed yet: ask when the work ended, then"
                        .formatted(
                                timer.line().line(),
                                ws.text().moment(proposal.end()),
                                proposal.why());
        String next = told + " call this again with end, such as ‹%s›.".formatted(end);
        return ws.plan("Propose an end, and change nothing: " + timer.lineEndingAt(proposal.end()))
                .answering(answers -> new ForgottenTimer(null, end, next));
    }

    /// By habit, or by the hours of a working day; and never beyond what was recorded next, nor
    /// beyond now.
    private Proposal proposal(TimeEntry timer) {
        LocalDate day = day(timer.start());
        LocalDate from = ws.words().today().minusWeeks(WEEKS_LOOKED_AT);
        LocalDate since = day.minusDays(1).isBefore(from) ? day.minusDays(1) : from;
        Page<TimeEntry> read =
                ws.entries().within(new DateRange(since, ws.words().today().plusDays(1)));
        List<TimeEntry> finished =
                read.items().stream().filter(entry -> entry.end() != null).toList();
        Proposal usual =
                byHabit(timer.start(), finished).orElseGet(() -> byHours(timer.start(), finished));
        Optional<Instant> next =
                finished.stream()
                        .map(TimeEntry::start)
                        .filter(start -> start.isAfter(timer.start()))
                        .min(Comparator.naturalOrder());
        String unseen = String.join(" ", LoggingTools.unseen(read));
        if (next.isPresent() && next.get().isBefore(usual.end())) {
            return new Proposal(next.get(), "Your next entry begins there.");
        }
        if (usual.end().isAfter(ws.words().now())) {
            return new Proposal(ws.words().now(), "That is now: you usually work longer.");
        }
        return new Proposal(usual.end(), (usual.why() + " " + unseen).strip());
    }

    /// The middle one of the times at which the last weeks' days ended, if it is after the start.
    private Optional<Proposal> byHabit(Instant start, List<TimeEntry> finished) {
        Map<LocalDate, Instant> ends = new TreeMap<>();
        for (TimeEntry entry : finished) {
            Instant end = entry.end();
            if (end != null && day(entry.start()).isBefore(ws.words().today())) {
                ends.merge(day(entry.start()), end, (one, other) -> later(one, other));
            }
        }
        ends.remove(day(start));
        // An end after midnight is no time of that day.
        List<LocalTime> times = new ArrayList<>();
        ends.forEach((day, end) -> {
            if (day(end).equals(day)) {
                times.add(end.atZone(zone).toLocalTime().truncatedTo(ChronoUnit.MINUTES));
            }
        });
        if (times.size() < DAYS_THAT_MAKE_A_HABIT) {
            return Optional.empty();
        }
        times.sort(Comparator.naturalOrder());
        LocalTime usual = times.get(times.size() / 2);
        Instant end = ZonedDateTime.of(day(start), usual, zone).toInstant();
        return end.isAfter(start)
                ? Optional.of(
                        new Proposal(
                                end,
                                "On %d days of the last weeks you stopped around then."
                                        .formatted(times.size())))
                : Optional.empty();
    }

    /// What is left of the working hours of the person's profile that day, or all of them.
    private Proposal byHours(Instant start, List<TimeEntry> finished) {
        @Nullable Duration hours =
                ws.api().memberProfiles().get(ws.account().user().id()).workCapacity();
        if (hours == null || hours.isZero()) {
            throw new ToolException(
                    Code.NOT_FOUND,
                    "Neither your last weeks nor your profile say when you usually stop.",
                    "Ask when the work ended, and give it as end.");
        }
        Duration before =
                finished.stream()
                        .filter(entry -> day(entry.start()).equals(day(start)))
                        .filter(entry -> entry.start().isBefore(start))
                        .flatMap(entry -> entry.duration().stream())
                        .reduce(Duration.ZERO, Duration::plus);
        Duration left = hours.minus(before);
        boolean some = left.compareTo(Duration.ZERO) > 0;
        return new Proposal(
                start.plus(some ? left : hours),
                "A working day of yours has %s by your profile."
                        .formatted(ws.text().duration(hours)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /// A moment as our tools understand it again.
    private String said(Instant instant) {
        ZonedDateTime local = instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone);
        return local.toOffsetDateTime().toString();
    }
}
