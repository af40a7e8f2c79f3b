package io.github.clockifymcp.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a measured server is started with: a Clockify, a folder, and no limits on calls, since it
/// is not they that are measured.
final class ServerEnvironment {
    private ServerEnvironment() {}

    static Map<String, String> of(int clockify, Path state) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MCP_CONTROL_PLANE_DSN", "file:" + state);
        environment.put("CLOCKIFY_BASE_URL", "http://127.0.0.1:%d/api/v1".formatted(clockify));
        environment.put("CLOCKIFY_API_KEY", "sandbox-key-mina-member");
        environment.put("MCP_MAX_INFLIGHT_TOOL_CALLS", "1000");
        for (String limit :
                List.of(
                        "MAX_CONCURRENT",
                        "RATE_LIMIT",
                        "PER_TOKEN_CONCURRENCY",
                        "PER_TOKEN_RATE_LIMIT")) {
            environment.put("CLOCKIFY_" + limit, "0");
        }
        return environment;
    }

    static Map<String, String> overHttp(int clockify, Path state) {
        Map<String, String> environment = of(clockify, state);
        environment.put("MCP_TRANSPORT", "streamable_http");
        environment.put("MCP_HTTP_BIND", "127.0.0.1:0");
        environment.put("MCP_MAX_SESSIONS_PER_PRINCIPAL", "100000");
        return environment;
    }
}
