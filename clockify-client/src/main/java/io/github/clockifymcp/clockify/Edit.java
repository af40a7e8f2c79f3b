package io.github.clockifymcp.clockify;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an update does to one field: what is left out stays, and what is to be empty is said so.
public sealed interface Edit<T> {

    /// The field stays as it is.
    record Keep<T>() implements Edit<T> {}

    /// The field gets a value.
    record Set<T>(T value) implements Edit<T> {}

    /// The field becomes empty.
    record Clear<T>() implements Edit<T> {}

    /// Leaves the field as it is.
    static <T> Edit<T> keep() {
        return new Keep<>();
    }

    /// Gives the field a value.
    static <T> Edit<T> set(T value) {
        return new Set<>(value);
    }

    /// Empties the field.
    static <T> Edit<T> clear() {
        return new Clear<>();
    }

    /// The edit for an argument that may be left out: null keeps.
    static <T> Edit<T> of(@Nullable T value) {
        return of(value, false);
    }

    /// The edit for an argument that may be left out or named among those to clear.
    ///
    /// @throws IllegalArgumentException if it has a value and is to be cleared
    static <T> Edit<T> of(@Nullable T value, boolean clear) {
        if (value != null && clear) {
            throw new IllegalArgumentException("A field is either set or cleared, not both.");
        }
        if (clear) {
            return clear();
        }
        return value == null ? keep() : set(value);
    }

    /// The same edit of another form of the value.
    default <R> Edit<R> map(Function<T, R> change) {
        return switch (this) {
            case Keep<T>() -> keep();
            case Set<T>(T value) -> set(change.apply(value));
            case Clear<T>() -> clear();
        };
    }
}
