package io.github.clockifymcp.tools.entries;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.TimeEntries.CustomFieldValue;
import io.github.clockifymcp.clockify.TimeEntries.NewCustomFieldValue;
import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryTools.EntryDetail;
import io.github.clockifymcp.tools.time.Span;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One entry, said in full.
public final class Details {
    private static final Set<String> SOURCES = Set.of("WORKSPACE", "PROJECT", "TIMEENTRY");

    private Details() {}

    /// `Tue 17 Nov 2026 09:00–11:30 CET (2:30) on Website — Fixing the login`
    public static String line(TimeEntry entry, Workplace ws) {
        EntryRow row = row(entry, ws);
        return when(entry.start(), entry.end(), ws) + " on " + row.about();
    }

    /// When an entry is, with weekday and zone.
    public static String when(Instant start, @Nullable Instant end, Workplace ws) {
        TimeText text = ws.text();
        return end == null ? text.running(start, ws.call().now()) : text.span(new Span(start, end));
    }

    static String when(EntryRow row, Workplace ws) {
        OffsetDateTime end = row.end();
        return when(row.start().toInstant(), end == null ? null : end.toInstant(), ws);
    }

    /// The row of an entry that was read with names.
    public static EntryRow row(TimeEntry entry, Workplace ws) {
        return EntryRow.of(entry, ws.entries().handle(entry), ws);
    }

    static EntryDetail of(TimeEntry entry, Workplace ws) {
        boolean own = ws.account().owns(entry.userId());
        Map<String, String> fields = customFields(entry);
        StringBuilder told = new StringBuilder(ws.entries().handle(entry));
        told.append(' ').append(when(entry.start(), entry.end(), ws)).append(" on ");
        told.append(row(entry, ws).inFull()).append("\nid ").append(entry.id());
        if (!own) {
            told.append("\nof ").append(owner(entry));
        }
        if (entry.locked()) {
            told.append("\nlocked");
        }
        fields.forEach((name, value) -> told.append('\n').append(name).append(": ").append(value));
        return new EntryDetail(
                row(entry, ws), own, entry.locked(), entry.type(), fields, told.toString());
    }

    private static String owner(TimeEntry entry) {
        String name = entry.raw().path("user").path("name").asText("");
        return name.isEmpty() ? "user " + entry.userId() : name;
    }

    static Map<String, String> customFields(TimeEntry entry) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (CustomFieldValue field : entry.customFieldValues()) {
            JsonNode value = field.value();
            if (value != null && !value.isNull()) {
                String name = field.name() == null ? field.customFieldId() : field.name();
                fields.put(
                        name == null ? "?" : name,
                        value.isTextual() ? value.asText() : value.toString());
            }
        }
        return fields;
    }

    /// The request that would make a deleted entry once more; it gets another id.
    static ApiRequest<TimeEntry> again(TimeEntry entry, Workplace ws) {
        return create(entry, copy(entry, entry.start(), entry.end()), ws);
    }

    /// The request that makes an entry for the person whose another entry is.
    public static ApiRequest<TimeEntry> create(TimeEntry like, NewTimeEntry made, Workplace ws) {
        return ws.account().owns(like.userId())
                ? ws.api().timeEntries().create(made)
                : ws.api().timeEntries().createFor(like.userId(), made);
    }

    /// An entry about the same as another, at a time of its own.
    ///
    /// @param end null starts a timer
    public static NewTimeEntry copy(TimeEntry entry, Instant start, @Nullable Instant end) {
        List<NewCustomFieldValue> fields =
                entry.customFieldValues().stream()
                        .filter(field -> field.customFieldId() != null && field.value() != null)
                        .map(Details::rewritten)
                        .toList();
        return new NewTimeEntry(start, end, entry.description())
                .withProject(entry.projectId(), entry.taskId())
                .withTags(entry.tagIds())
                .withBillable(entry.billable())
                .withType(entry.type())
                .withCustomFields(fields);
    }

    private static NewCustomFieldValue rewritten(CustomFieldValue field) {
        String id = field.customFieldId();
        String source = field.sourceType() != null ? field.sourceType() : field.type();
        return new NewCustomFieldValue(
                id == null ? "" : id,
                source != null && SOURCES.contains(source) ? source : null,
                field.value());
    }
}
