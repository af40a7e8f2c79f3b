package io.github.clockifymcp.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The id of a request, kept as it came: the number 1 and the text "1" are two ids, and an integer
/// of any size comes back digit for digit.
///
/// @param json a text or an integer
public record RequestId(JsonNode json) {

    public RequestId {
        if (!json.isTextual() && !json.isIntegralNumber()) {
            throw new IllegalArgumentException("an id is a text or an integer");
        }
    }

    /// The id in this value; null when it cannot be one. MCP does not know JSON-RPC's null id, and
    /// a fraction might not be the same after it was read.
    public static @Nullable RequestId of(@Nullable JsonNode json) {
        return json != null && (json.isTextual() || json.isIntegralNumber())
                ? new RequestId(json)
                : null;
    }

    // Written out, since every call is found by its id: a record's own are made by the JVM when
    // they
    // are first used, at every start, and no AOT cache keeps them: 15 ms of 90 until tools/list.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestId id && json.equals(id.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
