package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Holidays.Holiday;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeOff;
import io.github.clockifymcp.clockify.TimeOff.Balance;
import io.github.clockifymcp.clockify.TimeOff.Days;
import io.github.clockifymcp.clockify.TimeOff.Filter;
import io.github.clockifymcp.clockify.TimeOff.Hours;
import io.github.clockifymcp.clockify.TimeOff.Leave;
import io.github.clockifymcp.clockify.TimeOff.NewLeave;
import io.github.clockifymcp.clockify.TimeOffPolicies.Policy;
import io.github.clockifymcp.clockify.TimeOffPolicies.Unit;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.clockify.Workspaces.Settings;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asking for time off: what is asked for, how much it takes and what is left, and what speaks
/// against it.
final class LeaveAsking {
    private static final int MOST_DAYS = 999;
    private static final int NAMED = 3;

    private final Policy policy;
    private final Unit unit;
    private final User user;
    private final Workplace ws;
    private final List<String> notes = new ArrayList<>();

    private LeaveAsking(Policy policy, Unit unit, User user, Workplace ws) {
        this.policy = policy;
        this.unit = unit;
        this.user = user;
        this.ws = ws;
    }

    /// Which half of a day.
    enum Half {
        FIRST,
        SECOND;

        TimeOff.Half wire() {
            return this == FIRST ? TimeOff.Half.FIRST_HALF : TimeOff.Half.SECOND_HALF;
        }
    }

    record Ask(
            @Doc("Name or id.") String policy,
            @Doc("21 dec, next week; for hours tomorrow 14:00.") String start,
            @Doc("Last day; for hours 17:00, 3h.") @Nullable String end,
            @Doc("Of a single day.") @Nullable Half halfDay,
            @Doc("Somebody else.") @Nullable String user,
            @Doc("For the approver.") @Size(max = 3000) @Nullable String note) {}

    /// @param approval whether somebody has to approve it still
    record Asked(LeaveRow request, boolean approval) implements Told {
        @Override
        public String told() {
            return "Asked for %s; %s, id %s"
                    .formatted(
                            request.said(),
                            approval ? "it waits for approval" : request.status(),
                            request.id());
        }
    }

    /// What is asked for.
    ///
    /// @param first its first instant
    /// @param end the first instant after it
    /// @param amount what it is likely to take off the balance
    private record Wish(
            NewLeave leave, Instant first, Instant end, String when, BigDecimal amount) {}

    static Planned<Asked> plan(Ask in, Workplace ws) {
        Policy policy = PolicyTools.find(in.policy(), ws);
        Unit unit = policy.unit();
        if (policy.archived() || unit == null) {
            throw new ToolException(
                    Code.CONFLICT,
                    "Policy ‹%s› is not in use.".formatted(Lines.one(policy.name())),
                    "clockify_list_time_off_policies shows those that are.");
        }
        User user = in.user() == null ? ws.account().user() : ws.names().person(in.user());
        return new LeaveAsking(policy, unit, user, ws).plan(in);
    }

    private Planned<Asked> plan(Ask in) {
        Wish wish = unit == Unit.DAYS ? days(in) : hours(in);
        boolean own = ws.account().owns(user.id());
        ApiRequest<Leave> request =
                own
                        ? ws.api().timeOff().request(policy.id(), wish.leave())
                        : ws.api().timeOff().request(policy.id(), user.id(), wish.leave());
        String whom = own ? "" : " for ‹%s›".formatted(Lines.one(user.name()));
        String summary =
                "Ask for ‹%s›%s: %s, %s"
                        .formatted(
                                Lines.one(policy.name()),
                                whom,
                                wish.when(),
                                unit.said(wish.amount()));
        balance(wish.amount());
        others(wish);
        if (wish.first().isBefore(ws.words().now())) {
            notes.add("It begins in the past.");
        }
        Plan plan =
                ws.plan(summary, "request", request)
                        .risk(Risk.EXTERNAL_SIDE_EFFECT)
                        .touching(own ? Reach.OWN_WORK : Reach.WORKSPACE);
        if (policy.requiresApproval()) {
            plan.undoneBy(ws.api().timeOff().delete(policy.id(), "{request}"), "request");
            notes.add("Somebody has to approve it, and is notified.");
        } else {
            notes.add("It is approved at once and cannot be withdrawn.");
        }
        return plan.notes(notes)
                .answering(answers -> {
                    Leave made = Plan.read(answers, "request", Leave.class);
                    return new Asked(LeaveRow.of(made, ws), made.isPending());
                });
    }

    private Wish days(Ask in) {
        DateRange days = LeaveWords.days(in.start(), in.end(), ws);
        TimeOff.Half half = in.halfDay() == null ? null : in.halfDay().wire();
        if (half != null && (days.days() != 1 || !policy.allowHalfDay())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    days.days() == 1
                            ? "Policy ‹%s› has no half days.".formatted(Lines.one(policy.name()))
                            : "Half a day is half of a single one, and these are %d."
                                    .formatted(days.days()),
                    "Leave half_day out, or ask for one day of a policy that allows it.");
        }
        if (days.days() > MOST_DAYS) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s are more than %d days.".formatted(ws.text().range(days), MOST_DAYS),
                    "Ask for fewer.");
        }
        BigDecimal working = BigDecimal.valueOf(working(days));
        ZoneId zone = ws.account().zone();
        return new Wish(
                NewLeave.of(new Days(days.start(), (int) days.days(), half), in.note()),
                days.startsAt(zone),
                days.endsAt(zone),
                ws.text().range(days) + LeaveWords.half(half),
                half == null ? working : working.multiply(new BigDecimal("0.5")));
    }

    /// The days that are likely to count, with a note on those that do not.
    private long working(DateRange days) {
        List<Holiday> holidays = ws.api().holidays().of(user.id());
        long free = 0;
        List<String> named = new ArrayList<>();
        long count = 0;
        for (LocalDate day : days.start().datesUntil(days.end()).toList()) {
            Optional<Holiday> holiday = holidays.stream().filter(h -> h.isOn(day)).findFirst();
            if (!works(day)) {
                free++;
            } else if (holiday.isPresent()) {
                named.add("%s ‹%s›".formatted(ws.text().day(day), Lines.one(holiday.get().name())));
            } else {
                count++;
            }
        }
        if (!named.isEmpty()) {
            String more = named.size() > NAMED ? " and more" : "";
            notes.add(
                    "Holidays in it do not count: %s%s."
                            .formatted(
                                    String.join(
                                            ", ", named.subList(0, Math.min(NAMED, named.size()))),
                                    more));
        }
        if (free > 0) {
            notes.add(
                    "Of its %d days %d %s outside the working week and should not count; the answer"
                                    .formatted(days.days(), free, free == 1 ? "is" : "are")
                            + " shows what Clockify made of it.");
        }
        return count;
    }

    private boolean works(LocalDate day) {
        Settings settings = ws.account().workspace().workspaceSettings();
        List<String> week = settings == null ? null : settings.workingDays();
        return week == null || week.isEmpty() || week.contains(day.getDayOfWeek().name());
    }

    private Wish hours(Ask in) {
        if (in.halfDay() != null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "Policy ‹%s› counts hours, not halves of days."
                            .formatted(Lines.one(policy.name())),
                    "Give start and end with times of day.");
        }
        Span span = span(in);
        BigDecimal hours =
                BigDecimal.valueOf(span.length().toSeconds())
                        .divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_UP);
        return new Wish(
                NewLeave.of(new Hours(span.start(), span.end()), in.note()),
                span.start(),
                span.end(),
                ws.text().span(span),
                hours);
    }

    /// The hours that are meant; whoever names days may not know that this policy counts hours.
    private Span span(Ask in) {
        try {
            return ws.words().span(in.start(), in.end(), null, Direction.FUTURE);
        } catch (ToolException e) {
            if (!saysDays(in)) {
                throw e;
            }
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is counted in hours, and ‹%s› says only the day."
                            .formatted(Lines.one(policy.name()), Lines.beginning(in.start(), 80)),
                    "Give start with a time of day, such as ‹tomorrow 14:00›, and end, such as"
                            + " ‹17:00› or ‹3h›.");
        }
    }

    private boolean saysDays(Ask in) {
        try {
            LeaveWords.days(in.start(), in.end(), ws);
            return true;
        } catch (ToolException e) {
            return false;
        }
    }

    /// What is left now and after.
    private void balance(BigDecimal amount) {
        Optional<Balance> found;
        try {
            found =
                    LeaveWords.balances(user.id(), ws).stream()
                            .filter(balance -> balance.policyId().equals(policy.id()))
                            .findFirst();
        } catch (ClockifyException e) {
            // Not everybody may see the balances of others.
            if (e.category() != Category.ACCESS_DENIED) {
                throw e;
            }
            notes.add("The balance could not be read.");
            return;
        }
        if (found.isEmpty()) {
            notes.add("There is no balance: the policy may not be for this person.");
            return;
        }
        BigDecimal left = found.get().left();
        BigDecimal after = left.subtract(amount);
        notes.add("Balance: %s now, %s after.".formatted(unit.said(left), unit.said(after)));
        if (after.signum() < 0) {
            notes.add(
                    policy.allowNegative()
                            ? "That is below zero, which this policy allows within its limit."
                            : "That is more than is left, and this policy allows no debt: Clockify"
                                    + " is likely to refuse it.");
        }
    }

    /// Other requests at the same time, and what else is pending.
    private void others(Wish wish) {
        List<Leave> open =
                Page.walk(
                                5,
                                paging ->
                                        ws.api()
                                                .timeOff()
                                                .search(
                                                        Filter.all()
                                                                .statuses(
                                                                        TimeOff.Status.PENDING,
                                                                        TimeOff.Status.APPROVED)
                                                                .users(List.of(user.id())),
                                                        paging))
                        .items();
        BigDecimal pending =
                open.stream()
                        .filter(leave -> leave.isPending() && leave.policyId().equals(policy.id()))
                        .map(leave -> leave.amount() == null ? BigDecimal.ZERO : leave.amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (pending.signum() > 0) {
            notes.add("Pending requests ask for %s more.".formatted(unit.said(pending)));
        }
        open.stream()
                .filter(leave -> touches(leave, wish))
                .findFirst()
                .ifPresent(leave ->
                        notes.add(
                                "It is at the time of another request, which is %s: %s."
                                        .formatted(
                                                LeaveRow.of(leave, ws).status(),
                                                LeaveWords.when(leave, ws))));
    }

    private static boolean touches(Leave leave, Wish wish) {
        return leave.start() != null
                && leave.end() != null
                && leave.start().isBefore(wish.end())
                && wish.first().isBefore(leave.end());
    }
}
