package io.github.clockifymcp.mcp.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the catalogue's files from what the code declares: one file a group, one entry a tool.
/// `make catalogue` writes them; a test in each module that declares tools compares.
public final class CatalogueWriter {
    private static final JsonMapper JSON = new JsonMapper();

    private final SchemaWriter schemas = new SchemaWriter();

    /// The text of each group's file, by the group's id, in the order of declaration.
    ///
    /// @throws IllegalStateException when an argument lacks its
    ///   [io.github.clockifymcp.mcp.tool.Doc] or has a type that no schema can state
    public Map<String, String> files(List<Tool<?, ?>> tools) {
        Map<String, ArrayNode> groups = new LinkedHashMap<>();
        for (Tool<?, ?> tool : tools) {
            groups.computeIfAbsent(
                            tool.info().group(), group -> JsonNodeFactory.instance.arrayNode())
                    .add(entry(tool));
        }
        Map<String, String> files = new LinkedHashMap<>();
        groups.forEach((group, entries) -> files.put(group, pretty(entries)));
        return files;
    }

    private ObjectNode entry(Tool<?, ?> declared) {
        ToolInfo tool = declared.info();
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("name", tool.name()).put("title", tool.title());
        entry.put("description", tool.description());
        // What another tool does and answers, only that one's entry can say; the defaults of MCP
        // expect the worst of it.
        boolean itself = !(declared instanceof Tool.Addressing);
        entry.set(
                "annotations", itself ? annotations(tool) : JsonNodeFactory.instance.objectNode());
        entry.set("inputSchema", input(tool));
        if (itself) {
            entry.set("outputSchema", output(tool));
        }
        // For the reader of the file; not published.
        entry.put("tier", tool.tier().name());
        ArrayNode risks = entry.putArray("risk");
        tool.risks().stream().sorted().forEach(risk -> risks.add(risk.name()));
        ArrayNode reaches = entry.putArray("reach");
        tool.reaches().stream().sorted().forEach(reach -> reaches.add(reach.name()));
        return entry;
    }

    /// What MCP's defaults do not already say: a tool counts as writing and destructive until it
    /// says otherwise.
    private static ObjectNode annotations(ToolInfo tool) {
        ObjectNode annotations = JsonNodeFactory.instance.objectNode();
        return tool.reads()
                ? annotations.put("readOnlyHint", true)
                : annotations.put("destructiveHint", tool.risks().contains(Risk.DESTRUCTIVE));
    }

    private ObjectNode input(ToolInfo tool) {
        ObjectNode schema = schemas.input(tool.input());
        if (tool.reads()) {
            return schema;
        }
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.set("dry_run", text("boolean", "Only show what would happen."));
        if (tool.confirmed()) {
            properties.set("confirmation_token", text("string", "The preview's token, to do it."));
        }
        return schema;
    }

    /// A write answers with its result or, where it was only shown, with the preview; clients that
    /// check an answer against its schema must let both pass.
    private ObjectNode output(ToolInfo tool) {
        ObjectNode schema = schemas.output(tool.output());
        if (tool.reads()) {
            return schema;
        }
        ObjectNode properties = (ObjectNode) schema.get("properties");
        schemas.output(Preview.class)
                .get("properties")
                .properties()
                .forEach(field -> {
                    if (properties.has(field.getKey())) {
                        throw new IllegalStateException(
                                "%s answers with ‹%s›, which previews mean otherwise"
                                        .formatted(tool.name(), field.getKey()));
                    }
                    properties.set(field.getKey(), field.getValue());
                });
        schema.remove("required");
        return schema;
    }

    /// The form of a preview, as the engine writes it.
    private record Preview(
            boolean dryRun,
            String summary,
            List<String> notes,
            List<String> risk,
            List<PreviewedRequest> requests,
            @Nullable String confirmationToken,
            @Nullable String confirmationExpiresAt) {}

    private record PreviewedRequest(String method, String path, @Nullable JsonNode body) {}

    private static ObjectNode text(String type, String description) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("description", description);
    }

    private static String pretty(ArrayNode entries) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(entries) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
