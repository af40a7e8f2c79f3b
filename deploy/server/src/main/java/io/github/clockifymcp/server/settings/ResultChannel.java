package io.github.clockifymcp.server.settings;

/// In which part of a result the value stands.
public enum ResultChannel {
    AUTO,
    TEXT,
    STRUCTURED,
    BOTH
}
