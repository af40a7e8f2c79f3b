package io.github.clockifymcp.mcp.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import java.util.HashSet;
import java.util.Set;

/// What is said and heard, as scenarios write it: JSON with apostrophes for quotation marks, and a
/// line for each message.
final class Words {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> TEXT_BLOCK = Set.of("type", "text");

    private Words() {}

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    static ObjectNode json(String text) {
        return (ObjectNode) parse(text.replace('\'', '"'));
    }

    static String text(JsonNode json) {
        return Json.string(json).replace('"', '\'');
    }

    /// A result without what its era adds to every one.
    static String result(ObjectNode result) {
        JsonNode blocks = result.path("content");
        Set<String> names = names(result);
        boolean failed = names.remove("isError") && result.path("isError").asBoolean();
        if (names.equals(Set.of("content"))
                && blocks.size() == 1
                && names(blocks.get(0)).equals(TEXT_BLOCK)) {
            return (failed ? "problem " : "said ") + blocks.get(0).path("text").asText();
        }
        return "result " + text(result);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static String error(JsonNode error) {
        String line = "error " + error.path("code").asInt() + " " + error.path("message").asText();
        return error.has("data") ? line + " " + text(error.path("data")) : line;
    }

    static String asked(String method, JsonNode params) {
        return "asked " + method + " " + text(params);
    }

    static String notification(String method, JsonNode params) {
        return switch (method) {
            case "notifications/progress" -> progress(params);
            case "notifications/message" ->
                    "log %s %s%s"
                            .formatted(
                                    params.path("level").asText(),
                                    params.has("logger")
                                            ? params.path("logger").asText() + " "
                                            : "",
                                    text(params.path("data")));
            case "notifications/tools/list_changed" -> "changed tools";
            case "notifications/prompts/list_changed" -> "changed prompts";
            case "notifications/resources/list_changed" -> "changed resources";
            case "notifications/resources/updated" -> "updated " + params.path("uri").asText();
            case "notifications/cancelled" -> "withdrawn";
            case "notifications/tasks" -> "task " + params.path("status").asText();
            default -> method + " " + text(params);
        };
    }

    private static String progress(JsonNode params) {
        String line = "progress " + params.path("progress").asText();
        if (params.has("total")) {
            line += "/" + params.path("total").asText();
        }
        return params.has("message") ? line + " " + params.path("message").asText() : line;
    }
}
