package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the packaged server sends to a collector, and that it carries traces on.
class TracesPackagedTest {
    private static final String KEY = "sandbox-key-mina-member";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        client.close();
    }

    private Listening start(Map<String, String> environment) throws IOException {
        return Listening.start(Installation.built(folder.resolve("home")), environment);
    }

    private String call(
            Listening server, String tool, String arguments, String trace, String header)
            throws IOException, InterruptedException {
        String meta = trace.isEmpty() ? "" : "\"traceparent\":\"%s\",".formatted(trace);
        String body =
                """
                {"jsonrpc":"2.0","id":"q-7","method":"tools/call","params":{"name":"%s",\
                "arguments":%s,"_meta":{%s"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                "io.modelcontextprotocol/clientCapabilities":{}}}}\
                """
                        .formatted(tool, arguments, meta);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/mcp".formatted(server.port())))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "tools/call")
                        .header("Mcp-Name", tool);
        if (!header.isEmpty()) {
            request.header("traceparent", header);
        }
        return client.send(
                        request.POST(BodyPublishers.ofString(body)).build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static Map<String, String> of(Span span) {
        return Collector.attributes(span.getAttributesList());
    }

    @Test
    void a_call_is_a_span_with_the_requests_to_clockify_in_it() throws Exception {
        try (Collector collector = new Collector()) {
            Map<String, String> environment = new HashMap<>(collector.environment());
            environment.put("CLOCKIFY_API_KEY", KEY);
            try (Listening server = start(environment)) {
                call(server, "clockify_list_tags", "{}", PARENT, "");
                call(server, "clockify_list_tags", "{\"s3cret\":1}", "", "");

                Span span = collector.span(one -> of(one).containsValue("success"));
                assertThat(span.getName()).isEqualTo("tools/call clockify_list_tags");
                assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
                assertThat(Collector.hex(span.getTraceId())).isEqualTo(TRACE);
                assertThat(Collector.hex(span.getParentSpanId())).isEqualTo("b7ad6b7169203331");
                assertThat(of(span))
                        .containsEntry("mcp.method.name", "tools/call")
                        .containsEntry("mcp.protocol.version", "2026-07-28")
                        .containsEntry("gen_ai.tool.name", "clockify_list_tags")
                        .containsEntry("gen_ai.operation.name", "execute_tool")
                        .containsEntry("jsonrpc.request.id", "\"q-7\"")
                        .containsEntry("network.transport", "tcp")
                        .containsEntry("clockify_mcp.tenant", "local")
                        .containsKey("clockify_mcp.call")
                        .doesNotContainKey("error.type");

                Span sent = collector.span(one -> one.getParentSpanId().equals(span.getSpanId()));
                assertThat(sent.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
                assertThat(of(sent))
                        .containsEntry("http.request.method", "GET")
                        .containsEntry("http.response.status_code", "200");
                assertThat(of(sent).get("url.template")).doesNotContainPattern("[0-9]");

                Span failed = collector.span(one -> of(one).containsValue("invalid_params"));
                assertThat(of(failed))
                        .containsEntry("error.type", "tool_error")
                        .containsEntry("clockify_mcp.rule", "arguments");

                Metric took = collector.metric("mcp.server.operation.duration");
                assertThat(took.getUnit()).isEqualTo("s");
                assertThat(took.getHistogram().getDataPoints(0).getExplicitBoundsList())
                        .startsWith(0.01, 0.02, 0.05)
                        .endsWith(120.0, 300.0);
                assertThat(
                                took.getHistogram().getDataPointsList().stream()
                                        .map(point ->
                                                Collector.attributes(point.getAttributesList()))
                                        .collect(Collectors.toList()))
                        .anyMatch(point ->
                                point.getOrDefault("gen_ai.tool.name", "")
                                        .equals("clockify_list_tags"));
                collector.metric("http.client.request.duration");
                assertThat(collector.keys()).contains("s3cret-of-the-collector");
                assertThat(collector.raw())
                        .isNotEmpty()
                        .noneMatch(bytes -> bytes.contains(KEY) || bytes.contains("s3cret"));
            }
        }
    }

    @Test
    void a_server_that_is_told_to_end_sends_what_it_has_not_sent_yet() throws Exception {
        try (Collector collector = new Collector()) {
            Map<String, String> seldom = new HashMap<>(collector.environment());
            seldom.put("OTEL_BSP_SCHEDULE_DELAY", "600000");
            seldom.put("OTEL_METRIC_EXPORT_INTERVAL", "600000");
            try (Listening server = start(seldom)) {
                call(server, "clockify_list_tags", "{}", PARENT, "");
                server.process().toHandle().destroy(); // SIGTERM
                assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            }

            assertThat(collector.span(one -> of(one).containsValue("success")).getName())
                    .isEqualTo("tools/call clockify_list_tags");
            collector.metric("mcp.server.operation.duration");
        }
    }

    @Test
    void so_does_one_on_a_pipe() throws Exception {
        try (Collector collector = new Collector()) {
            Map<String, String> seldom = new HashMap<>(collector.environment());
            seldom.put("OTEL_BSP_SCHEDULE_DELAY", "600000");
            ProcessBuilder command =
                    ToolSession.onItsSandbox(folder.resolve("pipe"), seldom, ToolSession.FRIDAY);
            try (StdioClient client = StdioClient.start(command)) {
                client.ask(
                        """
                        {"jsonrpc":"2.0","id":1,"method":"initialize","params":\
                        {"protocolVersion":"2025-11-25","capabilities":{},\
                        "clientInfo":{"name":"test","version":"1"}}}\
                        """);
                client.ask(
                        """
                        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":\
                        {"name":"clockify_list_tags","arguments":{}}}\
                        """);
                client.process().toHandle().destroy(); // SIGTERM
                client.ended();
            }

            assertThat(collector.span(one -> of(one).containsValue("success")).getName())
                    .isEqualTo("tools/call clockify_list_tags");
        }
    }

    @Test
    void a_trace_goes_on_to_clockify_whether_or_not_somebody_collects_it() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer clockify =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        clockify.createContext(
                "/",
                http -> {
                    heard.add(String.valueOf(http.getRequestHeaders().getFirst("traceparent")));
                    http.sendResponseHeaders(404, -1);
                    http.close();
                });
        clockify.start();
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "MCP_PROFILE", "local-stdio",
                                "CLOCKIFY_API_KEY", "k3y",
                                "CLOCKIFY_BASE_URL",
                                        "http://127.0.0.1:%d/api/v1"
                                                .formatted(clockify.getAddress().getPort())));
        try (Listening off = start(environment)) {
            call(off, "clockify_whoami", "{}", "", PARENT);
            assertThat(heard).isNotEmpty().containsOnly(PARENT);
        }
        heard.clear();
        try (Collector collector = new Collector()) {
            environment.putAll(collector.environment());
            try (Listening on = start(environment)) {
                call(on, "clockify_whoami", "{}", "", PARENT);

                Span sent = collector.span(one -> of(one).containsKey("url.template"));
                assertThat(heard)
                        .contains("00-" + TRACE + "-" + Collector.hex(sent.getSpanId()) + "-01");
                assertThat(of(sent)).containsEntry("error.type", "404");
            }
        } finally {
            clockify.stop(0);
        }
    }

    @Test
    void a_collector_that_is_away_harms_nobody() throws Exception {
        Map<String, String> nobody =
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1",
                        "OTEL_BSP_SCHEDULE_DELAY", "50");
        try (Listening server = start(nobody)) {
            assertThat(call(server, "clockify_list_tags", "{}", "", "")).contains("meeting");
            server.process().toHandle().destroy(); // SIGTERM
            assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void where_nobody_watches_nothing_that_watches_is_loaded() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        Map<String, String> quiet =
                Map.of("CLOCKIFY_MCP_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
        try (Listening server = start(quiet)) {
            assertThat(call(server, "clockify_list_tags", "{}", "", "")).contains("meeting");
        }

        assertThat(Files.readAllLines(loaded))
                .anyMatch(line -> line.contains("io.github.clockifymcp.server.watch.CallLog"))
                .noneMatch(line -> line.contains("io.opentelemetry."))
                .noneMatch(line -> line.contains("java.net.http."))
                .noneMatch(line -> line.contains("io.micrometer."))
                .noneMatch(line -> line.contains("io.prometheus."))
                .noneMatch(line -> line.contains("server.watch.Metrics"))
                .noneMatch(line -> line.contains("server.watch.Traces"));
    }
}
