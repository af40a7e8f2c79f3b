package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// How time entries are written.
///
/// @param rates whether with rates, which answers to reads have and answers to writes have not
/// @param hydrated whether with project, task, tags and person beside their ids
record TimeEntryJson(Company company, State workspace, boolean rates, boolean hydrated) {

    ObjectNode write(TimeEntry entry) {
        ObjectNode json = Json.object();
        json.put("id", entry.id());
        json.put("description", entry.description());
        json.set("tagIds", Json.texts(entry.tagIds()));
        json.put("userId", entry.userId());
        json.put("billable", entry.billable());
        json.put("taskId", entry.taskId());
        json.put("projectId", entry.projectId());
        json.put("workspaceId", workspace.id());
        ObjectNode interval = json.putObject("timeInterval");
        interval.put("start", entry.start().toString());
        // A running timer has neither an end nor a duration.
        interval.put("end", entry.end() == null ? null : entry.end().toString());
        interval.put("duration", entry.end() == null ? null : entry.spent().toString());
        ArrayNode fields = json.putArray("customFieldValues");
        entry.fields().forEach(value -> fields.add(field(entry, value)));
        json.put("type", entry.type());
        json.putNull("kioskId");
        json.put("isLocked", ApprovalRequest.isHeld(workspace, entry.id()));
        if (rates) {
            Rates known = new Rates(workspace);
            json.set("hourlyRate", Rate.json(known.hourly(entry)));
            json.set("costRate", Rate.json(known.cost(entry)));
        }
        if (hydrated) {
            hydrate(json, entry);
        }
        return json;
    }

    private ObjectNode field(TimeEntry entry, TimeEntry.FieldValue value) {
        Optional<CustomField> field = workspace.customFields().find(value.fieldId());
        ObjectNode json = Json.object();
        json.put("customFieldId", value.fieldId());
        json.put("timeEntryId", entry.id());
        json.put("name", field.map(CustomField::name).orElse(""));
        json.put("type", field.map(CustomField::type).orElse("TXT"));
        json.set("value", value.value());
        return json;
    }

    private void hydrate(ObjectNode json, TimeEntry entry) {
        Optional<Project> project = project(entry);
        json.set("project", null);
        project.ifPresent(p ->
                json.putObject("project")
                        .put("id", p.id())
                        .put("name", p.name())
                        .put("color", p.color())
                        .put("clientId", p.clientId() == null ? "" : p.clientId())
                        .put("clientName", ProjectRoutes.clientName(workspace, p)));
        json.set("task", null);
        task(entry).ifPresent(t -> json.putObject("task").put("id", t.id()).put("name", t.name()));
        ArrayNode tags = json.putArray("tags");
        entry.tagIds().stream()
                .flatMap(id -> workspace.tags().find(id).stream())
                .forEach(tag -> tags.add(TagRoutes.json(workspace, tag)));
        Account account = company.account(entry.userId());
        json.putObject("user").put("id", account.id()).put("name", account.name());
        json.putNull("kiosk");
    }

    private Optional<Project> project(TimeEntry entry) {
        return Optional.ofNullable(entry.projectId()).flatMap(workspace.projects()::find);
    }

    private Optional<Task> task(TimeEntry entry) {
        return Optional.ofNullable(entry.taskId()).flatMap(workspace.tasks()::find);
    }
}
