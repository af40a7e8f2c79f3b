package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer already in MCP's own form, for what is not a record: images, sound, links to
/// resources.
///
/// @param blocks `ContentBlock`s
/// @param structured `structuredContent`; null for none
/// @param error whether this says that the tool failed
public record Contents(List<ObjectNode> blocks, @Nullable JsonNode structured, boolean error) {
    public Contents {
        blocks = List.copyOf(blocks);
    }
}
