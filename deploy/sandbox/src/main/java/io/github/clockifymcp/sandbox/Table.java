package io.github.clockifymcp.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The rows of one kind in one workspace, in the order they were made. Rows are records: changing
/// one means putting another in its place.
final class Table<T extends Row> {

    private final Map<String, T> rows = new LinkedHashMap<>();
    private final History history;

    Table(History history) {
        this.history = history;
    }

    /// The row, or none for any other text.
    Optional<T> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /// Adds the row, or replaces the one with its id.
    T put(T row) {
        history.touch(rows.put(row.id(), row), row);
        return row;
    }

    void remove(String id) {
        history.touch(rows.remove(id), null);
    }

    List<T> all() {
        return List.copyOf(rows.values());
    }

    List<T> where(Predicate<T> condition) {
        return rows.values().stream().filter(condition).toList();
    }

    boolean any(Predicate<T> condition) {
        return rows.values().stream().anyMatch(condition);
    }

    /// Replaces every row by what becomes of it.
    void replaceAll(UnaryOperator<T> change) {
        rows.replaceAll((id, row) -> {
            T other = change.apply(row);
            history.touch(row, other);
            return other;
        });
    }
}
