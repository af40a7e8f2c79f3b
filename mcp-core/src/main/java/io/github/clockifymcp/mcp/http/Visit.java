package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.Connection;
import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.tool.Principal;

/// A request that was let in: who came, for how long, to whom, and how to answer.
record Visit(
        Reply reply,
        RequestFacts facts,
        String path,
        Endpoint endpoint,
        Principal principal,
        Stay stay) {

    McpServer server() {
        return endpoint.server();
    }

    /// Begins a connection with it.
    Connection connect() {
        return endpoint.connect(principal);
    }
}
