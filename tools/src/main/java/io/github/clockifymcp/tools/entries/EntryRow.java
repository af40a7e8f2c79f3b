package io.github.clockifymcp.tools.entries;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A time entry as an answer shows it.
///
/// @param handle short for its id, unique in the answer
/// @param start on the clock of the account, so that a model need not convert it
/// @param end null while it runs
/// @param seconds how long it is, or runs so far
/// @param project the name; null without a project
public record EntryRow(
        String handle,
        String id,
        OffsetDateTime start,
        @Nullable OffsetDateTime end,
        long seconds,
        @Nullable String project,
        @Nullable String task,
        List<String> tags,
        String description,
        boolean billable) {

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_DESCRIPTION = 200;

    public EntryRow {
        tags = List.copyOf(tags);
    }

    /// A row for an entry that was read hydrated, so that names stand beside its ids. A running one
    /// counts up to now.
    public static EntryRow of(TimeEntry entry, String handle, Workplace ws) {
        Instant end = entry.end();
        Instant until = end == null ? ws.call().now() : end;
        return new EntryRow(
                handle,
                entry.id(),
                ws.text().offset(entry.start()),
                end == null ? null : ws.text().offset(end),
                Duration.between(entry.start(), until).toSeconds(),
                name(entry.raw().path("project"), entry.projectId()),
                name(entry.raw().path("task"), entry.taskId()),
                tags(entry),
                entry.description(),
                entry.billable());
    }

    private static @Nullable String name(JsonNode hydrated, @Nullable String id) {
        String name = hydrated.path("name").asText("");
        return name.isEmpty() ? id : name;
    }

    private static List<String> tags(TimeEntry entry) {
        List<String> names = new ArrayList<>();
        for (JsonNode tag : entry.raw().path("tags")) {
            names.add(tag.path("name").asText());
        }
        return names.isEmpty() ? entry.tagIds() : names;
    }

    /// The same with other names, such as those that Clockify's answer to a write lacks.
    public EntryRow named(
            @Nullable String projectName, @Nullable String taskName, List<String> tagNames) {
        return new EntryRow(
                handle,
                id,
                start,
                end,
                seconds,
                projectName,
                taskName,
                tagNames,
                description,
                billable);
    }

    /// What it is about, in one line: `Website / Design — Fixing the login #urgent, not billable`.
    /// A description may have 3,000 characters; more than its beginning is shown by [#inFull]
    /// alone.
    public String about() {
        return about(project, task, tags, description, billable);
    }

    /// The same of an entry that has yet to be made.
    public static String about(
            @Nullable String project,
            @Nullable String task,
            List<String> tags,
            String description,
            boolean billable) {
        String beginning = Lines.beginning(description, LONGEST_DESCRIPTION);
        return line(called(project), task, tags, beginning, billable);
    }

    /// The same for lists, where a project's name that would fill the line is cut too.
    String brief() {
        return line(
                shortName(called(project)), task, tags, shortDescription(description), billable);
    }

    static String shortName(String name) {
        return Lines.beginning(name, LONGEST_NAME);
    }

    static String shortDescription(String description) {
        return Lines.beginning(description, LONGEST_DESCRIPTION);
    }

    /// The same with all of its description.
    String inFull() {
        return line(called(project), task, tags, description, billable);
    }

    private static String called(@Nullable String project) {
        return project == null ? "no project" : project;
    }

    private static String line(
            String project,
            @Nullable String task,
            List<String> tags,
            String words,
            boolean billable) {
        StringBuilder line = new StringBuilder(project);
        if (task != null) {
            line.append(" / ").append(task);
        }
        if (!words.isBlank()) {
            line.append(" — ").append(words);
        }
        tags.forEach(tag -> line.append(" #").append(tag));
        return Lines.one(billable ? line.toString() : line.append(", not billable").toString());
    }
}
