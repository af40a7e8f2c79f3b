package io.github.clockifymcp.mcp.server;

/// Requests of 2026-07-28.
final class ModernWords {
    static final String TASKS =
            "{\"elicitation\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";

    private ModernWords() {}

    /// @param params what stands in them beside `_meta`, such as `"name":"x"`
    static String request(int id, String method, String capabilities, String params) {
        return """
        {"jsonrpc":"2.0","id":%d,"method":"%s","params":{%s%s"_meta":{\
        "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
        "io.modelcontextprotocol/clientCapabilities":%s}}}\
        """
                .formatted(id, method, params, params.isEmpty() ? "" : ",", capabilities);
    }

    static String listen(int id, String notifications) {
        return request(
                id, "subscriptions/listen", TASKS, "\"notifications\":{" + notifications + "}");
    }

    static String call(int id, String tool) {
        return request(id, "tools/call", TASKS, "\"name\":\"" + tool + "\"");
    }

    static String cancel(int id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%d}}"
                .formatted(id);
    }

    static String initialize(String revision) {
        return """
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s",\
        "capabilities":{}}}\
        """
                .formatted(revision);
    }
}
