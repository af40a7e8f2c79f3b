package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.controlplane.Database;
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
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who watches this process, as the settings have it. What is off is not loaded: so whoever watches
/// traces or counts is known here by what they are, and not by their classes, until they are made.
final class Observing implements AutoCloseable {
    private final Watch watch;
    private final @Nullable Metrics metrics;
    private final List<AutoCloseable> parts;

    private volatile Supplier<Optional<Database.Pool>> pool = Optional::empty;

    /// As long as somebody else has them.
    private final Set<ScarceRequests> budgets =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private Observing(Watch watch, @Nullable Metrics metrics, List<AutoCloseable> parts) {
        this.watch = watch;
        this.metrics = metrics;
        this.parts = List.copyOf(parts);
        if (metrics != null) {
            showBudgets(metrics, budgets);
            showPool(metrics);
        }
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
        Outlet outlet = new Outside(settings).outlet();
        try {
            return Traces.begin(given, Main.VERSION, outlet);
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
            if (e.getCause() instanceof IOException taken) {
                throw new SettingsException(
                        List.of(NetworkServing.unheard("MCP_METRICS_BIND", bind, taken)));
            }
            throw e;
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

    /// Shows what its connections do, where it has any.
    void shows(Store store) {
        pool = store::pool;
    }

    private void showPool(Metrics shown) {
        shown.gauge(
                Metric.POOL_CONNECTIONS,
                () -> pool.get().map(Database.Pool::active).orElse(0),
                "active");
        shown.gauge(
                Metric.POOL_CONNECTIONS,
                () -> pool.get().map(Database.Pool::idle).orElse(0),
                "idle");
        shown.gauge(Metric.POOL_WAITING, () -> pool.get().map(Database.Pool::waiting).orElse(0));
    }

    /// Shows what is asked of Clockify with one key, beside others.
    void shows(ScarceRequests requests) {
        budgets.add(requests);
    }

    private static void showBudgets(Metrics metrics, Set<ScarceRequests> budgets) {
        metrics.gauge(
                Metric.BUDGET_USED,
                () -> each(budgets).mapToDouble(ScarceRequests::asked).max().orElse(0));
        metrics.gauge(
                Metric.BUDGET_REMAINING,
                () ->
                        each(budgets)
                                .mapToDouble(ScarceRequests::remaining)
                                .filter(left -> !Double.isNaN(left))
                                .min()
                                .orElse(Double.NaN));
    }

    private static Stream<ScarceRequests> each(Set<ScarceRequests> budgets) {
        synchronized (budgets) {
            return List.copyOf(budgets).stream();
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
                            readiness.state() == Readiness.State.NOT_READY || transport.ending()
                                    ? 0
                                    : 1);
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
