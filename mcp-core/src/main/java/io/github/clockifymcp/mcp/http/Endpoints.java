package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.McpServer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What answers under which path. What is listed may depend on the path and on who asks, and on
/// nothing else (2026-07-28).
@FunctionalInterface
public interface Endpoints {

    /// Where clients look first.
    String DEFAULT_PATH = "/mcp";

    /// What answers under this path; null when nothing does. The same every time it is asked.
    @Nullable Endpoint at(String path);

    /// What is said to whoever asks for a path under which nothing answers. Strangers read it.
    default String nothing(String path) {
        return "There is nothing here.";
    }

    /// One server under the default path.
    static Endpoints of(McpServer server) {
        Endpoint only = new Endpoint(server, Set.of());
        return path -> path.equals(DEFAULT_PATH) ? only : null;
    }
}
