package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.Limits;
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
import io.github.clockifymcp.server.watch.Traces;
import io.github.clockifymcp.server.watch.Watch;
import io.github.clockifymcp.server.watch.Watcher;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who watches this process, as the settings have it. What is off is not loaded: so whoever watches
/// traces or counts is known here by what they are, and not by their classes, until they are made.
final class Observing implements AutoCloseable {
    private final Watch watch;
    private final @Nullable Metrics metrics;
    private final List<AutoCloseable> parts;

    private Observing(Watch watch, @Nullable Metrics metrics, List<AutoCloseable> parts) {
        this.watch = watch;
        this.metrics = metrics;
        this.parts = List.copyOf(parts);
    }

    /// Nobody watches.
    static Observing nobody() {
        return new Observing(new Watch(List.of()), null, List.of());
    }

    /// Begins to watch, and to show metrics where there is a place for them.
    ///
    /// @throws SettingsException when that place is taken, or a collector cannot be sent to as it
    ///   is set
    static Observing of(Settings settings) throws SettingsException {
        List<Watcher> watchers = new ArrayList<>();
        List<AutoCloseable> parts = new ArrayList<>();
        Watcher traces = traces(settings);
        if (traces == null) {
            watchers.add(new CallLog(() -> TraceContext.NONE));
        } else {
            watchers.add(traces);
            watchers.add(new CallLog(traces::trace));
            parts.add(traces);
        }
        Bind bind = settings.find(SettingTable.METRICS_BIND).orElse(null);
        if (bind == null) {
            return new Observing(new Watch(watchers), null, parts);
        }
        Metrics metrics = new Metrics(Main.VERSION);
        watchers.add(metrics);
        parts.add(shown(metrics, bind, settings));
        parts.add(metrics);
        return new Observing(new Watch(watchers), metrics, parts);
    }

    private static @Nullable Watcher traces(Settings settings) throws SettingsException {
        URI endpoint = settings.find(SettingTable.OTLP_ENDPOINT).orElse(null);
        if (endpoint == null) {
            return null;
        }
        Map<String, String> given = new HashMap<>();
        given.put("otel.exporter.otlp.endpoint", endpoint.toString());
        given.put("otel.service.name", settings.get(SettingTable.OTEL_SERVICE));
        settings.find(SettingTable.OTLP_HEADERS)
                .ifPresent(headers -> given.put("otel.exporter.otlp.headers", headers.reveal()));
        try {
            return Traces.begin(given, Main.VERSION);
        } catch (RuntimeException e) {
            // Its message may repeat a header.
            throw new SettingsException(
                    List.of(
                            "OpenTelemetry does not accept one of the OTEL_ variables. Look at those"
                                    + " that are set beside OTEL_EXPORTER_OTLP_ENDPOINT."));
        }
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

    /// Shows how many callers' calls are counted.
    void shows(Limits limits) {
        if (metrics != null) {
            metrics.gauge(Metric.LIMIT_BUCKETS, limits::remembered);
        }
    }

    /// Shows what is asked of Clockify.
    void shows(ScarceRequests requests) {
        if (metrics != null) {
            metrics.gauge(Metric.BUDGET_USED, requests::asked);
            metrics.gauge(Metric.BUDGET_REMAINING, requests::remaining);
        }
    }

    /// Shows what goes on over HTTP.
    void shows(HttpTransport transport, Readiness readiness) {
        if (metrics != null) {
            metrics.gauge(Metric.SESSIONS, () -> transport.activity().sessions());
            metrics.gauge(Metric.STREAMS, () -> transport.activity().streams());
            metrics.gauge(Metric.RUNNING_REQUESTS, () -> transport.activity().running());
            metrics.gauge(
                    Metric.READY,
                    () ->
                            readiness.state() != Readiness.State.NOT_READY && !transport.ending()
                                    ? 1
                                    : 0);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("what ends never throws", e);
            }
        }
    }
}
