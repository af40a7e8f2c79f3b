package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;

/// What the server calls itself.
///
/// @param name for programs
/// @param title for people
public record ServerInfo(String name, String title, String version) {

    /// As `serverInfo` in this revision.
    public ObjectNode json(Revision revision) {
        ObjectNode info = Json.object().put("name", name);
        if (revision.atLeast(Revision.V2025_06_18)) {
            info.put("title", title);
        }
        return info.put("version", version);
    }
}
