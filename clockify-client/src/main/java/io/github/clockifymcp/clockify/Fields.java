package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the fields of an answer that is kept whole, because an update has to send all of it back.
/// What is absent, null or of another kind reads as absent.
record Fields(JsonNode node) {

    /// A field that everything of its kind has.
    ///
    /// @throws IllegalArgumentException if it is absent
    String required(String name) {
        String value = text(name);
        if (value == null) {
            throw new IllegalArgumentException("A required field is missing: " + name);
        }
        return value;
    }

    @Nullable String text(String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    /// A text whose absence and emptiness mean the same.
    @Nullable String id(String name) {
        String value = text(name);
        return value == null || value.isEmpty() ? null : value;
    }

    boolean flag(String name) {
        return node.path(name).asBoolean(false);
    }

    @Nullable Long number(String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? value.longValue() : null;
    }

    @Nullable Instant instant(String name) {
        String value = id(name);
        return value == null ? null : Json.instant(value);
    }

    @Nullable Duration duration(String name) {
        String value = id(name);
        try {
            return value == null ? null : Json.duration(value);
        } catch (DateTimeException e) {
            // Clockify's document calls some durations milliseconds; better none than a wrong one.
            return null;
        }
    }

    @Nullable Money money(String name) {
        JsonNode value = node.path(name);
        return value.isObject() ? Money.from(new Fields(value)) : null;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (JsonNode item : node.path(name)) {
            if (item.isTextual()) {
                all.add(item.textValue());
            }
        }
        return List.copyOf(all);
    }

    <T> List<T> list(String name, Class<T> type) {
        return Json.readList(node.path(name), type);
    }

    /// A copy of everything but what only Clockify writes: the beginning of an update's body.
    ObjectNode without(Set<String> readOnly) {
        ObjectNode copy = node.deepCopy();
        copy.remove(readOnly);
        // A field that is null is as good as absent, and Clockify refuses some nulls.
        List<String> empty = new ArrayList<>();
        copy.properties()
                .forEach(field -> {
                    if (field.getValue().isNull()) {
                        empty.add(field.getKey());
                    }
                });
        copy.remove(empty);
        return copy;
    }
}
