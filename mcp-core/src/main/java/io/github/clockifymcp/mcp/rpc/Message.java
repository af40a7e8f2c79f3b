package io.github.clockifymcp.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// What came in.
public sealed interface Message {

    /// Wants an answer with its id.
    ///
    /// @param params empty when it had none
    record Request(RequestId id, String method, ObjectNode params) implements Message {}

    /// Wants none.
    record Notification(String method, ObjectNode params) implements Message {}

    /// Answers a request of ours.
    ///
    /// @param result null when it is an error
    /// @param error null when it is a result
    record Response(RequestId id, @Nullable JsonNode result, @Nullable JsonNode error)
            implements Message {}

    /// Is not a message, and is answered with an error.
    ///
    /// @param id null when it had none that can be used
    record Unusable(@Nullable RequestId id, RpcError error) implements Message {}

    /// Is not a message and looks like an answer, which is never answered.
    record Noise() implements Message {}
}
