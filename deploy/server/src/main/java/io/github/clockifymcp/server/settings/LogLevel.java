package io.github.clockifymcp.server.settings;

/// From which level on the log is written.
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
