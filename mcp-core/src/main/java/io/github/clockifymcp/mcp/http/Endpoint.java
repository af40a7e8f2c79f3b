package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.Connection;
import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.tool.Principal;
import java.util.Set;

/// What answers under a path.
///
/// @param activated the groups of tools that the path adds to the list
public record Endpoint(McpServer server, Set<String> activated) {
    public Endpoint {
        activated = Set.copyOf(activated);
    }

    Connection connect(Principal principal) {
        return server.connect(principal, activated);
    }
}
