package io.github.clockifymcp.mcp.http;

/// Messages as clients write them.
final class Wording {
    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}}";

    private Wording() {}

    static String request(String id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
                .formatted(id, method, params);
    }

    static String initialize(String revision) {
        return request(
                "0",
                "initialize",
                "{\"protocolVersion\":\"%s\",\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}"
                        .formatted(revision));
    }

    /// @param params an object
    static String modern(String id, String method, String params) {
        String inside = params.strip().substring(1);
        return request(id, method, "{" + META + (inside.strip().equals("}") ? "" : ",") + inside);
    }

    static String call(String id, String tool) {
        return request(id, "tools/call", tool(tool));
    }

    static String tool(String name) {
        return "{\"name\":\"" + name + "\",\"arguments\":{}}";
    }

    static String progressing(String id, String tool) {
        return request(
                id,
                "tools/call",
                "{\"name\":\"" + tool + "\",\"arguments\":{},\"_meta\":{\"progressToken\":1}}");
    }

    static String notification(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params);
    }
}
