package io.github.clockifymcp.sandbox;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parameters behind the question mark. Names nobody asks for are ignored without a word, as
/// Clockify does: `pageSize` for `page-size` simply has no effect.
///
/// @param values in the order they came; a name may come more than once
record Query(Map<String, List<String>> values) {

    Query {
        values = Map.copyOf(values);
    }

    /// The first value of this name, unless it is empty.
    Optional<String> text(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst().filter(v -> !v.isEmpty());
    }

    /// All values of a repeatable name; one value may also hold several, with commas.
    List<String> list(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /// True or false; absent when not given; anything else is 400 with code 3000.
    Optional<Boolean> flag(String name) {
        return text(name)
                .map(value ->
                        switch (value.toLowerCase(Locale.ROOT)) {
                            case "true", "on", "yes", "1" -> true;
                            case "false", "off", "no", "0" -> false;
                            default -> throw unconvertible(name, value, "boolean");
                        });
    }

    /// A whole number of at least `least`, or what stands in for it.
    int number(String name, int otherwise, int least) {
        int number = text(name).map(value -> parse(name, value)).orElse(otherwise);
        if (number < least) {
            throw ApiError.field(name, "Must be greater than or equal to " + least + ".");
        }
        return number;
    }

    /// One of the accepted words; another one is 400 with code 3000.
    Optional<String> word(String name, Collection<String> accepted) {
        Optional<String> word = text(name);
        if (word.isPresent() && !accepted.contains(word.get())) {
            throw unconvertible(name, word.get(), "enum");
        }
        return word;
    }

    /// The sort order; descending only when it says so.
    boolean descending() {
        return word("sort-order", Set.of("ASCENDING", "DESCENDING"))
                .filter("DESCENDING"::equals)
                .isPresent();
    }

    /// A bound of a date window. Clockify parses it to an instant, takes that instant's clock
    /// reading in UTC, and reads it again in the account's zone, so neither the offset nor the `Z`
    /// selects the window: `2026-07-01T00:00:00Z` is midnight where the account is.
    Optional<Instant> wallClock(String name, ZoneId zone) {
        return text(name)
                .map(value -> LocalDateTime.ofInstant(instant(name, value), ZoneOffset.UTC))
                .map(reading -> reading.atZone(zone).toInstant());
    }

    /// A bound of a window that is what it says: an instant.
    Optional<Instant> instant(String name) {
        return text(name).map(value -> instant(name, value));
    }

    private static Instant instant(String name, String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw unconvertible(name, value, "java.time.Instant");
        }
    }

    private static int parse(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw unconvertible(name, value, "int");
        }
    }

    private static ApiError unconvertible(String name, String value, String type) {
        return new ApiError(
                400,
                ApiError.ROUTE,
                "Method parameter '%s': Failed to convert value of type 'java.lang.String' to required type '%s'; For input string: \"%s\""
                        .formatted(name, type, value));
    }
}
