package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.AuditCheck;
import io.github.clockifymcp.enforcement.AuditEntry;
import io.github.clockifymcp.enforcement.AuditLines;
import io.github.clockifymcp.enforcement.AuditReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The audit log of one machine. It is read from its beginning, and without a lock, so that servers
/// go on writing meanwhile.
final class AuditInFile implements AuditSource {
    private final Path file;

    AuditInFile(Path file) {
        this.file = file;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public void each(@Nullable Instant since, Consumer<AuditEntry> told) throws IOException {
        AuditReading.rows(file, told);
    }

    @Override
    public Last last(@Nullable Instant since, Predicate<AuditEntry> wanted, int most)
            throws IOException {
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
                    if (last.size() > most) {
                        last.remove();
                    }
                });
        return new Last(List.copyOf(last), OptionalLong.of(found[0]));
    }

    @Override
    public SortedSet<String> calls(String beginning) throws IOException {
        SortedSet<String> found = new TreeSet<>();
        AuditReading.rows(
                file,
                row -> {
                    if (row.call().startsWith(beginning)) {
                        found.add(row.call());
                    }
                });
        return found;
    }

    @Override
    public List<AuditEntry> related(String call) throws IOException {
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

    @Override
    public Verdict verify(@Nullable String noted) throws IOException {
        AuditCheck check = noted == null ? AuditLines.verify(file) : AuditLines.verify(file, noted);
        List<String> notes = new ArrayList<>();
        if (check.recovered() > 0) {
            notes.add(
                    "Pieces left behind by servers that were killed, and accounted for: "
                            + check.recovered());
        }
        if (check.unfinished()) {
            notes.add(
                    "It ends in a piece of a line: a server is writing it, or was killed. The next"
                            + " row will account for it.");
        }
        return new Verdict(check.faults(), check.lines(), notes, check.head());
    }

    @Override
    public void close() {
        // Nothing is open between two readings.
    }
}
