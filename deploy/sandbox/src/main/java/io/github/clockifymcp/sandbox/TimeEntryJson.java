package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        json.put("isLocked", false);
        if (rates) {
            json.set(
                    "hourlyRate",
                    Rate.json(
                            rate(
                                    entry,
                                    Member::hourlyRate,
                                    Project::hourlyRate,
                                    Project.Membership::hourlyRate,
                                    Task::hourlyRate,
                                    workspace.hourlyRate())));
            json.set(
                    "costRate",
                    Rate.json(
                            rate(
                                    entry,
                                    Member::costRate,
                                    Project::costRate,
                                    Project.Membership::costRate,
                                    Task::costRate,
                                    null)));
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

    /// The nearest rate: the task's, the person's on the project, the project's, the person's, the
    /// workspace's.
    private @Nullable Rate rate(
            TimeEntry entry,
            Function<Member, @Nullable Rate> ofMember,
            Function<Project, @Nullable Rate> ofProject,
            Function<Project.Membership, @Nullable Rate> onProject,
            Function<Task, @Nullable Rate> ofTask,
            @Nullable Rate otherwise) {
        Optional<Project> project = project(entry);
        return Stream.of(
                        task(entry).flatMap(t -> Optional.ofNullable(ofTask.apply(t))),
                        project.stream()
                                .flatMap(p -> p.memberships().stream())
                                .filter(m -> m.userId().equals(entry.userId()))
                                .findFirst()
                                .flatMap(m -> Optional.ofNullable(onProject.apply(m))),
                        project.flatMap(p -> Optional.ofNullable(ofProject.apply(p))),
                        workspace
                                .members()
                                .find(entry.userId())
                                .flatMap(m -> Optional.ofNullable(ofMember.apply(m))))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(otherwise);
    }

    private Optional<Project> project(TimeEntry entry) {
        return Optional.ofNullable(entry.projectId()).flatMap(workspace.projects()::find);
    }

    private Optional<Task> task(TimeEntry entry) {
        return Optional.ofNullable(entry.taskId()).flatMap(workspace.tasks()::find);
    }
}
