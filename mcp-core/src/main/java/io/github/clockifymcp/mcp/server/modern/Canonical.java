package io.github.clockifymcp.mcp.server.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A request in one form, whatever order and spelling of numbers its client chose this time.
final class Canonical {
    /// What differs between a request and its repetition.
    private static final List<String> PASSING = List.of("_meta", "requestState", "inputResponses");

    /// Beyond this a double no longer counts one by one.
    private static final double EXACT = 9_007_199_254_740_992.0;

    private Canonical() {}

    /// The digest of what a request asks for.
    static String digest(String method, ObjectNode params) {
        ObjectNode lasting = params.deepCopy();
        lasting.remove(PASSING);
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(method.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            sha.update(Json.bytes(form(lasting)));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static JsonNode form(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> {
                ObjectNode sorted = Json.object();
                object.properties().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(field -> sorted.set(field.getKey(), form(field.getValue())));
                yield sorted;
            }
            case ArrayNode array -> {
                ArrayNode same = Json.array();
                array.forEach(item -> same.add(form(item)));
                yield same;
            }
            default -> json.isDouble() ? number(json.doubleValue()) : json;
        };
    }

    private static JsonNode number(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? JsonNodeFactory.instance.numberNode((long) value)
                : JsonNodeFactory.instance.numberNode(value);
    }
}
