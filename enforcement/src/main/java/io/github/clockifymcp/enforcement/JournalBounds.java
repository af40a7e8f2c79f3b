package io.github.clockifymcp.enforcement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How much a journal keeps: of each owner the last 200 changes, and of those what is at most 30
/// days old.
public final class JournalBounds {
    /// How many changes of one owner.
    public static final int MOST = 200;

    /// For how long.
    public static final Duration LONGEST = Duration.ofDays(30);

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
    /// @param at when an entry was made
    static <T> Map<Key, T> kept(Map<Key, T> entries, Function<T, Instant> at, Instant now) {
        Map<Journal.Owner, Integer> counts = new HashMap<>();
        Instant oldest = now.minus(LONGEST);
        List<Map.Entry<Key, T>> kept = new ArrayList<>();
        for (Map.Entry<Key, T> entry : new ArrayList<>(entries.entrySet()).reversed()) {
            int count = counts.merge(entry.getKey().owner(), 1, Integer::sum);
            if (count <= MOST && !at.apply(entry.getValue()).isBefore(oldest)) {
                kept.add(entry);
            }
        }
        Map<Key, T> ordered = new LinkedHashMap<>();
        kept.reversed().forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }
}
