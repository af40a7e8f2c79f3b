package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.McpServer;
import org.jspecify.annotations.Nullable;

/// Which server answers under which path. What a server lists may depend on its path and on who
/// asks, and on nothing else (2026-07-28).
@FunctionalInterface
public interface Endpoints {

    /// Where clients look first.
    String DEFAULT_PATH = "/mcp";

    /// The server under this path; null when there is none. The same one every time it is asked.
    @Nullable McpServer at(String path);

    /// One server under the default path.
    static Endpoints of(McpServer server) {
        return path -> path.equals(DEFAULT_PATH) ? server : null;
    }
}
