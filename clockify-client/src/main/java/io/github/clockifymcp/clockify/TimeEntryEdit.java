package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.TimeEntries.CustomFieldValue;
import io.github.clockifymcp.clockify.TimeEntries.NewCustomFieldValue;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to change about a time entry; the rest stays.
///
/// @param end cleared, the entry becomes a running timer
/// @param customFields sets the fields it names and keeps the others; cleared, empties all
public record TimeEntryEdit(
        Edit<Instant> start,
        Edit<Instant> end,
        Edit<String> description,
        Edit<String> projectId,
        Edit<String> taskId,
        Edit<List<String>> tagIds,
        Edit<Boolean> billable,
        Edit<String> type,
        Edit<List<NewCustomFieldValue>> customFields) {

    // Written by Clockify alone, or read under this name and written under another.
    private static final Set<String> READ_ONLY =
            Set.of(
                    "id",
                    "workspaceId",
                    "userId",
                    "timeInterval",
                    "customFieldValues",
                    "isLocked",
                    "kioskId",
                    "hourlyRate",
                    "costRate",
                    "approvalRequestId",
                    // What a hydrated answer adds.
                    "project",
                    "task",
                    "tags",
                    "user",
                    "kiosk");
    private static final Set<String> SOURCES = Set.of("WORKSPACE", "PROJECT", "TIMEENTRY");

    /// Changes nothing yet.
    public static TimeEntryEdit none() {
        return new TimeEntryEdit(
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep());
    }

    public TimeEntryEdit withStart(Edit<Instant> start) {
        return new TimeEntryEdit(
                start, end, description, projectId, taskId, tagIds, billable, type, customFields);
    }

    public TimeEntryEdit withEnd(Edit<Instant> end) {
        return new TimeEntryEdit(
                start, end, description, projectId, taskId, tagIds, billable, type, customFields);
    }

    public TimeEntryEdit withDescription(Edit<String> description) {
        return new TimeEntryEdit(
                start, end, description, projectId, taskId, tagIds, billable, type, customFields);
    }

    public TimeEntryEdit withProjectId(Edit<String> projectId) {
        return new TimeEntryEdit(
                start, end, description, projectId, taskId, tagIds, billable, type, customFields);
    }

    public TimeEntryEdit withTaskId(Edit<String> taskId) {
        return new TimeEntryEdit(
                start, end, description, projectId, taskId, tagIds, billable, type, customFields);
    }

    public TimeEntryEdit withTagIds(Edit<List<String>> tagIds) {
        return new TimeEntryEdit(
                start, end, description, projectId, taskId, tagIds, billable, type, customFields);
    }

    public TimeEntryEdit withBillable(Edit<Boolean> billable) {
        return new TimeEntryEdit(
                start, end, description, projectId, taskId, tagIds, billable, type, customFields);
    }

    public TimeEntryEdit withType(Edit<String> type) {
        return new TimeEntryEdit(
                start, end, description, projectId, taskId, tagIds, billable, type, customFields);
    }

    public TimeEntryEdit withCustomFields(Edit<List<NewCustomFieldValue>> customFields) {
        return new TimeEntryEdit(
                start, end, description, projectId, taskId, tagIds, billable, type, customFields);
    }

    /// The whole body of the update that makes this change.
    ObjectNode bodyFor(TimeEntry current) {
        ObjectNode body = new Fields(current.raw()).without(READ_ONLY);
        body.put("start", Json.text(current.start()));
        if (current.end() != null) {
            body.put("end", Json.text(current.end()));
        }
        body.put("description", current.description());
        body.put("billable", current.billable());
        body.put("type", current.type());
        body.set("tagIds", Json.tree(current.tagIds()));
        body.set("customFields", customFieldsFor(current));
        Edits.instant(body, "start", Edits.notCleared("start", start));
        Edits.instant(body, "end", end);
        Edits.text(body, "description", description);
        Edits.text(body, "projectId", projectId);
        Edits.text(body, "taskId", taskId);
        Edits.texts(body, "tagIds", tagIds);
        Edits.flag(body, "billable", billable);
        Edits.text(body, "type", Edits.notCleared("type", type));
        return body;
    }

    private JsonNode customFieldsFor(TimeEntry current) {
        Map<String, NewCustomFieldValue> values = new LinkedHashMap<>();
        for (CustomFieldValue value : current.customFieldValues()) {
            if (value.customFieldId() != null) {
                values.put(value.customFieldId(), written(value.customFieldId(), value));
            }
        }
        switch (customFields) {
            case Edit.Keep<List<NewCustomFieldValue>>() -> {}
            case Edit.Clear<List<NewCustomFieldValue>>() -> values.clear();
            case Edit.Set<List<NewCustomFieldValue>>(List<NewCustomFieldValue> changed) ->
                    changed.forEach(
                            value -> values.merge(value.customFieldId(), value, this::over));
        }
        // What has no value need not be sent: in this update, what is not sent is empty.
        List<NewCustomFieldValue> filled =
                values.values().stream().filter(TimeEntryEdit::isFilled).toList();
        return filled.isEmpty() ? JsonNodeFactory.instance.arrayNode() : Json.tree(filled);
    }

    private static NewCustomFieldValue written(String id, CustomFieldValue read) {
        return new NewCustomFieldValue(id, source(read), read.value());
    }

    private static @Nullable String source(CustomFieldValue read) {
        if (read.sourceType() != null) {
            return read.sourceType();
        }
        return read.type() != null && SOURCES.contains(read.type()) ? read.type() : null;
    }

    private NewCustomFieldValue over(NewCustomFieldValue old, NewCustomFieldValue changed) {
        String source = changed.sourceType() == null ? old.sourceType() : changed.sourceType();
        return new NewCustomFieldValue(changed.customFieldId(), source, changed.value());
    }

    private static boolean isFilled(NewCustomFieldValue value) {
        return value.value() != null && !value.value().isNull();
    }
}
