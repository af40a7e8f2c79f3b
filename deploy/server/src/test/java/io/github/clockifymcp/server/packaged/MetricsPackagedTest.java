package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.server.CommandLines;
import io.github.clockifymcp.server.watch.Metric;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the packaged server shows to Prometheus.
class MetricsPackagedTest {
    private static final String TOKEN = "a-token-for-metrics-alone";
    private static final Pattern PORT = Pattern.compile("address=\\S+:(\\d+)");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        client.close();
    }

    private Listening start(Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("MCP_METRICS_BIND", "127.0.0.1:0"));
        environment.putAll(more);
        return Listening.start(Installation.built(folder.resolve("home")), environment);
    }

    private static int metricsPort(Listening server) {
        Matcher port = PORT.matcher(String.join("\n", server.said()));
        assertThat(port.find()).as("%s", server.said()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private HttpRequest.Builder reading(Listening server, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(metricsPort(server), path)));
    }

    private HttpResponse<String> read(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(
            Listening server, String method, String name, String params, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/mcp".formatted(server.port())))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", method)
                        .header("Mcp-Name", name);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        String body =
                ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{%s\"_meta\":{"
                                + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}")
                        .formatted(method, params);
        return client.send(
                request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private void call(Listening server, String tool, String arguments)
            throws IOException, InterruptedException {
        post(
                server,
                "tools/call",
                tool,
                "\"name\":\"%s\",\"arguments\":%s,".formatted(tool, arguments));
    }

    /// The series of a metric, by its labels as they are written.
    private static Map<String, Double> series(String scrape, String name) {
        Map<String, Double> found = new HashMap<>();
        Pattern line =
                Pattern.compile("(?m)^" + Pattern.quote(name) + "(\\{[^}]*\\}|\\{.*\\})? (\\S+)$");
        Matcher matcher = line.matcher(scrape);
        while (matcher.find()) {
            found.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
        }
        return found;
    }

    @Test
    void everything_of_the_table_is_shown_and_nothing_else() throws Exception {
        try (Listening server = start(Map.of())) {
            call(server, "clockify_list_tags", "{}");
            call(server, "clockify_whoami", "{}");
            post(server, "tools/call", "nobody_knows_me", "\"name\":\"nobody_knows_me\",");
            post(server, "nonsense/invented", "", "");

            String scrape = read(reading(server, "/metrics")).body();

            Set<String> shown = new TreeSet<>();
            Matcher types = TYPE.matcher(scrape);
            while (types.find()) {
                String name = types.group(1);
                boolean ours = !name.startsWith("jvm_") && !name.startsWith("process_");
                if (ours && !name.endsWith("_seconds_max")) {
                    shown.add(name + " " + types.group(2));
                }
            }
            Set<String> told = new TreeSet<>();
            for (Metric metric : Metric.values()) {
                told.add(metric.metric() + " " + metric.type().name().toLowerCase(Locale.ROOT));
            }
            assertThat(shown).isEqualTo(told);
            assertThat(scrape).contains("jvm_memory_used_bytes", "process_uptime_seconds");
            assertThat(scrape).doesNotContain("nobody_knows_me", "nonsense");
            labelsAreThoseOfTheTable(scrape);
        }
    }

    private static void labelsAreThoseOfTheTable(String scrape) {
        for (Metric metric : Metric.values()) {
            String name =
                    metric.type() == Metric.Type.HISTOGRAM
                            ? metric.metric() + "_count"
                            : metric.metric();
            assertThat(series(scrape, name)).as(name).isNotEmpty();
            series(scrape, name)
                    .forEach((labels, value) -> {
                        Set<String> names = new HashSet<>();
                        Matcher label = LABEL.matcher(labels == null ? "" : labels);
                        while (label.find()) {
                            names.add(label.group(1));
                            metric.labels().stream()
                                    .filter(known -> known.name().equals(label.group(1)))
                                    .filter(known -> !known.each().isEmpty())
                                    .forEach(known ->
                                            assertThat(known.each()).contains(label.group(2)));
                        }
                        assertThat(names)
                                .as("%s%s", name, labels)
                                .containsExactlyInAnyOrderElementsOf(
                                        metric.labels().stream().map(Metric.Label::name).toList());
                    });
        }
    }

    @Test
    void what_happened_is_counted() throws Exception {
        try (Listening server =
                start(
                        Map.of(
                                "CLOCKIFY_POLICY",
                                "read_only",
                                "CLOCKIFY_PER_TOKEN_RATE_LIMIT",
                                "4"))) {
            call(server, "clockify_list_tags", "{}");
            call(server, "clockify_list_tags", "{\"no_such_argument\":1}");
            call(server, "clockify_start_timer", "{}");
            call(server, "nobody_knows_me", "{}");
            call(server, "clockify_list_tags", "{}");

            String scrape = read(reading(server, "/metrics")).body();

            Map<String, Double> calls = series(scrape, Metric.TOOL_CALLS.metric());
            assertThat(calls)
                    .containsEntry("{outcome=\"success\",tool=\"clockify_list_tags\"}", 1.0)
                    .containsEntry("{outcome=\"invalid_params\",tool=\"clockify_list_tags\"}", 1.0)
                    .containsEntry("{outcome=\"policy_denied\",tool=\"clockify_start_timer\"}", 1.0)
                    .containsEntry("{outcome=\"policy_denied\",tool=\"unknown\"}", 1.0)
                    .containsEntry("{outcome=\"rate_limited\",tool=\"unknown\"}", 1.0);
            assertThat(series(scrape, Metric.DENIALS.metric()))
                    .containsEntry("{rule=\"mode\"}", 1.0)
                    .containsEntry("{rule=\"unknown\"}", 1.0)
                    .containsEntry("{rule=\"arguments\"}", 1.0)
                    .containsEntry("{rule=\"calls_a_minute\"}", 1.0)
                    .containsEntry("{rule=\"declined\"}", 0.0);
            assertThat(series(scrape, Metric.RATE_LIMITS.metric()))
                    .containsEntry("{kind=\"window\",scope=\"caller\"}", 1.0);
            assertThat(series(scrape, Metric.INFLIGHT.metric())).containsValue(0.0);
            assertThat(series(scrape, Metric.READY.metric())).containsValue(1.0);
            assertThat(scrape).contains("endpoint=\"/workspaces/{id}/tags\"", "path=\"/mcp\"");
        }
    }

    @Test
    void who_is_not_let_in_is_counted_and_may_not_read() throws Exception {
        Map<String, String> guarded =
                Map.of(
                        "MCP_BEARER_TOKEN",
                        "a-token-nobody-would-guess",
                        "MCP_METRICS_BEARER_TOKEN",
                        TOKEN);
        try (Listening server = start(guarded)) {
            call(server, "clockify_whoami", "{}");
            post(server, "tools/list", "", "", "Authorization", "Bearer wrong-token");

            assertThat(read(reading(server, "/metrics")).statusCode()).isEqualTo(401);
            assertThat(
                            read(reading(server, "/metrics")
                                            .header(
                                                    "Authorization",
                                                    "Bearer a-token-nobody-would-guess"))
                                    .statusCode())
                    .isEqualTo(401);
            HttpRequest.Builder known =
                    reading(server, "/metrics").header("Authorization", "Bearer " + TOKEN);
            String scrape = read(known).body();

            assertThat(series(scrape, Metric.AUTH_FAILURES.metric()))
                    .containsEntry("{category=\"missing\"}", 1.0)
                    .containsEntry("{category=\"wrong\"}", 1.0)
                    .containsEntry("{category=\"expired\"}", 0.0);
        }
    }

    @Test
    void nothing_but_metrics_is_there_and_only_to_be_read() throws Exception {
        try (Listening server = start(Map.of())) {
            assertThat(read(reading(server, "/mcp")).statusCode()).isEqualTo(404);
            assertThat(read(reading(server, "/metrics").POST(BodyPublishers.noBody())).statusCode())
                    .isEqualTo(405);
            HttpResponse<String> main =
                    read(
                            HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:%d/metrics"
                                                    .formatted(server.port()))));
            assertThat(main.statusCode()).isEqualTo(404);
            assertThat(read(reading(server, "/metrics")).headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
        }
    }

    @Test
    void a_place_that_is_taken_is_said() throws Exception {
        try (Listening first = start(Map.of())) {
            ProcessBuilder second = Installation.built(folder.resolve("home")).command();
            second.environment().put("MCP_PROFILE", "sandbox");
            second.environment().put("MCP_METRICS_BIND", "127.0.0.1:" + metricsPort(first));
            Printed printed = Printed.by(second);

            assertThat(printed.code()).isEqualTo(2);
            assertThat(printed.err())
                    .containsOnlyOnce("\n")
                    .contains("Nothing can listen on 127.0.0.1:" + metricsPort(first))
                    .contains("Set MCP_METRICS_BIND to another address or port.");
            assertThat(CommandLines.printed(second.environment(), "", "doctor", "--offline").out())
                    .contains("MCP_METRICS_BIND: a server like this one answers at")
                    .contains("[port.ours]");
        }
    }

    @Test
    void a_place_that_is_none_is_said() throws Exception {
        ProcessBuilder server = Installation.built(folder.resolve("home")).command();
        server.environment().put("MCP_PROFILE", "sandbox");
        server.environment().put("MCP_METRICS_BIND", "203.0.113.7:9464");
        server.environment().put("MCP_METRICS_BEARER_TOKEN", TOKEN);
        Printed printed = Printed.by(server);

        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.err())
                .containsOnlyOnce("\n")
                .startsWith("Nothing can listen on 203.0.113.7:9464: ");
    }
}
