package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// What a person did with a question, as in MCP's `ElicitResult`.
public sealed interface Reply {

    /// Nothing usable came back; the question stands.
    record Absent() implements Reply {}

    /// The person agreed and filled in the form.
    record Accepted(ObjectNode content) implements Reply {}

    /// The person said no.
    record Declined() implements Reply {}

    /// The person closed the question without deciding.
    record Cancelled() implements Reply {}

    /// Reads an `ElicitResult`. Anything malformed is absent, so that it is asked again.
    static Reply of(@Nullable JsonNode result) {
        if (result == null) {
            return new Absent();
        }
        return switch (result.path("action").asText()) {
            case "accept" ->
                    new Accepted(
                            result.get("content") instanceof ObjectNode content
                                    ? content
                                    : JsonNodeFactory.instance.objectNode());
            case "decline" -> new Declined();
            case "cancel" -> new Cancelled();
            default -> new Absent();
        };
    }
}
