package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Time entries and timers. A timer is an entry that has no end yet.
public final class TimeEntries {

    /// The type of an entry about work.
    public static final String REGULAR = "REGULAR";

    /// The type of an entry about a break.
    public static final String BREAK = "BREAK";

    private final Connection connection;
    private final String workspace;

    TimeEntries(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of a person's entries, the latest start first, so that those in the future lead.
    public Page<TimeEntry> list(String user, Filter filter, Paging paging) {
        return connection.page(ofUser(user), filter.query(), paging, TimeEntry.class);
    }

    public TimeEntry get(String id) {
        return connection.send(ApiRequest.get(path(id), Query.none(), TimeEntry.class));
    }

    /// An entry with project, task, tags and user as objects beside their ids, in [TimeEntry#raw].
    public TimeEntry hydrated(String id) {
        Query query = Query.none().with("hydrated", true);
        return connection.send(ApiRequest.get(path(id), query, TimeEntry.class));
    }

    /// A page of the timers that run in the workspace, everybody's.
    public Page<TimeEntry> inProgress(Paging paging) {
        String path = Paths.of("workspaces", workspace, "time-entries", "status", "in-progress");
        return connection.page(path, Query.none(), paging, TimeEntry.class);
    }

    /// The timer that a person runs, if any.
    public Optional<TimeEntry> inProgress(String user) {
        Query query = Query.none().with("in-progress", true);
        return connection
                .page(ofUser(user), query, new Paging(1, 10), TimeEntry.class)
                .items()
                .stream()
                .filter(TimeEntry::running)
                .findFirst();
    }

    /// The entries with these ids, those that there are.
    public List<TimeEntry> batch(List<String> ids) {
        return batch(ids, false);
    }

    /// The same with project, task, tags and user as objects beside their ids, in [TimeEntry#raw].
    public List<TimeEntry> hydratedBatch(List<String> ids) {
        return batch(ids, true);
    }

    private List<TimeEntry> batch(List<String> ids, boolean hydrated) {
        String path = Paths.of("workspaces", workspace, "time-entries", "batch");
        JsonNode body = Json.tree(new Batch(ids, hydrated));
        return connection.list(
                ApiRequest.search(Service.CORE, path, body, JsonNode.class), TimeEntry.class);
    }

    /// Makes an entry for the key's owner; without an end, starts a timer.
    public ApiRequest<TimeEntry> create(NewTimeEntry entry) {
        String path = Paths.of("workspaces", workspace, "time-entries");
        return ApiRequest.post(path, Json.tree(entry), TimeEntry.class);
    }

    /// Makes an entry for another person; without an end, starts a timer.
    public ApiRequest<TimeEntry> createFor(String user, NewTimeEntry entry) {
        return ApiRequest.post(ofUser(user), Json.tree(entry), TimeEntry.class);
    }

    /// Changes an entry. Clockify replaces it whole and clears what is not sent, so all of it is
    /// sent, known to us or not. A task stays when only the project changes; who changes one should
    /// think of the other.
    public ApiRequest<TimeEntry> replace(TimeEntry current, TimeEntryEdit edit) {
        return ApiRequest.put(path(current.id()), edit.bodyFor(current), TimeEntry.class);
    }

    /// Changes several entries of one person in one request, each as [#replace] does. Timers cannot
    /// be among them: Clockify demands an end. It takes a plan that has `BULK_EDIT`.
    public ApiRequest<TimeEntryList> replaceAll(String user, List<Replacement> all) {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        for (Replacement one : all) {
            body.add(one.edit().bodyFor(one.current()).put("id", one.current().id()));
        }
        return ApiRequest.put(ofUser(user), body, TimeEntryList.class);
    }

    /// One entry among several, and what to change about it.
    public record Replacement(TimeEntry current, TimeEntryEdit edit) {}

    /// Deletes an entry.
    public ApiRequest<Nothing> delete(String id) {
        return ApiRequest.delete(path(id), Nothing.class);
    }

    /// Deletes several entries of one person; answers what they were.
    ///
    /// @throws IllegalArgumentException if there are none: the address would be everybody's
    public ApiRequest<TimeEntryList> deleteAll(String user, List<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("Name the entries to delete.");
        }
        return ApiRequest.delete(ofUser(user), TimeEntryList.class)
                .with(Query.none().with("time-entry-ids", ids));
    }

    /// Ends the timer that a person runs. Without one, Clockify answers 404.
    public ApiRequest<TimeEntry> stop(String user, Instant end) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("end", Json.text(end));
        return ApiRequest.patch(ofUser(user), body, TimeEntry.class);
    }

    /// Makes a copy of an entry.
    public ApiRequest<TimeEntry> duplicate(String user, String id) {
        String path =
                Paths.of("workspaces", workspace, "user", user, "time-entries", id, "duplicate");
        return ApiRequest.post(path, null, TimeEntry.class);
    }

    /// Marks entries as invoiced, or as not.
    public ApiRequest<Nothing> markInvoiced(List<String> ids, boolean invoiced) {
        String path = Paths.of("workspaces", workspace, "time-entries", "invoiced");
        return ApiRequest.patch(path, Json.tree(new Invoiced(ids, invoiced)), Nothing.class);
    }

    private String path(String id) {
        return Paths.of("workspaces", workspace, "time-entries", id);
    }

    // Entries live under /user, everything else about people under /users.
    private String ofUser(String user) {
        return Paths.of("workspaces", workspace, "user", user, "time-entries");
    }

    private record Batch(List<String> timeEntryIds, boolean hydrated) {}

    private record Invoiced(List<String> timeEntryIds, boolean invoiced) {}

    /// A time entry.
    ///
    /// @param end null while the timer runs
    /// @param type [#REGULAR], [#BREAK], `HOLIDAY`, `TIME_OFF`, or what Clockify thinks of next
    /// @param raw all that Clockify said about it
    public record TimeEntry(
            String id,
            String userId,
            String description,
            Instant start,
            @Nullable Instant end,
            @Nullable String projectId,
            @Nullable String taskId,
            List<String> tagIds,
            boolean billable,
            boolean locked,
            String type,
            List<CustomFieldValue> customFieldValues,
            @Nullable Money hourlyRate,
            @Nullable Money costRate,
            @JsonValue JsonNode raw) {

        public TimeEntry {
            tagIds = List.copyOf(tagIds);
            customFieldValues = List.copyOf(customFieldValues);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static TimeEntry from(JsonNode raw) {
            Fields fields = new Fields(raw);
            Fields interval = new Fields(raw.path("timeInterval"));
            Instant start = Json.instant(interval.required("start"));
            String description = fields.text("description");
            String type = fields.id("type");
            if (start == null) {
                throw new IllegalArgumentException("A required field is empty: start");
            }
            return new TimeEntry(
                    fields.required("id"),
                    fields.required("userId"),
                    description == null ? "" : description,
                    start,
                    interval.instant("end"),
                    fields.id("projectId"),
                    fields.id("taskId"),
                    fields.texts("tagIds"),
                    fields.flag("billable"),
                    fields.flag("isLocked"),
                    type == null ? REGULAR : type,
                    fields.list("customFieldValues", CustomFieldValue.class),
                    fields.money("hourlyRate"),
                    fields.money("costRate"),
                    raw);
        }

        /// Whether it is a timer that still runs.
        public boolean running() {
            return end == null;
        }

        /// How long it is; empty while it runs.
        public Optional<Duration> duration() {
            return end == null ? Optional.empty() : Optional.of(Duration.between(start, end));
        }
    }

    /// The value that an entry has in a custom field.
    ///
    /// @param type where the field comes from, `WORKSPACE`, `PROJECT` or `TIMEENTRY`, in some
    ///   answers; the kind of field, such as `TXT`, in others
    /// @param value a text, number, boolean or list; null if it has none
    public record CustomFieldValue(
            @Nullable String customFieldId,
            @Nullable String name,
            @Nullable String type,
            @Nullable String sourceType,
            @Nullable JsonNode value) {}

    /// A value for a custom field, as it is sent.
    ///
    /// @param sourceType `WORKSPACE`, `PROJECT` or `TIMEENTRY`; null to leave it to Clockify
    /// @param value a text, number, boolean or list; null empties it
    public record NewCustomFieldValue(
            String customFieldId, @Nullable String sourceType, @Nullable JsonNode value) {}

    /// Several entries, as a bulk request answers them.
    ///
    /// @param entries in Clockify's order
    public record TimeEntryList(@JsonValue List<TimeEntry> entries) {

        public TimeEntryList {
            entries = List.copyOf(entries);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static TimeEntryList from(JsonNode raw) {
            return new TimeEntryList(Json.readList(raw, TimeEntry.class));
        }
    }

    /// An entry to be made.
    ///
    /// @param start cut to whole seconds, as Clockify would
    /// @param end null starts a timer
    /// @param description at most 3000 characters
    /// @param billable null leaves it to Clockify
    /// @param type [#REGULAR] or [#BREAK]; null for regular
    public record NewTimeEntry(
            Instant start,
            @Nullable Instant end,
            @Nullable String description,
            @Nullable String projectId,
            @Nullable String taskId,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tagIds,
            @Nullable Boolean billable,
            @Nullable String type,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NewCustomFieldValue> customFields) {

        public NewTimeEntry {
            tagIds = List.copyOf(tagIds);
            customFields = List.copyOf(customFields);
        }

        /// An entry with a start, an end or none, and what was done; the rest is empty.
        public NewTimeEntry(Instant start, @Nullable Instant end, @Nullable String description) {
            this(start, end, description, null, null, List.of(), null, null, List.of());
        }

        public NewTimeEntry withProject(@Nullable String projectId, @Nullable String taskId) {
            return new NewTimeEntry(
                    start,
                    end,
                    description,
                    projectId,
                    taskId,
                    tagIds,
                    billable,
                    type,
                    customFields);
        }

        public NewTimeEntry withTags(List<String> tagIds) {
            return new NewTimeEntry(
                    start,
                    end,
                    description,
                    projectId,
                    taskId,
                    tagIds,
                    billable,
                    type,
                    customFields);
        }

        public NewTimeEntry withBillable(@Nullable Boolean billable) {
            return new NewTimeEntry(
                    start,
                    end,
                    description,
                    projectId,
                    taskId,
                    tagIds,
                    billable,
                    type,
                    customFields);
        }

        public NewTimeEntry withType(@Nullable String type) {
            return new NewTimeEntry(
                    start,
                    end,
                    description,
                    projectId,
                    taskId,
                    tagIds,
                    billable,
                    type,
                    customFields);
        }

        public NewTimeEntry withCustomFields(List<NewCustomFieldValue> customFields) {
            return new NewTimeEntry(
                    start,
                    end,
                    description,
                    projectId,
                    taskId,
                    tagIds,
                    billable,
                    type,
                    customFields);
        }
    }

    /// Which entries.
    ///
    /// @param query what is sent
    public record Filter(Query query) {

        public static Filter all() {
            return new Filter(Query.none());
        }

        /// Those in a stretch of time; see [Window] for why the zone matters.
        public Filter within(Window window) {
            return new Filter(query.with("start", window.start()).with("end", window.end()));
        }

        /// Those whose description contains this.
        public Filter description(String part) {
            return new Filter(query.with("description", part));
        }

        public Filter project(String id) {
            return new Filter(query.with("project", id));
        }

        public Filter task(String id) {
            return new Filter(query.with("task", id));
        }

        /// Those with any of these tags.
        public Filter tags(List<String> ids) {
            return new Filter(query.with("tags", ids));
        }

        /// Only those with a project.
        public Filter projectRequired() {
            return new Filter(query.with("project-required", true));
        }

        /// Only those with a task.
        public Filter taskRequired() {
            return new Filter(query.with("task-required", true));
        }

        /// Only the timer that runs.
        public Filter inProgress() {
            return new Filter(query.with("in-progress", true));
        }

        /// Those of the week before an instant.
        public Filter weekBefore(Instant instant) {
            return new Filter(query.with("get-week-before", Json.text(instant)));
        }

        /// With project, task, tags and user as objects beside their ids, in [TimeEntry#raw].
        public Filter hydrated() {
            return new Filter(query.with("hydrated", true));
        }
    }
}
