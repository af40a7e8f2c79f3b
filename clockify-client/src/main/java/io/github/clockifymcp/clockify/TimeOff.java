package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.TimeOffPolicies.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests for time off, and what is left to ask for. A policy counts in days or in hours, and so
/// do its requests and balances.
public final class TimeOff {

    private final Connection connection;
    private final String workspace;

    TimeOff(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// How far a request is. There is no way back from the last two.
    public enum Status {
        PENDING,
        APPROVED,
        REJECTED
    }

    /// Which half of a day.
    public enum Half {
        FIRST_HALF,
        SECOND_HALF
    }

    /// A page of the requests that fit a filter: a POST that only reads. There is no route for one
    /// request.
    public Page<Leave> search(Filter filter, Paging paging) {
        ObjectNode body = filter.body();
        body.put("page", paging.page());
        body.put("pageSize", paging.size());
        JsonNode answer =
                connection
                        .transport()
                        .exchange(
                                ApiRequest.search(
                                        Service.CORE, path("requests"), body, JsonNode.class))
                        .body();
        return page(answer, "requests", paging, Leave.class);
    }

    /// Asks for time off for oneself.
    public ApiRequest<Leave> request(String policyId, NewLeave leave) {
        return ApiRequest.post(path("policies", policyId, "requests"), leave.body(), Leave.class);
    }

    /// Asks for time off for somebody.
    public ApiRequest<Leave> request(String policyId, String userId, NewLeave leave) {
        return ApiRequest.post(
                path("policies", policyId, "users", userId, "requests"), leave.body(), Leave.class);
    }

    /// Approves or rejects a pending request.
    public ApiRequest<Leave> decide(Leave leave, Status status, @Nullable String note) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", status.name());
        if (note != null) {
            body.put("note", note);
        }
        return ApiRequest.patch(
                path("policies", leave.policyId(), "requests", leave.id()), body, Leave.class);
    }

    /// Withdraws a pending request.
    public ApiRequest<Leave> delete(String policyId, String requestId) {
        return ApiRequest.delete(path("policies", policyId, "requests", requestId), Leave.class);
    }

    /// A page of somebody's balances, one for each policy.
    public Page<Balance> balancesOf(String userId, Paging paging) {
        return balancesAt(path("balance", "user", userId), paging);
    }

    /// A page of a policy's balances, one for each person.
    public Page<Balance> balances(String policyId, Paging paging) {
        return balancesAt(path("balance", "policy", policyId), paging);
    }

    /// Sets what somebody has left under a policy.
    ///
    /// @param note why; Clockify demands it
    public ApiRequest<Nothing> setBalance(
            String policyId, String userId, BigDecimal value, String note) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("userIds").add(userId);
        body.put("value", value).put("note", note);
        return ApiRequest.patch(path("balance", "policy", policyId), body, Nothing.class);
    }

    private Page<Balance> balancesAt(String path, Paging paging) {
        ApiRequest<JsonNode> request = ApiRequest.get(path, paging.query(), JsonNode.class);
        JsonNode answer = connection.transport().exchange(request).body();
        return page(answer, "balances", paging, Balance.class);
    }

    private static <T> Page<T> page(JsonNode answer, String field, Paging paging, Class<T> type) {
        List<T> items = Json.readList(answer.path(field), type);
        long seen = (long) paging.page() * paging.size();
        return new Page<>(items, !items.isEmpty() && seen < answer.path("count").asLong());
    }

    private String path(String... more) {
        String[] segments = new String[3 + more.length];
        segments[0] = "workspaces";
        segments[1] = workspace;
        segments[2] = "time-off";
        System.arraycopy(more, 0, segments, 3, more.length);
        return Paths.of(segments);
    }

    /// Which requests: everybody's, whatever their status, unless it says otherwise.
    ///
    /// @param from with it and `to`, those that touch this time
    public record Filter(
            List<Status> statuses,
            List<String> userIds,
            @Nullable Instant from,
            @Nullable Instant to) {

        public Filter {
            statuses = List.copyOf(statuses);
            userIds = List.copyOf(userIds);
        }

        public static Filter all() {
            return new Filter(List.of(), List.of(), null, null);
        }

        public Filter statuses(Status... some) {
            return new Filter(List.of(some), userIds, from, to);
        }

        public Filter users(List<String> ids) {
            return new Filter(statuses, ids, from, to);
        }

        public Filter within(Instant first, Instant end) {
            return new Filter(statuses, userIds, first, end);
        }

        private ObjectNode body() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            List<String> wanted =
                    statuses.isEmpty()
                            ? List.of("ALL")
                            : statuses.stream().map(Status::name).toList();
            body.set("statuses", Json.tree(wanted));
            if (!userIds.isEmpty()) {
                body.set("users", Json.tree(userIds));
            }
            if (from != null && to != null) {
                body.put("start", Json.text(from));
                body.put("end", Json.text(to));
            }
            return body;
        }
    }

    /// A request for time off.
    ///
    /// @param policyName null in the answers of changes, like the names of people
    /// @param unit what the policy counts in; null in the answers of changes
    /// @param zone of whom it is for; days are days there
    /// @param status one of [Status], or one that nobody has heard of
    /// @param amount how much it takes off the balance, in days or hours
    /// @param balance what its person has left, this not taken off while it is pending; null in the
    ///   answers of changes
    /// @param raw all that Clockify said about it
    public record Leave(
            String id,
            String policyId,
            @Nullable String policyName,
            String userId,
            @Nullable String userName,
            @Nullable ZoneId zone,
            @Nullable Unit unit,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Half half,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal balance,
            String status,
            @Nullable String note,
            @Nullable Instant asked,
            @Nullable String decidedBy,
            @Nullable String decisionNote,
            @JsonValue JsonNode raw) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Leave from(JsonNode raw) {
            Fields fields = new Fields(raw);
            JsonNode time = raw.path("timeOffPeriod");
            Fields period = new Fields(time.path("period"));
            Fields status = new Fields(raw.path("status"));
            BigDecimal difference = decimal(raw, "balanceDiff");
            String word = status.text("statusType");
            return new Leave(
                    fields.required("id"),
                    fields.required("policyId"),
                    fields.id("policyName"),
                    fields.required("userId"),
                    fields.id("userName"),
                    zone(fields),
                    Unit.read(fields.text("timeUnit")),
                    period.instant("start"),
                    period.instant("end"),
                    half(time),
                    difference == null ? null : difference.abs(),
                    decimal(raw, "balance"),
                    word == null ? "" : word,
                    fields.id("note"),
                    fields.instant("createdAt"),
                    status.id("changedByUserName"),
                    status.id("note"),
                    raw);
        }

        public boolean isPending() {
            return status.equals(Status.PENDING.name());
        }

        /// Its first day where the person is.
        public @Nullable LocalDate first(ZoneId otherwise) {
            return start == null ? null : LocalDate.ofInstant(start, zoneOr(otherwise));
        }

        /// Its last day where the person is; an end at midnight ends the day before.
        public @Nullable LocalDate last(ZoneId otherwise) {
            if (end == null || start == null) {
                return null;
            }
            Instant within = end.isAfter(start) ? end.minus(1, ChronoUnit.SECONDS) : end;
            return LocalDate.ofInstant(within, zoneOr(otherwise));
        }

        private ZoneId zoneOr(ZoneId otherwise) {
            return zone == null ? otherwise : zone;
        }

        private static @Nullable ZoneId zone(Fields fields) {
            String name = fields.id("userTimeZone");
            return name != null && ZoneId.getAvailableZoneIds().contains(name)
                    ? ZoneId.of(name)
                    : null;
        }

        private static @Nullable Half half(JsonNode time) {
            if (!time.path("halfDay").asBoolean()) {
                return null;
            }
            boolean second = time.path("halfDayPeriod").asText().equals(Half.SECOND_HALF.name());
            return second ? Half.SECOND_HALF : Half.FIRST_HALF;
        }
    }

    /// What is asked for: days under a policy that counts days, hours under one that counts hours.
    ///
    /// @param days null for hours
    /// @param hours null for days
    public record NewLeave(@Nullable Days days, @Nullable Hours hours, @Nullable String note) {

        /// Whole days, or half a one.
        public static NewLeave of(Days days, @Nullable String note) {
            return new NewLeave(days, null, note);
        }

        public static NewLeave of(Hours hours, @Nullable String note) {
            return new NewLeave(null, hours, note);
        }

        private ObjectNode body() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            if (note != null) {
                body.put("note", note);
            }
            ObjectNode time = body.putObject("timeOffPeriod");
            if (days != null) {
                // A first and a last day would be refused.
                time.putObject("period")
                        .put("start", days.first().toString())
                        .put("days", days.count());
                time.put("isHalfDay", days.half() != null);
                time.put("halfDayPeriod", days.half() == null ? "NOT_DEFINED" : days.half().name());
            }
            if (hours != null) {
                // Fractions of seconds would be refused.
                time.putObject("period")
                        .put("start", Json.text(hours.start().truncatedTo(ChronoUnit.SECONDS)))
                        .put("end", Json.text(hours.end().truncatedTo(ChronoUnit.SECONDS)));
            }
            return body;
        }
    }

    /// Days off.
    ///
    /// @param count how many days, the first one among them
    /// @param half null for whole days
    public record Days(LocalDate first, int count, @Nullable Half half) {}

    /// Hours off.
    public record Hours(Instant start, Instant end) {}

    /// What somebody has left under a policy, in the policy's unit.
    ///
    /// @param left can be below zero
    /// @param mayGoNegative how far below zero it may go; null where Clockify sets no limit or does
    ///   not say
    public record Balance(
            String policyId,
            @Nullable String policyName,
            String userId,
            @Nullable String userName,
            @Nullable Unit unit,
            @Nullable BigDecimal total,
            @Nullable BigDecimal used,
            BigDecimal left,
            @Nullable BigDecimal mayGoNegative,
            boolean archived) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Balance from(JsonNode raw) {
            Fields fields = new Fields(raw);
            BigDecimal left = decimal(raw, "balance");
            return new Balance(
                    fields.required("policyId"),
                    fields.id("policyName"),
                    fields.required("userId"),
                    fields.id("userName"),
                    Unit.read(fields.text("policyTimeUnit")),
                    decimal(raw, "total"),
                    decimal(raw, "used"),
                    left == null ? BigDecimal.ZERO : left,
                    fields.flag("negativeBalanceLimit")
                            ? decimal(raw, "negativeBalanceAmount")
                            : null,
                    fields.flag("policyArchived"));
        }
    }

    private static @Nullable BigDecimal decimal(JsonNode raw, String name) {
        JsonNode value = raw.path(name);
        return value.isNumber() ? plain(value.decimalValue()) : null;
    }

    /// 20 and not 20.0 or 2E1.
    static BigDecimal plain(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
