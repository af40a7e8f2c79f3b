package io.github.clockifymcp.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the packaged server costs over streamable HTTP, with the load and a Clockify on the same
/// machine. Requests are of revision 2026-07-28 unless a session is measured.
final class HttpBench {
    private static final Pattern PORT = Pattern.compile("port=(\\d+)");
    private static final Effort FIRST = new Effort(8_000, 50_000, 3_000);
    private static final Effort SOME = new Effort(8_000, 10_000, 1);
    private static final Effort NEXT = new Effort(3_000, 5_000, 3_000);
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
    private final Neighbours neighbours;
    private final Table table;

    HttpBench(Path launcher, Path state, Neighbours neighbours, Table table) {
        this.launcher = launcher;
        this.state = state;
        this.neighbours = neighbours;
        this.table = table;
    }

    void measure() throws IOException {
        start();
        calls();
        slow();
        sessions();
        modern();
    }

    private HttpServer serve(HttpServer clockify) throws IOException {
        return new HttpServer(
                List.of(launcher.toString()),
                ServerEnvironment.overHttp(clockify.port(), state),
                PORT);
    }

    private void start() throws IOException {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            try (HttpServer server = serve(neighbours.quick());
                    HttpConnection connection = new HttpConnection(server.port())) {
                check(connection.send(request(server.port(), "tools/list", "", "")));
                took.add(server.elapsed());
            }
        }
        table.row("HTTP: start → first answer (`tools/list`)", new Figures(took).milliseconds());
    }

    private void calls() throws IOException {
        try (HttpServer server = serve(neighbours.quick())) {
            int port = server.port();
            byte[] local = call(port, "clockify_policy_info", "{}");
            byte[] projects = call(port, "clockify_list_projects", "{\"page_size\":50}");
            byte[] entries =
                    call(
                            port,
                            "clockify_list_entries",
                            "{\"start\":\"last 90 days\",\"page_size\":50}");
            run(server, 8, local, FIRST);
            byte[] listing = request(port, "tools/list", "", "");
            lists(server, listing);
            locals(server, local);
            run(server, 8, projects, FIRST);
            Report listed = run(server, 1, projects, NEXT);
            table.row(
                    "HTTP: list projects, 1 in flight",
                    listed.toString(),
                    "≤ 600 µs",
                    listed.errors() == 0 && listed.medianMicros() <= 600);
            table.row(
                    "HTTP: list projects, 32 in flight",
                    run(server, 32, projects, NEXT).toString());
            run(server, 8, entries, SOME);
            table.row("HTTP: 50 entries, 1 in flight", run(server, 1, entries, NEXT).toString());
        }
    }

    private void lists(HttpServer server, byte[] listing) throws IOException {
        byte[] floored =
                new String(listing, UTF_8)
                        .replace(" /mcp ", " " + Canned.LONG + " ")
                        .getBytes(UTF_8);
        HttpServer canned = neighbours.floor();
        run(canned, 8, floored, FIRST);
        Report floor = run(canned, 1, floored, NEXT);
        run(server, 8, listing, FIRST);
        Report list = run(server, 1, listing, NEXT);
        table.row("HTTP: the floor, canned answers of 20000 bytes", floor.toString());
        table.row(
                "HTTP: `tools/list`, p50 / p99",
                list.latency() + "; " + list.beside(floor),
                "≤ 150 µs, or 82 µs more than the floor",
                list.medianMicros() <= 150 || list.over(floor) <= 82);
    }

    /// Beside each figure its floor: the same load on a server that only answers.
    private void locals(HttpServer server, byte[] local) throws IOException {
        HttpServer canned = neighbours.floor();
        run(canned, 8, local, FIRST);
        for (int inFlight : List.of(1, 8, 32, 128)) {
            Report floor = run(canned, inFlight, local, NEXT);
            Report ours = run(server, inFlight, local, NEXT);
            table.row(
                    "HTTP: the floor, canned answers, %d in flight".formatted(inFlight),
                    floor.toString());
            String measured = ours + "; " + ours.share(floor);
            String what = "HTTP: local tool, %d in flight".formatted(inFlight);
            if (inFlight >= 32) {
                table.row(
                        what,
                        measured,
                        "≥ 38000 a second",
                        ours.errors() == 0 && ours.perSecond() >= 38_000);
            } else {
                table.row(what, measured);
            }
            if (inFlight == 1) {
                double own = ours.medianMicros() - floor.medianMicros();
                table.row(
                        "… our own time in a read through all gates: p50 less the floor's",
                        String.format(Locale.ROOT, "%.0f µs", own),
                        "≤ 100 µs",
                        own <= 100);
            }
        }
    }

    private void slow() throws IOException {
        try (HttpServer server = serve(neighbours.slow())) {
            byte[] projects = call(server.port(), "clockify_list_projects", "{\"page_size\":5}");
            run(server, 128, projects, FIRST);
            Report slow = run(server, 128, projects, FIRST);
            Report floor = neighbours.slowFloor();
            table.row(
                    "HTTP: Clockify answers after 50 ms, 128 in flight",
                    slow + "; " + slow.share(floor),
                    StdioBench.SLOW_BUDGET,
                    slow.errors() == 0 && slow.throughput(2_450, floor));
        }
    }

    private void sessions() throws IOException {
        try (HttpServer server = serve(neighbours.quick());
                HttpConnection connection = new HttpConnection(server.port())) {
            byte[] initialize = HttpConnection.request(server.port(), "", INITIALIZE);
            List<String> open = new ArrayList<>();
            begin(connection, initialize, open); // so that the code is compiled
            end(connection, server.port(), open);
            begin(connection, initialize, open);
            end(connection, server.port(), open);
            long before = server.heapBytes(neighbours.jdk());
            begin(connection, initialize, open);
            double each = (server.heapBytes(neighbours.jdk()) - before) / (1024.0 * SESSIONS);
            table.row(
                    "HTTP: memory an open legacy session takes (heap, over %d)".formatted(SESSIONS),
                    String.format(Locale.ROOT, "%.1f KiB", each),
                    "≤ 8 KiB",
                    each <= 8);
            end(connection, server.port(), open);
            double left = (server.heapBytes(neighbours.jdk()) - before) / (1024.0 * SESSIONS);
            table.row(
                    "… and after it was deleted",
                    String.format(Locale.ROOT, "%.2f KiB", Math.max(0, left)),
                    "0",
                    left < 0.1);
        }
    }

    private static void begin(HttpConnection connection, byte[] initialize, List<String> open)
            throws IOException {
        for (int i = 0; i < SESSIONS; i++) {
            HttpConnection.Answer answer = connection.send(initialize);
            check(answer);
            open.add(answer.session());
        }
    }

    private static void end(HttpConnection connection, int port, List<String> open)
            throws IOException {
        for (String session : open) {
            HttpConnection.Answer answer = connection.send(HttpConnection.delete(port, session));
            if (answer.status() != 204) {
                throw new IOException("a session was not deleted: " + answer.status());
            }
        }
        open.clear();
    }

    private void modern() throws IOException {
        try (HttpServer server = serve(neighbours.quick())) {
            byte[] local = call(server.port(), "clockify_policy_info", "{}");
            run(server, 32, local, FIRST);
            long before = server.heapBytes(neighbours.jdk());
            run(server, 32, local, FIRST);
            double grown = (server.heapBytes(neighbours.jdk()) - before) / 1024.0;
            table.row(
                    "HTTP: memory that 50,000 modern requests and more leave behind (heap)",
                    String.format(Locale.ROOT, "%+.0f KiB", grown),
                    "0",
                    grown < 256);
        }
    }

    private static Report run(HttpServer server, int inFlight, byte[] request, Effort effort)
            throws IOException {
        return Load.run(effort, server.port(), inFlight, request, server::cpuMicros);
    }

    private static void check(HttpConnection.Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("answered with %d: %s".formatted(answer.status(), answer.text()));
        }
    }

    private static byte[] call(int port, String tool, String arguments) {
        return call(port, "", tool, arguments);
    }

    /// A call of revision 2026-07-28.
    ///
    /// @param headers more header lines, each ended by CR LF
    static byte[] call(int port, String headers, String tool, String arguments) {
        return request(
                port,
                "tools/call",
                "%sMcp-Name: %s\r\n".formatted(headers, tool),
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
}
