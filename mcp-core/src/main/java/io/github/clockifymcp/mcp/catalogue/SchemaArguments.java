package io.github.clockifymcp.mcp.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.clockifymcp.mcp.tool.ArgumentReader;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads arguments against the catalogue. A tool's schema is compiled when the tool is first
/// called, and kept for that tool: a cache by the schema's hash can confuse two tools.
public final class SchemaArguments implements ArgumentReader {
    private static final int SHOWN = 3;
    private static final int FEW = 1_000;

    private final Catalogue catalogue;
    private final JsonMapper json = ArgumentNames.mapper();
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Published> schemas = new ConcurrentHashMap<>();

    public SchemaArguments(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    private record Published(JsonNode node, Schema schema, ObjectReader reader) {}

    @Override
    public <I extends Record> Checked<I> read(Tool<I, ?> tool, ObjectNode arguments) {
        Published published = published(tool);
        ObjectNode complete = complete(arguments, published.node().path("properties"));
        // In large arguments one mistake is enough: there may be one for each of their values.
        boolean large = larger(complete, FEW);
        List<Error> errors =
                published.schema().validate(complete, context -> context.setFailFast(large));
        if (!errors.isEmpty()) {
            throw invalid(tool.info().name(), errors, published.node());
        }
        boolean dryRun = !tool.info().reads() && complete.path("dry_run").asBoolean();
        @Nullable String token = text(complete.get("confirmation_token"));
        if (!tool.info().reads()) {
            complete.remove(List.of("dry_run", "confirmation_token"));
        }
        try {
            return new Checked<>(published.reader().readValue(complete), dryRun, token);
        } catch (IOException | IllegalArgumentException e) {
            // The schema let it pass; what is left are values such as the 30th of February.
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "An argument of %s has a value that cannot be.".formatted(tool.info().name()),
                    "Check dates and numbers.");
        }
    }

    private Published published(Tool<?, ?> tool) {
        return schemas.computeIfAbsent(
                tool.info().name(),
                name -> {
                    JsonNode node = input(name);
                    return new Published(
                            node, registry.getSchema(node), json.readerFor(tool.info().input()));
                });
    }

    private JsonNode input(String tool) {
        try {
            return json.readTree(catalogue.definition(tool, Family.TITLED)).path("inputSchema");
        } catch (IOException e) {
            throw new IllegalStateException("the catalogue's entry of " + tool + " is broken", e);
        }
    }

    /// Null counts as left out; what is left out takes its default.
    private static ObjectNode complete(ObjectNode arguments, JsonNode properties) {
        ObjectNode complete = arguments.deepCopy();
        complete.properties().removeIf(entry -> entry.getValue().isNull());
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            JsonNode absent = property.getValue().get("default");
            if (absent != null && !complete.has(property.getKey())) {
                complete.set(property.getKey(), absent);
            }
        }
        return complete;
    }

    /// Whether it holds more than so many values, looking at no more of them than that.
    private static boolean larger(JsonNode node, int than) {
        Deque<Iterator<JsonNode>> open = new ArrayDeque<>();
        open.push(node.iterator());
        int seen = 0;
        while (!open.isEmpty() && seen <= than) {
            if (open.element().hasNext()) {
                seen++;
                open.push(open.element().next().iterator());
            } else {
                open.pop();
            }
        }
        return seen > than;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.asText();
    }

    private static ToolException invalid(String tool, List<Error> errors, JsonNode schema) {
        String what =
                errors.stream()
                        .limit(SHOWN)
                        .map(error -> sentence(error, schema))
                        .distinct()
                        .collect(Collectors.joining(" "));
        return new ToolException(
                Code.INVALID_ARGUMENTS,
                "The arguments of %s do not fit. %s".formatted(tool, what),
                "");
    }

    private static String sentence(Error error, JsonNode schema) {
        String at = error.getInstanceLocation().toString();
        String where = at.isEmpty() || at.equals("$") ? "" : at + " ";
        return switch (error.getKeyword()) {
            case "required" -> "%s‹%s› is required.".formatted(where, error.getProperty());
            case "additionalProperties" ->
                    "%s‹%s› is not an argument; %s."
                            .formatted(where, error.getProperty(), taken(schema));
            case "enum" -> "%sis none of %s.".formatted(where, error.getSchemaNode());
            case "type" ->
                    "%sis of type %s and must be %s."
                            .formatted(where, type(error.getInstanceNode()), error.getSchemaNode());
            default -> "%s%s.".formatted(where, error.getMessage());
        };
    }

    private static String taken(JsonNode schema) {
        String names = names(schema);
        return names.isEmpty() ? "it takes none" : "there are " + names;
    }

    private static String names(JsonNode schema) {
        return StreamSupport.stream(schema.path("properties").properties().spliterator(), false)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private static String type(@Nullable JsonNode node) {
        return node == null ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
