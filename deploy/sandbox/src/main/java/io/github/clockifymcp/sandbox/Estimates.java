package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a project is expected to take, in time and in money. Each says of itself whether it is in
/// force; a change replaces the one it names and keeps the other.
///
/// @param reset when a recurring estimate begins anew, as it was sent; null when it does not
record Estimates(@Nullable Time time, @Nullable Budget budget, @Nullable JsonNode reset) {

    static final Estimates NONE = new Estimates(null, null, null);

    private static final List<String> TYPES = List.of("AUTO", "MANUAL");
    private static final List<String> RESETS = List.of("WEEKLY", "MONTHLY", "YEARLY");

    /// @param estimate an ISO duration
    record Time(
            String estimate,
            String type,
            boolean active,
            boolean includeNonBillable,
            @Nullable String resetOption) {}

    /// @param estimate in minor units
    record Budget(
            long estimate,
            String type,
            boolean active,
            boolean includeExpenses,
            @Nullable String resetOption) {}

    static Estimates ofTime(@Nullable String estimate) {
        return estimate == null
                ? NONE
                : new Estimates(new Time(estimate, "MANUAL", true, true, null), null, null);
    }

    static Estimates ofBudget(@Nullable Long minorUnits) {
        return minorUnits == null
                ? NONE
                : new Estimates(null, new Budget(minorUnits, "MANUAL", true, false, null), null);
    }

    /// The same as the caller wants it, if the plan has what that takes.
    Estimates changed(Call call) {
        Body body = call.body();
        Optional<Body> sentTime = body.object("timeEstimate");
        Optional<Body> sentBudget = body.object("budgetEstimate");
        Optional<Body> sentReset = body.object("estimateReset");
        sentTime.ifPresent(sent -> needs(call, sent, "PROJECT_ESTIMATE"));
        sentBudget.ifPresent(sent -> needs(call, sent, "PROJECT_BUDGET"));
        sentReset.ifPresent(sent -> call.needs("RECURRING_ESTIMATES"));
        return new Estimates(
                sentTime.map(this::time).orElse(time),
                sentBudget.map(this::budget).orElse(budget),
                sentReset.map(Estimates::reset).orElse(reset));
    }

    private static void needs(Call call, Body sent, String feature) {
        if (sent.flag("active").orElse(false)) {
            call.needs(feature);
        }
        if (sent.has("resetOption")) {
            call.needs("RECURRING_ESTIMATES");
        }
    }

    private Time time(Body sent) {
        String kept = time == null ? "PT0S" : time.estimate();
        return new Time(
                sent.text("estimate").map(Estimates::duration).orElse(kept),
                sent.word("type", TYPES).orElse("MANUAL"),
                sent.flag("active").orElse(false),
                sent.flag("includeNonBillable").orElse(false),
                sent.word("resetOption", RESETS).orElse(null));
    }

    private Budget budget(Body sent) {
        long kept = budget == null ? 0 : budget.estimate();
        return new Budget(
                sent.amount("estimate").orElse(kept),
                sent.word("type", TYPES).orElse("MANUAL"),
                sent.flag("active").orElse(false),
                sent.flag("includeExpenses").orElse(false),
                sent.word("resetOption", RESETS).orElse(null));
    }

    private static JsonNode reset(Body sent) {
        boolean on = sent.flag("active").or(() -> sent.flag("isActive")).orElse(false);
        ObjectNode kept = sent.json().deepCopy();
        kept.remove(List.of("active", "isActive"));
        return on ? kept : NullNode.getInstance();
    }

    private static String duration(String text) {
        try {
            return Duration.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw ApiError.unreadable(
                    "Cannot deserialize value of type `java.time.Duration` from String \"%s\""
                            .formatted(text));
        }
    }

    /// Puts them into a project as Clockify writes it.
    void into(ObjectNode json) {
        Time shown = time == null ? new Time("PT0S", "MANUAL", false, true, null) : time;
        json.putObject("estimate").put("estimate", shown.estimate()).put("type", "AUTO");
        json.putObject("timeEstimate")
                .put("estimate", shown.estimate())
                .put("type", shown.type())
                .put("resetOption", shown.resetOption())
                .put("active", shown.active())
                .put("includeNonBillable", shown.includeNonBillable());
        json.set("budgetEstimate", budgetJson());
        json.set("estimateReset", reset == null ? NullNode.getInstance() : reset);
    }

    private JsonNode budgetJson() {
        return budget == null
                ? NullNode.getInstance()
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("estimate", budget.estimate())
                        .put("type", budget.type())
                        .put("resetOption", budget.resetOption())
                        .put("active", budget.active())
                        .put("includeExpenses", budget.includeExpenses());
    }
}
