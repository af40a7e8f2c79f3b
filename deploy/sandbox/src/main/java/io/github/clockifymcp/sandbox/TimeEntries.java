package io.github.clockifymcp.sandbox;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A workspace's time entries, kept by person and by start, so that a list costs what it holds and
/// not what everybody ever logged.
final class TimeEntries {

    private static final Comparator<TimeEntry> NEWEST_FIRST =
            Comparator.comparing(TimeEntry::start).thenComparing(TimeEntry::id).reversed();

    private final History history;
    private final Map<String, TimeEntry> byId = new HashMap<>();
    private final Map<String, TreeSet<TimeEntry>> byUser = new HashMap<>();
    private final Map<String, TimeEntry> running = new HashMap<>();
    private final Map<String, Long> seconds = new HashMap<>();

    TimeEntries(History history) {
        this.history = history;
    }

    Optional<TimeEntry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// Adds the entry, or replaces the one with its id.
    TimeEntry put(TimeEntry entry) {
        history.touch(forget(entry.id()), entry);
        byId.put(entry.id(), entry);
        count(entry, 1);
        byUser.computeIfAbsent(entry.userId(), user -> new TreeSet<>(NEWEST_FIRST)).add(entry);
        if (entry.isRunning()) {
            running.put(entry.id(), entry);
        }
        return entry;
    }

    void remove(String id) {
        history.touch(forget(id), null);
    }

    private @Nullable TimeEntry forget(String id) {
        TimeEntry old = byId.remove(id);
        if (old != null) {
            running.remove(id);
            count(old, -1);
            TreeSet<TimeEntry> entries = byUser.get(old.userId());
            if (entries != null) {
                entries.remove(old);
            }
        }
        return old;
    }

    /// Everybody's entries, in no order.
    List<TimeEntry> all() {
        return List.copyOf(byId.values());
    }

    /// Somebody's entries, the latest start first; entries of the future come before the rest.
    Stream<TimeEntry> of(String userId) {
        TreeSet<TimeEntry> entries = byUser.get(userId);
        return entries == null ? Stream.empty() : entries.stream();
    }

    /// Somebody's running timer.
    Optional<TimeEntry> running(String userId) {
        return running.values().stream()
                .filter(entry -> entry.userId().equals(userId))
                .max(NEWEST_FIRST.reversed());
    }

    /// Everybody's running timers.
    List<TimeEntry> running() {
        return running.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /// Replaces the entries that meet the condition.
    void replace(Predicate<TimeEntry> condition, UnaryOperator<TimeEntry> change) {
        byId.values().stream().filter(condition).toList().forEach(e -> put(change.apply(e)));
    }

    /// The time logged on a project or a task, by its id; running timers do not count yet.
    Duration spentOn(String id) {
        return Duration.ofSeconds(seconds.getOrDefault(id, 0L));
    }

    /// Keeps the sums, so that a list of projects need not go through all entries.
    private void count(TimeEntry entry, int sign) {
        long spent = entry.spent().toSeconds() * sign;
        if (entry.projectId() != null) {
            seconds.merge(entry.projectId(), spent, Long::sum);
        }
        if (entry.taskId() != null) {
            seconds.merge(entry.taskId(), spent, Long::sum);
        }
    }
}
