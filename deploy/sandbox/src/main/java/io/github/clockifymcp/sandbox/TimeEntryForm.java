package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a time entry as callers send it, for creating one and for replacing one alike: what is
/// left out is empty.
///
/// It writes custom fields under `customFields`; `customFieldValues`, the name they are read under,
/// is ignored like any unknown field.
record TimeEntryForm(Call call, Body body) {

    private static final int LONGEST_DESCRIPTION = 3_000;
    private static final Set<String> TYPES = Set.of("REGULAR", "BREAK");
    private static final Set<String> SOURCES = Set.of("WORKSPACE", "PROJECT", "TIMEENTRY");

    /// The entry, or the first rule it breaks.
    ///
    /// @param creating whether it is new, so that `billable` follows its project when left out
    TimeEntry read(String id, String userId, boolean creating) {
        Instant start = body.instant("start").orElseThrow(() -> ApiError.rule("must not be null"));
        Instant end = body.instant("end").orElse(null);
        if (end != null && end.isBefore(start)) {
            throw ApiError.field("end", "End must not be before start.");
        }
        String description = body.text("description", 0, LONGEST_DESCRIPTION).orElse("");
        Project project =
                body.id("projectId").map(p -> ProjectRoutes.visible(call, p)).orElse(null);
        String task = body.id("taskId").map(t -> task(t, project)).orElse(null);
        List<String> tags = body.texts("tagIds").stream().map(this::tag).distinct().toList();
        String type = body.word("type", TYPES).orElse("REGULAR");
        boolean usual = creating && project != null && project.billable();
        TimeEntry entry =
                new TimeEntry(
                        id,
                        userId,
                        start,
                        end,
                        description,
                        project == null ? null : project.id(),
                        task,
                        tags,
                        body.flag("billable").orElse(usual),
                        type,
                        fields(id, project, creating),
                        false);
        // A running timer may be incomplete; it is held to the rules when it stops.
        if (!entry.isRunning()) {
            complete(call.workspace(), entry, creating ? "created" : "saved");
        }
        return entry;
    }

    /// Refuses an entry that lacks what the workspace asks for.
    static void complete(State workspace, TimeEntry entry, String verb) {
        if (entry.type().equals("BREAK")) {
            return;
        }
        String missing = null;
        if (workspace.requires("forceProjects") && entry.projectId() == null) {
            missing = "Project is either required field or given project is archived.";
        } else if (workspace.requires("forceTasks") && entry.taskId() == null) {
            missing = "Task is required field.";
        } else if (workspace.requires("forceTags") && entry.tagIds().isEmpty()) {
            missing = "Tag is required field.";
        } else if (workspace.requires("forceDescription") && entry.description().isBlank()) {
            missing = "Description is required field.";
        }
        if (missing != null) {
            throw ApiError.rule("Time entry couldn't be %s. %s".formatted(verb, missing));
        }
    }

    private String task(String id, @Nullable Project project) {
        Task task = call.workspace().get(Task.class, id);
        if (project == null || !task.projectId().equals(project.id())) {
            throw ApiError.rule("Task doesn't belong to Project");
        }
        return task.id();
    }

    private String tag(String id) {
        return call.workspace().get(Tag.class, id).id();
    }

    private List<TimeEntry.FieldValue> fields(
            String entryId, @Nullable Project project, boolean creating) {
        List<TimeEntry.FieldValue> values = new ArrayList<>();
        for (Body sent : body.objects("customFields")) {
            CustomField field =
                    call.workspace().get(CustomField.class, sent.required("customFieldId"));
            if (field.ofPeople()) {
                throw ApiError.rule("Custom field doesn't belong to TimeEntry");
            }
            String source = sent.word("sourceType", SOURCES).orElse("WORKSPACE");
            Optional<JsonNode> value = sent.value("value");
            value.filter(v -> !field.fits(v))
                    .ifPresent(v -> {
                        throw ApiError.field(field.name(), "");
                    });
            value.ifPresent(v -> {
                mayFill(field, entryId, v);
                values.add(new TimeEntry.FieldValue(field.id(), source, v));
            });
        }
        if (creating) {
            addDefaults(values, project);
        }
        return values;
    }

    /// Refuses a value that only admins may give, unless the entry has it already.
    private void mayFill(CustomField field, String entryId, JsonNode value) {
        boolean had =
                call.workspace().entries().find(entryId).stream()
                        .flatMap(entry -> entry.fields().stream())
                        .anyMatch(old ->
                                old.fieldId().equals(field.id()) && old.value().equals(value));
        if (field.onlyAdminCanEdit() && !had) {
            call.needsAdmin();
        }
    }

    /// What the project or else the workspace puts into the fields that nobody filled. That a
    /// value's source may be either says that it is so.
    private void addDefaults(List<TimeEntry.FieldValue> values, @Nullable Project project) {
        for (CustomField field : call.workspace().customFields().where(f -> !f.ofPeople())) {
            Optional<CustomField.ProjectDefault> own =
                    field.on(project == null ? null : project.id());
            String status = own.map(CustomField.ProjectDefault::status).orElse(field.status());
            JsonNode ofProject = own.map(CustomField.ProjectDefault::value).orElse(null);
            JsonNode value = ofProject == null ? field.defaultValue() : ofProject;
            boolean filled = values.stream().anyMatch(v -> v.fieldId().equals(field.id()));
            if (value != null && !filled && !status.equals("INACTIVE")) {
                String source = ofProject == null ? "WORKSPACE" : "PROJECT";
                values.add(new TimeEntry.FieldValue(field.id(), source, value));
            }
        }
    }
}
