package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.AuditEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An audit log that is read: a file, or what a tenant has of it in Postgres.
interface AuditSource extends AutoCloseable {
    /// What stands in a sentence behind “the audit log”.
    String name();

    /// Tells every row, from the oldest.
    ///
    /// @param since rows from before are not wanted, and may be left out; null for everything
    void each(@Nullable Instant since, Consumer<AuditEntry> told) throws IOException;

    /// The newest rows that are wanted, from the oldest of them.
    ///
    /// @param since as in [#each]
    Last last(@Nullable Instant since, Predicate<AuditEntry> wanted, int most) throws IOException;

    /// The newest rows that were wanted.
    ///
    /// @param found how many there are altogether; empty when nobody looked further back
    record Last(List<AuditEntry> rows, OptionalLong found) {
        public Last {
            rows = List.copyOf(rows);
        }
    }

    /// The ids of calls that begin like this.
    SortedSet<String> calls(String beginning) throws IOException;

    /// All rows of the call, of the call whose preview it confirms, and of those that confirm it.
    List<AuditEntry> related(String call) throws IOException;

    /// Checks that no line was changed, put in or taken out.
    ///
    /// @param noted the head of an earlier check, which has to be there still; null for none
    Verdict verify(@Nullable String noted) throws IOException;

    /// What a check came to.
    ///
    /// @param faults what is wrong; empty when nothing is
    /// @param notes what is to be known beside it, as sentences
    /// @param head of the last line
    record Verdict(List<String> faults, long lines, List<String> notes, String head) {
        public Verdict {
            faults = List.copyOf(faults);
            notes = List.copyOf(notes);
        }
    }

    @Override
    void close();
}
