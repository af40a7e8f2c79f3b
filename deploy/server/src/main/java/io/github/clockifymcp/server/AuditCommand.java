package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.controlplane.SchemaException;
import io.github.clockifymcp.enforcement.AuditEntry;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clockify-mcp audit`: what servers have written about the calls they had. It only reads, and
/// nobody waits for it.
@Command(
        name = "audit",
        description = "Reads the audit log: what was called, agreed to and sent.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
final class AuditCommand extends CommandGroup {
    /// The chain does not hold.
    private static final int BROKEN = 1;

    private AuditCommand() {
        super("Say which: audit list, show, verify or export.");
    }

    /// The command with those below it.
    ///
    /// @param place makes what finds the log
    static CommandLine with(Supplier<AuditPlace> place, OutputStream out) {
        return new CommandLine(new AuditCommand())
                .addSubcommand(new Last(place.get(), out))
                .addSubcommand(new Show(place.get(), out))
                .addSubcommand(new Verify(place.get(), out))
                .addSubcommand(new Export(place.get(), out));
    }

    /// Something that reads the log.
    private abstract static class Reading extends LeafCommand {
        @Mixin private AuditPlace place;

        Reading(AuditPlace place, OutputStream out) {
            super(out);
            this.place = place;
        }

        @Override
        final int act() throws SettingsException, RefusedException, SchemaException, IOException {
            try (PrintWriter printed =
                            new PrintWriter(
                                    new BufferedWriter(new OutputStreamWriter(out(), UTF_8)));
                    AuditSource log = place.open()) {
                return read(log, printed);
            } catch (IOException e) {
                throw new IOException(
                        "The audit log cannot be read: %s.".formatted(AuditPlace.reason(e)), e);
            }
        }

        /// @return the exit code
        abstract int read(AuditSource log, PrintWriter printed) throws IOException;
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
        int read(AuditSource log, PrintWriter printed) throws IOException {
            if (limit < 1 || limit > MOST) {
                throw wrong("--limit takes a number from 1 to 10000.");
            }
            @Nullable Instant since = filter.since(Clock.systemUTC());
            AuditSource.Last last = log.last(since, filter.wanted(Clock.systemUTC()), limit);
            AuditWords words = new AuditWords(filter.zone());
            words.table(last.rows()).forEach(printed::println);
            printed.println(sum(last, log));
            return DONE;
        }

        private static String sum(AuditSource.Last last, AuditSource log) {
            int rows = last.rows().size();
            if (rows == 0) {
                return "No row fits in the audit log %s.".formatted(log.name());
            }
            String told =
                    last.found().isPresent()
                            ? "%d of %d rows, the last ones."
                                    .formatted(rows, last.found().getAsLong())
                            : "%d rows, the last ones; there are more.".formatted(rows);
            return told + " audit show CALL tells one call.";
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
        int read(AuditSource log, PrintWriter printed) throws IOException {
            String call = one(log.calls(id));
            AuditWords words = new AuditWords(zone.zone());
            words.call(log.related(call)).forEach(printed::println);
            return DONE;
        }

        private String one(SortedSet<String> beginning) {
            Set<String> found =
                    beginning.contains(id)
                            ? Set.of(id)
                            : id.length() < SHORTEST ? Set.of() : beginning;
            if (found.size() == 1) {
                return found.iterator().next();
            }
            throw wrong(
                    found.isEmpty()
                            ? "There is no call with this id. audit list has the last ones."
                            : "%d calls begin like this: %s."
                                    .formatted(
                                            found.size(),
                                            String.join(
                                                    ", ", found.stream().limit(SEVERAL).toList())));
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
                converter = AuditHead.Converter.class,
                description =
                        "What an earlier check called the head, noted elsewhere, or a file with what"
                                + " it said. Beside it, lines that were cut off at the end show"
                                + " too.")
        private @Nullable AuditHead head;

        Verify(AuditPlace place, OutputStream out) {
            super(place, out);
        }

        @Override
        int read(AuditSource log, PrintWriter printed) throws IOException {
            AuditSource.Verdict verdict = log.verify(head == null ? null : head.digest());
            if (!verdict.faults().isEmpty()) {
                printed.println("The audit log %s is not as it was written:".formatted(log.name()));
                verdict.faults().forEach(printed::println);
                return BROKEN;
            }
            printed.println(
                    "The audit log %s is as it was written: %d lines."
                            .formatted(log.name(), verdict.lines()));
            verdict.notes().forEach(printed::println);
            printed.println("head " + verdict.head());
            return DONE;
        }
    }

    /// Rows for other programs.
    @Command(
            name = "export",
            description = "Writes rows to standard output, for other programs.",
            footer = {
                "",
                "JSON lines are as they were written, so that an export of a whole file can be",
                "checked like the log itself; those from Postgres are chained by a key, and are",
                "checked where they are. In the cells of CSV no formula begins."
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
        int read(AuditSource log, PrintWriter printed) throws IOException {
            AuditCsv csv = new AuditCsv(filter.zone());
            Consumer<AuditEntry> writing =
                    switch (format) {
                        case "jsonl" ->
                                row -> {
                                    printed.print(row.text());
                                    printed.print('\n');
                                };
                        case "csv" -> row -> printed.print(csv.line(row));
                        default -> throw wrong("--format takes jsonl or csv.");
                    };
            @Nullable Instant since = filter.since(Clock.systemUTC());
            Predicate<AuditEntry> wanted = filter.wanted(Clock.systemUTC());
            if (format.equals("csv")) {
                printed.print(csv.head());
            }
            log.each(
                    since,
                    row -> {
                        if (wanted.test(row)) {
                            writing.accept(row);
                        }
                    });
            return DONE;
        }
    }
}
