package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.http.HttpTransport;
import io.github.clockifymcp.mcp.http.Readiness;
import io.github.clockifymcp.mcp.http.Secret;
import io.github.clockifymcp.mcp.tool.TraceContext;
import io.github.clockifymcp.server.settings.Bind;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import io.github.clockifymcp.server.watch.CallLog;
import io.github.clockifymcp.server.watch.Metric;
import io.github.clockifymcp.server.watch.Metrics;
import io.github.clockifymcp.server.watch.MetricsServer;
import io.github.clockifymcp.server.watch.Watch;
import io.github.clockifymcp.server.watch.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Who watches this process, as the settings have it. What is off is not loaded.
final class Observing implements AutoCloseable {
    private final Watch watch;
    private final @Nullable Metrics metrics;
    private final @Nullable MetricsServer server;

    private Observing(Watch watch, @Nullable Metrics metrics, @Nullable MetricsServer server) {
        this.watch = watch;
        this.metrics = metrics;
        this.server = server;
    }

    /// Nobody watches.
    static Observing nobody() {
        return new Observing(new Watch(List.of()), null, null);
    }

    /// Begins to watch, and to show metrics where there is a place for them.
    ///
    /// @throws SettingsException when that place is taken
    static Observing of(Settings settings) throws SettingsException {
        List<Watcher> watchers = new ArrayList<>();
        watchers.add(new CallLog(() -> TraceContext.NONE));
        Bind bind = settings.find(SettingTable.METRICS_BIND).orElse(null);
        if (bind == null) {
            return new Observing(new Watch(watchers), null, null);
        }
        Metrics metrics = new Metrics(Main.VERSION);
        watchers.add(metrics);
        return new Observing(new Watch(watchers), metrics, shown(metrics, bind, settings));
    }

    private static MetricsServer shown(Metrics metrics, Bind bind, Settings settings)
            throws SettingsException {
        Secret token =
                settings.find(SettingTable.METRICS_TOKEN)
                        .map(secret -> Secret.of(secret.reveal()))
                        .orElse(null);
        MetricsServer server = new MetricsServer(metrics, bind, token);
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw new SettingsException(
                    List.of(
                            "MCP_METRICS_BIND cannot be listened on: %s:%d is taken or is no address of this machine."
                                    .formatted(bind.host(), bind.port())));
        }
    }

    /// Whom the layers tell.
    Watch watch() {
        return watch;
    }

    /// Shows a value that somebody keeps.
    void shows(Metric metric, DoubleSupplier value) {
        if (metrics != null) {
            metrics.gauge(metric, value);
        }
    }

    /// Shows what goes on over HTTP.
    void shows(HttpTransport transport, Readiness readiness) {
        shows(Metric.SESSIONS, () -> transport.activity().sessions());
        shows(Metric.STREAMS, () -> transport.activity().streams());
        shows(Metric.RUNNING_REQUESTS, () -> transport.activity().running());
        shows(Metric.READY, () -> readiness.state() != Readiness.State.NOT_READY && !transport.ending() ? 1 : 0);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (metrics != null) {
            metrics.close();
        }
    }
}
