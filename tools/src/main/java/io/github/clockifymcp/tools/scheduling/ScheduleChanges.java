package io.github.clockifymcp.tools.scheduling;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.ScheduledWork;
import io.github.clockifymcp.clockify.Scheduling;
import io.github.clockifymcp.clockify.Scheduling.AssignmentEdit;
import io.github.clockifymcp.clockify.Scheduling.Days;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Changing what was planned: its days, hours and note, how often it repeats, and that it is there.
final class ScheduleChanges {
    private static final int NAMED = 10;

    private ScheduleChanges() {}

    static void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_update_assignment", UpdateAssignment.class, Changed.class)
                .title("Update scheduled assignment")
                .describe(
                        "Changes an assignment's days, hours or note; the rest stays. Another"
                                + " person or project takes a copy or a new one.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan(ScheduleChanges::update);

        tools.write("clockify_repeat_assignment", RepeatAssignment.class, Changed.class)
                .title("Repeat scheduled assignment")
                .describe(
                        "Makes an assignment of at most a week repeat every week, for longer or"
                                + " shorter, or no more. What follows in its series is replaced.")
                .risks(Set.of(Risk.WRITE, Risk.DESTRUCTIVE), Set.of(Risk.WRITE))
                .touching(Reach.WORKSPACE)
                .plan(ScheduleChanges::repeat);

        tools.write("clockify_delete_assignment", DeleteAssignment.class, Changed.class)
                .title("Delete scheduled assignment")
                .describe(
                        "Takes an assignment off the schedule for good, alone or with its series.")
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(ScheduleChanges::delete);
    }

    record UpdateAssignment(
            @Doc("Its id, as lists show it.") String assignment,
            @Doc("Its days: next week, 1 dec, or the first one.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Such as 4.5.") @Nullable BigDecimal hoursPerDay,
            @Doc("Days off count as well.") @Nullable Boolean includeDaysOff,
            @Doc("Empty takes it away.") @Size(max = 100) @Nullable String note,
            @Doc("Which of its series.") @Default("\"this_one\"") Series series) {}

    /// @param done what became of it
    /// @param assignments those that Clockify changed, as they are or were
    record Changed(String done, @Columns List<WorkRow> assignments) implements Told {
        Changed {
            assignments = List.copyOf(assignments);
        }

        @Override
        public String told() {
            StringBuilder told = new StringBuilder(done);
            if (assignments.size() > 1) {
                told.append("\n%d assignments in all:".formatted(assignments.size()));
                assignments.stream()
                        .limit(NAMED)
                        .forEach(row ->
                                told.append("\n- %s, id %s".formatted(row.days(), row.id())));
                if (assignments.size() > NAMED) {
                    told.append("\nand %d more".formatted(assignments.size() - NAMED));
                }
            }
            return told.toString();
        }
    }

    static Planned<Changed> update(UpdateAssignment in, Workplace ws) {
        ScheduledWork work = Schedule.find(in.assignment(), ws);
        WorkRow row = WorkRow.of(work, null, ws);
        Days before = Schedule.daysOf(work, ws);
        Days after = wanted(in, before, ws);
        BigDecimal hours = in.hoursPerDay() == null ? work.hoursPerDay() : in.hoursPerDay();
        SchedulePlanning.check(hours);
        Changes changes = changes(in, work, before, after, ws);
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change, it is already so: " + row.said())
                    .touching(Reach.WORKSPACE)
                    .answering(answers ->
                            new Changed(
                                    "Nothing to change, it is already so: " + row.said(),
                                    List.of(row)));
        }
        Scheduling api = ws.api().scheduling();
        // What is left out should stay, but the documents give the flag a default.
        AssignmentEdit edit =
                new AssignmentEdit(
                        after,
                        hours,
                        null,
                        null,
                        work.billable(),
                        in.includeDaysOff(),
                        in.note() == null ? null : in.note().strip());
        Plan plan =
                ws.plan(
                                "Change %s%s: %s"
                                        .formatted(row.said(), in.series().said(), changes.said()),
                                "assignment",
                                api.update(work.id(), edit, in.series().wire()))
                        .risk(Risk.WRITE)
                        .touching(Reach.WORKSPACE)
                        .replacing("assignment", work.id(), work.raw());
        if (in.series() == Series.THIS_ONE && in.includeDaysOff() == null) {
            plan.undoneBy(undo(work, before, in.note() != null, api));
        }
        if (in.series() != Series.THIS_ONE) {
            plan.note(in.series().note(work, ws))
                    .note("The others move by as many days as this one.");
        }
        if (in.includeDaysOff() == null && hasWeekend(after)) {
            plan.note(
                    "A weekend is in it; whether days off count stays as it is, which Clockify's"
                            + " lists do not show.");
        }
        boolean off = Boolean.TRUE.equals(in.includeDaysOff());
        plan.notes(
                SchedulePlanning.room(work.userId(), added(work, before, after, hours), off, ws));
        return plan.notes(SchedulePlanning.past(after, ws))
                .answering(answers ->
                        new Changed(
                                "Changed %s%s: %s"
                                        .formatted(row.said(), in.series().said(), changes.said()),
                                rows(Series.read(answers, "assignment"), ws)));
    }

    private static ApiRequest<?> undo(
            ScheduledWork work, Days before, boolean note, Scheduling api) {
        String old = work.note() == null ? "" : work.note();
        return api.update(
                work.id(),
                new AssignmentEdit(
                        before,
                        work.hoursPerDay(),
                        null,
                        null,
                        work.billable(),
                        null,
                        note ? old : null),
                Scheduling.Series.THIS_ONE);
    }

    private static Days wanted(UpdateAssignment in, Days before, Workplace ws) {
        if (in.start() != null) {
            return Hours.days(in.start(), in.end(), ws);
        }
        if (in.end() == null) {
            return before;
        }
        Days end = Hours.days(in.end(), null, ws);
        if (end.last().isBefore(before.first())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "The last day, %s, is before the first, %s."
                            .formatted(ws.text().day(end.last()), ws.text().day(before.first())),
                    "Give start as well.");
        }
        return new Days(before.first(), end.last());
    }

    private static Changes changes(
            UpdateAssignment in, ScheduledWork work, Days before, Days after, Workplace ws) {
        if (in.start() == null
                && in.end() == null
                && in.hoursPerDay() == null
                && in.includeDaysOff() == null
                && in.note() == null) {
            throw Changes.nothingWished("this assignment");
        }
        Changes changes = new Changes();
        if (!after.equals(before)) {
            changes.add("days", Hours.said(before, ws), Hours.said(after, ws));
        }
        BigDecimal hours = in.hoursPerDay();
        if (hours != null && hours.compareTo(work.hoursPerDay()) != 0) {
            changes.add("hours a day", Hours.said(work.hoursPerDay()), Hours.said(hours));
        }
        if (in.includeDaysOff() != null) {
            changes.add("days off count", null, in.includeDaysOff() ? "yes" : "no");
        }
        String note = work.note() == null ? "" : work.note();
        if (in.note() != null && !in.note().strip().equals(note)) {
            changes.add("note", note, in.note());
        }
        return changes;
    }

    /// What a change adds to each day that gets more.
    private static SortedMap<LocalDate, BigDecimal> added(
            ScheduledWork work, Days before, Days after, BigDecimal hours) {
        SortedMap<LocalDate, BigDecimal> added = new TreeMap<>();
        List<LocalDate> old = days(before);
        for (LocalDate day : days(after)) {
            BigDecimal more = old.contains(day) ? hours.subtract(work.hoursPerDay()) : hours;
            if (more.signum() > 0) {
                added.put(day, more);
            }
        }
        return added;
    }

    private static List<LocalDate> days(Days days) {
        return days.first().datesUntil(days.last().plusDays(1)).toList();
    }

    private static boolean hasWeekend(Days days) {
        return days(days).stream()
                .anyMatch(day ->
                        day.getDayOfWeek() == DayOfWeek.SATURDAY
                                || day.getDayOfWeek() == DayOfWeek.SUNDAY);
    }

    private static List<WorkRow> rows(List<ScheduledWork> work, Workplace ws) {
        return work.stream().map(one -> WorkRow.of(one, null, ws)).toList();
    }

    record RepeatAssignment(
            @Doc("Its id, as lists show it.") String assignment,
            @Doc("In how many weeks, this one included; 1 stops it.") @Range(min = 1, max = 99)
                    int weeks) {}

    static Planned<Changed> repeat(RepeatAssignment in, Workplace ws) {
        ScheduledWork work = Schedule.find(in.assignment(), ws);
        Days days = Schedule.daysOf(work, ws);
        if (in.weeks() > 1) {
            SchedulePlanning.checkRepeats(days);
        }
        WorkRow row = WorkRow.of(work, null, ws);
        int later = Series.THIS_AND_FOLLOWING.alike(work, ws);
        String said =
                in.weeks() == 1
                        ? "Repeat %s no more".formatted(row.said())
                        : "Repeat %s every week, %d times in all".formatted(row.said(), in.weeks());
        Plan plan =
                ws.plan(
                                said,
                                "assignment",
                                ws.api().scheduling().repeat(work.id(), in.weeks() > 1, in.weeks()))
                        .risk(Risk.WRITE)
                        .touching(Reach.WORKSPACE)
                        .replacing("assignment", work.id(), work.raw());
        if (in.weeks() == 1 || later > 0) {
            plan.risk(Risk.DESTRUCTIVE)
                    .note(
                            "Later ones of its series are deleted or replaced; %s so."
                                    .formatted(
                                            later == 1 ? "1 looks" : "%d look".formatted(later)));
        }
        if (in.weeks() > 1) {
            plan.note("New ones are drafts until clockify_publish_schedule.");
        }
        return plan.answering(answers ->
                new Changed("Done: " + said, rows(Series.read(answers, "assignment"), ws)));
    }

    record DeleteAssignment(
            @Doc("Its id, as lists show it.") String assignment,
            @Doc("Which of its series.") @Default("\"this_one\"") Series series) {}

    static Planned<Changed> delete(DeleteAssignment in, Workplace ws) {
        ScheduledWork work = Schedule.find(in.assignment(), ws);
        WorkRow row = WorkRow.of(work, null, ws);
        String said = row.said() + in.series().said();
        Plan plan =
                ws.plan(
                                "Delete " + said,
                                "assignment",
                                ws.api().scheduling().delete(work.id(), in.series().wire()))
                        .risk(Risk.DESTRUCTIVE)
                        .touching(Reach.WORKSPACE)
                        .replacing("assignment", work.id(), work.raw());
        if (in.series() != Series.THIS_ONE) {
            plan.note(in.series().note(work, ws));
        }
        return plan.note("Scheduled anew it would be a draft.")
                .answering(answers ->
                        new Changed(
                                "Deleted " + said, rows(Series.read(answers, "assignment"), ws)));
    }
}
