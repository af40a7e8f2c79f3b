package io.github.clockifymcp.server;

import io.github.clockifymcp.server.log.LogSettings;
import io.github.clockifymcp.server.settings.LogFormat;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import java.util.Locale;
import org.slf4j.event.Level;

/// Sets up the log: a line for each thing that happened, on standard error.
final class Logging {
    /// From which level on libraries log, for whoever has to look into one.
    private static final String LIBRARIES = "clockify.mcp.log.libraries";

    private Logging() {}

    /// Logs only what is wrong, for a command that says itself what it does.
    static void quietly() {
        provide();
        LogSettings.use(new LogSettings(Level.WARN, Level.ERROR, false));
    }

    /// Logs as the settings have it. Comes before the first logger is made.
    static void as(Settings settings) {
        provide();
        LogSettings.use(
                new LogSettings(
                        Level.valueOf(settings.get(SettingTable.LOG_LEVEL).name()),
                        Level.valueOf(
                                System.getProperty(LIBRARIES, "warn").toUpperCase(Locale.ROOT)),
                        settings.get(SettingTable.LOG_FORMAT) == LogFormat.JSON));
    }

    private static void provide() {
        // Named, the provider is not searched for in every jar.
        System.setProperty("slf4j.provider", "io.github.clockifymcp.server.log.LogProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("org.jboss.logging.provider", "slf4j");
    }
}
