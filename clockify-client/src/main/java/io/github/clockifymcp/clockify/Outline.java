package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The records that need a few fields of much that Clockify says: the rest of an answer is checked
/// to be JSON and passed over. A page of fifty projects is read in a third of the time.
final class Outline {
    private static final Map<Class<?>, Set<String>> FIELDS =
            Map.of(Projects.Named.class, Projects.Named.FIELDS);

    private Outline() {}

    /// What a request for a list of these records asks its answer to be read as.
    static Class<?> of(Class<?> item) {
        return FIELDS.containsKey(item) ? item : JsonNode.class;
    }

    /// The fields that are kept of each item; null where all are.
    static @Nullable Set<String> fields(Class<?> answer) {
        return FIELDS.get(answer);
    }

    /// Reads an answer with nothing but these fields in each item of its list. What is no list of
    /// objects is read as it is.
    static JsonNode read(JsonParser in, Set<String> kept, ObjectReader whole) throws IOException {
        if (in.nextToken() != JsonToken.START_ARRAY) {
            return whole.readTree(in);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(
                    in.hasToken(JsonToken.START_OBJECT)
                            ? item(in, kept, whole)
                            : whole.<JsonNode>readTree(in));
        }
        return list;
    }

    private static ObjectNode item(JsonParser in, Set<String> kept, ObjectReader whole)
            throws IOException {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            if (kept.contains(name)) {
                item.set(name, whole.readTree(in));
            } else {
                in.skipChildren();
            }
        }
        return item;
    }
}
