package io.github.clockifymcp.sandbox;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/// What Clockify does with the names of projects, clients, tags and tasks.
final class Names {

    private Names() {}

    /// The filters `name`, which finds parts of a name in any case, and `strict-name-search`, which
    /// wants all of it.
    static <T> Predicate<T> filter(Query query, Function<T, String> name) {
        String wanted = query.text("name").orElse("").toLowerCase(Locale.ROOT);
        boolean strict = query.flag("strict-name-search").orElse(false);
        return row -> {
            String actual = name.apply(row).toLowerCase(Locale.ROOT);
            return wanted.isEmpty() || (strict ? actual.equals(wanted) : actual.contains(wanted));
        };
    }

    /// The filter `archived`: left out, it means both.
    static <T> Predicate<T> archived(Query query, Predicate<T> archived) {
        return query.flag("archived")
                .<Predicate<T>>map(wanted -> row -> archived.test(row) == wanted)
                .orElse(row -> true);
    }

    /// Refuses a name that is taken. Archived things keep theirs; what differs in case alone may
    /// stand beside each other.
    static <T extends Row> void free(
            String kind, String name, String self, Iterable<T> others, Function<T, String> named) {
        for (T other : others) {
            if (named.apply(other).equals(name) && !other.id().equals(self)) {
                throw ApiError.rule(kind + " with this name already exists");
            }
        }
    }
}
