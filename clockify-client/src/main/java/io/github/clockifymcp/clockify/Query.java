package io.github.clockifymcp.clockify;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A request's query as a value: names with their unencoded values, in order. A list repeats its
/// name (`tags=a&tags=b`), as Clockify wants it.
///
/// @param values each name's values; a name without a value is dropped
public record Query(Map<String, List<String>> values) {

    private static final Query NONE = new Query(Map.of());

    public Query {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, list) -> {
            if (!list.isEmpty()) {
                copy.put(name, List.copyOf(list));
            }
        });
        values = Collections.unmodifiableMap(copy);
    }

    /// No query.
    public static Query none() {
        return NONE;
    }

    /// This and one more value of a name; null adds nothing.
    public Query with(String name, @Nullable String value) {
        return value == null ? this : with(name, List.of(value));
    }

    /// This and a flag; null adds nothing.
    public Query with(String name, @Nullable Boolean value) {
        return value == null ? this : with(name, value.toString());
    }

    /// This and a number; null adds nothing.
    public Query with(String name, @Nullable Integer value) {
        return value == null ? this : with(name, value.toString());
    }

    /// This and a date, as `yyyy-MM-dd`; null adds nothing.
    public Query with(String name, @Nullable LocalDate value) {
        return value == null ? this : with(name, value.toString());
    }

    /// This and more values of a name.
    public Query with(String name, List<String> more) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        List<String> joined = new ArrayList<>(all.getOrDefault(name, List.of()));
        joined.addAll(more);
        all.put(name, joined);
        return new Query(all);
    }

    /// This and another query.
    public Query with(Query other) {
        Query all = this;
        for (Map.Entry<String, List<String>> entry : other.values.entrySet()) {
            all = all.with(entry.getKey(), entry.getValue());
        }
        return all;
    }

    /// As it stands in an address, without the question mark; empty if there is none.
    public String encoded() {
        return values.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().stream()
                                .map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return encoded();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
