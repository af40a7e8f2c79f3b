package io.github.clockifymcp.mcp.server;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// News within one process, told by whoever publishes it before that returns.
public final class MemoryTopics implements Topics {
    private final Map<News, Set<Heard>> wanted = new ConcurrentHashMap<>();
    private final Set<Heard> all = ConcurrentHashMap.newKeySet();

    @Override
    public void publish(Set<News> news) {
        Map<Heard, Set<News>> told = new LinkedHashMap<>();
        for (News each : news) {
            for (Heard hearing : wanted.getOrDefault(each, Set.of())) {
                told.computeIfAbsent(hearing, first -> new LinkedHashSet<>()).add(each);
            }
        }
        told.forEach((hearing, what) -> hearing.ear.heard(what));
    }

    /// Tells everybody that something may have been missed.
    public void missed() {
        all.forEach(hearing -> hearing.ear.missed());
    }

    /// Whether somebody wants to hear of this.
    public boolean wanted(News news) {
        return wanted.containsKey(news);
    }

    @Override
    public Hearing hear(Ear ear) {
        Heard hearing = new Heard(ear);
        all.add(hearing);
        return hearing;
    }

    private final class Heard implements Hearing {
        private final Ear ear;

        // Guarded by this.
        private final Set<News> mine = new HashSet<>();

        Heard(Ear ear) {
            this.ear = ear;
        }

        @Override
        public synchronized void want(News news) {
            if (mine.add(news)) {
                wanted.compute(
                        news,
                        (same, those) -> {
                            Set<Heard> more = those == null ? ConcurrentHashMap.newKeySet() : those;
                            more.add(this);
                            return more;
                        });
            }
        }

        @Override
        public synchronized void leave(News news) {
            if (mine.remove(news)) {
                forget(news);
            }
        }

        private void forget(News news) {
            wanted.computeIfPresent(
                    news,
                    (same, those) -> {
                        those.remove(this);
                        return those.isEmpty() ? null : those;
                    });
        }

        @Override
        public synchronized void close() {
            all.remove(this);
            mine.forEach(this::forget);
            mine.clear();
        }
    }
}
