package io.github.clockifymcp.server.watch;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.enforcement.AuditRow;
import io.github.clockifymcp.enforcement.Rule;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Incoming;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Counts what happens, for Prometheus.
public final class Metrics implements Watcher {
    private static final Duration[] BUCKETS =
            List.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
                    .stream()
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private static final Set<Integer> CODES =
            Set.of(
                    RpcError.PARSE,
                    RpcError.INVALID_REQUEST,
                    RpcError.METHOD_NOT_FOUND,
                    RpcError.INVALID_PARAMS,
                    RpcError.INTERNAL,
                    RpcError.LEGACY_RESOURCE_NOT_FOUND,
                    RpcError.HEADER_MISMATCH,
                    RpcError.MISSING_CAPABILITY,
                    RpcError.UNSUPPORTED_VERSION);

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger inflight = new AtomicInteger();
    private final Paths paths = new Paths();

    /// @param version of this server
    public Metrics(String version) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gauge(Metric.INFLIGHT, inflight::get);
        // Micrometer would take the end off this name.
        Info.builder()
                .name(Metric.BUILD.metric())
                .help(Metric.BUILD.meaning())
                .labelNames("version", "java")
                .register(registry.getPrometheusRegistry())
                .addLabelValues(version, Runtime.version().toString());
        for (Metric metric : Metric.values()) {
            if (metric.type() == Metric.Type.COUNTER) {
                prepare(metric, new ArrayList<>());
            }
        }
    }

    /// Begins to count what may never happen at zero: an alert sees a rise only from a value.
    private void prepare(Metric metric, List<String> values) {
        if (values.size() == metric.labels().size()) {
            count(metric, 0, values.toArray(String[]::new));
            return;
        }
        boolean endless = metric.labels().stream().anyMatch(label -> label.each().isEmpty());
        if (endless || metric == Metric.HTTP_REQUESTS) {
            return;
        }
        for (String value : metric.labels().get(values.size()).each()) {
            List<String> more = new ArrayList<>(values);
            more.add(value);
            prepare(metric, more);
        }
    }

    /// Shows a value that somebody else keeps.
    ///
    /// @param labels their values, in the order of the table
    public void gauge(Metric metric, DoubleSupplier value, String... labels) {
        Gauge.builder(metric.meter(), value::getAsDouble)
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .strongReference(true)
                .register(registry);
    }

    /// What Prometheus reads, in version 0.0.4 of its text format.
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }

    private static List<Tag> tags(Metric metric, String... values) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(metric.labels().get(i).name(), values[i]));
        }
        return tags;
    }

    private void count(Metric metric, String... labels) {
        count(metric, 1, labels);
    }

    private void count(Metric metric, double times, String... labels) {
        Counter.builder(metric.meter())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .register(registry)
                .increment(times);
    }

    private void time(Metric metric, Duration took, String... labels) {
        Timer.builder(metric.meter())
                .description(metric.meaning())
                .tags(tags(metric, labels))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(took);
    }

    @Override
    public void requestEnded(
            Incoming request,
            @Nullable RpcError error,
            boolean cancelled,
            @Nullable CallEnd last,
            Duration took) {
        count(
                Metric.REQUESTS,
                Methods.known(request.request().method()),
                request.caller().revision().id());
        if (error != null) {
            refused(error);
        }
    }

    @Override
    public void refused(RpcError error) {
        count(
                Metric.PROTOCOL_ERRORS,
                CODES.contains(error.code()) ? Integer.toString(error.code()) : "other");
    }

    @Override
    public void callBegan(Call call) {
        inflight.incrementAndGet();
    }

    @Override
    public void callEnded(CallEnd end) {
        inflight.decrementAndGet();
        count(Metric.TOOL_CALLS, end.tool(), end.ending().id());
        time(Metric.TOOL_CALL_DURATION, end.took(), end.tool());
        Rule rule = end.rule();
        if (rule != null) {
            count(Metric.DENIALS, rule.id());
        }
        if (rule != null && end.scope() != null) {
            count(
                    Metric.RATE_LIMITS,
                    rule == Rule.CALLS_A_MINUTE ? "window" : "concurrency",
                    Metric.Label.small(end.scope()));
        }
        switch (end.ending()) {
            case CANCELLED -> count(Metric.CANCELLATIONS, "client_requested");
            case TIMEOUT -> count(Metric.CANCELLATIONS, "timeout");
            default -> {}
        }
        confirmed(end);
    }

    private void confirmed(CallEnd end) {
        if (end.rule() == Rule.DECLINED) {
            count(Metric.CONFIRMATIONS, "declined");
        } else if (end.rule() != null && end.rule().id().startsWith("confirmation_")) {
            count(Metric.CONFIRMATIONS, "no_good");
        } else if (end.outcome() instanceof Outcome.Question) {
            count(Metric.CONFIRMATIONS, "asked");
        } else if (end.outcome() instanceof Outcome.Preview(var ignored, var ticket)
                && ticket != null) {
            count(Metric.CONFIRMATIONS, "token");
        } else if (end.agreed()) {
            count(Metric.CONFIRMATIONS, "agreed");
        }
    }

    @Override
    public void sendingEnded(ApiRequest<?> request, int status, Duration took) {
        String endpoint = paths.endpoint(request.path());
        String method = Paths.method(request.method());
        count(Metric.UPSTREAM_REQUESTS, endpoint, method, bucket(status));
        time(Metric.UPSTREAM_DURATION, took, endpoint, method);
    }

    private static String bucket(int status) {
        if (status == 429) {
            return "429";
        }
        return status < 100 || status > 599 ? "none" : status / 100 + "xx";
    }

    @Override
    public void repeating(ApiRequest<?> request, Category reason) {
        count(Metric.UPSTREAM_RETRIES, Metric.Label.small(reason));
    }

    @Override
    public void audited(AuditRow.Phase phase, boolean written) {
        count(written ? Metric.AUDIT_EVENTS : Metric.AUDIT_FAILURES, Metric.Label.small(phase));
    }

    @Override
    public void answered(String path, String method, int status, Duration took) {
        String known = Paths.http(path);
        String verb = Paths.method(method);
        count(Metric.HTTP_REQUESTS, known, verb, Integer.toString(status));
        if (!verb.equals("GET")) {
            time(Metric.HTTP_DURATION, took, known, verb);
        }
    }

    @Override
    public void turnedAway(String category) {
        count(Metric.AUTH_FAILURES, Turned.known(category));
    }
}
