package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened in a workspace since it was seeded: when each thing was made and last changed,
/// what was deleted, and who did what.
///
/// Tables tell it of every row they put or remove; what a request did to a row is settled when the
/// request ends, so that a row touched twice changed once.
final class History {

    /// How much is remembered of what is gone, so that a sandbox can run for weeks.
    private static final int REMEMBERED = 5_000;

    private final Map<String, Touched> touched = new LinkedHashMap<>();
    private final Map<String, Dates> dates = new HashMap<>();
    private final Deque<Deletion> deletions = new ArrayDeque<>();
    private final Deque<Deed> deeds = new ArrayDeque<>();

    /// A row during a request: as it was before and as it is now; null where it is not.
    private record Touched(@Nullable Row before, @Nullable Row after) {}

    /// When a row was made and last changed; null where that was before the sandbox started.
    record Dates(@Nullable Instant createdAt, @Nullable Instant updatedAt) {
        static final Dates UNKNOWN = new Dates(null, null);
    }

    /// A row that is gone.
    ///
    /// @param document as it was
    record Deletion(String id, Row row, JsonNode document, Dates dates, Instant at) {}

    /// Something that somebody did, as the audit log keeps it.
    ///
    /// @param content as it became, in JSON; null for a deletion
    /// @param previous as it was before; null for something new
    record Deed(
            String action,
            Instant at,
            String userId,
            @Nullable String content,
            @Nullable String previous) {}

    /// A row was put in the place of another, or of nothing, or was removed.
    void touch(@Nullable Row before, @Nullable Row after) {
        Row row = after == null ? before : after;
        if (row != null) {
            touched.merge(
                    key(row),
                    new Touched(before, after),
                    (first, last) -> new Touched(first.before(), last.after()));
        }
    }

    /// Forgets what was touched: the seed is how things were, and nobody did it.
    void begin() {
        touched.clear();
    }

    /// A request ended: what it did to rows is what happened.
    void settle(Documents documents, String userId, Instant now) {
        List<Touched> all = new ArrayList<>(touched.values());
        touched.clear();
        for (Touched one : all) {
            if (one.before() == null ? one.after() != null : !one.before().equals(one.after())) {
                happened(one.before(), one.after(), documents, userId, now);
            }
        }
    }

    private void happened(
            @Nullable Row before,
            @Nullable Row after,
            Documents documents,
            String userId,
            Instant now) {
        Row row = after == null ? before : after;
        if (row == null || Documents.kind(row).isEmpty()) {
            return;
        }
        if (after == null) {
            deleted(row, documents, now);
        } else if (before == null) {
            dates.put(key(after), new Dates(now, null));
        } else {
            dates.put(key(after), new Dates(dates(after).createdAt(), now));
        }
        Documents.action(before, after, userId)
                .ifPresent(action ->
                        add(
                                deeds,
                                new Deed(
                                        action,
                                        now,
                                        userId,
                                        after == null ? null : documents.of(after).toString(),
                                        before == null ? null : documents.of(before).toString())));
    }

    private void deleted(Row row, Documents documents, Instant now) {
        Dates known = dates(row);
        dates.remove(key(row));
        add(deletions, new Deletion(row.id(), row, documents.of(row), known, now));
    }

    /// Rows of two kinds may have one id: somebody's place here has that of their account.
    private static String key(Row row) {
        return row.getClass().getSimpleName() + row.id();
    }

    private static <T> void add(Deque<T> remembered, T one) {
        remembered.add(one);
        if (remembered.size() > REMEMBERED) {
            remembered.remove();
        }
    }

    Dates dates(Row row) {
        return dates.getOrDefault(key(row), Dates.UNKNOWN);
    }

    /// What was deleted, oldest first.
    List<Deletion> deletions() {
        return List.copyOf(deletions);
    }

    /// What was done, oldest first.
    List<Deed> deeds() {
        return List.copyOf(deeds);
    }
}
