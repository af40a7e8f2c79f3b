package io.github.clockifymcp.tools.entries;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.tools.desk.Lines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A time entry as an answer shows it.
///
/// @param handle short for its id, unique in the answer
/// @param end null while it runs
/// @param seconds how long it is, or runs so far
/// @param project the name; null without a project
public record EntryRow(
        String handle,
        String id,
        Instant start,
        @Nullable Instant end,
        long seconds,
        @Nullable String project,
        @Nullable String task,
        List<String> tags,
        String description,
        boolean billable) {

    private static final int LONGEST_NAME = 40;

    public EntryRow {
        tags = List.copyOf(tags);
    }

    /// A row for an entry that was read hydrated, so that names stand beside its ids.
    ///
    /// @param now up to when a running entry counts
    public static EntryRow of(TimeEntry entry, String handle, Instant now) {
        Instant end = entry.end();
        return new EntryRow(
                handle,
                entry.id(),
                entry.start(),
                end,
                Duration.between(entry.start(), end == null ? now : end).toSeconds(),
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

    /// What it is about, in one line: `Website / Design — Fixing the login #urgent, not billable`.
    public String about() {
        return about(project == null ? "no project" : project);
    }

    /// The same for lists, where a project's name that would fill the line is cut.
    String brief() {
        String name = project == null ? "no project" : project;
        return about(
                name.codePointCount(0, name.length()) <= LONGEST_NAME
                        ? name
                        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…");
    }

    private String about(String projectName) {
        StringBuilder about = new StringBuilder(projectName);
        if (task != null) {
            about.append(" / ").append(task);
        }
        if (!description.isBlank()) {
            about.append(" — ").append(description);
        }
        tags.forEach(tag -> about.append(" #").append(tag));
        return Lines.one(billable ? about.toString() : about.append(", not billable").toString());
    }
}
