package io.github.clockifymcp.server;

import io.github.clockifymcp.server.settings.LogLevel;

/// Sets up the log: sentences on standard error, by slf4j-simple. Its other settings are in
/// `simplelogger.properties`.
final class Logging {
    private Logging() {}

    /// Logs from this level on. Comes before the first logger is made.
    static void from(LogLevel level) {
        // Named, the provider is not searched for in every jar.
        System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("org.jboss.logging.provider", "slf4j");
        // It would write whole requests, the key to Clockify among their headers.
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.hc", "warn");
        System.setProperty(
                "org.slf4j.simpleLogger.log.io.github.clockifymcp",
                level.name().toLowerCase(java.util.Locale.ROOT));
    }
}
