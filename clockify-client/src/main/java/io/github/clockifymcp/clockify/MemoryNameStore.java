package io.github.clockifymcp.clockify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A name store in memory, of a bounded size: what was not read for longest is forgotten first.
public final class MemoryNameStore implements NameStore {

    private final InstantSource clock;
    private final Map<String, Kept> kept;

    /// @param largest how many keys it keeps
    public MemoryNameStore(InstantSource clock, int largest) {
        this.clock = clock;
        this.kept = new Bounded(largest);
    }

    @Override
    public synchronized Optional<String> get(String key) {
        Kept found = kept.get(key);
        if (found == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(found.until())) {
            kept.remove(key);
            return Optional.empty();
        }
        return Optional.of(found.value());
    }

    @Override
    public synchronized void put(String key, String value, Duration keep) {
        kept.put(key, new Kept(value, clock.instant().plus(keep)));
    }

    @Override
    public synchronized void forget(String prefix) {
        kept.keySet().removeIf(key -> key.startsWith(prefix));
    }

    private record Kept(String value, Instant until) {}

    private static final class Bounded extends LinkedHashMap<String, Kept> {
        private static final long serialVersionUID = 1L;
        private final int largest;

        Bounded(int largest) {
            super(16, 0.75f, true);
            this.largest = largest;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > largest;
        }
    }
}
