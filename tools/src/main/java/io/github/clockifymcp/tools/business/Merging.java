package io.github.clockifymcp.tools.business;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.ProjectEdit;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.ReportFilter;
import io.github.clockifymcp.clockify.ReportRows;
import io.github.clockifymcp.clockify.Reports.EntryColumn;
import io.github.clockifymcp.clockify.Tasks;
import io.github.clockifymcp.clockify.Tasks.NewTask;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.TimeEntryEdit;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.business.MergeTools.MergeProjects;
import io.github.clockifymcp.tools.business.MergeTools.MergedProjects;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.reports.Whose;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One project's entries on their way to another. A report finds them, whoever's they are; then
/// they are read whole, since an update sends the whole entry. Anything that would leave time on
/// the old project unseen ends the plan.
final class Merging {
    private static final int MOST = 200;

    /// At 200 a page.
    private static final int PAGES = 25;

    /// Clockify's sum and ours may differ by parts of a second for each entry.
    private static final Duration NEAR = Duration.ofSeconds(MOST);

    private static final int AT_ONCE = 50;

    private final Workplace ws;
    private final Project from;
    private final Project into;

    Merging(MergeProjects in, Workplace ws) {
        this.ws = ws;
        this.from = ws.names().afresh().project(in.from());
        this.into = ws.names().afresh().project(in.into());
        if (from.id().equals(into.id())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s would be merged with itself.".formatted(said(from)),
                    "Give two projects.");
        }
        if (into.archived()) {
            throw new ToolException(
                    Code.CONFLICT,
                    "%s is archived, and takes no time.".formatted(said(into)),
                    "Bring it back with clockify_update_project, archived false.");
        }
    }

    Planned<MergedProjects> plan() {
        Whose everybody = Whose.of("everybody", ws);
        if (everybody.note() != null) {
            throw new ToolException(
                    Code.ACCESS_DENIED,
                    "You may not see everybody's time here, and what you do not see would stay.",
                    "Ask an admin of the workspace.");
        }
        refuseTimers();
        List<TimeEntry> entries = entries();
        Map<String, String> tasks = tasks(entries);
        Plan plan =
                ws.plan(
                                "Merge %s into %s: move %s and archive ‹%s›"
                                        .formatted(
                                                said(from),
                                                said(into),
                                                counted(entries.size()),
                                                Lines.one(from.name())))
                        .risk(Risk.BILLING)
                        .touching(Reach.WORKSPACE);
        Map<String, String> made = make(tasks, plan);
        move(entries, tasks, made, plan);
        archive(plan);
        notes(entries, plan);
        return plan.answering(answers ->
                new MergedProjects(
                        from.name(), into.name(), entries.size(), made.size(), from.id()));
    }

    /// A timer is in no report, and may be stopped between plan and deed.
    private void refuseTimers() {
        Page<TimeEntry> running = Page.walk(PAGES, ws.api().timeEntries()::inProgress);
        if (running.items().stream().anyMatch(entry -> from.id().equals(entry.projectId()))) {
            throw new ToolException(
                    Code.CONFLICT,
                    "A timer runs on %s.".formatted(said(from)),
                    "Have it stopped first; clockify_running_timers shows whose it is.");
        }
    }

    private List<TimeEntry> entries() {
        LocalDate first = Since.earliest(ws);
        LocalDate today = ws.words().today();
        ReportRows.Detailed report =
                ws.api()
                        .reports()
                        .detailed(
                                ReportFilter.days(first, today, ws.account().zone())
                                        .projects(List.of(from.id())),
                                EntryColumn.DATE,
                                new Paging(1, MOST));
        List<String> ids =
                report.timeentries().stream().map(ReportRows.Entry::id).distinct().toList();
        int count = Math.max(report.total().entriesCount(), ids.size());
        if (count > ids.size()) {
            throw new ToolException(
                    Code.CONFLICT,
                    "%s has %d entries; up to %d are merged.".formatted(said(from), count, MOST),
                    "Move some of them first, 50 at a time, with clockify_move_entries. Or archive"
                            + " it with clockify_archive_projects and leave its time where it is.");
        }
        refuseUnseen(Duration.ofSeconds(report.total().seconds()), first);
        List<TimeEntry> entries = new ArrayList<>();
        for (int at = 0; at < ids.size(); at += AT_ONCE) {
            entries.addAll(
                    ws.api()
                            .timeEntries()
                            .hydratedBatch(ids.subList(at, Math.min(at + AT_ONCE, ids.size()))));
        }
        if (entries.size() != ids.size()) {
            throw new ToolException(
                    Code.CONFLICT,
                    "Of the %s of %s only %d can be read."
                            .formatted(counted(ids.size()), said(from), entries.size()),
                    "Try again; if it stays so, ask an admin of the workspace.");
        }
        return entries;
    }

    /// What lies before the first day that reports reach, or in the future, would stay.
    private void refuseUnseen(Duration seen, LocalDate first) {
        Duration all = from.duration();
        if (all != null && all.minus(seen).compareTo(NEAR) > 0) {
            throw new ToolException(
                    Code.CONFLICT,
                    "%s has %s in all, and only %s from %s to today."
                            .formatted(
                                    said(from),
                                    ws.text().duration(all),
                                    ws.text().duration(seen),
                                    ws.text().day(first)),
                    "Move what lies outside with clockify_move_entries first.");
        }
    }

    /// The names of the tasks that the entries have, by id.
    private static Map<String, String> tasks(List<TimeEntry> entries) {
        Map<String, String> names = new LinkedHashMap<>();
        for (TimeEntry entry : entries) {
            String task = entry.taskId();
            if (task != null) {
                names.put(task, entry.raw().path("task").path("name").asText(""));
            }
        }
        return names;
    }

    /// Where the tasks go: the id of one of the same name, or `{step}` of one to be made.
    ///
    /// @return by the old task's id, those that are made
    private Map<String, String> make(Map<String, String> tasks, Plan plan) {
        Map<String, String> made = new HashMap<>();
        if (tasks.isEmpty()) {
            return made;
        }
        List<Task> there =
                Page.walk(
                                PAGES,
                                paging ->
                                        ws.api()
                                                .tasks()
                                                .list(into.id(), Tasks.Filter.all(), paging))
                        .items();
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, String> task : tasks.entrySet()) {
            String name = task.getValue();
            Task same =
                    there.stream()
                            .filter(one -> Lines.same(one.name(), name))
                            .findFirst()
                            .orElse(null);
            if (same != null) {
                if (!same.active()) {
                    plan.note(
                            "The task ‹%s› of ‹%s› is done; Clockify may refuse time on it."
                                    .formatted(Lines.one(name), Lines.one(into.name())));
                }
                task.setValue(same.id());
            } else {
                String step = "task" + (made.size() + 1);
                String id = "{%s}".formatted(step);
                NewTask wanted = new NewTask(name);
                plan.send(step, ws.api().tasks().create(into.id(), wanted))
                        .undoneBy(ws.api().tasks().closeMade(into.id(), id, wanted), step)
                        .then(ws.api().tasks().delete(into.id(), id), step);
                made.put(task.getKey(), step);
                names.add("‹%s›".formatted(Lines.one(name)));
                task.setValue("{%s}".formatted(step));
            }
        }
        if (!names.isEmpty()) {
            plan.note(
                    "Makes in ‹%s›: %s. Rates, estimates and people of the old tasks stay there."
                            .formatted(Lines.one(into.name()), String.join(", ", names)));
        }
        return made;
    }

    private void move(
            List<TimeEntry> entries,
            Map<String, String> tasks,
            Map<String, String> made,
            Plan plan) {
        for (int i = 0; i < entries.size(); i++) {
            TimeEntry entry = entries.get(i);
            String task = entry.taskId();
            TimeEntryEdit edit = TimeEntryEdit.none().withProjectId(Edit.set(into.id()));
            String target = task == null ? null : tasks.get(task);
            if (target != null) {
                edit = edit.withTaskId(Edit.set(target));
            }
            plan.send("entry" + (i + 1), ws.api().timeEntries().replace(entry, edit))
                    .undoneBy(ws.api().timeEntries().replace(entry, TimeEntryEdit.none()))
                    .replacing("time_entry", entry.id(), entry.raw());
            String step = task == null ? null : made.get(task);
            if (step != null) {
                plan.filling("/taskId", step);
            }
        }
    }

    private void archive(Plan plan) {
        if (!from.archived()) {
            plan.send("archived", ws.api().projects().archive(from))
                    .undoneBy(
                            ws.api()
                                    .projects()
                                    .update(from, ProjectEdit.none().withArchived(Edit.set(false))))
                    .replacing("project", from.id(), from.raw());
        }
    }

    private void notes(List<TimeEntry> entries, Plan plan) {
        Map<String, Duration> people = new LinkedHashMap<>();
        for (TimeEntry entry : entries) {
            String name = entry.raw().path("user").path("name").asText(entry.userId());
            people.merge(name, entry.duration().orElse(Duration.ZERO), Duration::plus);
        }
        people.forEach((name, time) ->
                plan.note("%s: %s".formatted(Lines.one(name), ws.text().duration(time))));
        if (!Objects.equals(from.clientId(), into.clientId())) {
            plan.note(
                    "They are of different clients: %s and %s."
                            .formatted(client(from), client(into)));
        }
        if (from.billable() != into.billable()) {
            plan.note(
                    "The entries stay billable or not as they are; new ones on ‹%s› are %s."
                            .formatted(
                                    Lines.one(into.name()),
                                    into.billable() ? "billable" : "not billable"));
        }
        plan.note("The time earns at the rates of ‹%s› then.".formatted(Lines.one(into.name())));
        plan.note(
                "Expenses, planned work, people, rates, estimate and tasks stay with ‹%s›."
                        .formatted(Lines.one(from.name())));
        plan.note("Invoices keep the items they have.");
        long locked = entries.stream().filter(TimeEntry::locked).count();
        if (locked > 0) {
            plan.note(
                    "%s locked; Clockify may refuse to move them."
                            .formatted(locked == 1 ? "1 entry is" : locked + " entries are"));
        }
    }

    private static String client(Project project) {
        return project.clientName() == null
                ? "none"
                : "‹%s›".formatted(Lines.one(project.clientName()));
    }

    private static String said(Project project) {
        return project.clientName() == null
                ? "project ‹%s›".formatted(Lines.one(project.name()))
                : "project ‹%s› for ‹%s›"
                        .formatted(Lines.one(project.name()), Lines.one(project.clientName()));
    }

    private static String counted(int entries) {
        return entries == 1 ? "1 entry" : entries + " entries";
    }
}
