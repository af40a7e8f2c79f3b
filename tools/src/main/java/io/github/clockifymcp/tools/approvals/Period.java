package io.github.clockifymcp.tools.approvals;

import io.github.clockifymcp.clockify.Approvals;
import io.github.clockifymcp.clockify.Approvals.ApprovalRequest;
import io.github.clockifymcp.clockify.Approvals.Submission;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/// What is handed in at once: a week, half a month or a month. Which of them the workspace wants is
/// a setting that cannot be read, so the words decide, and Clockify refuses what does not fit.
record Period(Approvals.Period length, DateRange days) {
    private static final int WEEK = 7;
    private static final int HALF = 15;

    /// By how many days months and their halves differ.
    private static final int ALIKE = 3;

    /// The period that words mean; a day stands for its week.
    static Period of(String words, Workplace ws) {
        DateRange said = ws.words().range(words, Direction.PAST);
        DateRange week = ws.words().range("week of " + said.start(), Direction.PAST);
        if (said.days() == 1 || said.equals(week)) {
            return new Period(Approvals.Period.WEEKLY, week);
        }
        LocalDate first = said.start();
        boolean toEnd = said.end().getDayOfMonth() == 1 && said.days() <= 31;
        if (first.getDayOfMonth() == 1 && toEnd) {
            return new Period(Approvals.Period.MONTHLY, said);
        }
        boolean firstHalf = first.getDayOfMonth() == 1 && said.days() == HALF;
        boolean secondHalf = first.getDayOfMonth() == HALF + 1 && toEnd;
        if (firstHalf || secondHalf) {
            return new Period(Approvals.Period.SEMI_MONTHLY, said);
        }
        throw new ToolException(
                Code.INVALID_ARGUMENTS,
                "%s is not a period that is approved at once.".formatted(ws.text().range(said)),
                "Write ‹last week›, ‹2026-W47›, a day of the week, ‹last month›, or half a month"
                        + " such as ‹2026-11-01..2026-11-15›.");
    }

    /// The same for somebody whose weeks may begin on another day: the week that has most of these
    /// days.
    Period of(User person) {
        String starts = person.settings() == null ? null : person.settings().weekStart();
        boolean known = Arrays.stream(DayOfWeek.values()).anyMatch(d -> d.name().equals(starts));
        if (length != Approvals.Period.WEEKLY || starts == null || !known) {
            return this;
        }
        LocalDate start =
                middle().with(TemporalAdjusters.previousOrSame(DayOfWeek.valueOf(starts)));
        return new Period(length, new DateRange(start, start.plusDays(WEEK)));
    }

    private LocalDate middle() {
        return days.start().plusDays(days.days() / 2);
    }

    /// Whether a request asks to approve this period's time.
    boolean is(ApprovalRequest request) {
        LocalDate first = request.firstDay();
        LocalDate after = request.dayAfter();
        return meets(request)
                && first != null
                && after != null
                && Math.abs(ChronoUnit.DAYS.between(first, after) - days.days()) <= ALIKE;
    }

    /// Whether a request is about the middle of this period, however long its own is.
    boolean meets(ApprovalRequest request) {
        LocalDate first = request.firstDay();
        LocalDate after = request.dayAfter();
        return first != null
                && after != null
                && !"EXPENSE".equals(request.type())
                && !first.isAfter(middle())
                && after.isAfter(middle());
    }

    Submission submission() {
        return Submission.of(length, days.start());
    }
}
