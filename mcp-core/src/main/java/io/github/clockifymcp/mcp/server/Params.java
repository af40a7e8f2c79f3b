package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RpcError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What methods read from their parameters.
final class Params {
    private Params() {}

    static String text(ObjectNode params, String name) {
        String text = Json.text(params, name);
        if (text == null) {
            throw RpcError.invalidParams(name + " must be a text");
        }
        return text;
    }

    /// An object that may be left out.
    static ObjectNode object(ObjectNode params, String name) {
        JsonNode value = params.get(name);
        if (value == null || value.isNull()) {
            return Json.object();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw RpcError.invalidParams(name + " must be an object");
    }

    /// An object of texts that may be left out.
    static Map<String, String> texts(@Nullable ObjectNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (object != null) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (!field.getValue().isTextual()) {
                    throw RpcError.invalidParams("the values of arguments must be texts");
                }
                texts.put(field.getKey(), field.getValue().textValue());
            }
        }
        return texts;
    }
}
