package io.github.clockifymcp.mcp.parity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Who sits in front of the client, and the client as far as it answers for them.
@FunctionalInterface
interface Person {
    Person ABSENT =
            (method, params) -> {
                throw new AssertionError("nobody expected to be asked " + method);
            };

    /// Answers what the server asks.
    ///
    /// @return null for no answer
    @Nullable ObjectNode answer(String method, ObjectNode params);

    /// Somebody who always does the same.
    static Person who(String answer) {
        return (method, params) -> Words.json(answer);
    }

    /// Somebody who leaves the question on the screen.
    static Person silent() {
        return (method, params) -> null;
    }
}
