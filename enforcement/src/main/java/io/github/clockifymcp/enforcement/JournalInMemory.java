package io.github.clockifymcp.enforcement;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A journal that ends with the process.
public final class JournalInMemory implements Journal {
    private final Clock clock;
    private Map<JournalBounds.Key, JournalEntry> entries = new LinkedHashMap<>();

    public JournalInMemory(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void put(JournalEntry entry) {
        entries.put(JournalBounds.Key.of(entry), entry);
        entries = JournalBounds.kept(entries, JournalEntry::at, clock.instant());
    }

    @Override
    public synchronized List<JournalEntry> of(Owner owner) {
        return new ArrayList<>(entries.values())
                .reversed().stream().filter(entry -> entry.owner().equals(owner)).toList();
    }
}
