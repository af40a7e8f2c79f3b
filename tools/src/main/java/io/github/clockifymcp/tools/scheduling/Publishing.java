package io.github.clockifymcp.tools.scheduling;

import io.github.clockifymcp.clockify.Capacity;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.ScheduledWork;
import io.github.clockifymcp.clockify.Scheduling.Days;
import io.github.clockifymcp.clockify.Scheduling.Status;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Publishing drafts: Clockify takes every draft that touches some days, and there is no way back.
/// So the preview says which those are, and whose.
final class Publishing {
    private static final int NAMED = 20;

    private Publishing() {}

    static void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_publish_schedule", PublishSchedule.class, Published.class)
                .title("Publish schedule")
                .describe(
                        "Publishes at once all drafts that touch some days, for all to see. It"
                                + " cannot be taken back; the preview names the drafts and people.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .plan(Publishing::publish);
    }

    record PublishSchedule(
            @Doc("Days: next week, december, or the first one.") String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Names, e-mails or ids; left out, everybody.") @Size(max = 50)
                    @Nullable List<String> users,
            @Doc("Clockify mails them.") @Default("false") boolean notifyPeople) {
        PublishSchedule {
            users = users == null ? null : List.copyOf(users);
        }
    }

    /// @param drafts those that were drafts before, as far as could be told
    record Published(String done, @Columns List<WorkRow> drafts) implements Told {
        Published {
            drafts = List.copyOf(drafts);
        }

        @Override
        public String told() {
            return done;
        }
    }

    static Planned<Published> publish(PublishSchedule in, Workplace ws) {
        Days days = Hours.asked(in.start(), in.end(), ws);
        List<String> ids = ScheduleSums.ids(in.users(), ws);
        Schedule schedule = Schedule.of(days, ws);
        List<ScheduledWork> meant =
                schedule.work().stream()
                        .filter(work -> ids.isEmpty() || ids.contains(work.userId()))
                        .filter(work -> schedule.state(work) != Schedule.State.PUBLISHED)
                        .toList();
        if (meant.isEmpty() && schedule.complete()) {
            throw new ToolException(
                    Code.CONFLICT,
                    "There are no drafts to publish in %s that you may see."
                            .formatted(Hours.said(days, ws)),
                    "clockify_list_assignments with drafts true looks at other days; only admins"
                            + " and project managers see drafts.");
        }
        List<WorkRow> rows =
                meant.stream().map(work -> WorkRow.of(work, schedule.state(work), ws)).toList();
        String said = said(meant, schedule);
        Plan plan =
                ws.plan(
                                "Publish %s: %s".formatted(said, Hours.said(days, ws)),
                                "published",
                                ws.api().scheduling().publish(days, ids, in.notifyPeople()))
                        .risk(Risk.EXTERNAL_SIDE_EFFECT)
                        .touching(Reach.WORKSPACE);
        rows.stream()
                .limit(NAMED)
                .forEach(row ->
                        plan.note(
                                row.said()
                                        + ("draft".equals(row.status())
                                                ? ""
                                                : " (%s)".formatted(row.status()))));
        if (rows.size() > NAMED) {
            plan.note("and %d more".formatted(rows.size() - NAMED));
        }
        if (!schedule.complete()) {
            plan.note("Clockify has more than were read, so there may be more drafts.");
        }
        beyond(meant, days, plan, ws);
        overBooked(meant, days, plan, ws);
        plan.note(in.notifyPeople() ? "Clockify mails these people." : "Nobody is mailed by this.");
        return plan.note("It happens at once, and cannot be taken back.")
                .answering(answers ->
                        new Published(
                                "Published %s: %s".formatted(said, Hours.said(days, ws)), rows));
    }

    /// `3 drafts of 2 people`, with what may be one said apart.
    private static String said(List<ScheduledWork> meant, Schedule schedule) {
        long certain =
                meant.stream().filter(work -> schedule.state(work) == Schedule.State.DRAFT).count();
        long people = meant.stream().map(ScheduledWork::userId).distinct().count();
        long perhaps = meant.size() - certain;
        return "%d %s%s of %s"
                .formatted(
                        certain,
                        certain == 1 ? "draft" : "drafts",
                        perhaps == 0 ? "" : ", and perhaps %d more,".formatted(perhaps),
                        people == 1 ? "1 person" : people + " people");
    }

    /// A draft is published whole, also what of it lies outside of the days.
    private static void beyond(List<ScheduledWork> meant, Days days, Plan plan, Workplace ws) {
        long count =
                meant.stream()
                        .map(work -> Schedule.daysOf(work, ws))
                        .filter(its ->
                                its.first().isBefore(days.first())
                                        || its.last().isAfter(days.last()))
                        .count();
        if (count > 0) {
            plan.note(
                    "%s beyond these days, and %s published whole."
                            .formatted(
                                    count == 1 ? "1 of them goes" : count + " of them go",
                                    count == 1 ? "is" : "are"));
        }
    }

    private static void overBooked(List<ScheduledWork> meant, Days days, Plan plan, Workplace ws) {
        List<String> people = meant.stream().map(ScheduledWork::userId).distinct().toList();
        Page<Capacity> found = Schedule.capacities(days, Status.ALL, people, ws);
        for (Capacity of : found.items()) {
            List<LocalDate> over = Hours.over(of, days);
            if (people.contains(of.userId()) && !over.isEmpty()) {
                plan.note(
                        "‹%s› is over-booked: %s."
                                .formatted(
                                        Lines.one(Hours.name(of)), Hours.overSaid(of, over, ws)));
            }
        }
        if (found.more()) {
            plan.note("Not everybody was checked for being over-booked.");
        }
    }
}
