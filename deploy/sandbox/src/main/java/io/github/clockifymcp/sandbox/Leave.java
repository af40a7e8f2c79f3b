package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A request for time off.
///
/// @param half FIRST_HALF or SECOND_HALF; null for whole days and for hours
/// @param amount what it takes off the balance, in the policy's unit
record Leave(
        String id,
        String policyId,
        String userId,
        String requesterId,
        Instant start,
        Instant end,
        @Nullable String half,
        BigDecimal amount,
        String note,
        Instant asked,
        Decision decision)
        implements Row {

    /// How far it is.
    ///
    /// @param status PENDING, APPROVED or REJECTED
    /// @param by who decided; null while it is pending, and for those that nobody has to approve
    record Decision(
            String status, @Nullable String by, @Nullable Instant at, @Nullable String note) {}

    static final Decision PENDING = new Decision("PENDING", null, null, null);

    boolean is(String status) {
        return decision.status.equals(status);
    }

    Leave decided(Decision other) {
        return new Leave(
                id, policyId, userId, requesterId, start, end, half, amount, note, asked, other);
    }

    /// The days in a period on which somebody works: not those outside the working week, and no
    /// holidays.
    static BigDecimal workingDays(State workspace, String userId, LocalDate from, LocalDate to) {
        long days =
                from.datesUntil(to.plusDays(1))
                        .filter(day -> works(workspace, day))
                        .filter(day -> !Holiday.is(workspace, userId, day))
                        .count();
        return BigDecimal.valueOf(days);
    }

    private static boolean works(State workspace, LocalDate day) {
        for (var working : workspace.settings().path("workingDays")) {
            if (working.asText().equals(day.getDayOfWeek().name())) {
                return true;
            }
        }
        return false;
    }

    /// As changes show it.
    ObjectNode json(Call call) {
        ObjectNode json = Json.object();
        json.put("id", id).put("workspaceId", call.workspace().id());
        json.put("policyId", policyId).put("userId", userId);
        json.put("note", note).put("createdAt", asked.toString());
        json.put("balanceDiff", amount.negate());
        ObjectNode time = json.putObject("timeOffPeriod");
        time.putObject("period").put("start", start.toString()).put("end", end.toString());
        time.put("halfDay", half != null);
        time.put("halfDayPeriod", half == null ? "NOT_DEFINED" : half);
        time.putNull("halfDayHours");
        ObjectNode status = json.putObject("status").put("statusType", decision.status);
        String by = decision.by == null ? null : call.company().account(decision.by).name();
        status.put("changedByUserId", decision.by).put("changedByUserName", by);
        status.put("changedForUserName", by == null ? null : call.company().account(userId).name());
        status.put("changedAt", decision.at == null ? null : decision.at.toString());
        status.put("note", decision.note);
        return json;
    }

    /// As lists show it, and the answer to a new one.
    ObjectNode whole(Call call, Policy policy) {
        ObjectNode json = json(call);
        Account user = call.company().account(userId);
        ZoneId zone = user.zone();
        json.put("policyName", policy.name()).put("timeUnit", policy.unit());
        json.put("userName", user.name()).put("userEmail", user.email());
        json.put("userTimeZone", zone.getId());
        json.put("requesterUserId", requesterId);
        json.put("requesterUserName", call.company().account(requesterId).name());
        json.put("balance", Assignment.balance(call.workspace(), policy, userId));
        return json;
    }
}
