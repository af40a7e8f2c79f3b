package io.github.clockifymcp.mcp.tool;

import java.util.Locale;
import java.util.Optional;

/// How serious a message for the client is; the levels of syslog (RFC 5424), least first.
public enum LogLevel {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    /// As it stands in messages.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The level of this id.
    public static Optional<LogLevel> of(String id) {
        for (LogLevel level : values()) {
            if (level.id().equals(id)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
