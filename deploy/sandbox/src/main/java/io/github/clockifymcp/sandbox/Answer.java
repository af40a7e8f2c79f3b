package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What goes back to the caller.
///
/// @param body the JSON body; the bytes of a file; null for an answer without one
record Answer(int status, @Nullable JsonNode body, Map<String, String> headers) {

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer ok(JsonNode body) {
        return new Answer(200, body, Map.of());
    }

    static Answer created(JsonNode body) {
        return new Answer(201, body, Map.of());
    }

    static Answer empty(int status) {
        return new Answer(status, null, Map.of());
    }

    /// A file, as it was stored.
    static Answer file(String name, String mediaType, byte[] bytes) {
        String plain = name.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "_");
        return new Answer(
                200,
                BinaryNode.valueOf(bytes),
                Map.of(
                        "Content-Type",
                        mediaType,
                        "Content-Disposition",
                        "attachment; filename=\"%s\"".formatted(plain)));
    }

    static Answer of(ApiError error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("message", error.message());
        body.put("code", error.code());
        return new Answer(error.status(), body, error.headers());
    }
}
