package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Keeps tasks for as long as this process lives.
public final class MemoryTasks implements Tasks {
    private final Clock clock;
    private final Duration goodFor;
    private final int most;
    private final int mostOfOne;

    /// Guarded by this. In the order in which they began, which is that in which they are
    /// forgotten.
    private final Map<String, Task> kept = new LinkedHashMap<>();

    /// @param goodFor how long a task is kept
    /// @param most how many are kept at once
    /// @param mostOfOne how many of one principal's
    public MemoryTasks(Clock clock, Duration goodFor, int most, int mostOfOne) {
        if (!goodFor.isPositive() || most < 1 || mostOfOne < 1) {
            throw new IllegalArgumentException("a task is kept for a while, and there is room");
        }
        this.clock = clock;
        this.goodFor = goodFor;
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    @Override
    public Duration goodFor() {
        return goodFor;
    }

    @Override
    public synchronized boolean open(Task task) {
        forgetOld();
        boolean full =
                kept.size() >= most
                        || kept.values().stream()
                                        .filter(other -> other.belongsTo(task.owner()))
                                        .count()
                                >= mostOfOne;
        if (!full) {
            kept.put(task.id(), task);
        }
        return !full;
    }

    @Override
    public synchronized Optional<Task> find(Principal owner, String id) {
        forgetOld();
        return Optional.ofNullable(kept.get(id)).filter(task -> task.belongsTo(owner));
    }

    @Override
    public synchronized Optional<Task> change(
            Principal owner, String id, UnaryOperator<Task> change) {
        return find(owner, id)
                .map(task -> {
                    Task next = task.status().terminal() ? task : change.apply(task);
                    kept.put(id, next);
                    return next;
                });
    }

    private void forgetOld() {
        Instant now = clock.instant();
        Iterator<Task> oldest = kept.values().iterator();
        while (oldest.hasNext() && !oldest.next().expires().isAfter(now)) {
            oldest.remove();
        }
    }
}
