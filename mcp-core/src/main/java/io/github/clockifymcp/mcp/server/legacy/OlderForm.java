package io.github.clockifymcp.mcp.server.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Revision;
import java.util.List;

/// Spares older revisions what they do not know: kinds of content, and fields of definitions.
final class OlderForm {
    private OlderForm() {}

    static ObjectNode of(ObjectNode shown, Revision revision) {
        String type = Json.text(shown, "type");
        if ("audio".equals(type) && !revision.atLeast(Revision.V2025_03_26)) {
            String mime = Json.text(shown, "mimeType");
            return text("[Sound left out, %s]".formatted(mime == null ? "of no known kind" : mime));
        }
        if ("resource_link".equals(type) && !revision.atLeast(Revision.V2025_06_18)) {
            String name = Json.text(shown, "name");
            String uri = Json.text(shown, "uri");
            return text((name == null ? "" : name + ": ") + (uri == null ? "" : uri));
        }
        ObjectNode form = shown.deepCopy();
        if (!revision.atLeast(Revision.V2025_11_25)) {
            form.remove("icons");
        }
        if (!revision.atLeast(Revision.V2025_06_18)) {
            form.remove(List.of("title", "_meta"));
            form.path("arguments").forEach(argument -> ((ObjectNode) argument).remove("title"));
        }
        return form;
    }

    private static ObjectNode text(String text) {
        return Json.object().put("type", "text").put("text", text);
    }
}
