package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;

/// What the steps of a change were answered, by name.
public record Answers(Map<String, JsonNode> byStep) {

    public Answers {
        byStep = Map.copyOf(byStep);
    }

    /// The answer of this step; JSON null when it had no body.
    ///
    /// @throws IllegalArgumentException when no step has this name
    public JsonNode of(String step) {
        JsonNode answer = byStep.get(step);
        if (answer == null) {
            throw new IllegalArgumentException("no step is called " + step);
        }
        return answer.isMissingNode() ? NullNode.getInstance() : answer;
    }
}
