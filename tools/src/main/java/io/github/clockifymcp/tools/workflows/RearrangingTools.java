package io.github.clockifymcp.tools.workflows;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.TimeEntryEdit;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.Details;
import io.github.clockifymcp.tools.entries.EntryLine;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.entries.EntryTimes;
import io.github.clockifymcp.tools.entries.Subject;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Putting right what is recorded: entries split, moved, copied and changed together, and the timer
/// that was forgotten.
public final class RearrangingTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "workflows";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_split_entry", SplitEntry.class, SplitParts.class)
                .title("Split entry")
                .describe(
                        "Splits a time entry or timer in two at a time of day. The later part may"
                                + " get another project, task or description.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(RearrangingTools::split);

        tools.write("clockify_move_entries", MoveEntries.class, ChangedEntries.class)
                .title("Move entries")
                .describe(
                        "Moves time entries to another project, task or day; on another day they"
                                + " keep their times of day.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan((in, ws) -> new Moving(in, ws).plan());

        tools.write("clockify_stop_forgotten_timer", StopForgotten.class, ForgottenTimer.class)
                .title("Stop a forgotten timer")
                .describe(
                        "Without an end, proposes when the forgotten timer should have ended, from"
                                + " when you usually stop, and changes nothing. With an end, stops"
                                + " it there.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan((in, ws) -> new Forgetting(in, ws).plan());

        tools.write("clockify_duplicate_entry", DuplicateEntry.class, CopiedEntry.class)
                .title("Duplicate entry")
                .describe("Makes a copy of a finished time entry, at its time or at another.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(RearrangingTools::duplicate);

        tools.write("clockify_bulk_edit_entries", BulkEdit.class, ChangedEntries.class)
                .title("Edit many entries")
                .describe(
                        "Changes tags, project or billable of all your entries that match, up to"
                                + " 50.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan((in, ws) -> new BulkEditing(in, ws).plan());
    }

    record SplitEntry(
            @Doc("Entry's id or handle.") String entryId,
            @Doc("Where: 11:00, meaning its own day, or how long from its start: 1h.") String at,
            @Doc("The later part's project: name or id.") @Nullable String project,
            @Doc("Its task: name or id.") @Nullable String task,
            @Doc("Its description.") @Size(max = 3000) @Nullable String description) {}

    record SplitParts(EntryLine first, EntryLine second) implements Told {
        @Override
        public String told() {
            return "Split into:\n%s\n%s".formatted(first.line(), second.line());
        }
    }

    static Planned<SplitParts> split(SplitEntry in, Workplace ws) {
        TimeEntry entry = ws.entries().find(in.entryId());
        Instant at = new EntryTimes(ws.words(), entry.start()).end(entry.start(), in.at());
        Instant end = entry.end() == null ? ws.words().now() : entry.end();
        if (!at.isAfter(entry.start()) || !at.isBefore(end)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s does not lie within %s."
                            .formatted(
                                    ws.text().moment(at),
                                    Details.when(entry.start(), entry.end(), ws)),
                    "Give a time between its start and its end.");
        }
        EntryRow was = Details.row(entry, ws);
        Subject about = about(in, entry, ws);
        String description = in.description() == null ? entry.description() : in.description();
        NewTimeEntry later = Details.copy(entry, at, entry.end());
        EntryRow looks = was;
        if (about != null) {
            later =
                    about.entry(at, entry.end(), description)
                            .withTags(entry.tagIds())
                            .withType(entry.type())
                            .withCustomFields(later.customFields());
            EntryRow named = about.named(was);
            looks = was.named(named.project(), named.task(), was.tags());
        } else if (in.description() != null) {
            later = described(later, description);
        }
        EntryRow names = looks;
        Plan plan =
                ws.plan(
                                "Split %s at %s; the later part is on %s"
                                        .formatted(
                                                EntryLine.of(entry, ws).line(),
                                                ws.text().moment(at),
                                                said(names, later)),
                                "first",
                                ws.api()
                                        .timeEntries()
                                        .replace(entry, TimeEntryEdit.none().withEnd(Edit.set(at))))
                        .undoneBy(ws.api().timeEntries().replace(entry, TimeEntryEdit.none()))
                        .replacing("time_entry", entry.id(), entry.raw())
                        .send("second", Details.create(entry, later, ws))
                        .undoneBy(ws.api().timeEntries().delete("{second}"), "second")
                        .touching(ws.entries().reach(entry));
        if (entry.end() == null) {
            plan.note("It is a timer: the later part runs on.");
        }
        if (entry.locked()) {
            plan.note("It is locked; Clockify may refuse the change.");
        }
        if (about != null) {
            plan.notes(about.notes(description, ws.account().workspace()));
        }
        return plan.answering(answers ->
                new SplitParts(
                        EntryLine.of(Plan.read(answers, "first", TimeEntry.class), was, ws),
                        EntryLine.of(Plan.read(answers, "second", TimeEntry.class), names, ws)));
    }

    private static String said(EntryRow names, NewTimeEntry later) {
        return EntryRow.about(
                names.project(),
                names.task(),
                names.tags(),
                later.description() == null ? "" : later.description(),
                later.billable() == null || later.billable());
    }

    /// What the later part is about where that is something else; null where it stays.
    private static @Nullable Subject about(SplitEntry in, TimeEntry entry, Workplace ws) {
        if (in.project() == null && in.task() == null) {
            return null;
        }
        String project = in.project() == null ? entry.projectId() : in.project();
        return Subject.of(ws, project, in.task(), null, null);
    }

    private static NewTimeEntry described(NewTimeEntry entry, String description) {
        return new NewTimeEntry(entry.start(), entry.end(), description)
                .withProject(entry.projectId(), entry.taskId())
                .withTags(entry.tagIds())
                .withBillable(entry.billable())
                .withType(entry.type())
                .withCustomFields(entry.customFields());
    }

    record MoveEntries(
            @Doc("Ids or handles, up to 50.") @Size(min = 1, max = 50) List<String> entryIds,
            @Doc("To this project: name or id.") @Nullable String project,
            @Doc("To this task of the project: name or id.") @Nullable String task,
            @Doc("To this day: yesterday, 2026-11-17.") @Nullable String day) {
        MoveEntries {
            entryIds = List.copyOf(entryIds);
        }
    }

    record StopForgotten(
            @Doc("When the work ended: 17:30, yesterday 18:00.") @Nullable String end) {}

    record DuplicateEntry(
            @Doc("Entry's id or handle.") String entryId,
            @Doc("When the copy starts: today 9:00; as the entry if left out.")
                    @Nullable String start) {}

    record CopiedEntry(EntryLine entry) implements Told {
        @Override
        public String told() {
            return "Copied: " + entry.line();
        }
    }

    static Planned<CopiedEntry> duplicate(DuplicateEntry in, Workplace ws) {
        TimeEntry entry = ws.entries().find(in.entryId());
        Instant end = entry.end();
        if (end == null) {
            throw new ToolException(
                    Code.CONFLICT,
                    "%s runs still.".formatted(EntryLine.of(entry, ws).line()),
                    "Stop it first, or split it with clockify_split_entry.");
        }
        EntryRow names = Details.row(entry, ws);
        String line = EntryLine.of(entry, ws).line();
        Plan plan;
        if (in.start() == null) {
            plan =
                    ws.plan(
                                    "Duplicate " + line,
                                    "copy",
                                    ws.api().timeEntries().duplicate(entry.userId(), entry.id()))
                            .note("The copy has the same times, so the two overlap.");
        } else {
            Instant start = ws.words().moment(in.start(), Direction.PAST);
            Span span = new Span(start, start.plus(Duration.between(entry.start(), end)));
            plan =
                    ws.plan(
                                    "Copy %s to %s".formatted(line, ws.text().span(span)),
                                    "copy",
                                    Details.create(
                                            entry,
                                            Details.copy(entry, span.start(), span.end()),
                                            ws))
                            .notes(ws.words().notes(span));
        }
        return plan.undoneBy(ws.api().timeEntries().delete("{copy}"), "copy")
                .touching(ws.entries().reach(entry))
                .answering(answers ->
                        new CopiedEntry(
                                EntryLine.of(
                                        Plan.read(answers, "copy", TimeEntry.class), names, ws)));
    }

    record BulkEdit(
            @Doc("Days: last week, 2026-11.") String start,
            @Doc("Only of this project.") @Nullable String project,
            @Doc("Only with this in it.") @Nullable String description,
            @Doc("Only with this tag.") @Nullable String tag,
            @Doc("Name or id.") @Nullable String newProject,
            @Doc("New value.") @Nullable Boolean billable,
            @Doc("Names or ids.") @Size(max = 50) @Nullable List<String> addTags,
            @Doc("Names or ids.") @Size(max = 50) @Nullable List<String> removeTags) {
        BulkEdit {
            addTags = addTags == null ? null : List.copyOf(addTags);
            removeTags = removeTags == null ? null : List.copyOf(removeTags);
        }
    }

    /// @param stopped the entry as it is now; null when an end is only proposed
    /// @param proposedEnd as another call takes it for end; null when it was stopped
    record ForgottenTimer(
            @Nullable EntryLine stopped, @Nullable String proposedEnd, @JsonIgnore String told)
            implements Told {}
}
