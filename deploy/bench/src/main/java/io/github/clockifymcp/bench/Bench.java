package io.github.clockifymcp.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Measures the packaged server on the sandbox, beside a hello world of the same JDK in the same
/// run, and prints a table. Starts alternate, so that a machine whose speed drifts drifts for both.
///
/// ```
/// Bench DIST JDK [--rounds N] [--write FILE]
/// Bench DIST JDK --tasks
/// ```
///
/// `--tasks` only plays the everyday tasks, whose figures do not depend on the machine. `--write`
/// puts the table between the two marks in a page.
public final class Bench {
    private static final String BEGIN = "<!-- measured -->";
    private static final String END = "<!-- /measured -->";

    private final Path launcher;
    private final Path jdk;
    private final Path folder;
    private final Encoding tokens =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    private Bench(Path dist, Path jdk, Path folder) {
        this.jdk = jdk;
        this.launcher = dist.resolve("bin/clockify-mcp");
        this.folder = folder;
    }

    /// Measures and prints.
    ///
    /// @throws IOException when the server cannot be started or does not answer
    /// @throws InterruptedException when the run is stopped
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(option(args, "--rounds", "15"));
        Path folder = Files.createTempDirectory("clockify-mcp-bench");
        try {
            Bench bench = new Bench(Path.of(args[0]), Path.of(args[1]), folder);
            if (List.of(args).contains("--tasks")) {
                System.out.println(bench.tasks());
                return;
            }
            String table = bench.measure(new Floor(Path.of(args[1]), folder), rounds);
            System.out.println(table);
            String page = option(args, "--write", "");
            if (!page.isEmpty()) {
                write(Path.of(page), table);
            }
        } finally {
            delete(folder);
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Table tasks() throws IOException, InterruptedException {
        Table table = new Table();
        try (Neighbours neighbours = new Neighbours(launcher, jdk)) {
            tasks(neighbours, table);
        }
        return table;
    }

    private void tasks(Neighbours neighbours, Table table) throws IOException {
        try (Counting counting = new Counting(neighbours.sandbox().port())) {
            new Tasks(launcher, folder.resolve("tasks"), counting, tokens, table).measure();
        }
    }

    private String measure(Floor floor, int rounds) throws IOException, InterruptedException {
        List<Long> hello = new ArrayList<>();
        List<Long> initialized = new ArrayList<>();
        List<Long> withKey = new ArrayList<>();
        List<Long> listed = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            long floorTook = floor.firstLine();
            try (StdioServer server = new StdioServer(launcher, folder.resolve("state"))) {
                long initializeTook = server.initialized();
                server.request("tools/list", "{}");
                long listTook = server.elapsed();
                if (round >= 0) { // The first round fills the disk cache.
                    hello.add(floorTook);
                    initialized.add(initializeTook);
                    listed.add(listTook);
                    resident.add(server.residentBytes());
                }
            }
            long withKeyTook = startWithKey();
            if (round >= 0) {
                withKey.add(withKeyTook);
            }
        }
        return table(
                new Figures(hello),
                new Figures(initialized),
                new Figures(withKey),
                new Figures(listed),
                new Figures(resident));
    }

    /// As a person's client starts it: with a key in its environment, and no word to Clockify
    /// before the first call.
    private long startWithKey() throws IOException {
        Map<String, String> environment =
                Map.of(
                        "CLOCKIFY_API_KEY",
                        "sandbox-key-mina-member",
                        "MCP_CONTROL_PLANE_DSN",
                        "file:" + folder.resolve("state-of-key"));
        try (StdioServer server = new StdioServer(launcher, environment, "--profile=local-stdio")) {
            return server.initialized();
        }
    }

    private String table(
            Figures hello, Figures initialized, Figures withKey, Figures listed, Figures resident)
            throws IOException, InterruptedException {
        Table table = new Table();
        double multiple = (double) initialized.median() / hello.median();
        table.row("hello world: start → first line", hello.milliseconds(), "the floor");
        table.row("start → `initialize` answered", initialized.milliseconds());
        table.row(
                "… as a multiple of hello world",
                String.format(Locale.ROOT, "%.1f ×", multiple),
                "≤ 3 ×, then 2 ×",
                multiple <= 3);
        table.row("start with a key → `initialize` answered", withKey.milliseconds());
        table.row("start → `tools/list` answered", listed.milliseconds());
        table.row(
                "RSS after `tools/list`",
                resident.mebibytes(),
                "≤ 60 MiB",
                resident.median() <= 60L << 20);
        sizes(table);
        try (Neighbours neighbours = new Neighbours(launcher, jdk)) {
            tasks(neighbours, table);
            new StdioBench(launcher, folder.resolve("stdio"), neighbours, table).measure();
            new HttpBench(launcher, folder.resolve("http"), neighbours, table).measure();
        }
        return table.toString();
    }

    /// The sizes of what a model reads, in tokens of o200k.
    private void sizes(Table table) throws IOException {
        try (StdioServer server = new StdioServer(launcher, folder.resolve("state"))) {
            server.initialized();
            JsonNode tools = server.request("tools/list", "{}").path("tools");
            int list = tokens.countTokens(tools.toString());
            table.row(
                    "`tools/list`, %d tools".formatted(tools.size()),
                    list + " tokens",
                    "≤ 6000 tokens",
                    list <= 6_000);
            String entries =
                    server.call(
                            "clockify_list_entries",
                            "{\"start\":\"last 90 days\",\"page_size\":50}");
            int length = tokens.countTokens(entries);
            table.row(
                    "50 time entries listed", length + " tokens", "≤ 1400 tokens", length <= 1_400);
        }
    }

    private static void write(Path page, String table) throws IOException {
        write(page, table, BEGIN, END);
    }

    /// Puts a table between two marks of a page.
    static void write(Path page, String table, String beginMark, String endMark)
            throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(beginMark) + beginMark.length();
        int end = text.indexOf(endMark);
        Files.writeString(
                page, text.substring(0, begin) + "\n" + table + "\n" + text.substring(end));
    }

    static String option(String[] args, String name, String otherwise) {
        for (int i = 0; i < args.length - 1; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }
}
