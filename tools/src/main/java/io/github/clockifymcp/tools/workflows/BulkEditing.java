package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tags.Tag;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.TimeEntryEdit;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.Details;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.workflows.RearrangingTools.BulkEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The same change of every entry that matches. Tags are added and taken off; the others stay.
final class BulkEditing {
    private static final int MOST = 50;

    private final BulkEdit in;
    private final Workplace ws;
    private final DateRange days;
    private final @Nullable Project newProject;
    private final Map<String, String> added;
    private final Map<String, String> removed;
    private final EntryChanges changes;

    BulkEditing(BulkEdit in, Workplace ws) {
        this.in = in;
        this.ws = ws;
        this.days = ws.words().range(in.start(), Direction.PAST);
        this.newProject = in.newProject() == null ? null : ws.names().project(in.newProject());
        this.added = tags(in.addTags());
        this.removed = tags(in.removeTags());
        this.changes = new EntryChanges(ws);
        if (newProject == null && in.billable() == null && added.isEmpty() && removed.isEmpty()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is not said what should change about the entries.",
                    "Give new_project, billable, add_tags or remove_tags.");
        }
        if (added.keySet().stream().anyMatch(removed::containsKey)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A tag is both added and removed.",
                    "Leave one of the two out.");
        }
    }

    private Map<String, String> tags(@Nullable List<String> names) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String name : names == null ? List.<String>of() : names) {
            Tag tag = ws.names().tag(name);
            tags.put(tag.id(), tag.name());
        }
        return tags;
    }

    Planned<ChangedEntries> plan() {
        Page<TimeEntry> read = ws.entries().list(filter());
        List<TimeEntry> matching = read.items().stream().filter(this::startsWithin).toList();
        if (matching.isEmpty()) {
            throw new ToolException(
                    Code.NOT_FOUND,
                    "No entry of yours matches in %s.".formatted(ws.text().range(days)),
                    "clockify_list_entries shows what there is.");
        }
        matching.forEach(this::edit);
        if (read.more() || changes.size() > MOST) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "More than %d entries in %s would change."
                            .formatted(MOST, ws.text().range(days)),
                    "Take fewer days at once, or name a project, description or tag.");
        }
        if (newProject != null && newProject.archived()) {
            changes.note("The project %s is archived.".formatted(Said.quoted(newProject.name())));
        }
        return changes.plan(
                "Change %s of %s"
                        .formatted(
                                changes.size() == 1 ? "1 entry" : changes.size() + " entries",
                                ws.text().range(days)));
    }

    private TimeEntries.Filter filter() {
        TimeEntries.Filter filter = TimeEntries.Filter.all().within(ws.entries().window(days));
        if (in.project() != null) {
            filter = filter.project(ws.names().project(in.project()).id());
        }
        if (in.description() != null) {
            filter = filter.description(in.description());
        }
        if (in.tag() != null) {
            filter = filter.tags(List.of(ws.names().tag(in.tag()).id()));
        }
        return filter;
    }

    private boolean startsWithin(TimeEntry entry) {
        return !entry.start().isBefore(days.startsAt(ws.account().zone()))
                && entry.start().isBefore(days.endsAt(ws.account().zone()));
    }

    private void edit(TimeEntry entry) {
        List<String> says = new ArrayList<>();
        EntryRow row = Details.row(entry, ws);
        ProjectMove to = ProjectMove.of(entry, row, newProject, null, says);
        TimeEntryEdit edit = to.edit();
        if (in.billable() != null && in.billable() != entry.billable()) {
            edit = edit.withBillable(Edit.set(in.billable()));
            says.add(in.billable() ? "not billable → billable" : "billable → not billable");
        }
        List<String> names = row.tags();
        Set<String> tags = new LinkedHashSet<>(entry.tagIds());
        tags.addAll(added.keySet());
        tags.removeAll(removed.keySet());
        if (!tags.equals(Set.copyOf(entry.tagIds()))) {
            edit = edit.withTagIds(Edit.set(List.copyOf(tags)));
            names = names(row.tags());
            says.add("tags %s → %s".formatted(Said.hashed(row.tags()), Said.hashed(names)));
        }
        changes.add(entry, edit, new EntryChanges.Names(to.project(), to.task(), names), says);
    }

    private List<String> names(List<String> before) {
        return Stream.concat(before.stream(), added.values().stream())
                .distinct()
                .filter(name -> !removed.containsValue(name))
                .toList();
    }
}
