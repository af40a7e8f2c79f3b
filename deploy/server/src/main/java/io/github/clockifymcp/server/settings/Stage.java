package io.github.clockifymcp.server.settings;

import java.util.Map;

/// What a server runs for. There is one word that means something here; other programs that have a
/// variable of this name have words of their own.
public enum Stage {
    /// People depend on it.
    PROD;

    static final Kind<Stage> KIND =
            new Kind<>(
                    "prod; any other word is for other programs and means nothing here",
                    false,
                    text -> text.equals("prod") ? PROD : null);

    /// What holds there where neither the operator nor the profile says something else, by the name
    /// of the setting.
    public Map<String, String> standards() {
        return Map.of("MCP_AUDIT_DURABILITY", "fail_closed", "MCP_LOG_FORMAT", "json");
    }
}
