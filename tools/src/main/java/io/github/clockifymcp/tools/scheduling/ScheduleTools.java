package io.github.clockifymcp.tools.scheduling;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.ScheduledWork;
import io.github.clockifymcp.clockify.Scheduling.Days;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Planned work: what there is, how full people and projects are, and what changes it.
public final class ScheduleTools implements ToolGroup<Workplace> {
    @Override
    public String id() {
        return "scheduling";
    }

    @Override
    public void before(Workplace ws) {
        PlanFeatures.need("SCHEDULING", "scheduling", ws);
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_assignments", ListAssignments.class, AssignmentPage.class)
                .title("List scheduled assignments")
                .describe(
                        "Lists who is scheduled on what, by person, with hours a day; drafts are"
                                + " marked.")
                .by(ScheduleTools::list);

        tools.read("clockify_get_assignment", GetAssignment.class, AssignmentDetail.class)
                .title("Get scheduled assignment")
                .describe("Shows one scheduled assignment, and whether it is a draft.")
                .by(ScheduleTools::get);

        ScheduleSums.declare(tools);
        SchedulePlanning.declare(tools);
        ScheduleChanges.declare(tools);
        Publishing.declare(tools);
    }

    record ListAssignments(
            @Doc("Days: next week, december, or the first one.") @Default("\"next 14 days\"")
                    String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Name, e-mail or id; left out, everybody.") @Nullable String user,
            @Doc("Name or id.") @Nullable String project,
            @Doc("Only what is, or may be, a draft.") @Default("false") boolean drafts,
            @Doc("From 1.") @Range(min = 1, max = 1_000) @Default("1") int page,
            @Doc("Assignments on a page.") @Range(min = 1, max = 200) @Default("50")
                    int pageSize) {}

    /// @param days those that were asked about
    /// @param note what is missing; null where nothing is
    record AssignmentPage(
            String days, @Columns List<WorkRow> assignments, Slice part, @Nullable String note)
            implements Told {
        AssignmentPage {
            assignments = List.copyOf(assignments);
        }

        @Override
        public String told() {
            StringBuilder told = new StringBuilder(days);
            String person = null;
            for (WorkRow row : assignments) {
                if (!row.person().equals(person)) {
                    person = row.person();
                    told.append("\n").append(Lines.one(person));
                }
                told.append("\n- ").append(row.line());
            }
            told.append("\n").append(part.told("assignment"));
            return note == null ? told.toString() : told.append(" ").append(note).toString();
        }
    }

    static AssignmentPage list(ListAssignments in, Workplace ws) {
        Days days = Hours.asked(in.start(), in.end(), ws);
        String user = in.user() == null ? null : ws.names().person(in.user()).id();
        String project = in.project() == null ? null : ws.names().project(in.project()).id();
        Schedule schedule = Schedule.of(days, ws);
        List<WorkRow> rows = new ArrayList<>();
        for (ScheduledWork work : schedule.work()) {
            Schedule.State state = schedule.state(work);
            if ((user == null || work.userId().equals(user))
                    && (project == null || work.projectId().equals(project))
                    && !(in.drafts() && state == Schedule.State.PUBLISHED)) {
                rows.add(WorkRow.of(work, state, ws));
            }
        }
        Paging paging = new Paging(in.page(), in.pageSize());
        int from = (int) Math.min(rows.size(), (paging.page() - 1L) * paging.size());
        int to = Math.min(rows.size(), from + paging.size());
        Page<WorkRow> page = new Page<>(rows.subList(from, to), to < rows.size());
        return new AssignmentPage(
                Hours.said(days, ws),
                page.items(),
                Slice.of(page, paging),
                schedule.complete()
                        ? null
                        : "Clockify has more than were read; ask about fewer days.");
    }

    record GetAssignment(@Doc("Its id, as lists show it.") String assignment) {}

    record AssignmentDetail(WorkRow assignment) implements Told {
        @Override
        public String told() {
            return "%s\n%s; %s"
                    .formatted(
                            Lines.one(assignment.person()),
                            assignment.line(),
                            Objects.requireNonNullElse(assignment.status(), "")
                                    + (assignment.billable() ? ", billable" : ", not billable"));
        }
    }

    static AssignmentDetail get(GetAssignment in, Workplace ws) {
        ScheduledWork work = Schedule.find(in.assignment(), ws);
        Schedule around = Schedule.of(Schedule.daysOf(work, ws), ws);
        return new AssignmentDetail(WorkRow.of(work, around.state(work), ws));
    }
}
