package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Counts what goes on, in all and for each principal, and lets no more in than may.
final class Load {
    private final int max;
    private final int maxEach;
    private final Map<Who, Integer> each = new HashMap<>();
    private int all;

    Load(int max, int maxEach) {
        this.max = max;
        this.maxEach = maxEach;
    }

    /// Whether something may begin.
    enum Entry {
        IN,
        FULL,
        PRINCIPAL_FULL
    }

    synchronized Entry enter(Principal principal) {
        if (all >= max) {
            return Entry.FULL;
        }
        int mine = each.getOrDefault(Who.of(principal), 0);
        if (mine >= maxEach) {
            return Entry.PRINCIPAL_FULL;
        }
        all++;
        each.put(Who.of(principal), mine + 1);
        return Entry.IN;
    }

    synchronized void leave(Principal principal) {
        all--;
        each.computeIfPresent(Who.of(principal), (who, count) -> count > 1 ? count - 1 : null);
        if (all == 0) {
            notifyAll();
        }
    }

    synchronized int all() {
        return all;
    }

    /// Waits until nothing goes on.
    ///
    /// @return whether nothing does
    synchronized boolean awaitNone(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (all > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }
}
