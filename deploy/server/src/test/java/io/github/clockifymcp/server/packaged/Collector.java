package io.github.clockifymcp.server.packaged;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A collector of OpenTelemetry's: it keeps what it is sent by OTLP over HTTP.
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<Metric> metrics = new CopyOnWriteArrayList<>();
    private final List<String> raw = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::traces);
        server.createContext("/v1/metrics", this::metrics);
        server.start();
    }

    /// What the server in front of it is told, and that it does not wait long.
    Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "OTEL_EXPORTER_OTLP_HEADERS",
                "x-api-key=s3cret-of-the-collector",
                "OTEL_BSP_SCHEDULE_DELAY",
                "50",
                "OTEL_METRIC_EXPORT_INTERVAL",
                "300");
    }

    private void traces(HttpExchange http) throws IOException {
        byte[] body = http.getRequestBody().readAllBytes();
        headers.add(String.valueOf(http.getRequestHeaders().getFirst("x-api-key")));
        raw.add(new String(body, StandardCharsets.ISO_8859_1));
        ExportTraceServiceRequest.parseFrom(body)
                .getResourceSpansList()
                .forEach(resource ->
                        resource.getScopeSpansList()
                                .forEach(scope -> spans.addAll(scope.getSpansList())));
        http.sendResponseHeaders(200, -1);
        http.close();
    }

    private void metrics(HttpExchange http) throws IOException {
        byte[] body = http.getRequestBody().readAllBytes();
        raw.add(new String(body, StandardCharsets.ISO_8859_1));
        ExportMetricsServiceRequest.parseFrom(body)
                .getResourceMetricsList()
                .forEach(resource ->
                        resource.getScopeMetricsList()
                                .forEach(scope -> metrics.addAll(scope.getMetricsList())));
        http.sendResponseHeaders(200, -1);
        http.close();
    }

    /// The first span of this kind, when it has come.
    Span span(Predicate<Span> which) throws InterruptedException {
        for (int tries = 0; tries < 300; tries++) {
            for (Span span : spans) {
                if (which.test(span)) {
                    return span;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("it did not come; there are " + spans);
    }

    /// The metric of this name, when it has come.
    Metric metric(String name) throws InterruptedException {
        for (int tries = 0; tries < 300; tries++) {
            for (Metric metric : metrics) {
                if (metric.getName().equals(name)) {
                    return metric;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("it did not come; there are " + metrics);
    }

    /// Everything that came, as it came.
    List<String> raw() {
        return raw;
    }

    /// The key that was shown with each.
    List<String> keys() {
        return headers;
    }

    static Map<String, String> attributes(List<KeyValue> given) {
        Map<String, String> attributes = new TreeMap<>();
        for (KeyValue each : given) {
            attributes.put(
                    each.getKey(),
                    each.getValue().hasIntValue()
                            ? Long.toString(each.getValue().getIntValue())
                            : each.getValue().getStringValue());
        }
        return attributes;
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
