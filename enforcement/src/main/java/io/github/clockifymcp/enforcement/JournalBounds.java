package io.github.clockifymcp.enforcement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How much a journal keeps: of each owner the last 200 changes, and of those what is at most 30
/// days old.
final class JournalBounds {
    private static final int MOST = 200;
    private static final Duration LONGEST = Duration.ofDays(30);

    private JournalBounds() {}

    /// What there is one entry of.
    record Key(Journal.Owner owner, String id) {
        static Key of(JournalEntry entry) {
            return new Key(entry.owner(), entry.id());
        }
    }

    /// Those that stay, in the same order.
    ///
    /// @param entries the oldest first
    static Map<Key, JournalEntry> kept(Map<Key, JournalEntry> entries, Instant now) {
        Map<Journal.Owner, Integer> counts = new HashMap<>();
        Instant oldest = now.minus(LONGEST);
        List<JournalEntry> kept = new ArrayList<>();
        for (JournalEntry entry : new ArrayList<>(entries.values()).reversed()) {
            int count = counts.merge(entry.owner(), 1, Integer::sum);
            if (count <= MOST && !entry.at().isBefore(oldest)) {
                kept.add(entry);
            }
        }
        Map<Key, JournalEntry> ordered = new LinkedHashMap<>();
        kept.reversed().forEach(entry -> ordered.put(Key.of(entry), entry));
        return ordered;
    }
}
