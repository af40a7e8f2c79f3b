package io.github.clockifymcp.tools.scheduling;

import io.github.clockifymcp.clockify.Capacity;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.ScheduledWork;
import io.github.clockifymcp.clockify.Scheduling.Days;
import io.github.clockifymcp.clockify.Scheduling.Status;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All assignments that touch some days, and which of them are drafts.
///
/// Clockify's lists do not say what is a draft, but it tells the hours of each person's drafts by
/// day. An assignment with more hours than all drafts of one of its days is published, and what
/// then makes up a day's drafts is one; where neither can be told it may be one.
final class Schedule {
    /// At 200 a page.
    private static final int PAGES = 25;

    /// Where one is looked for by its id, as Clockify has no route for it.
    private static final int DAYS_BACK = 90;

    private static final int DAYS_AHEAD = 365;

    /// Whether something is a draft.
    enum State {
        PUBLISHED,
        DRAFT,
        UNKNOWN
    }

    private final Days days;
    private final List<ScheduledWork> work;
    private final boolean complete;
    private final ZoneId zone;
    private final Map<String, Capacity> drafts = new HashMap<>();
    private final Map<String, State> states = new HashMap<>();

    private Schedule(Days days, Page<ScheduledWork> found, Page<Capacity> drafts, ZoneId zone) {
        this.days = days;
        this.zone = zone;
        this.work =
                found.items().stream()
                        .filter(one -> {
                            Days its = one.days(zone);
                            return its != null && touch(its, days);
                        })
                        .toList();
        this.complete = !found.more() && !drafts.more();
        drafts.items().forEach(one -> this.drafts.put(one.userId(), one));
        work.forEach(one -> states.put(one.id(), published(one)));
        for (ScheduledWork one : work) {
            if (states.get(one.id()) == State.UNKNOWN && isDraft(one)) {
                states.put(one.id(), State.DRAFT);
            }
        }
    }

    /// That of some days.
    static Schedule of(Days days, Workplace ws) {
        return new Schedule(
                days,
                all(days, ws),
                capacities(days, Status.UNPUBLISHED, List.of(), ws),
                ws.account().zone());
    }

    /// Those that touch some days, as many as are read.
    static Page<ScheduledWork> all(Days days, Workplace ws) {
        return Page.walk(PAGES, paging -> ws.api().scheduling().list(days, paging));
    }

    /// What people can work and are planned for.
    static Page<Capacity> capacities(Days days, Status status, List<String> users, Workplace ws) {
        return Page.walk(
                PAGES, paging -> ws.api().scheduling().capacities(days, status, users, paging));
    }

    /// The assignment with this id, and what it stands among.
    static ScheduledWork find(String id, Workplace ws) {
        String wanted = id.strip();
        if (!Names.isId(wanted)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is not the id of an assignment.".formatted(Lines.one(id)),
                    "clockify_list_assignments shows the ids.");
        }
        LocalDate today = ws.words().today();
        Days days = new Days(today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD));
        Page<ScheduledWork> found = all(days, ws);
        return found.items().stream()
                .filter(one -> one.id().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new ToolException(
                                Code.NOT_FOUND,
                                found.more()
                                        ? "Assignment %s is not among the first %d."
                                                .formatted(wanted, found.items().size())
                                        : "No assignment from %s to %s has the id %s."
                                                .formatted(
                                                        ws.text().day(days.first()),
                                                        ws.text().day(days.last()),
                                                        wanted),
                                "clockify_list_assignments shows those one may see."));
    }

    /// Its days, which a found assignment is refused without.
    static Days daysOf(ScheduledWork work, Workplace ws) {
        Days days = work.days(ws.account().zone());
        if (days == null) {
            throw new ToolException(
                    Code.UNAVAILABLE,
                    "Clockify does not say on which days assignment %s is.".formatted(work.id()),
                    "Look at it in Clockify.");
        }
        return days;
    }

    List<ScheduledWork> work() {
        return work;
    }

    boolean complete() {
        return complete;
    }

    State state(ScheduledWork one) {
        if (one.published() != null) {
            return one.published() ? State.PUBLISHED : State.DRAFT;
        }
        return states.getOrDefault(one.id(), State.UNKNOWN);
    }

    private State published(ScheduledWork one) {
        boolean maybe =
                common(one).stream()
                        .anyMatch(day -> drafted(one, day).compareTo(one.hoursPerDay()) >= 0);
        return maybe ? State.UNKNOWN : State.PUBLISHED;
    }

    /// Whether there is a day whose drafts take all that may be one.
    private boolean isDraft(ScheduledWork one) {
        return complete
                && common(one).stream()
                        .anyMatch(day -> drafted(one, day).compareTo(possible(one, day)) == 0);
    }

    private BigDecimal possible(ScheduledWork one, LocalDate day) {
        return work.stream()
                .filter(other -> other.userId().equals(one.userId()))
                .filter(other -> states.get(other.id()) != State.PUBLISHED)
                .filter(other -> common(other).contains(day))
                .map(ScheduledWork::hoursPerDay)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal drafted(ScheduledWork one, LocalDate day) {
        Capacity theirs = drafts.get(one.userId());
        return theirs == null ? BigDecimal.ZERO : theirs.on(day);
    }

    /// Those of its days that were asked about.
    private Set<LocalDate> common(ScheduledWork one) {
        Days its = one.days(zone);
        if (its == null) {
            return Set.of();
        }
        LocalDate first = its.first().isBefore(days.first()) ? days.first() : its.first();
        LocalDate last = its.last().isAfter(days.last()) ? days.last() : its.last();
        return last.isBefore(first)
                ? Set.of()
                : new HashSet<>(first.datesUntil(last.plusDays(1)).toList());
    }

    private static boolean touch(Days one, Days other) {
        return !one.last().isBefore(other.first()) && !one.first().isAfter(other.last());
    }
}
