package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import org.jspecify.annotations.Nullable;

/// What an hour costs, in the currency's minor units: 9500 is 95.00.
record Rate(long amount, String currency) {

    /// As Clockify writes it; a missing rate is null.
    static JsonNode json(@Nullable Rate rate) {
        return rate == null
                ? NullNode.getInstance()
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("amount", rate.amount)
                        .put("currency", rate.currency);
    }
}
