package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.Holidays.Audience;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The kinds of time off in a workspace, such as vacation: for whom, counted in what, and whether
/// somebody has to approve it.
public final class TimeOffPolicies {

    // An update takes people and groups in another form, and cannot change the unit.
    private static final Set<String> READ_ONLY =
            Set.of("id", "workspaceId", "userIds", "userGroupIds", "projectId", "timeUnit");

    private final Connection connection;
    private final String workspace;

    TimeOffPolicies(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// What a policy counts in.
    public enum Unit {
        DAYS,
        HOURS;

        static @Nullable Unit read(@Nullable String word) {
            if (word == null) {
                return null;
            }
            return switch (word) {
                case "DAYS" -> DAYS;
                case "HOURS" -> HOURS;
                default -> null;
            };
        }

        /// Such as `1 day`, `2.5 days` or `8 hours`.
        public String said(BigDecimal amount) {
            String one = this == DAYS ? "day" : "hour";
            BigDecimal plain = TimeOff.plain(amount);
            boolean single = plain.abs().compareTo(BigDecimal.ONE) == 0;
            return "%s %s%s".formatted(plain.toPlainString(), one, single ? "" : "s");
        }
    }

    /// How often a balance grows.
    public enum Period {
        MONTH,
        YEAR
    }

    /// A page of them.
    ///
    /// @param name part of the name; null for all
    /// @param archived null for both
    public Page<Policy> list(@Nullable String name, @Nullable Boolean archived, Paging paging) {
        String status = archived == null ? "ALL" : archived ? "ARCHIVED" : "ACTIVE";
        Query query = Query.none().with("status", status);
        return connection.page(
                path(), name == null ? query : query.with("name", name), paging, Policy.class);
    }

    public Policy get(String id) {
        return connection.send(ApiRequest.get(path(id), Query.none(), Policy.class));
    }

    /// Makes a policy.
    public ApiRequest<Policy> create(NewPolicy policy) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", policy.name());
        body.put("timeUnit", policy.unit().name());
        body.put("allowHalfDay", policy.allowHalfDay());
        body.put("allowNegativeBalance", policy.negativeAmount() != null);
        body.put("archived", false);
        body.put("hasExpiration", false);
        ObjectNode approve = body.putObject("approve");
        approve.put("requiresApproval", policy.requiresApproval());
        approve.put("specificMembers", false);
        approve.put("teamManagers", policy.requiresApproval());
        approve.putArray("userIds");
        if (policy.accrual() != null) {
            accrual(body, policy.accrual(), policy.unit());
        }
        if (policy.negativeAmount() != null) {
            negative(body, policy.negativeAmount(), policy.unit());
        }
        policy.audience().addTo(body, "ACTIVE");
        return ApiRequest.post(path(), body, Policy.class);
    }

    /// Changes a policy. Clockify replaces it whole, so all of it is sent. Whether balances expire
    /// is required too, and never shown: it is said that they do not.
    public ApiRequest<Policy> update(Policy current, PolicyEdit edit) {
        ObjectNode body = new Fields(current.raw()).without(READ_ONLY);
        Unit unit = current.unit() == null ? Unit.DAYS : current.unit();
        body.put("archived", current.archived());
        body.put("allowHalfDay", current.allowHalfDay());
        body.put("allowNegativeBalance", current.allowNegative());
        body.put("hasExpiration", false);
        Edits.text(body, "name", Edits.notCleared("name", edit.name()));
        Edits.flag(body, "allowHalfDay", edit.allowHalfDay());
        Edits.flag(body, "archived", edit.archived());
        if (edit.requiresApproval() instanceof Edit.Set<Boolean>(Boolean requires)) {
            ObjectNode approve = body.withObject("approve");
            approve.put("requiresApproval", requires);
            if (requires
                    && !approve.path("specificMembers").asBoolean()
                    && !approve.path("teamManagers").asBoolean()) {
                approve.put("teamManagers", true);
            }
        }
        switch (edit.accrual()) {
            case Edit.Keep<Accrual>() -> {}
            case Edit.Set<Accrual>(Accrual accrual) -> accrual(body, accrual, unit);
            case Edit.Clear<Accrual>() -> body.remove("automaticAccrual");
        }
        switch (edit.negativeAmount()) {
            case Edit.Keep<BigDecimal>() -> {}
            case Edit.Set<BigDecimal>(BigDecimal amount) -> {
                body.put("allowNegativeBalance", true);
                negative(body, amount, unit);
            }
            case Edit.Clear<BigDecimal>() -> {
                body.put("allowNegativeBalance", false);
                body.remove("negativeBalance");
            }
        }
        current.audience().addTo(body, "ACTIVE");
        JsonNode entries = body.path("automaticTimeEntryCreation").path("defaultEntities");
        if (entries instanceof ObjectNode into && into.path("taskId").isNull()) {
            into.remove("taskId");
        }
        return ApiRequest.put(path(current.id()), body, Policy.class);
    }

    private static void accrual(ObjectNode body, Accrual accrual, Unit unit) {
        body.putObject("automaticAccrual")
                .put("amount", accrual.amount())
                .put("period", accrual.period().name())
                .put("timeUnit", unit.name());
    }

    private static void negative(ObjectNode body, BigDecimal amount, Unit unit) {
        body.putObject("negativeBalance")
                .put("amount", amount)
                .put("period", Period.YEAR.name())
                .put("shouldReset", false)
                .put("timeUnit", unit.name());
    }

    /// Archives a policy, or brings it back.
    public ApiRequest<Policy> archive(String id, boolean archived) {
        String status = archived ? "ARCHIVED" : "ACTIVE";
        return ApiRequest.patch(
                path(id),
                JsonNodeFactory.instance.objectNode().put("status", status),
                Policy.class);
    }

    /// Deletes a policy, which has to be archived.
    public ApiRequest<Nothing> delete(String id) {
        return ApiRequest.delete(path(id), Nothing.class);
    }

    private String path() {
        return Paths.of("workspaces", workspace, "time-off", "policies");
    }

    private String path(String id) {
        return Paths.of("workspaces", workspace, "time-off", "policies", id);
    }

    /// How much a balance grows, in the policy's unit.
    public record Accrual(BigDecimal amount, Period period) {

        private static @Nullable Accrual from(JsonNode raw) {
            JsonNode amount = raw.path("amount");
            if (!amount.isNumber()) {
                return null;
            }
            boolean monthly = raw.path("period").asText().equals(Period.MONTH.name());
            return new Accrual(
                    TimeOff.plain(amount.decimalValue()), monthly ? Period.MONTH : Period.YEAR);
        }
    }

    /// A policy.
    ///
    /// @param unit null where Clockify says one that nobody has heard of
    /// @param negativeAmount how far below zero a balance may go; null where it may not, or without
    ///   a limit
    /// @param raw all that Clockify said about it
    public record Policy(
            String id,
            String name,
            @Nullable Unit unit,
            boolean archived,
            boolean requiresApproval,
            boolean allowHalfDay,
            boolean allowNegative,
            @Nullable BigDecimal negativeAmount,
            @Nullable Accrual accrual,
            Audience audience,
            @JsonValue JsonNode raw) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Policy from(JsonNode raw) {
            Fields fields = new Fields(raw);
            JsonNode negative = raw.path("negativeBalance").path("amount");
            return new Policy(
                    fields.required("id"),
                    fields.required("name"),
                    Unit.read(fields.text("timeUnit")),
                    fields.flag("archived"),
                    raw.path("approve").path("requiresApproval").asBoolean(),
                    fields.flag("allowHalfDay"),
                    fields.flag("allowNegativeBalance"),
                    negative.isNumber() ? TimeOff.plain(negative.decimalValue()) : null,
                    Accrual.from(raw.path("automaticAccrual")),
                    Audience.from(fields),
                    raw);
        }
    }

    /// What a new policy is.
    ///
    /// @param requiresApproval whether team managers, or admins, have to approve requests
    /// @param negativeAmount how far below zero a balance may go; null for not at all
    /// @param accrual null for balances that only grow by hand
    public record NewPolicy(
            String name,
            Unit unit,
            boolean requiresApproval,
            boolean allowHalfDay,
            @Nullable BigDecimal negativeAmount,
            @Nullable Accrual accrual,
            Audience audience) {}

    /// What to change about a policy.
    public record PolicyEdit(
            Edit<String> name,
            Edit<Boolean> archived,
            Edit<Boolean> requiresApproval,
            Edit<Boolean> allowHalfDay,
            Edit<BigDecimal> negativeAmount,
            Edit<Accrual> accrual) {

        /// Changes nothing.
        public static PolicyEdit none() {
            return new PolicyEdit(
                    Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep());
        }
    }
}
