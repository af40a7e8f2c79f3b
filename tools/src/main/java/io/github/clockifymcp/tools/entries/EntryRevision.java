package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tags.Tag;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.TimeEntryEdit;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryEditTools.Field;
import io.github.clockifymcp.tools.entries.EntryEditTools.UpdateEntry;
import io.github.clockifymcp.tools.entries.EntryEditTools.UpdatedEntry;
import io.github.clockifymcp.tools.time.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One entry and what is wished of it, worked through field by field: each field becomes part of
/// the edit where it really changes, and of the list of changes, as it was and as it will be. A
/// field that nobody named is not touched.
final class EntryRevision {
    private static final int SHOWN = 80;

    private final TimeEntry entry;
    private final UpdateEntry wished;
    private final Workplace ws;
    private final List<String> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private TimeEntryEdit edit = TimeEntryEdit.none();

    // What the entry will be called; Clockify's answer to the change has ids only.
    private @Nullable String project;
    private @Nullable String task;
    private List<String> tags;

    /// @param entry with the names of what it is about
    EntryRevision(TimeEntry entry, UpdateEntry wished, Workplace ws) {
        this.entry = entry;
        this.wished = wished;
        this.ws = ws;
        EntryRow row = Details.row(entry, ws);
        this.project = row.project();
        this.task = row.task();
        this.tags = row.tags();
    }

    /// The change of one entry; without steps when it is already as wished.
    Planned<UpdatedEntry> plan() {
        if (wished.wishesNothing()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is not said what should change about %s."
                            .formatted(EntryLine.of(entry, ws).line()),
                    "Give the fields that should, with their new values.");
        }
        checkClear();
        description();
        about();
        tags();
        billable();
        times();
        EntryLine was = EntryLine.of(entry, ws);
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about " + was.line())
                    .touching(ws.entries().reach(entry))
                    .answering(answers -> new UpdatedEntry(was, List.of()));
        }
        standing();
        return ws.plan(
                        "Change %s: %s".formatted(was.line(), String.join("; ", changes)),
                        "entry",
                        ws.api().timeEntries().replace(entry, edit))
                .undoneBy(ws.api().timeEntries().replace(entry, TimeEntryEdit.none()))
                .touching(ws.entries().reach(entry))
                .replacing("time_entry", entry.id(), entry.raw())
                .notes(notes)
                .answering(answers -> {
                    TimeEntry made = Plan.read(answers, "entry", TimeEntry.class);
                    return new UpdatedEntry(
                            EntryLine.of(made, was.row().named(project, task, tags), ws), changes);
                });
    }

    private void checkClear() {
        Map<Field, Boolean> set = new LinkedHashMap<>();
        set.put(Field.PROJECT, wished.project() != null);
        set.put(Field.TASK, wished.task() != null);
        set.put(Field.TAGS, wished.tags() != null);
        set.put(Field.DESCRIPTION, wished.description() != null);
        set.forEach((field, isSet) -> {
            if (isSet && clears(field)) {
                throw new ToolException(
                        Code.INVALID_ARGUMENTS,
                        "‹%s› is both set and cleared.".formatted(field.word()),
                        "Leave one of the two out.");
            }
        });
    }

    private boolean clears(Field field) {
        return wished.clear() != null && wished.clear().contains(field);
    }

    private void description() {
        String wanted = clears(Field.DESCRIPTION) ? "" : wished.description();
        if (wanted == null || wanted.equals(entry.description())) {
            return;
        }
        edit = edit.withDescription(wanted.isEmpty() ? Edit.clear() : Edit.set(wanted));
        changed("description", quoted(entry.description()), quoted(wanted));
    }

    /// Project and task together: a task belongs to one project.
    private void about() {
        if (clears(Field.PROJECT)) {
            clearProject();
            return;
        }
        Project onProject = wished.project() == null ? null : ws.names().project(wished.project());
        boolean moves = onProject != null && !onProject.id().equals(entry.projectId());
        if (onProject != null && moves) {
            moveTo(onProject);
        }
        if (wished.task() != null) {
            setTask(wished.task(), onProject != null ? onProject : ofEntry(wished.task()));
        } else if (clears(Field.TASK) || moves) {
            dropTask(moves && !clears(Field.TASK));
        }
    }

    private void clearProject() {
        if (wished.task() != null) {
            throw taskWithoutProject(wished.task());
        }
        if (entry.projectId() != null) {
            edit = edit.withProjectId(Edit.clear());
            changed("project", quoted(project), "none");
            project = null;
            dropTask(!clears(Field.TASK));
        }
    }

    private void moveTo(Project onProject) {
        edit = edit.withProjectId(Edit.set(onProject.id()));
        changed("project", quoted(project), quoted(onProject.name()));
        project = onProject.name();
        if (onProject.archived()) {
            notes.add("The project %s is archived.".formatted(quoted(onProject.name())));
        }
        boolean billable = wished.billable() == null ? entry.billable() : wished.billable();
        notes.addAll(Subject.billing(onProject, billable));
    }

    private void setTask(String name, Project onProject) {
        Task onTask = ws.names().task(onProject, name);
        if (onTask.id().equals(entry.taskId())) {
            return;
        }
        edit = edit.withTaskId(Edit.set(onTask.id()));
        changed("task", quoted(task), quoted(onTask.name()));
        task = onTask.name();
        if (!onTask.active()) {
            notes.add("The task %s is done.".formatted(quoted(onTask.name())));
        }
    }

    /// @param unasked whether it goes only because its project does
    private void dropTask(boolean unasked) {
        if (entry.taskId() == null) {
            return;
        }
        if (unasked) {
            notes.add("Its task %s belongs to the old project and goes.".formatted(quoted(task)));
        }
        edit = edit.withTaskId(Edit.clear());
        changed("task", quoted(task), "none");
        task = null;
    }

    private Project ofEntry(String wantedTask) {
        String id = entry.projectId();
        if (id == null) {
            throw taskWithoutProject(wantedTask);
        }
        return ws.names().project(id);
    }

    private static ToolException taskWithoutProject(String task) {
        return new ToolException(
                Code.INVALID_ARGUMENTS,
                "The task %s belongs to a project, and the entry would have none."
                        .formatted(quoted(task)),
                "Give the project too.");
    }

    private void tags() {
        if (wished.tags() == null && !clears(Field.TAGS)) {
            return;
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String name : wished.tags() == null ? List.<String>of() : wished.tags()) {
            Tag tag = ws.names().tag(name);
            wanted.put(tag.id(), tag.name());
        }
        if (wanted.keySet().equals(new HashSet<>(entry.tagIds()))) {
            return;
        }
        List<String> names = List.copyOf(wanted.values());
        edit = edit.withTagIds(Edit.set(List.copyOf(wanted.keySet())));
        changed("tags", hashed(tags), hashed(names));
        tags = names;
    }

    private void billable() {
        if (wished.billable() != null && wished.billable() != entry.billable()) {
            edit = edit.withBillable(Edit.set(wished.billable()));
            changes.add(wished.billable() ? "not billable → billable" : "billable → not billable");
        }
    }

    private void times() {
        EntryTimes times = new EntryTimes(ws.words(), entry.start());
        Instant start = wished.start() == null ? entry.start() : times.moment(wished.start());
        Instant end = wished.end() == null ? entry.end() : times.end(start, wished.end());
        if (!start.equals(entry.start()) || (end != null && !end.equals(entry.end()))) {
            setTimes(start, end);
        }
    }

    private void setTimes(Instant start, @Nullable Instant end) {
        check(start, end);
        if (!start.equals(entry.start())) {
            edit = edit.withStart(Edit.set(start));
        }
        if (end != null && !end.equals(entry.end())) {
            edit = edit.withEnd(Edit.set(end));
        }
        changed("time", Details.when(entry.start(), entry.end(), ws), Details.when(start, end, ws));
        if (entry.running() && end != null) {
            notes.add("It stops the running timer.");
        }
        if (end != null) {
            notes.addAll(ws.words().notes(new Span(start, end)));
        }
    }

    private void check(Instant start, @Nullable Instant end) {
        if (end == null && start.isAfter(ws.call().now())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A timer cannot start in the future, at %s.".formatted(ws.text().moment(start)),
                    "Give an end too, or an earlier start.");
        }
        if (end != null && end.isBefore(start)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It would end at %s, before it starts at %s."
                            .formatted(ws.text().moment(end), ws.text().moment(start)),
                    "Give start and end, each with its day.");
        }
    }

    /// What is to be known about the entry itself.
    private void standing() {
        if (ws.entries().reach(entry) != Reach.OWN_WORK) {
            String name = entry.raw().path("user").path("name").asText("");
            notes.add(
                    "It is the entry of %s.".formatted(quoted(name.isEmpty() ? "another" : name)));
        }
        if (entry.locked()) {
            notes.add("It is locked; Clockify may refuse the change.");
        }
    }

    private void changed(String field, String from, String to) {
        changes.add("%s %s → %s".formatted(field, from, to));
    }

    private static String hashed(List<String> names) {
        return names.isEmpty() ? "none" : Lines.beginning("#" + String.join(" #", names), SHOWN);
    }

    /// A text of Clockify's or of the caller's as a part of a line.
    private static String quoted(@Nullable String text) {
        return text == null || text.isBlank()
                ? "none"
                : "‹%s›".formatted(Lines.beginning(text, SHOWN));
    }
}
