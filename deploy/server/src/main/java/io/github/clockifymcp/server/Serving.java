package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.mcp.stdio.StdioSettings;
import io.github.clockifymcp.mcp.stdio.StdioTransport;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import io.github.clockifymcp.server.settings.State;
import io.github.clockifymcp.server.settings.TransportKind;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The server on stdio, from its settings to its end.
final class Serving {
    static final int ENDED = 0;
    static final int BAD_SETTINGS = 2;

    private final Map<String, String> environment;
    private final InputStream in;
    private final OutputStream out;

    Serving(Map<String, String> environment, InputStream in, OutputStream out) {
        this.environment = environment;
        this.in = in;
        this.out = out;
    }

    /// Serves until the client leaves or the process is told to stop.
    ///
    /// @param options what the command line set, by the names of the settings
    /// @return the exit code
    int run(Map<String, String> options) {
        try {
            Settings settings = Settings.load(environment, options);
            Logging.as(settings);
            serve(settings);
            return ENDED;
        } catch (SettingsException e) {
            for (String problem : e.problems()) {
                System.err.println(problem);
            }
            return BAD_SETTINGS;
        } catch (StateException e) {
            System.err.println(e.getMessage());
            return BAD_SETTINGS;
        }
    }

    private void serve(Settings settings) throws SettingsException {
        if (settings.get(SettingTable.TRANSPORT) == TransportKind.STDIO
                && settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null)
                        instanceof State.Postgres) {
            throw new StateException(
                    "A database is for a service over the network: set"
                            + " MCP_TRANSPORT=streamable_http, or leave MCP_CONTROL_PLANE_DSN out.");
        }
        CountDownLatch closed = new CountDownLatch(1);
        try (Observing observing = Observing.of(settings);
                Wiring wiring = new Wiring(settings, environment, observing)) {
            switch (settings.get(SettingTable.TRANSPORT)) {
                case STDIO -> onStdio(wiring, settings, closed);
                case STREAMABLE_HTTP -> NetworkServing.serve(wiring, settings, observing, closed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed.countDown();
        }
    }

    private void onStdio(Wiring wiring, Settings settings, CountDownLatch closed)
            throws InterruptedException {
        StdioSettings limits =
                new StdioSettings(
                        settings.get(SettingTable.MAX_MESSAGE_SIZE), StdioSettings.DEFAULT.drain());
        StdioTransport transport = new StdioTransport(wiring.engine(), in, out, limits);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(transport, closed), "shutdown"));
        transport.run();
    }

    /// SIGTERM: what runs is answered before the process ends, and what was seen of it is sent
    /// where somebody collects it.
    private static void stop(StdioTransport transport, CountDownLatch closed) {
        transport.shutdown();
        try {
            var ignored = closed.await(NetworkServing.CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
