package io.github.clockifymcp.server.settings;

/// How much the server may change; see the concept page on policy modes.
public enum PolicyMode {
    READ_ONLY,
    TIME_TRACKING_SAFE,
    SAFE_CORE,
    STANDARD,
    FULL
}
