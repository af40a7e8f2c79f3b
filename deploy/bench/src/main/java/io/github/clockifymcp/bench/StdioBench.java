package io.github.clockifymcp.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// What the packaged server costs over stdio, warm: the compiler there is the quick one, as a
/// model's client starts it.
final class StdioBench {
    private static final Effort FULL = new Effort(4_000, 10_000, 3_000);
    private static final Effort MANY = new Effort(4_000, 10_000, 4_000);
    private static final String PROJECT = "Brand Refresh";
    private static final String CALL = "{\"name\":\"%s\",\"arguments\":%s}";

    private final Path launcher;
    private final Path state;
    private final Neighbours neighbours;
    private final Table table;

    StdioBench(Path launcher, Path state, Neighbours neighbours, Table table) {
        this.launcher = launcher;
        this.state = state;
        this.neighbours = neighbours;
        this.table = table;
    }

    void measure() throws IOException {
        try (StdioServer server = start(neighbours.quick())) {
            Report list = server.load(1, "tools/list", "{}", FULL);
            table.row(
                    "stdio: `tools/list`, p50 / p99",
                    list.latency(),
                    "≤ 60 µs",
                    list.medianMicros() <= 60);
            Report local =
                    server.load(
                            1, "tools/call", CALL.formatted("clockify_policy_info", "{}"), FULL);
            table.row(
                    "stdio: local tool through all gates, 1 in flight",
                    local.toString(),
                    "≤ 100 µs p50",
                    local.errors() == 0 && local.medianMicros() <= 100);
            Report projects =
                    server.load(
                            1,
                            "tools/call",
                            CALL.formatted("clockify_list_projects", "{\"page_size\":50}"),
                            FULL);
            table.row(
                    "stdio: list projects, 1 in flight",
                    projects.toString(),
                    "≤ 600 µs; ≤ 450 µs CPU",
                    projects.errors() == 0
                            && projects.medianMicros() <= 600
                            && projects.cpuEach() <= 450);
        }
        try (StdioServer server = start(neighbours.slow())) {
            Report slow =
                    server.load(
                            128,
                            "tools/call",
                            CALL.formatted("clockify_list_projects", "{\"page_size\":5}"),
                            MANY);
            table.row(
                    "stdio: Clockify answers after 50 ms, 128 in flight",
                    slow.toString(),
                    "≥ 2450 a second",
                    slow.errors() == 0 && slow.perSecond() >= 2_450);
        }
        writes();
    }

    /// The same write again and again in one process: the last must cost what the first did.
    private void writes() throws IOException {
        String hour =
                CALL.formatted(
                        "clockify_log_time",
                        "{\"start\":\"today 1:00\",\"duration\":\"1h\",\"project\":\"%s\"}"
                                .formatted(PROJECT));
        try (StdioServer server = start(neighbours.quick())) {
            server.load(1, "tools/call", hour, new Effort(0, 3_000, 1));
            Report early = server.load(1, "tools/call", hour, new Effort(0, 1_000, 2_000));
            long before = server.residentBytes();
            server.load(1, "tools/call", hour, new Effort(0, 16_000, 1));
            Report late = server.load(1, "tools/call", hour, new Effort(0, 1, 2_000));
            double grown = (server.residentBytes() - before) / (1024.0 * 1024.0);
            long errors = early.errors() + late.errors();
            table.row(
                    "stdio: 20,000 writes in one process, p50 of early and late ones",
                    String.format(
                            Locale.ROOT,
                            "%.0f, %.0f µs; RSS %+.1f MiB; %d errors",
                            early.medianMicros(),
                            late.medianMicros(),
                            grown,
                            errors),
                    "flat",
                    errors == 0 && late.medianMicros() <= 1.2 * early.medianMicros() && grown <= 8);
        }
    }

    private StdioServer start(HttpServer clockify) throws IOException {
        StdioServer server =
                new StdioServer(
                        launcher,
                        ServerEnvironment.of(clockify.port(), state),
                        "--profile=local-stdio");
        server.initialized();
        return server;
    }
}
