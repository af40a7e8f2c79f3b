package io.github.clockifymcp.mcp.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Column;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Pattern;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Size;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the JSON schema of a record. Runs when the catalogue is written, never in the server.
///
/// A choice of shapes is a flat record with a `kind` enum: published inputs have no `oneOf`,
/// `anyOf`, `allOf` or `$ref`, which several clients and model providers refuse.
final class SchemaWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = new JsonMapper();

    /// The closed schema of a tool's arguments.
    ObjectNode input(Class<?> type) {
        return object(type, true);
    }

    /// The open schema of a tool's answer: clients must bear fields that come later.
    ObjectNode output(Class<?> type) {
        return object(type, false);
    }

    private ObjectNode object(Class<?> type, boolean input) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type + " is not a record");
        }
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!input && component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                continue; // said in the text only
            }
            String name = ArgumentNames.of(component.getName());
            properties.set(name, property(type, component, input));
            boolean optional =
                    component.isAnnotationPresent(Default.class)
                            || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!optional) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return input ? schema.put("additionalProperties", false) : schema;
    }

    private ObjectNode property(Class<?> owner, RecordComponent component, boolean input) {
        ObjectNode property =
                !input && component.isAnnotationPresent(Columns.class)
                        ? table(component.getGenericType())
                        : value(component.getGenericType(), input);
        Doc doc = component.getAnnotation(Doc.class);
        if (doc != null) {
            property.put("description", doc.value());
        } else if (input) {
            throw new IllegalStateException(
                    owner.getSimpleName() + "." + component.getName() + " has no @Doc");
        }
        Range range = component.getAnnotation(Range.class);
        if (range != null) {
            property.put("minimum", range.min()).put("maximum", range.max());
        }
        Size size = component.getAnnotation(Size.class);
        if (size != null) {
            size(property, size);
        }
        Pattern pattern = component.getAnnotation(Pattern.class);
        if (pattern != null) {
            property.put("pattern", pattern.value());
        }
        Default absent = component.getAnnotation(Default.class);
        if (absent != null) {
            property.set("default", json(absent.value()));
        }
        return property;
    }

    /// Every column has its name published; which of them an answer has, it says itself. A cell may
    /// be anything: it stands under its column's name.
    private static ObjectNode table(Type list) {
        Class<?> row = (Class<?>) argument((ParameterizedType) list, 0);
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode names =
                properties
                        .putObject("columns")
                        .put("type", "array")
                        .putObject("items")
                        .put("type", "string")
                        .putArray("enum");
        Column.of(row).forEach(column -> names.add(column.name()));
        properties.putObject("rows").put("type", "array").putObject("items").put("type", "array");
        schema.putArray("required").add("columns").add("rows");
        return schema;
    }

    private static void size(ObjectNode property, Size size) {
        boolean list = property.path("type").asText().equals("array");
        if (size.min() > 0) {
            property.put(list ? "minItems" : "minLength", size.min());
        }
        property.put(list ? "maxItems" : "maxLength", size.max());
    }

    private ObjectNode value(Type type, boolean input) {
        ObjectNode schema = NODES.objectNode();
        return switch (type) {
            case Class<?> c when c == String.class -> schema.put("type", "string");
            case Class<?> c when c == boolean.class || c == Boolean.class ->
                    schema.put("type", "boolean");
            case Class<?> c
                    when c == int.class
                            || c == Integer.class
                            || c == long.class
                            || c == Long.class ->
                    schema.put("type", "integer");
            case Class<?> c when c == double.class || c == Double.class || c == BigDecimal.class ->
                    schema.put("type", "number");
            case Class<?> c when c == LocalDate.class ->
                    schema.put("type", "string").put("format", "date");
            case Class<?> c when c == Instant.class ->
                    schema.put("type", "string").put("format", "date-time");
            // Not `date-time`, which demands the seconds that nobody tracks.
            case Class<?> c when c == OffsetDateTime.class -> schema.put("type", "string");
            case Class<?> c when c == ObjectNode.class -> schema.put("type", "object");
            case Class<?> c when JsonNode.class.isAssignableFrom(c) -> schema;
            case Class<?> c when c.isEnum() -> choice(schema, c);
            case Class<?> c when c.isRecord() -> object(c, input);
            case ParameterizedType p when p.getRawType() == List.class -> {
                schema.put("type", "array").set("items", value(argument(p, 0), input));
                yield schema;
            }
            case ParameterizedType p when p.getRawType() == Map.class -> {
                schema.put("type", "object")
                        .set("additionalProperties", value(argument(p, 1), input));
                yield schema;
            }
            default -> throw new IllegalStateException("no schema for " + type);
        };
    }

    private static Type argument(ParameterizedType type, int index) {
        return type.getActualTypeArguments()[index];
    }

    private static ObjectNode choice(ObjectNode schema, Class<?> type) {
        ArrayNode values = schema.put("type", "string").putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(ArgumentNames.of((Enum<?>) constant));
        }
        return schema;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }
}
