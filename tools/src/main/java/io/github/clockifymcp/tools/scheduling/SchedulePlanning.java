package io.github.clockifymcp.tools.scheduling;

import io.github.clockifymcp.clockify.Capacity;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.ScheduledWork;
import io.github.clockifymcp.clockify.Scheduling;
import io.github.clockifymcp.clockify.Scheduling.Days;
import io.github.clockifymcp.clockify.Scheduling.NewAssignment;
import io.github.clockifymcp.clockify.Scheduling.Status;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Pattern;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Planning work for people, anew or as a copy. What is planned is a draft.
final class SchedulePlanning {
    private static final BigDecimal DAY = BigDecimal.valueOf(24);
    private static final int WEEK = 7;
    private static final int CHECKED = 364;
    private static final String DRAFT = "It is a draft until clockify_publish_schedule.";

    private SchedulePlanning() {}

    static void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_create_assignment", CreateAssignment.class, Assigned.class)
                .title("Schedule work")
                .describe(
                        "Schedules somebody for a project as a draft, once or every week. The"
                                + " preview says whether it over-books them.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan(SchedulePlanning::create);

        tools.write("clockify_copy_assignment", CopyAssignment.class, Assigned.class)
                .title("Copy scheduled assignment")
                .describe("Schedules somebody for the same as an assignment, as a draft.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan(SchedulePlanning::copy);
    }

    record CreateAssignment(
            @Doc("Name, e-mail or id.") String user,
            @Doc("Name or id.") String project,
            @Doc("Days: next week, 1 dec, or the first one.") String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Such as 4.5.") BigDecimal hoursPerDay,
            @Doc("Name or id.") @Nullable String task,
            @Doc("When each day begins: 09:30.") @Pattern("[0-2]\\d:[0-5]\\d")
                    @Nullable String startTime,
            @Doc("Left out, as the project is.") @Nullable Boolean billable,
            @Doc("Days off count as well.") @Default("false") boolean includeDaysOff,
            @Doc("What to do.") @Size(max = 100) @Nullable String note,
            @Doc("In how many weeks, for work that repeats.") @Range(min = 2, max = 99)
                    @Nullable Integer weeks) {}

    /// @param done what became of it
    /// @param more how many more like the first there are
    record Assigned(String done, WorkRow first, int more) implements Told {
        @Override
        public String told() {
            return "%s, id %s%s"
                    .formatted(
                            done,
                            first.id(),
                            more == 0 ? "" : ", and %d more weeks".formatted(more));
        }
    }

    static Planned<Assigned> create(CreateAssignment in, Workplace ws) {
        User user = ws.names().person(in.user());
        Project project = active(ws.names().project(in.project()));
        Task task = in.task() == null ? null : ws.names().task(project, in.task());
        Days days = Hours.days(in.start(), in.end(), ws);
        check(in.hoursPerDay());
        if (in.weeks() != null) {
            checkRepeats(days);
        }
        NewAssignment wanted =
                new NewAssignment(
                        user.id(),
                        project.id(),
                        task == null ? null : task.id(),
                        days,
                        in.hoursPerDay(),
                        in.startTime() == null ? null : in.startTime() + ":00",
                        in.billable() == null ? Boolean.valueOf(project.billable()) : in.billable(),
                        in.includeDaysOff(),
                        in.note(),
                        in.weeks());
        String said =
                "‹%s›, %s%s, %s, %s a day%s"
                        .formatted(
                                Lines.one(user.name()),
                                Lines.one(project.name()),
                                task == null ? "" : ": " + Lines.one(task.name()),
                                Hours.said(days, ws),
                                Hours.said(in.hoursPerDay()),
                                in.weeks() == null
                                        ? ""
                                        : ", every week, %d times".formatted(in.weeks()));
        int repeats = in.weeks() == null ? 1 : in.weeks();
        Scheduling api = ws.api().scheduling();
        return ws.plan("Schedule " + said, "assignment", api.create(wanted))
                .undoneByFirstOf(
                        "assignment",
                        api.delete(
                                "{assignment}",
                                in.weeks() == null
                                        ? Scheduling.Series.THIS_ONE
                                        : Scheduling.Series.ALL))
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .notes(
                        room(
                                user.id(),
                                added(days, repeats, in.hoursPerDay()),
                                in.includeDaysOff(),
                                ws))
                .notes(past(days, ws))
                .note(DRAFT)
                .answering(answers -> assigned(Series.read(answers, "assignment"), said, ws));
    }

    private static Assigned assigned(List<ScheduledWork> made, String said, Workplace ws) {
        if (made.isEmpty()) {
            throw new ToolException(
                    Code.UNKNOWN_OUTCOME,
                    "Clockify did not say what it made.",
                    "clockify_list_assignments shows whether it is there.");
        }
        return new Assigned(
                "Scheduled %s; a draft".formatted(said),
                WorkRow.of(made.getFirst(), Schedule.State.DRAFT, ws),
                made.size() - 1);
    }

    /// What work that repeats adds to each of its days.
    private static SortedMap<LocalDate, BigDecimal> added(
            Days days, int repeats, BigDecimal hours) {
        SortedMap<LocalDate, BigDecimal> all = new TreeMap<>();
        for (int week = 0; week < repeats; week++) {
            long shift = week;
            days.first()
                    .datesUntil(days.last().plusDays(1))
                    .forEach(day -> all.put(day.plusWeeks(shift), hours));
        }
        return all;
    }

    /// What a careful colleague says about the room there is for more hours.
    ///
    /// @param added to each day, where more is added than nothing
    static List<String> room(
            String userId, SortedMap<LocalDate, BigDecimal> added, boolean daysOff, Workplace ws) {
        if (added.isEmpty()) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        LocalDate end = added.firstKey().plusDays(CHECKED);
        LocalDate last = added.lastKey();
        if (last.isAfter(end)) {
            last = end;
            notes.add("Only its first year was held against what this person can work.");
        }
        Days checked = new Days(added.firstKey(), last);
        Capacity of =
                Schedule.capacities(checked, Status.ALL, List.of(userId), ws).items().stream()
                        .filter(one -> one.userId().equals(userId))
                        .findFirst()
                        .orElse(null);
        if (of == null || of.perDay() == null) {
            return List.of("What this person can work is not known.");
        }
        Map<LocalDate, BigDecimal> over = new LinkedHashMap<>();
        int off = 0;
        for (Map.Entry<LocalDate, BigDecimal> one : added.headMap(last.plusDays(1)).entrySet()) {
            LocalDate day = one.getKey();
            BigDecimal most = Hours.capacity(of, day);
            BigDecimal then = Hours.planned(of, day).add(one.getValue());
            if (most == null || (most.signum() == 0 && !daysOff)) {
                off++;
            } else if (then.compareTo(most) > 0) {
                over.put(day, then);
            }
        }
        if (off > 0) {
            notes.add(
                    "%s no working %s and should not count."
                            .formatted(
                                    off == 1 ? "1 day is" : off + " days are",
                                    off == 1 ? "day" : "days"));
        }
        over.entrySet().stream()
                .findFirst()
                .ifPresent(first ->
                        notes.add(
                                "That over-books them on %s, first on %s: %s of %s."
                                        .formatted(
                                                Hours.count(over.size(), "day"),
                                                ws.text().day(first.getKey()),
                                                Hours.plain(first.getValue()),
                                                Hours.most(of, first.getKey()))));
        return notes;
    }

    static List<String> past(Days days, Workplace ws) {
        return days.first().isBefore(ws.words().today())
                ? List.of("It begins in the past.")
                : List.of();
    }

    static void check(BigDecimal hours) {
        if (hours.signum() <= 0 || hours.compareTo(DAY) > 0) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s a day cannot be.".formatted(Hours.said(hours)),
                    "Give more than 0 and at most 24 hours.");
        }
    }

    static void checkRepeats(Days days) {
        if (!days.last().isBefore(days.first().plusDays(WEEK))) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "What repeats every week cannot be longer than one week.",
                    "Give the days of one week, such as Monday to Friday.");
        }
    }

    private static Project active(Project project) {
        if (project.archived()) {
            throw new ToolException(
                    Code.CONFLICT,
                    "The project ‹%s› is archived, and Clockify schedules nobody for such."
                            .formatted(Lines.one(project.name())),
                    "Use one that is in use; clockify_list_projects shows them.");
        }
        return project;
    }

    record CopyAssignment(
            @Doc("Its id, as lists show it.") String assignment,
            @Doc("Who is to do the same: name, e-mail or id.") String user,
            @Doc("Which of its series.") @Default("\"this_one\"") Series series) {}

    static Planned<Assigned> copy(CopyAssignment in, Workplace ws) {
        ScheduledWork work = Schedule.find(in.assignment(), ws);
        Days days = Schedule.daysOf(work, ws);
        User user = ws.names().person(in.user());
        WorkRow row = WorkRow.of(work, null, ws);
        if (work.projectArchived()) {
            throw new ToolException(
                    Code.CONFLICT,
                    "The project ‹%s› is archived, and Clockify schedules nobody for such."
                            .formatted(Lines.one(row.project())),
                    "Schedule them for one that is in use.");
        }
        String summary =
                "Schedule ‹%s› for the same as %s%s"
                        .formatted(Lines.one(user.name()), row.said(), in.series().said());
        Scheduling api = ws.api().scheduling();
        Plan plan =
                ws.plan(summary, "assignment", api.copy(work.id(), user.id(), in.series().wire()))
                        .undoneByFirstOf(
                                "assignment",
                                api.delete(
                                        "{assignment}",
                                        in.series() == Series.THIS_ONE
                                                ? Scheduling.Series.THIS_ONE
                                                : Scheduling.Series.ALL))
                        .risk(Risk.WRITE)
                        .touching(Reach.WORKSPACE)
                        .notes(room(user.id(), added(days, 1, work.hoursPerDay()), false, ws))
                        .notes(past(days, ws));
        if (in.series() != Series.THIS_ONE) {
            plan.note(in.series().note(work, ws));
        }
        String said =
                "‹%s›, as %s%s".formatted(Lines.one(user.name()), row.said(), in.series().said());
        return plan.note(DRAFT)
                .answering(answers -> assigned(Series.read(answers, "assignment"), said, ws));
    }
}
