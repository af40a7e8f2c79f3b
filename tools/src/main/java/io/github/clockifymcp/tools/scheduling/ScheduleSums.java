package io.github.clockifymcp.tools.scheduling;

import io.github.clockifymcp.clockify.Capacity;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.ProjectTotal;
import io.github.clockifymcp.clockify.Scheduling.Days;
import io.github.clockifymcp.clockify.Scheduling.Status;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What planned work adds up to: for projects, and beside what people can work.
final class ScheduleSums {
    private static final int PAGES = 25;

    private ScheduleSums() {}

    static void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_filter_schedule_capacity", FilterCapacity.class, CapacityAnswer.class)
                .title("Show free hours")
                .describe(
                        "Shows what people can work, are scheduled for and have free, by week, and"
                                + " who is over-booked. Holidays and time off are not taken off.")
                .by(ScheduleSums::capacity);

        tools.read("clockify_get_project_schedule_totals", GetTotals.class, ProjectTotals.class)
                .title("Show scheduled hours by project")
                .describe("Shows how many hours are scheduled for projects.")
                .by(ScheduleSums::totals);
    }

    /// What counts.
    enum Counting {
        PUBLISHED,
        DRAFTS,
        ALL;

        Status wire() {
            return switch (this) {
                case PUBLISHED -> Status.PUBLISHED;
                case DRAFTS -> Status.UNPUBLISHED;
                case ALL -> Status.ALL;
            };
        }
    }

    record FilterCapacity(
            @Doc("Days: next week, december, or the first one.") @Default("\"next 14 days\"")
                    String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Names, e-mails or ids; left out, everybody.") @Size(max = 50)
                    @Nullable List<String> users,
            @Doc("Which assignments count.") @Default("\"all\"") Counting counting) {
        FilterCapacity {
            users = users == null ? null : List.copyOf(users);
        }
    }

    /// @param note what is missing; null where nothing is
    record CapacityAnswer(String days, @Columns List<PersonHours> people, @Nullable String note)
            implements Told {
        CapacityAnswer {
            people = List.copyOf(people);
        }

        @Override
        public String told() {
            StringBuilder told = new StringBuilder(days);
            people.forEach(person -> told.append("\n").append(person.lines()));
            if (people.isEmpty()) {
                told.append("\nClockify says nothing of anybody.");
            }
            return note == null ? told.toString() : told.append("\n").append(note).toString();
        }
    }

    /// @param capacityHours over all the days; null where Clockify does not say
    /// @param freeHours on days with less than can be worked; null where Clockify does not say
    /// @param overBooked the days with more than can be worked; null if there are none
    record PersonHours(
            String id,
            String person,
            @Nullable BigDecimal capacityHours,
            BigDecimal plannedHours,
            @Nullable BigDecimal freeHours,
            @Nullable String overBooked,
            @Columns List<WeekHours> weeks) {
        PersonHours {
            weeks = List.copyOf(weeks);
        }

        String lines() {
            StringBuilder lines =
                    new StringBuilder(
                            Lines.line(
                                    person,
                                    true,
                                    id,
                                    ofSaid(plannedHours, capacityHours, freeHours)));
            if (weeks.size() > 1) {
                weeks.forEach(week ->
                        lines.append("\n- %s: ".formatted(week.days()))
                                .append(
                                        ofSaid(
                                                week.plannedHours(),
                                                week.capacityHours(),
                                                week.freeHours())));
            }
            return overBooked == null
                    ? lines.toString()
                    : lines.append("\n- over-booked: ").append(overBooked).toString();
        }
    }

    /// @param days those of the week that were asked about
    record WeekHours(
            String days,
            @Nullable BigDecimal capacityHours,
            BigDecimal plannedHours,
            @Nullable BigDecimal freeHours) {}

    private static String ofSaid(
            BigDecimal planned, @Nullable BigDecimal capacity, @Nullable BigDecimal free) {
        return capacity == null || free == null
                ? Hours.said(planned) + " scheduled, capacity not known"
                : "%s of %s scheduled, %s free"
                        .formatted(Hours.plain(planned), Hours.said(capacity), Hours.said(free));
    }

    static CapacityAnswer capacity(FilterCapacity in, Workplace ws) {
        Days days = Hours.asked(in.start(), in.end(), ws);
        List<String> ids = ids(in.users(), ws);
        Page<Capacity> found =
                ids.size() == 1 && in.counting() == Counting.ALL
                        ? one(ids.getFirst(), days, ws)
                        : Schedule.capacities(days, in.counting().wire(), ids, ws);
        List<PersonHours> people =
                found.items().stream()
                        .filter(one -> ids.isEmpty() || ids.contains(one.userId()))
                        .sorted(Comparator.comparing(Hours::name))
                        .map(one -> person(one, days, ws))
                        .toList();
        String note =
                found.more()
                        ? "Clockify has more people than were read; name some."
                        : !ids.isEmpty() && people.size() < ids.size()
                                ? "Clockify says nothing of the others."
                                : null;
        return new CapacityAnswer(Hours.said(days, ws), people, note);
    }

    /// One person's. Of somebody who has nothing planned Clockify answers nothing here, and the
    /// capacity in the search.
    private static Page<Capacity> one(String id, Days days, Workplace ws) {
        return ws.api()
                .scheduling()
                .capacity(id, days)
                .map(capacity -> new Page<>(List.of(capacity), false))
                .orElseGet(() -> Schedule.capacities(days, Counting.ALL.wire(), List.of(id), ws));
    }

    /// The ids of people by name, each once.
    static List<String> ids(@Nullable List<String> users, Workplace ws) {
        return users == null
                ? List.of()
                : users.stream().map(user -> ws.names().person(user).id()).distinct().toList();
    }

    private static PersonHours person(Capacity of, Days days, Workplace ws) {
        List<WeekHours> weeks =
                weeks(days, ws.account().firstDay()).stream()
                        .map(week ->
                                new WeekHours(
                                        Hours.said(week, ws),
                                        capacity(of, week),
                                        planned(of, week),
                                        free(of, week)))
                        .toList();
        List<LocalDate> over = Hours.over(of, days);
        return new PersonHours(
                of.userId(),
                Hours.name(of),
                capacity(of, days),
                planned(of, days),
                free(of, days),
                over.isEmpty() ? null : Hours.overSaid(of, over, ws),
                weeks);
    }

    private static List<LocalDate> each(Days days) {
        return days.first().datesUntil(days.last().plusDays(1)).toList();
    }

    private static @Nullable BigDecimal capacity(Capacity of, Days days) {
        BigDecimal sum = BigDecimal.ZERO;
        for (LocalDate day : each(days)) {
            BigDecimal most = Hours.capacity(of, day);
            if (most == null) {
                return null;
            }
            sum = sum.add(most);
        }
        return sum;
    }

    private static BigDecimal planned(Capacity of, Days days) {
        return each(days).stream()
                .map(day -> Hours.planned(of, day))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// What is over on one day makes nothing free on another, and takes nothing from it.
    private static @Nullable BigDecimal free(Capacity of, Days days) {
        BigDecimal sum = BigDecimal.ZERO;
        for (LocalDate day : each(days)) {
            BigDecimal most = Hours.capacity(of, day);
            if (most == null) {
                return null;
            }
            sum = sum.add(most.subtract(Hours.planned(of, day)).max(BigDecimal.ZERO));
        }
        return sum;
    }

    /// The weeks that days fall into, cut at both ends.
    static List<Days> weeks(Days days, DayOfWeek firstDay) {
        List<Days> weeks = new ArrayList<>();
        LocalDate first = days.first();
        while (!first.isAfter(days.last())) {
            LocalDate next = first.with(TemporalAdjusters.next(firstDay));
            LocalDate last = next.minusDays(1);
            weeks.add(new Days(first, last.isAfter(days.last()) ? days.last() : last));
            first = next;
        }
        return weeks;
    }

    record GetTotals(
            @Doc("Days: next week, december, or the first one.") @Default("\"next 14 days\"")
                    String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Name or id; left out, each that has any.") @Nullable String project,
            @Doc("Which assignments count.") @Default("\"all\"") Counting counting) {}

    /// @param note what is missing; null where nothing is
    record ProjectTotals(
            String days,
            BigDecimal hours,
            @Columns List<ProjectHours> projects,
            @Nullable String note)
            implements Told {
        ProjectTotals {
            projects = List.copyOf(projects);
        }

        @Override
        public String told() {
            StringBuilder told =
                    new StringBuilder("%s: %s scheduled".formatted(days, Hours.said(hours)));
            projects.forEach(project -> told.append("\n").append(project.line()));
            return note == null ? told.toString() : told.append("\n").append(note).toString();
        }
    }

    /// @param onDays on how many days somebody is scheduled
    /// @param milestones with their days; null if there are none
    record ProjectHours(
            String id,
            String project,
            @Nullable String client,
            BigDecimal hours,
            int onDays,
            boolean archived,
            @Nullable String milestones) {
        static ProjectHours of(ProjectTotal total, Workplace ws) {
            List<String> milestones =
                    total.milestones().stream()
                            .map(one ->
                                    "%s%s"
                                            .formatted(
                                                    Lines.one(one.name()),
                                                    one.date() == null
                                                            ? ""
                                                            : " on " + ws.text().day(one.date())))
                            .toList();
            return new ProjectHours(
                    total.projectId(),
                    total.projectName() == null ? total.projectId() : total.projectName(),
                    total.clientName(),
                    total.totalHours(),
                    total.days().size(),
                    total.projectArchived(),
                    milestones.isEmpty() ? null : String.join(", ", milestones));
        }

        String line() {
            return Lines.line(
                    project,
                    !archived,
                    id,
                    client == null ? "" : client,
                    "%s on %s".formatted(Hours.said(hours), Hours.count(onDays, "day")),
                    milestones == null ? "" : "milestones: " + milestones,
                    archived ? "archived" : "");
        }
    }

    static ProjectTotals totals(GetTotals in, Workplace ws) {
        Days days = Hours.asked(in.start(), in.end(), ws);
        String id = in.project() == null ? null : ws.names().project(in.project()).id();
        Page<ProjectTotal> found;
        if (id != null && in.counting() == Counting.ALL) {
            found =
                    new Page<>(
                            ws.api().scheduling().projectTotal(id, days).stream().toList(), false);
        } else {
            // The search cannot be narrowed to a project, so all are read.
            found =
                    Page.walk(
                            PAGES,
                            paging ->
                                    ws.api()
                                            .scheduling()
                                            .projectTotals(
                                                    days, in.counting().wire(), null, paging));
        }
        List<ProjectHours> projects =
                found.items().stream()
                        .filter(total -> id == null || total.projectId().equals(id))
                        .map(total -> ProjectHours.of(total, ws))
                        .sorted(Comparator.comparing(ProjectHours::hours).reversed())
                        .toList();
        BigDecimal sum =
                projects.stream().map(ProjectHours::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new ProjectTotals(
                Hours.said(days, ws),
                sum,
                projects,
                found.more() ? "Only of the projects read; Clockify has more." : null);
    }
}
