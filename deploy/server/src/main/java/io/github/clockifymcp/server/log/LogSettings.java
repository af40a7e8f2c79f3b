package io.github.clockifymcp.server.log;

import org.slf4j.event.Level;

/// What is logged and how.
///
/// @param own from which level on this program logs
/// @param libraries from which level on everything else does
/// @param json whether a line is JSON, and not text
public record LogSettings(Level own, Level libraries, boolean json) {
    private static final String OURS = "io.github.clockifymcp.";

    /// It would write whole requests, the key to Clockify among their headers.
    private static final String HTTP_CLIENT = "org.apache.hc.";

    private static volatile LogSettings current = new LogSettings(Level.INFO, Level.WARN, false);

    /// From now on these hold.
    public static void use(LogSettings settings) {
        current = settings;
    }

    static LogSettings current() {
        return current;
    }

    boolean logs(String logger, Level level) {
        Level from = logger.startsWith(OURS) ? own : libraries;
        if (logger.startsWith(HTTP_CLIENT) && from.toInt() < Level.WARN.toInt()) {
            from = Level.WARN;
        }
        return level.toInt() >= from.toInt();
    }
}
