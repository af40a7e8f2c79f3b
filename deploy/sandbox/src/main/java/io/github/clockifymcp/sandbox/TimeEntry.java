package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some time somebody spent.
///
/// @param end null while the timer runs
/// @param type REGULAR or BREAK; the service makes HOLIDAY and TIME_OFF itself
record TimeEntry(
        String id,
        String userId,
        Instant start,
        @Nullable Instant end,
        String description,
        @Nullable String projectId,
        @Nullable String taskId,
        List<String> tagIds,
        boolean billable,
        String type,
        List<FieldValue> fields,
        boolean invoiced)
        implements Row {

    /// The value of a custom field.
    ///
    /// @param source WORKSPACE, PROJECT or TIMEENTRY: where the value came from
    record FieldValue(String fieldId, String source, JsonNode value) {}

    TimeEntry {
        tagIds = List.copyOf(tagIds);
        fields = List.copyOf(fields);
    }

    boolean isRunning() {
        return end == null;
    }

    /// How long it took; nothing yet while it runs.
    Duration spent() {
        return end == null ? Duration.ZERO : Duration.between(start, end);
    }

    TimeEntry endingAt(Instant other) {
        return new TimeEntry(
                id,
                userId,
                start,
                other,
                description,
                projectId,
                taskId,
                tagIds,
                billable,
                type,
                fields,
                invoiced);
    }

    TimeEntry invoiced(boolean other) {
        return new TimeEntry(
                id,
                userId,
                start,
                end,
                description,
                projectId,
                taskId,
                tagIds,
                billable,
                type,
                fields,
                other);
    }

    TimeEntry copyAs(String other) {
        return new TimeEntry(
                other,
                userId,
                start,
                end,
                description,
                projectId,
                taskId,
                tagIds,
                billable,
                type,
                fields,
                false);
    }

    /// The same without a project that is gone, and so without its task.
    TimeEntry withoutProject() {
        return new TimeEntry(
                id,
                userId,
                start,
                end,
                description,
                null,
                null,
                tagIds,
                billable,
                type,
                fields,
                invoiced);
    }

    /// The same without a task that is gone.
    TimeEntry withoutTask() {
        return new TimeEntry(
                id,
                userId,
                start,
                end,
                description,
                projectId,
                null,
                tagIds,
                billable,
                type,
                fields,
                invoiced);
    }

    boolean hasField(String fieldId) {
        return fields.stream().anyMatch(value -> value.fieldId().equals(fieldId));
    }

    /// The same without the value of a custom field that is gone.
    TimeEntry withoutField(String fieldId) {
        return new TimeEntry(
                id,
                userId,
                start,
                end,
                description,
                projectId,
                taskId,
                tagIds,
                billable,
                type,
                fields.stream().filter(value -> !value.fieldId().equals(fieldId)).toList(),
                invoiced);
    }

    /// The same without a tag that is gone.
    TimeEntry withoutTag(String tagId) {
        return new TimeEntry(
                id,
                userId,
                start,
                end,
                description,
                projectId,
                taskId,
                tagIds.stream().filter(tag -> !tag.equals(tagId)).toList(),
                billable,
                type,
                fields,
                invoiced);
    }
}
