package io.github.clockifymcp.mcp.rpc;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON text to trees and back, by streaming alone: an `ObjectMapper` would cost a third of the
/// time this program has until it answers `initialize`.
///
/// What is read from outside is bounded here, in depth, in the length of names and numbers (the
/// whole is bounded by the transport), and is refused where readers disagree about what it says: a
/// key that stands twice in an object, a number no double can hold, half a surrogate pair.
public final class Json {
    /// How deep arrays and objects may stand in each other.
    public static final int MAX_DEPTH = 128;

    /// How many characters a number may have.
    public static final int MAX_NUMBER = 1_000;

    /// How many characters a key may have.
    public static final int MAX_NAME = 4_096;

    /// How many values, names and brackets a message may have. A line within its length can hold
    /// millions of them, and each becomes an object.
    public static final int MAX_TOKENS = 100_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNumberLength(MAX_NUMBER)
                                    .maxNameLength(MAX_NAME)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxTokenCount(MAX_TOKENS)
                                    .build())
                    // Names come from outside and would stay in the JVM's own table.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    // A line that begins with zeros is not UTF-16, it is wrong.
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // The default keeps buffers per thread, and our threads live for one call.
                    .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
                    .build();

    private Json() {}

    /// Thrown for JSON that is not JSON, or goes beyond a limit.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean limit;

        Unreadable(String message, boolean limit) {
            super(message, null, false, false);
            this.limit = limit;
        }

        /// Whether it is JSON, and only more of it than we take.
        boolean limit() {
            return limit;
        }
    }

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /// The text in this field; null when there is none.
    public static @Nullable String text(@Nullable JsonNode parent, String field) {
        JsonNode node = parent == null ? null : parent.get(field);
        return node != null && node.isTextual() ? node.textValue() : null;
    }

    /// The object in this field; null when there is none.
    public static @Nullable ObjectNode object(@Nullable JsonNode parent, String field) {
        return parent != null && parent.get(field) instanceof ObjectNode object ? object : null;
    }

    /// The object in bytes that we wrote ourselves.
    public static ObjectNode ofOurs(byte[] bytes) {
        try {
            return (ObjectNode) read(bytes, 0, bytes.length);
        } catch (Unreadable e) {
            throw new IllegalArgumentException("we never wrote this", e);
        }
    }

    /// The tree as UTF-8 without white space.
    public static byte[] bytes(JsonNode tree) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = generator(out)) {
            write(json, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail; half a surrogate pair does
        }
        return out.toByteArray();
    }

    /// The tree as text without white space.
    public static String string(JsonNode tree) {
        return new String(bytes(tree), StandardCharsets.UTF_8);
    }

    static JsonGenerator generator(ByteArrayOutputStream out) throws IOException {
        return FACTORY.createGenerator(out, JsonEncoding.UTF8);
    }

    /// No switch over the tree's type: the JVM makes the code of such a switch when it first gets
    /// there, which here is at every start.
    static void write(JsonGenerator json, JsonNode tree) throws IOException {
        if (tree instanceof ObjectNode object) {
            json.writeStartObject();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                json.writeFieldName(field.getKey());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (tree instanceof ArrayNode array) {
            json.writeStartArray();
            for (JsonNode item : array) {
                write(json, item);
            }
            json.writeEndArray();
        } else {
            writeValue(json, tree);
        }
    }

    private static void writeValue(JsonGenerator json, JsonNode value) throws IOException {
        switch (value.getNodeType()) {
            case STRING, BINARY -> json.writeString(value.asText());
            case BOOLEAN -> json.writeBoolean(value.booleanValue());
            case NUMBER -> writeNumber(json, value);
            default -> json.writeNull();
        }
    }

    private static void writeNumber(JsonGenerator json, JsonNode value) throws IOException {
        switch (value.numberType()) {
            case INT -> json.writeNumber(value.intValue());
            case LONG -> json.writeNumber(value.longValue());
            case BIG_INTEGER -> json.writeNumber(value.bigIntegerValue());
            case BIG_DECIMAL -> json.writeNumber(value.decimalValue());
            case FLOAT, DOUBLE -> json.writeNumber(value.doubleValue());
        }
    }

    /// Reads exactly one value.
    static JsonNode read(byte[] bytes, int from, int length) throws Unreadable {
        try (JsonParser json = FACTORY.createParser(bytes, from, length)) {
            JsonToken first = json.nextToken();
            if (first == null) {
                throw new Unreadable("There is nothing here.", false);
            }
            JsonNode tree = value(json, first);
            if (json.nextToken() != null) {
                throw new Unreadable("Something follows the message.", false);
            }
            return tree;
        } catch (com.fasterxml.jackson.core.exc.StreamConstraintsException e) {
            throw new Unreadable(
                    "At most %d levels, %d characters in a key, %d in a number and %d values, keys and brackets in all are taken."
                            .formatted(MAX_DEPTH, MAX_NAME, MAX_NUMBER, MAX_TOKENS),
                    true);
        } catch (IOException e) {
            throw new Unreadable("This is not JSON.", false);
        }
    }

    private static JsonNode value(JsonParser json, JsonToken token) throws IOException, Unreadable {
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> NODES.textNode(unicode(json.getText()));
            case VALUE_NUMBER_INT -> integer(json);
            case VALUE_NUMBER_FLOAT -> fraction(json);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new Unreadable("This is not JSON.", false);
        };
    }

    private static ObjectNode object(JsonParser json) throws IOException, Unreadable {
        ObjectNode object = NODES.objectNode();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonNode value = value(json, json.nextToken());
            if (object.replace(unicode(name), value) != null) {
                throw new Unreadable("A key stands twice in one object.", true);
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser json) throws IOException, Unreadable {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY;
                token = json.nextToken()) {
            array.add(value(json, token));
        }
        return array;
    }

    private static JsonNode integer(JsonParser json) throws IOException {
        return switch (json.getNumberType()) {
            case INT -> NODES.numberNode(json.getIntValue());
            case LONG -> NODES.numberNode(json.getLongValue());
            default -> NODES.numberNode(json.getBigIntegerValue());
        };
    }

    private static JsonNode fraction(JsonParser json) throws IOException, Unreadable {
        double value = json.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw new Unreadable("A number is too large.", true);
        }
        return NODES.numberNode(value);
    }

    private static String unicode(String text) throws Unreadable {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new Unreadable("A text has half a surrogate pair.", false);
                }
                i++;
            }
        }
        return text;
    }
}
