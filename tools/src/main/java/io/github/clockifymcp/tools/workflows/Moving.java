package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.TimeEntryEdit;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.Details;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.Span;
import io.github.clockifymcp.tools.workflows.RearrangingTools.MoveEntries;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Entries that belong somewhere else: to another project or task, or on another day.
final class Moving {
    private final MoveEntries in;
    private final Workplace ws;
    private final @Nullable Project project;
    private final @Nullable LocalDate day;
    private final EntryChanges changes;

    Moving(MoveEntries in, Workplace ws) {
        this.in = in;
        this.ws = ws;
        if (in.project() == null && in.task() == null && in.day() == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is not said where the entries go.",
                    "Give project, task or day.");
        }
        this.project = in.project() == null ? null : ws.names().project(in.project());
        this.day = in.day() == null ? null : ws.words().day(in.day(), Direction.PAST);
        this.changes = new EntryChanges(ws);
    }

    Planned<ChangedEntries> plan() {
        if (project != null && project.archived()) {
            changes.note("The project %s is archived.".formatted(Said.quoted(project.name())));
        }
        for (TimeEntry entry : ws.entries().findAll(in.entryIds())) {
            move(entry);
        }
        return changes.plan(
                "Move %s".formatted(changes.size() == 1 ? "1 entry" : changes.size() + " entries"));
    }

    private void move(TimeEntry entry) {
        List<String> says = new ArrayList<>();
        EntryRow row = Details.row(entry, ws);
        ProjectMove to = ProjectMove.of(entry, row, project, task(entry), says);
        changes.add(
                entry,
                onDay(entry, to.edit(), says),
                new EntryChanges.Names(to.project(), to.task(), row.tags()),
                says);
        if (!says.isEmpty() && project != null && project.billable() != entry.billable()) {
            changes.note(
                    "%s stays %s; its new project is not so."
                            .formatted(
                                    row.handle(), entry.billable() ? "billable" : "not billable"));
        }
    }

    private @Nullable Task task(TimeEntry entry) {
        if (in.task() == null) {
            return null;
        }
        if (project != null) {
            return ws.names().task(project, in.task());
        }
        if (entry.projectId() == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s has no project, and a task belongs to one."
                            .formatted(ws.entries().handle(entry)),
                    "Give the project too.");
        }
        return ws.names().task(ws.names().project(entry.projectId()), in.task());
    }

    private TimeEntryEdit onDay(TimeEntry entry, TimeEntryEdit edit, List<String> says) {
        LocalDate was = entry.start().atZone(ws.account().zone()).toLocalDate();
        if (day == null || Objects.equals(day, was)) {
            return edit;
        }
        if (entry.end() == null) {
            throw new ToolException(
                    Code.CONFLICT,
                    "%s runs still, and a timer stays on its day."
                            .formatted(ws.entries().handle(entry)),
                    "Stop it first.");
        }
        OtherDay moved =
                OtherDay.of(
                                new Span(entry.start(), entry.end()),
                                ChronoUnit.DAYS.between(was, day),
                                ws.account().zone())
                        .orElseThrow(() ->
                                new ToolException(
                                        Code.CONFLICT,
                                        "%s has no time on %s, where the clocks change."
                                                .formatted(
                                                        ws.entries().handle(entry),
                                                        ws.text().day(day)),
                                        "Give it other times with clockify_update_entry."));
        says.add("to " + ws.text().span(moved.span()));
        moved.notes()
                .forEach(
                        note -> changes.note("%s: %s".formatted(ws.entries().handle(entry), note)));
        return edit.withStart(Edit.set(moved.span().start())).withEnd(Edit.set(moved.span().end()));
    }
}
