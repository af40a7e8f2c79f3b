package io.github.clockifymcp.bench;

import io.github.clockifymcp.controlplane.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures a shared service, which keeps its state in Postgres and has tenants, beside the same
/// program that is alone and keeps it in a folder, with the same load in the same run. Load,
/// servers and Postgres share the machine.
///
/// ```
/// SharedBench DIST JDK [--rows N] [--short] [--write FILE]
/// ```
///
/// `--rows` is how long the audit log of all tenants is at the end, [ManyRows#BYTES_EACH] bytes of
/// the disk for each. `--short` shows in a few minutes that all of it runs, with figures that say
/// nothing.
public final class SharedBench {
    private static final String BEGIN = "<!-- shared -->";
    private static final String END = "<!-- /shared -->";

    private static final int CALLERS = 8;
    private static final int TENANTS = 10_000;
    private static final long FEW_ROWS = 10_000;
    private static final long SPARE_BYTES = 8L << 30;
    private static final int COUNTED = 500;
    private static final double MOST_GROWTH = 1.5;

    private static final List<Work> WORK =
            List.of(
                    new Work("a list of 5 projects", "clockify_list_projects", "{\"page_size\":5}"),
                    new Work(
                            "a list of 50 entries",
                            "clockify_list_entries",
                            "{\"start\":\"last 90 days\",\"page_size\":50}"),
                    new Work(
                            "a write",
                            "clockify_log_time",
                            "{\"start\":\"today 1:00\",\"duration\":\"1h\",\"project\":\"Brand Refresh\"}"));
    private static final Work WRITE = WORK.getLast();

    private final SharedPostgres postgres;
    private final SharedService service;
    private final Path jdk;
    private final Extent extent;
    private final Table table = new Table();

    private SharedBench(SharedPostgres postgres, SharedService service, Path jdk, Extent extent) {
        this.postgres = postgres;
        this.service = service;
        this.jdk = jdk;
        this.extent = extent;
    }

    /// How much is done to learn the figures.
    ///
    /// @param each for one of many that are compared
    /// @param rare for what is to be learnt of the slowest calls
    /// @param active how many tenants somebody has called of
    private record Extent(
            Effort warm, Effort each, Effort rare, int active, int listings, int rounds) {
        static final Extent FULL =
                new Extent(
                        new Effort(8_000, 15_000, 1),
                        new Effort(500, 500, 3_000),
                        new Effort(1_000, 1_000, 8_000),
                        1_000,
                        30,
                        3);
        static final Extent SHORT =
                new Extent(
                        new Effort(500, 100, 1),
                        new Effort(100, 50, 500),
                        new Effort(100, 50, 1_000),
                        50,
                        3,
                        1);
    }

    /// What is called over and over.
    private record Work(String name, String tool, String arguments) {}

    /// Measures and prints.
    ///
    /// @throws IOException when a program cannot be started or does not answer
    /// @throws InterruptedException when the run is stopped
    /// @throws SQLException when the database does not do what it is told to
    public static void main(String[] args)
            throws IOException,
                    InterruptedException,
                    SQLException,
                    SchemaException,
                    GeneralSecurityException {
        long rows = Long.parseLong(Bench.option(args, "--rows", "10000000"));
        Path launcher = Path.of(args[0]).resolve("bin/clockify-mcp");
        Path jdk = Path.of(args[1]);
        Path folder = Files.createTempDirectory("clockify-mcp-bench");
        try {
            checkDisk(folder, rows);
            String measured;
            try (Neighbours neighbours = new Neighbours(launcher, jdk);
                    SharedPostgres postgres = SharedPostgres.start()) {
                SharedService service =
                        new SharedService(launcher, folder, postgres, neighbours.quick());
                SharedBench bench =
                        new SharedBench(
                                postgres,
                                service,
                                jdk,
                                List.of(args).contains("--short") ? Extent.SHORT : Extent.FULL);
                bench.measure(rows);
                measured = bench.table.toString();
            }
            System.out.println(measured);
            String page = Bench.option(args, "--write", "");
            if (!page.isEmpty()) {
                Bench.write(Path.of(page), measured, BEGIN, END);
            }
        } finally {
            Bench.delete(folder);
        }
    }

    private static void checkDisk(Path folder, long rows) throws IOException {
        long needed = rows * ManyRows.BYTES_EACH + SPARE_BYTES;
        long there = Files.getFileStore(folder).getUsableSpace();
        if (there < needed) {
            throw new IOException(
                    "%d rows need %d GB of the disk of %s, which has %d."
                            .formatted(rows, needed >> 30, folder, there >> 30));
        }
    }

    private void measure(long rows)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        ManyRows many = new ManyRows(postgres, service.derived("audit chain"));
        many.makeMonths();
        service.make(CALLERS);
        try (HttpServer replica = service.replica()) {
            try (HttpServer alone = service.alone()) {
                compare(replica, alone);
            }
            count(replica);
        }
        service.makeQuickly(extent.active() - CALLERS);
        memory();
        service.makeSilent(TENANTS);
        grow(many, rows);
    }

    private static void said(String what) {
        System.err.println(what);
    }

    private Report load(HttpServer server, boolean shared, Work work, int inFlight, Effort effort)
            throws IOException {
        List<byte[]> requests =
                shared
                        ? service.ofTenants(server.port(), CALLERS, work.tool(), work.arguments())
                        : SharedService.ofTeam(server.port(), work.tool(), work.arguments());
        return Load.run(effort, server.port(), inFlight, requests, server::cpuMicros);
    }

    private void compare(HttpServer replica, HttpServer alone) throws IOException {
        for (Work work : WORK) {
            said("Comparing " + work.name());
            load(alone, false, work, CALLERS, extent.warm());
            load(replica, true, work, CALLERS, extent.warm());
            for (int inFlight : List.of(1, 8, 32)) {
                Report one = load(alone, false, work, inFlight, extent.each());
                Report shared = load(replica, true, work, inFlight, extent.each());
                String what = "%s, %d in flight: ".formatted(work.name(), inFlight);
                table.row(what + "alone", one.toString());
                table.row(
                        what + (inFlight == 1 ? "shared" : "shared, %d tenants".formatted(CALLERS)),
                        "%s; %s".formatted(shared, beside(shared, one)));
            }
        }
    }

    private static String beside(Report shared, Report alone) {
        return String.format(
                Locale.ROOT,
                "%.0f %% of the calls, p50 %.1f ×, p99 %.1f ×",
                100 * shared.perSecond() / alone.perSecond(),
                shared.medianMicros() / alone.medianMicros(),
                shared.p99Micros() / alone.p99Micros());
    }

    /// What one call after the other makes Postgres do.
    private void count(HttpServer replica) throws IOException, InterruptedException, SQLException {
        for (Work work : WORK) {
            byte[] call =
                    service.ofTenants(replica.port(), 1, work.tool(), work.arguments()).getFirst();
            try (HttpConnection connection = new HttpConnection(replica.port())) {
                connection.send(call);
                Counters before = counters();
                for (int i = 0; i < COUNTED; i++) {
                    connection.send(call);
                }
                table.row(
                        work.name() + ": what a call takes of Postgres", counters().since(before));
            }
        }
    }

    /// Statistics of a backend are told a second after it did something.
    private Counters counters() throws SQLException, InterruptedException {
        Thread.sleep(2_000);
        return new Counters(
                postgres.number(
                        "select sum(calls) from pg_stat_statements s join pg_roles r on r.oid ="
                                + " s.userid where rolname = 'clockify_mcp_server' and query !~*"
                                + " '^(begin|commit|rollback)'"),
                postgres.number(
                        "select xact_commit from pg_stat_database"
                                + " where datname = current_database()"),
                postgres.number(
                        "select tup_inserted + tup_updated + tup_deleted from pg_stat_database"
                                + " where datname = current_database()"),
                postgres.number(
                        "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint"));
    }

    private record Counters(long statements, long commits, long rows, long walBytes) {
        String since(Counters before) {
            return String.format(
                    Locale.ROOT,
                    "%.1f statements, %.1f commits, %.1f rows written, %.1f KiB of its log",
                    (statements - before.statements) / (double) COUNTED,
                    (commits - before.commits) / (double) COUNTED,
                    (rows - before.rows) / (double) COUNTED,
                    (walBytes - before.walBytes) / 1024.0 / COUNTED);
        }
    }

    /// A tenant is active once somebody of it has called: it has its own client, names and rules
    /// then.
    private void memory() throws IOException {
        said("Measuring memory");
        Work read = WORK.getFirst();
        try (HttpServer replica = service.replica();
                HttpConnection connection = new HttpConnection(replica.port())) {
            List<byte[]> calls =
                    service.ofTenants(
                            replica.port(), extent.active(), read.tool(), read.arguments());
            Load.run(extent.warm(), replica.port(), 1, calls.getFirst(), replica::cpuMicros);
            for (byte[] call : calls.subList(0, CALLERS)) {
                connection.send(call);
            }
            long heap = replica.heapBytes(jdk);
            long resident = replica.residentBytes();
            for (byte[] call : calls.subList(CALLERS, extent.active())) {
                HttpConnection.Answer answer = connection.send(call);
                if (answer.status() != 200 || answer.text().contains("\"isError\":true")) {
                    throw new IOException("a tenant was not served: " + answer.text());
                }
            }
            double residentEach = replica.residentBytes() - resident;
            double heapEach = replica.heapBytes(jdk) - heap;
            int more = extent.active() - CALLERS;
            table.row(
                    "memory an active tenant takes, over %d".formatted(more),
                    String.format(
                            Locale.ROOT,
                            "%.1f KiB of heap; RSS +%.1f KiB",
                            heapEach / 1024 / more,
                            residentEach / 1024 / more));
        }
    }

    /// What a long log costs those who add to it and those who look into it.
    private record Cost(double callMicros, double listMillis) {}

    private void grow(ManyRows many, long rows)
            throws IOException, InterruptedException, SQLException {
        many.add(service.tenants(), FEW_ROWS);
        try (HttpServer replica = service.replica()) {
            load(replica, true, WRITE, CALLERS, extent.warm());
            Cost few = cost(replica);
            said("Adding rows");
            long start = System.nanoTime();
            many.add(service.tenants(), rows - FEW_ROWS);
            double seconds = (System.nanoTime() - start) / 1e9;
            long bytes =
                    postgres.number(
                            "select sum(pg_total_relation_size(inhrelid)) from pg_inherits"
                                    + " where inhparent = 'audit'::regclass");
            table.row(
                    "rows in the audit log of %d tenants".formatted(TENANTS),
                    String.format(
                            Locale.ROOT,
                            "%d, a tenth of them of one; %.1f GB; added in %.0f s",
                            rows,
                            bytes / 1e9,
                            seconds));
            load(replica, true, WRITE, CALLERS, extent.warm());
            Cost all = cost(replica);
            growth(
                    "a write, 8 in flight, p99 of %d rows and of all",
                    few.callMicros() / 1e3, all.callMicros() / 1e3);
            growth(
                    "`audit list` of the longest log, p99 of %d rows and of all",
                    few.listMillis(), all.listMillis());
        }
        verify(service.tenants().getFirst());
        verify(service.tenants().getLast());
    }

    private void growth(String what, double few, double all) {
        double ratio = all / few;
        table.row(
                what.formatted(FEW_ROWS),
                String.format(Locale.ROOT, "%.1f, %.1f ms: %.2f ×", few, all, ratio),
                "≤ %s ×".formatted(MOST_GROWTH),
                ratio <= MOST_GROWTH);
    }

    private Cost cost(HttpServer replica) throws IOException, InterruptedException {
        said("Measuring a log");
        // What else the host does only adds to what a call costs.
        double call = Double.MAX_VALUE;
        double list = Double.MAX_VALUE;
        for (int round = 0; round < extent.rounds(); round++) {
            Report report = load(replica, true, WRITE, CALLERS, extent.rare());
            if (report.errors() > 0) {
                throw new IOException("calls failed: " + report);
            }
            call = Math.min(call, report.p99Micros());
            list = Math.min(list, listings());
        }
        return new Cost(call, list);
    }

    /// In milliseconds, with the start of the program.
    private double listings() throws IOException, InterruptedException {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < extent.listings(); i++) {
            long start = System.nanoTime();
            service.run("audit", "list", "--tenant", service.tenants().getFirst());
            took.add(System.nanoTime() - start);
        }
        return new Report(took.stream().mapToLong(nanos -> nanos).toArray(), 0, 0, 1, 0).p99Micros()
                / 1e3;
    }

    private void verify(String tenant) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String said = service.run("audit", "verify", "--tenant", tenant);
        double seconds = (System.nanoTime() - start) / 1e9;
        table.row(
                "`audit verify` of %s".formatted(tenant),
                String.format(
                        Locale.ROOT,
                        "%s lines as they were written; %.1f s",
                        said.lines().findFirst().orElse("").replaceAll(".* (\\d+) lines.*", "$1"),
                        seconds));
    }
}
