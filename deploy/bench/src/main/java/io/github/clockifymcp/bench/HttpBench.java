package io.github.clockifymcp.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What the packaged server costs over streamable HTTP, with the load and a sandbox on the same
/// machine. Requests are of revision 2026-07-28 unless a session is measured.
final class HttpBench {
    private static final Pattern PORT = Pattern.compile("port=(\\d+)");
    private static final Pattern SANDBOX = Pattern.compile("127\\.0\\.0\\.1:(\\d+)/api");
    private static final long WARM_MILLIS = 3_000;
    private static final long MILLIS = 4_000;
    private static final int SESSIONS = 2_000;
    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}\
            """;

    private final Path launcher;
    private final Path state;
    private final List<String> rows = new ArrayList<>();

    HttpBench(Path launcher, Path state) {
        this.launcher = launcher;
        this.state = state;
    }

    /// Measures, and gives the rows of the table.
    List<String> rows() throws IOException, InterruptedException {
        try (HttpServer sandbox =
                new HttpServer(
                        List.of(launcher.toString(), "sandbox", "--port", "0"),
                        Map.of(),
                        SANDBOX)) {
            start();
            calls(sandbox.port());
            sessions(sandbox.port());
        }
        return rows;
    }

    private HttpServer serve(int clockify) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("MCP_CONTROL_PLANE_DSN", "file:" + state);
        environment.put("MCP_TRANSPORT", "streamable_http");
        environment.put("MCP_HTTP_BIND", "127.0.0.1:0");
        environment.put("CLOCKIFY_BASE_URL", "http://127.0.0.1:%d/api/v1".formatted(clockify));
        environment.put("CLOCKIFY_API_KEY", "sandbox-key-mina-member");
        environment.put("MCP_MAX_INFLIGHT_TOOL_CALLS", "1000");
        environment.put("MCP_MAX_SESSIONS_PER_PRINCIPAL", "100000");
        for (String limit :
                List.of(
                        "MAX_CONCURRENT",
                        "RATE_LIMIT",
                        "PER_TOKEN_CONCURRENCY",
                        "PER_TOKEN_RATE_LIMIT")) {
            environment.put("CLOCKIFY_" + limit, "0");
        }
        return new HttpServer(List.of(launcher.toString()), environment, PORT);
    }

    private void start() throws IOException {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            try (HttpServer server = serve(1);
                    HttpConnection connection = new HttpConnection(server.port())) {
                check(connection.send(request(server.port(), "tools/list", "", "")));
                took.add(server.elapsed());
            }
        }
        row("HTTP: start → first answer (`tools/list`)", new Figures(took).milliseconds(), "");
    }

    private void calls(int clockify) throws IOException, InterruptedException {
        try (HttpServer server = serve(clockify)) {
            int port = server.port();
            byte[] list = request(port, "tools/list", "", "");
            byte[] local = call(port, "clockify_policy_info", "{}");
            byte[] projects = call(port, "clockify_list_projects", "{}");
            byte[] entries =
                    call(
                            port,
                            "clockify_list_entries",
                            "{\"start\":\"last 90 days\",\"page_size\":50}");
            row("HTTP: `tools/list`, p50 / p99", run(port, 1, list).latency(), "≤ 150 µs");
            for (int inFlight : List.of(1, 8, 32, 128)) {
                line(
                        server,
                        "local tool",
                        inFlight,
                        local,
                        inFlight >= 32 ? "≥ 38000 a second" : "");
            }
            line(server, "list projects", 1, projects, "≤ 600 µs; ≤ 450 µs CPU");
            line(server, "50 entries", 1, entries, "");
            line(server, "list projects", 32, projects, "");
        }
    }

    private void line(HttpServer server, String what, int inFlight, byte[] request, String budget)
            throws IOException, InterruptedException {
        long before = server.cpuMicros();
        Load.Report report = run(server.port(), inFlight, request);
        // The warm-up is in the processor time, and so are its calls.
        double calls = report.answered() * (double) (WARM_MILLIS + MILLIS) / MILLIS;
        double cpu = (server.cpuMicros() - before) / Math.max(1, calls);
        row(
                "HTTP: %s, %d in flight".formatted(what, inFlight),
                String.format(
                        Locale.ROOT,
                        "%s; %.0f a second; %.0f µs CPU each; %d errors",
                        report.latency(),
                        report.perSecond(),
                        cpu,
                        report.errors()),
                budget);
    }

    private void sessions(int clockify) throws IOException, InterruptedException {
        try (HttpServer server = serve(clockify);
                HttpConnection connection = new HttpConnection(server.port())) {
            byte[] initialize = HttpConnection.request(server.port(), "", INITIALIZE);
            run(server.port(), 1, request(server.port(), "tools/list", "", ""));
            for (int i = 0; i < SESSIONS; i++) {
                check(connection.send(initialize)); // so that the code is compiled
            }
            long before = server.residentBytes();
            for (int i = 0; i < SESSIONS; i++) {
                check(connection.send(initialize));
            }
            long each = Math.max(0, server.residentBytes() - before) / SESSIONS;
            row(
                    "HTTP: memory an open legacy session takes (RSS, over %d)".formatted(SESSIONS),
                    String.format(Locale.ROOT, "%.1f KiB", each / 1024.0),
                    "≤ 8 KiB");
        }
    }

    private static Load.Report run(int port, int inFlight, byte[] request)
            throws IOException, InterruptedException {
        return Load.run(
                inFlight,
                WARM_MILLIS,
                MILLIS,
                () -> {
                    HttpConnection connection = new HttpConnection(port);
                    return () -> good(connection.send(request));
                });
    }

    private static boolean good(HttpConnection.Answer answer) {
        return answer.status() == 200 && !answer.text().contains("\"isError\":true");
    }

    private static void check(HttpConnection.Answer answer) throws IOException {
        if (!good(answer)) {
            throw new IOException("answered with %d: %s".formatted(answer.status(), answer.text()));
        }
    }

    private static byte[] call(int port, String tool, String arguments) {
        return request(
                port,
                "tools/call",
                "Mcp-Name: %s\r\n".formatted(tool),
                "\"name\":\"%s\",\"arguments\":%s,".formatted(tool, arguments));
    }

    private static byte[] request(int port, String method, String headers, String params) {
        return HttpConnection.request(
                port,
                "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: %s\r\n%s"
                        .formatted(method, headers),
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{%s%s}}"
                        .formatted(method, params, META));
    }

    private void row(String what, String measured, String budget) {
        rows.add("| %s | %s | %s |".formatted(what, measured, budget));
    }
}
