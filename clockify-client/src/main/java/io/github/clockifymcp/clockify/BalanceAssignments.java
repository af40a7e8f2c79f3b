package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people were given under policies of time off, one by one; a balance is their sum less what
/// was taken. Amounts are in the policy's unit.
public final class BalanceAssignments {

    private final Connection connection;
    private final String workspace;

    BalanceAssignments(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// All that somebody was given under a policy: Clockify does not cut this list into pages.
    public List<Assignment> list(String userId, String policyId) {
        return connection.list(
                path("user", userId, "policy", policyId), Query.none(), Assignment.class);
    }

    /// Gives people something under a policy, on top of what they have.
    ///
    /// @param amount may be below zero
    /// @param days when it can be used; null for a year from today
    public ApiRequest<Nothing> give(
            String policyId,
            List<String> userIds,
            BigDecimal amount,
            @Nullable Days days,
            @Nullable String note) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("policyId", policyId).put("balance", amount);
        body.set("userIds", Json.tree(userIds));
        more(body, days, note);
        return ApiRequest.post(path(), body, Nothing.class);
    }

    /// Makes what somebody was given larger, or smaller.
    ///
    /// @param change what is added to it, and not what it becomes
    public ApiRequest<Nothing> change(
            Assignment current, BigDecimal change, @Nullable Days days, @Nullable String note) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("balanceChange", change);
        more(body, days, note);
        return ApiRequest.put(path(current), body, Nothing.class);
    }

    /// Takes away what somebody was given.
    ///
    /// @param note why; Clockify demands it
    public ApiRequest<Nothing> delete(Assignment current, String note) {
        // A DELETE with a body.
        return new ApiRequest<>(
                Service.CORE,
                "DELETE",
                path(current),
                Query.none(),
                JsonNodeFactory.instance.objectNode().put("note", note),
                Nothing.class,
                false);
    }

    private static void more(ObjectNode body, @Nullable Days days, @Nullable String note) {
        if (days != null) {
            body.putObject("dateRange")
                    .put("start", days.first().toString())
                    .put("end", days.last().toString());
        }
        if (note != null) {
            body.put("note", note);
        }
    }

    private String path(Assignment one) {
        return path(one.id(), "user", one.userId(), "policy", one.policyId());
    }

    private String path(String... more) {
        String path = Paths.of("workspaces", workspace, "time-off", "balance", "assignment");
        return more.length == 0 ? path : path + Paths.of(more);
    }

    /// From a day to a day, both in it.
    public record Days(LocalDate first, LocalDate last) {}

    /// Something that somebody was given.
    ///
    /// @param accrued how much of it has come by now; zero where it came at once
    /// @param first the first day on which it can be used; null where Clockify does not say
    /// @param raw all that Clockify said about it
    public record Assignment(
            String id,
            String policyId,
            String userId,
            BigDecimal amount,
            BigDecimal accrued,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            @JsonValue JsonNode raw) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Assignment from(JsonNode raw) {
            Fields fields = new Fields(raw);
            Fields range = new Fields(raw.path("dateRange"));
            return new Assignment(
                    fields.required("id"),
                    fields.required("policyId"),
                    fields.required("userId"),
                    TimeOff.plain(raw.path("balance").decimalValue()),
                    TimeOff.plain(raw.path("accrued").decimalValue()),
                    day(range, "start"),
                    day(range, "end"),
                    raw);
        }

        private static @Nullable LocalDate day(Fields range, String name) {
            String text = range.id(name);
            return text == null || text.length() < 10
                    ? null
                    : LocalDate.parse(text.substring(0, 10));
        }
    }
}
