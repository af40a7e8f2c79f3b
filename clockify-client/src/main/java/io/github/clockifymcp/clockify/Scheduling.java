package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is to work on what, and when. What is planned is a draft until it is published.
///
/// Days go over the wire as the midnight and the last second that a clock in UTC shows, whatever
/// the zone. A write answers with all assignments that it touched, as an array.
public final class Scheduling {

    private final Connection connection;
    private final String workspace;

    Scheduling(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// Which assignments of a series are meant.
    public enum Series {
        THIS_ONE,
        THIS_AND_FOLLOWING,
        ALL
    }

    /// Which assignments count in totals.
    public enum Status {
        PUBLISHED,
        UNPUBLISHED,
        ALL
    }

    /// Days, both in it.
    public record Days(LocalDate first, LocalDate last) {

        /// @throws IllegalArgumentException if the last is before the first
        public Days {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("The last day is before the first.");
            }
        }

        String start() {
            return first + "T00:00:00Z";
        }

        String end() {
            return last + "T23:59:59Z";
        }

        private ObjectNode body() {
            return JsonNodeFactory.instance.objectNode().put("start", start()).put("end", end());
        }

        private Query query() {
            return Query.none().with("start", start()).with("end", end());
        }
    }

    /// A page of the assignments that touch some days, by person. There is no route for one.
    public Page<ScheduledWork> list(Days days, Paging paging) {
        Query query =
                days.query()
                        .with("sort-column", "USER")
                        .with("sort-order", SortOrder.ASCENDING.name());
        return connection.page(path("all"), query, paging, ScheduledWork.class);
    }

    /// A page of what people can work a day, and what they are planned for: a POST that only reads.
    ///
    /// @param userIds whose; empty for everybody's
    public Page<Capacity> capacities(
            Days days, Status status, List<String> userIds, Paging paging) {
        ObjectNode body = days.body().put("statusFilter", status.name());
        addTo(body, userIds);
        return search(path("user-filter", "totals"), body, paging, Capacity.class);
    }

    /// The same for one person; nothing where Clockify has nothing to say.
    public Optional<Capacity> capacity(String userId, Days days) {
        return one(path("users", userId, "totals"), days, Capacity.class);
    }

    /// A page of the hours planned for each project: a POST that only reads.
    ///
    /// @param search a part of a project's or client's name
    public Page<ProjectTotal> projectTotals(
            Days days, Status status, @Nullable String search, Paging paging) {
        ObjectNode body = days.body().put("statusFilter", status.name());
        if (search != null) {
            body.put("search", search);
        }
        return search(path("projects", "totals"), body, paging, ProjectTotal.class);
    }

    /// The hours planned for one project; nothing where there are none.
    public Optional<ProjectTotal> projectTotal(String projectId, Days days) {
        return one(path("projects", "totals", projectId), days, ProjectTotal.class);
    }

    /// Plans work, once or every week, as a draft.
    public ApiRequest<JsonNode> create(NewAssignment assignment) {
        return ApiRequest.post(path("recurring"), assignment.body(), JsonNode.class);
    }

    /// Changes what the edit names, and sends the days in any case.
    public ApiRequest<JsonNode> update(String id, AssignmentEdit edit, Series series) {
        return ApiRequest.patch(path("recurring", id), edit.body(series), JsonNode.class);
    }

    public ApiRequest<JsonNode> delete(String id, Series series) {
        return ApiRequest.delete(path("recurring", id), JsonNode.class)
                .with(Query.none().with("seriesUpdateOption", series.name()));
    }

    /// Makes an assignment, which may not be longer than a week, repeat every week, or no more.
    ///
    /// @param weeks for how many weeks, from 1 to 99
    public ApiRequest<JsonNode> repeat(String id, boolean repeat, int weeks) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("repeat", repeat);
        return ApiRequest.put(path("series", id), body.put("weeks", weeks), JsonNode.class);
    }

    /// Plans the same for somebody, as a draft.
    public ApiRequest<JsonNode> copy(String id, String userId, Series series) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("userId", userId).put("seriesUpdateOption", series.name());
        return ApiRequest.post(path(id, "copy"), body, JsonNode.class);
    }

    /// Publishes every draft that touches some days, for good.
    ///
    /// @param userIds whose; empty for everybody's
    /// @param notify whether Clockify mails those people
    public ApiRequest<Nothing> publish(Days days, List<String> userIds, boolean notify) {
        ObjectNode body = days.body().put("notifyUsers", notify).put("viewType", "ALL");
        addTo(body, userIds);
        return ApiRequest.put(path("publish"), body, Nothing.class);
    }

    private static void addTo(ObjectNode body, List<String> userIds) {
        if (!userIds.isEmpty()) {
            ObjectNode filter = body.putObject("userFilter").put("contains", "CONTAINS");
            filter.put("status", "ALL").set("ids", Json.tree(userIds));
        }
    }

    private <T> Page<T> search(String path, ObjectNode body, Paging paging, Class<T> type) {
        body.put("page", paging.page()).put("pageSize", paging.size());
        JsonNode answer =
                connection
                        .transport()
                        .exchange(ApiRequest.search(Service.CORE, path, body, JsonNode.class))
                        .body();
        List<T> items = Json.readList(answer, type);
        // There is no header and no total here.
        return new Page<>(items, items.size() >= paging.size());
    }

    private <T> Optional<T> one(String path, Days days, Class<T> type) {
        JsonNode answer =
                connection
                        .transport()
                        .exchange(ApiRequest.get(path, days.query(), JsonNode.class))
                        .body();
        return answer.isObject() ? Optional.of(Json.read(answer, type)) : Optional.empty();
    }

    private String path(String... more) {
        return Paths.of("workspaces", workspace, "scheduling", "assignments") + Paths.of(more);
    }

    /// Work to be planned.
    ///
    /// @param startTime such as `10:00:00`; null for no time of day
    /// @param billable null for what the project says
    /// @param weeks for how many weeks it repeats; null for once
    public record NewAssignment(
            String userId,
            String projectId,
            @Nullable String taskId,
            Days days,
            BigDecimal hoursPerDay,
            @Nullable String startTime,
            @Nullable Boolean billable,
            boolean includeNonWorkingDays,
            @Nullable String note,
            @Nullable Integer weeks) {

        private ObjectNode body() {
            ObjectNode body = days.body().put("userId", userId).put("projectId", projectId);
            body.put("hoursPerDay", hoursPerDay);
            body.put("includeNonWorkingDays", includeNonWorkingDays);
            put(body, "taskId", taskId);
            put(body, "startTime", startTime);
            put(body, "note", note);
            if (billable != null) {
                body.put("billable", billable);
            }
            if (weeks != null) {
                body.putObject("recurringAssignment").put("repeat", true).put("weeks", weeks);
            }
            return body;
        }
    }

    /// An assignment as it shall be; null is not sent, but for the task and the note, which are
    /// sent empty when cleared.
    public record AssignmentEdit(
            Days days,
            @Nullable BigDecimal hoursPerDay,
            @Nullable String taskId,
            @Nullable String startTime,
            @Nullable Boolean billable,
            @Nullable Boolean includeNonWorkingDays,
            @Nullable String note) {

        private ObjectNode body(Series series) {
            ObjectNode body = days.body();
            if (hoursPerDay != null) {
                body.put("hoursPerDay", hoursPerDay);
            }
            put(body, "taskId", taskId);
            put(body, "startTime", startTime);
            put(body, "note", note);
            if (billable != null) {
                body.put("billable", billable);
            }
            if (includeNonWorkingDays != null) {
                body.put("includeNonWorkingDays", includeNonWorkingDays);
            }
            return body.put("seriesUpdateOption", series.name());
        }
    }

    private static void put(ObjectNode body, String field, @Nullable String text) {
        if (text != null) {
            body.put(field, text);
        }
    }
}
