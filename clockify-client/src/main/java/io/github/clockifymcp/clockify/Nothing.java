package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The answer of a request that answers nothing worth reading, such as a delete that says 204.
public record Nothing() {

    /// Whatever was answered, it is nothing.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Nothing from(@Nullable JsonNode ignored) {
        return new Nothing();
    }
}
