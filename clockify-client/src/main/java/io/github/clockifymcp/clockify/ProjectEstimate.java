package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.Projects.Project;
import java.time.Duration;
import java.util.Set;

/// What a project is expected to take: time or money, one of the two or none. Clockify keeps both
/// numbers and says of each whether it is in force. Only what changes is sent, with the options it
/// had: a project that never had a budget may be in a plan without them.
public sealed interface ProjectEstimate {

    /// So much time.
    record Time(Duration time) implements ProjectEstimate {}

    /// So much money.
    ///
    /// @param minorUnits in cents, pence and the like
    record Budget(long minorUnits) implements ProjectEstimate {}

    /// None; what it was is kept, and no longer counts.
    record None() implements ProjectEstimate {}

    /// What is sent to make it so.
    default ObjectNode bodyFor(Project current) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (current.timeEstimate() != null) {
            body.set("timeEstimate", switched(current, "timeEstimate", false));
        }
        if (current.budgetEstimate() != null) {
            body.set("budgetEstimate", switched(current, "budgetEstimate", false));
        }
        switch (this) {
            case Time(Duration time) ->
                    body.set(
                            "timeEstimate",
                            switched(current, "timeEstimate", true)
                                    .put("estimate", time.toString())
                                    .put("type", "MANUAL"));
            case Budget(long minorUnits) ->
                    body.set(
                            "budgetEstimate",
                            switched(current, "budgetEstimate", true)
                                    .put("estimate", minorUnits)
                                    .put("type", "MANUAL"));
            case None() -> {}
        }
        return body;
    }

    /// What is sent to make it as it was.
    default ObjectNode bodyBefore(Project current) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        bodyFor(current)
                .fieldNames()
                .forEachRemaining(
                        part -> body.set(part, switched(current, part, isOn(current, part))));
        return body;
    }

    private static boolean isOn(Project current, String part) {
        return part.equals("timeEstimate")
                ? current.timeEstimate() != null
                : current.budgetEstimate() != null;
    }

    private static ObjectNode switched(Project current, String part, boolean on) {
        JsonNode now = current.raw().path(part);
        ObjectNode kept =
                now.isObject()
                        ? new Fields(now).without(Set.of())
                        : JsonNodeFactory.instance.objectNode();
        return kept.put("active", on);
    }
}
