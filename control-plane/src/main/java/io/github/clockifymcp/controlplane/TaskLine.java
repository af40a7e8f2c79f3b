package io.github.clockifymcp.controlplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.server.Task;
import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A task as a line of JSON. Numbers in its result come back with all their digits.
final class TaskLine {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private TaskLine() {}

    static byte[] of(Task task) {
        ObjectNode line =
                JSON.createObjectNode()
                        .put("status", task.status().name())
                        .put("created", task.created().toString())
                        .put("updated", task.updated().toString())
                        .put("good_for", task.goodFor().toString());
        task.owner().scopes().stream().sorted().forEach(line.putArray("scopes")::add);
        task.asked().forEach(line.putObject("asked")::set);
        task.answers().forEach(line.putObject("answers")::set);
        if (task.result() != null) {
            line.set("result", task.result());
        }
        if (task.error() != null) {
            line.set("error", task.error());
        }
        try {
            return JSON.writeValueAsBytes(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a task is plain data", e);
        }
    }

    /// The task that such a line is about.
    static Task read(byte[] bytes, String id, Principal owner) {
        JsonNode line;
        try {
            line = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("we never wrote this", e);
        }
        Set<String> scopes = new HashSet<>();
        line.path("scopes").forEach(scope -> scopes.add(scope.textValue()));
        return new Task(
                id,
                new Principal(owner.tenant(), owner.id(), scopes),
                Task.Status.valueOf(line.path("status").textValue()),
                Instant.parse(line.path("created").textValue()),
                Instant.parse(line.path("updated").textValue()),
                Duration.parse(line.path("good_for").textValue()),
                objects(line.path("asked")),
                objects(line.path("answers")),
                object(line, "result"),
                object(line, "error"));
    }

    private static Map<String, ObjectNode> objects(JsonNode parent) {
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        parent.properties()
                .forEach(field -> objects.put(field.getKey(), (ObjectNode) field.getValue()));
        return objects;
    }

    private static @Nullable ObjectNode object(JsonNode parent, String field) {
        return parent.get(field) instanceof ObjectNode object ? object : null;
    }
}
