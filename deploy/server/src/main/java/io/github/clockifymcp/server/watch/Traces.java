package io.github.clockifymcp.server.watch;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Incoming;
import io.github.clockifymcp.mcp.tool.TraceContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sends spans and durations to a collector, as OpenTelemetry's conventions for MCP have them: a
/// span for each request, and in it one for each request to Clockify.
///
/// Nothing in them was chosen by a caller but ids: of the request, of its session, of its trace.
public final class Traces implements Watcher {
    private static final List<Double> BUCKETS =
            List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);
    private static final Duration LAST_BYTES = Duration.ofSeconds(3);
    private static final int LONGEST_ID = 64;

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("mcp.method.name");
    private static final AttributeKey<String> VERSION =
            AttributeKey.stringKey("mcp.protocol.version");
    private static final AttributeKey<String> SESSION = AttributeKey.stringKey("mcp.session.id");
    private static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
    private static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> REQUEST_ID =
            AttributeKey.stringKey("jsonrpc.request.id");
    private static final AttributeKey<String> STATUS_CODE =
            AttributeKey.stringKey("rpc.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> TRANSPORT =
            AttributeKey.stringKey("network.transport");
    private static final AttributeKey<String> CALL = AttributeKey.stringKey("clockify_mcp.call");
    private static final AttributeKey<String> TENANT =
            AttributeKey.stringKey("clockify_mcp.tenant");
    private static final AttributeKey<String> OUTCOME =
            AttributeKey.stringKey("clockify_mcp.outcome");
    private static final AttributeKey<String> RULE = AttributeKey.stringKey("clockify_mcp.rule");
    private static final AttributeKey<String> HTTP_METHOD =
            AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> HTTP_STATUS =
            AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> TEMPLATE = AttributeKey.stringKey("url.template");

    /// What this thread works on, the innermost last.
    private static final ThreadLocal<Deque<Span>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final DoubleHistogram requests;
    private final DoubleHistogram upstream;
    private final Paths paths = new Paths();

    private Traces(OpenTelemetrySdk sdk, String version) {
        this.sdk = sdk;
        this.tracer = sdk.getTracerProvider().tracerBuilder("clockify-mcp").build();
        Meter meter =
                sdk.getSdkMeterProvider()
                        .meterBuilder("clockify-mcp")
                        .setInstrumentationVersion(version)
                        .build();
        this.requests = seconds(meter, "mcp.server.operation.duration", "How long requests took.");
        this.upstream =
                seconds(meter, "http.client.request.duration", "How long Clockify took to answer.");
    }

    /// Begins to send, as the environment says by the standard's names.
    ///
    /// @param given what holds where the environment says nothing, by the names of the SDK
    /// @param outlet how the collector is reached
    public static Watcher begin(Map<String, String> given, String version, Outlet outlet) {
        JavaLogging.lead();
        Map<String, String> defaults = new HashMap<>();
        defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
        defaults.put("otel.service.name", "clockify-mcp");
        // The log has a way of its own.
        defaults.put("otel.logs.exporter", "none");
        defaults.putAll(given);
        CollectorWay way = new CollectorWay(outlet);
        OpenTelemetrySdk sdk =
                AutoConfiguredOpenTelemetrySdk.builder()
                        .addPropertiesSupplier(() -> defaults)
                        .addSpanExporterCustomizer(way::spans)
                        .addMetricExporterCustomizer(way::durations)
                        .disableShutdownHook()
                        .build()
                        .getOpenTelemetrySdk();
        return new Traces(sdk, version);
    }

    private static DoubleHistogram seconds(Meter meter, String name, String meaning) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(meaning)
                .setExplicitBucketBoundariesAdvice(BUCKETS)
                .build();
    }

    @Override
    public void requestBegan(Incoming request) {
        String method = Methods.known(request.request().method());
        SpanBuilder span =
                tracer.spanBuilder(method)
                        .setSpanKind(SpanKind.SERVER)
                        .setParent(parent(request.trace()))
                        .setAttribute(METHOD, method)
                        .setAttribute(VERSION, request.caller().revision().id())
                        .setAttribute(REQUEST_ID, id(request))
                        .setAttribute(TRANSPORT, transport(request))
                        .setAttribute(TENANT, request.caller().principal().tenant());
        String session = request.caller().client().session();
        if (!session.isEmpty()) {
            span.setAttribute(SESSION, session);
        }
        OPEN.get().addLast(span.startSpan());
    }

    private static String id(Incoming request) {
        String id = request.request().id().toString();
        return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id;
    }

    private static String transport(Incoming request) {
        return request.headers() == null ? "pipe" : "tcp";
    }

    @Override
    public void requestEnded(
            Incoming request,
            @Nullable RpcError error,
            boolean cancelled,
            @Nullable CallEnd last,
            Duration took) {
        String method = Methods.known(request.request().method());
        AttributesBuilder measured =
                Attributes.builder()
                        .put(METHOD, method)
                        .put(VERSION, request.caller().revision().id())
                        .put(TRANSPORT, transport(request));
        Span span = OPEN.get().pollLast();
        if (last != null && span != null) {
            span.setAttribute(CALL, last.call().id());
            span.setAttribute(OUTCOME, last.ending().id());
            if (last.rule() != null) {
                span.setAttribute(RULE, last.rule().id());
            }
        }
        if (last != null && last.ofTool()) {
            measured.put(TOOL, last.tool()).put(OPERATION, "execute_tool");
            if (span != null) {
                span.updateName(method + " " + last.tool());
                span.setAttribute(TOOL, last.tool());
                span.setAttribute(OPERATION, "execute_tool");
            }
        }
        String failure = failure(error, cancelled, last);
        if (failure != null) {
            measured.put(ERROR, failure);
        }
        if (span != null) {
            if (failure != null) {
                span.setAttribute(ERROR, failure);
                span.setStatus(StatusCode.ERROR);
            }
            if (error != null) {
                span.setAttribute(STATUS_CODE, Integer.toString(error.code()));
            }
            span.end();
        }
        requests.record(took.toNanos() / 1e9, measured.build());
    }

    private static @Nullable String failure(
            @Nullable RpcError error, boolean cancelled, @Nullable CallEnd last) {
        if (error != null) {
            return Integer.toString(error.code());
        }
        if (cancelled) {
            return "cancelled";
        }
        return last != null && last.ending().failed() ? "tool_error" : null;
    }

    @Override
    public void sendingBegan(ApiRequest<?> request) {
        Span around = OPEN.get().peekLast();
        String endpoint = paths.endpoint(request.path());
        SpanBuilder span =
                tracer.spanBuilder(request.method() + " " + endpoint)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute(HTTP_METHOD, request.method())
                        .setAttribute(TEMPLATE, endpoint);
        if (around != null) {
            span.setParent(Context.root().with(around));
        }
        OPEN.get().addLast(span.startSpan());
    }

    @Override
    public void sendingEnded(ApiRequest<?> request, int status, Duration took) {
        AttributesBuilder measured =
                Attributes.builder()
                        .put(HTTP_METHOD, request.method())
                        .put(TEMPLATE, paths.endpoint(request.path()));
        Span span = OPEN.get().pollLast();
        if (span == null) {
            return;
        }
        if (status > 0) {
            measured.put(HTTP_STATUS, status);
            span.setAttribute(HTTP_STATUS, status);
        }
        if (status == 0 || status >= 400) {
            String failure = status == 0 ? "no_answer" : Integer.toString(status);
            measured.put(ERROR, failure);
            span.setAttribute(ERROR, failure);
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
        upstream.record(took.toNanos() / 1e9, measured.build());
    }

    @Override
    public TraceContext trace() {
        Span span = OPEN.get().peekLast();
        if (span == null || !span.getSpanContext().isValid()) {
            return TraceContext.NONE;
        }
        SpanContext context = span.getSpanContext();
        String state =
                context.getTraceState().asMap().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
        return TraceContext.of(
                "00-%s-%s-%s"
                        .formatted(
                                context.getTraceId(),
                                context.getSpanId(),
                                context.getTraceFlags().asHex()),
                state);
    }

    private static Context parent(TraceContext trace) {
        if (trace.parent().isEmpty()) {
            return Context.root();
        }
        String[] parts = trace.parent().split("-", -1);
        SpanContext remote =
                SpanContext.createFromRemoteParent(
                        parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), state(trace.state()));
        return Context.root().with(Span.wrap(remote));
    }

    private static TraceState state(String text) {
        var state = TraceState.builder();
        List<String> members = List.of(text.split(",", -1));
        // Each is put in front of those before it.
        for (String member : members.reversed()) {
            int equals = member.indexOf('=');
            if (equals > 0) {
                state.put(
                        member.substring(0, equals).strip(), member.substring(equals + 1).strip());
            }
        }
        return state.build();
    }

    /// Sends what is left, if somebody takes it soon.
    @Override
    public void close() {
        var ignored = sdk.shutdown().join(LAST_BYTES.toMillis(), TimeUnit.MILLISECONDS);
    }
}
