package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.enforcement.AuditCheck;
import io.github.clockifymcp.enforcement.AuditEntry;
import io.github.clockifymcp.enforcement.AuditLines;
import io.github.clockifymcp.enforcement.AuditReading;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `clockify-mcp audit`: what servers have written about the calls they had. It only reads, and
/// takes no lock, so that servers go on writing meanwhile.
@Command(
        name = "audit",
        description = "Reads the audit log: what was called, agreed to and sent.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
final class AuditCommand implements Runnable {
    /// The chain does not hold.
    private static final int BROKEN = 1;

    /// There is no log, or what was said is not understood.
    private static final int NOT_DONE = 2;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this.")
    private boolean help;

    /// The command with those below it.
    ///
    /// @param place makes what finds the file
    static CommandLine with(Supplier<AuditPlace> place, OutputStream out) {
        return new CommandLine(new AuditCommand())
                .addSubcommand(new Last(place.get(), out))
                .addSubcommand(new Show(place.get(), out))
                .addSubcommand(new Verify(place.get(), out))
                .addSubcommand(new Export(place.get(), out));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say which: audit list, show, verify or export.");
    }

    /// Something that reads the log.
    private abstract static class Reading implements Callable<Integer> {
        @SuppressWarnings("NullAway.Init") // picocli sets it
        @Spec
        private CommandSpec spec;

        @Mixin private AuditPlace place;
        private final OutputStream out;

        Reading(AuditPlace place, OutputStream out) {
            this.place = place;
            this.out = out;
        }

        @Override
        public final Integer call() {
            PrintWriter err = spec.commandLine().getErr();
            try (PrintWriter printed =
                    new PrintWriter(new BufferedWriter(new OutputStreamWriter(out, UTF_8)))) {
                return read(place.file(), printed);
            } catch (SettingsException e) {
                e.problems().forEach(err::println);
            } catch (StateException e) {
                err.println(e.getMessage());
            } catch (IOException e) {
                err.println("The audit log cannot be read: %s.".formatted(AuditPlace.reason(e)));
            }
            return NOT_DONE;
        }

        ParameterException wrong(String sentence) {
            return new ParameterException(spec.commandLine(), sentence);
        }

        /// @return the exit code
        abstract int read(Path file, PrintWriter printed) throws IOException;
    }

    /// The last rows.
    @Command(name = "list", description = "Lists the last rows.", sortOptions = false)
    private static final class Last extends Reading {
        private static final int MOST = 10_000;

        @Mixin private AuditFilter filter = new AuditFilter();

        @Option(
                names = "--limit",
                paramLabel = "N",
                description = "How many at most; left out, 20.")
        private int limit = 20;

        Last(AuditPlace place, OutputStream out) {
            super(place, out);
        }

        @Override
        int read(Path file, PrintWriter printed) throws IOException {
            if (limit < 1 || limit > MOST) {
                throw wrong("--limit takes a number from 1 to 10000.");
            }
            Predicate<AuditEntry> wanted = filter.wanted(Clock.systemUTC());
            Deque<AuditEntry> last = new ArrayDeque<>();
            long[] found = {0};
            AuditReading.rows(
                    file,
                    row -> {
                        if (!wanted.test(row)) {
                            return;
                        }
                        found[0]++;
                        last.add(row);
                        if (last.size() > limit) {
                            last.remove();
                        }
                    });
            AuditWords words = new AuditWords(filter.zone());
            words.table(List.copyOf(last)).forEach(printed::println);
            printed.println(
                    last.isEmpty()
                            ? "No row fits. " + file
                            : "%d of %d rows, the last ones. audit show CALL tells one call."
                                    .formatted(last.size(), found[0]));
            return 0;
        }
    }

    /// One call and what belongs to it.
    @Command(
            name = "show",
            description = "Shows one call: what was planned, agreed to and sent.",
            sortOptions = false)
    private static final class Show extends Reading {
        private static final int SHORTEST = 6;
        private static final int SEVERAL = 5;

        @Mixin private AuditZone zone = new AuditZone();

        @Parameters(
                paramLabel = "CALL",
                description = "Its id, or six or more of its first characters.")
        private String id = "";

        Show(AuditPlace place, OutputStream out) {
            super(place, out);
        }

        @Override
        int read(Path file, PrintWriter printed) throws IOException {
            Set<String> found = new TreeSet<>();
            AuditReading.rows(
                    file,
                    row -> {
                        if (row.call().equals(id)
                                || (id.length() >= SHORTEST && row.call().startsWith(id))) {
                            found.add(row.call());
                        }
                    });
            if (found.contains(id)) {
                found.retainAll(Set.of(id));
            }
            if (found.size() != 1) {
                throw wrong(
                        found.isEmpty()
                                ? "There is no call with this id. audit list has the last ones."
                                : "%d calls begin like this: %s."
                                        .formatted(
                                                found.size(),
                                                String.join(
                                                        ", ",
                                                        found.stream().limit(SEVERAL).toList())));
            }
            AuditWords words = new AuditWords(zone.zone());
            words.call(related(file, found.iterator().next())).forEach(printed::println);
            return 0;
        }

        /// All rows of the call, of the call whose preview it confirms, and of those that confirm
        /// it.
        private static List<AuditEntry> related(Path file, String call) throws IOException {
            Set<String> calls = new HashSet<>(Set.of(call));
            AuditReading.rows(
                    file,
                    row -> {
                        if (row.call().equals(call) && !row.confirms().isEmpty()) {
                            calls.add(row.confirms());
                        } else if (row.confirms().equals(call)) {
                            calls.add(row.call());
                        }
                    });
            List<AuditEntry> rows = new ArrayList<>();
            AuditReading.rows(
                    file,
                    row -> {
                        if (calls.contains(row.call())) {
                            rows.add(row);
                        }
                    });
            return rows;
        }
    }

    /// The check of the chain.
    @Command(
            name = "verify",
            description = "Checks that no line was changed, put in or taken out.",
            footer = {"", "Ends with exit code 0 if all is well, with 1 if not."},
            sortOptions = false)
    private static final class Verify extends Reading {
        @Option(
                names = "--head",
                paramLabel = "DIGEST",
                description =
                        "What an earlier check called the head, noted elsewhere. Beside it, lines"
                                + " that were cut off at the end show too.")
        private @Nullable String head;

        Verify(AuditPlace place, OutputStream out) {
            super(place, out);
        }

        @Override
        int read(Path file, PrintWriter printed) throws IOException {
            if (head != null && !head.toLowerCase(Locale.ROOT).matches("[0-9a-f]{64}")) {
                throw wrong("--head takes a digest: 64 characters of 0-9 and a-f.");
            }
            AuditCheck check =
                    head == null
                            ? AuditLines.verify(file)
                            : AuditLines.verify(file, head.toLowerCase(Locale.ROOT));
            if (!check.intact()) {
                printed.println("The audit log " + file + " is not as it was written:");
                check.faults().forEach(printed::println);
                return BROKEN;
            }
            printed.println(
                    "The audit log %s is as it was written: %d lines."
                            .formatted(file, check.lines()));
            if (check.recovered() > 0) {
                printed.println(
                        "Pieces left behind by servers that were killed, and accounted for: "
                                + check.recovered());
            }
            if (check.unfinished()) {
                printed.println(
                        "It ends in a piece of a line: a server is writing it, or was killed. The"
                                + " next row will account for it.");
            }
            printed.println("head " + check.head());
            return 0;
        }
    }

    /// Rows for other programs.
    @Command(
            name = "export",
            description = "Writes rows to standard output, for other programs.",
            footer = {
                "",
                "JSON lines are as they stand in the file, so that an export of everything",
                "can be checked like the log itself. In the cells of CSV no formula begins."
            },
            sortOptions = false)
    private static final class Export extends Reading {
        @Mixin private AuditFilter filter = new AuditFilter();

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                description = "jsonl or csv; left out, jsonl.")
        private String format = "jsonl";

        Export(AuditPlace place, OutputStream out) {
            super(place, out);
        }

        @Override
        int read(Path file, PrintWriter printed) throws IOException {
            Predicate<AuditEntry> wanted = filter.wanted(Clock.systemUTC());
            switch (format) {
                case "jsonl" ->
                        AuditReading.rows(
                                file,
                                row -> {
                                    if (wanted.test(row)) {
                                        printed.print(row.text());
                                        printed.print('\n');
                                    }
                                });
                case "csv" -> {
                    AuditCsv csv = new AuditCsv(filter.zone());
                    printed.print(csv.head());
                    AuditReading.rows(
                            file,
                            row -> {
                                if (wanted.test(row)) {
                                    printed.print(csv.line(row));
                                }
                            });
                }
                default -> throw wrong("--format takes jsonl or csv.");
            }
            return 0;
        }
    }
}
