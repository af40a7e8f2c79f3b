package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Cuts a list into pages the way Clockify's core does: `page` from 1, `page-size`, and the header
/// `Last-Page` to say when to stop. There is no total, and past the end is an empty last page.
final class Pages {

    /// What a list holds when nobody asks otherwise.
    static final int USUAL = 50;

    /// Not documented; commonly quoted.
    private static final int MOST = 5_000;

    private Pages() {}

    /// The page asked for, of at most 5,000 rows.
    static <T> Answer of(Query query, List<T> all, Function<T, ? extends JsonNode> row) {
        return of(query, all, row, USUAL, MOST);
    }

    /// The page asked for; more than `most` rows on a page are refused.
    static <T> Answer of(
            Query query, List<T> all, Function<T, ? extends JsonNode> row, int usual, int most) {
        int page = query.number("page", 1, 1);
        int size = query.number("page-size", usual, 1);
        if (size > most) {
            throw ApiError.field("page-size", "Must be less than or equal to " + most + ".");
        }
        int from = (int) Math.min(all.size(), (page - 1L) * size);
        int to = Math.min(all.size(), from + size);
        boolean last = to == all.size();
        return new Answer(
                200,
                array(all.subList(from, to), row),
                Map.of("Last-Page", Boolean.toString(last)));
    }

    /// All rows as a bare array.
    static <T> ArrayNode array(Iterable<T> rows, Function<T, ? extends JsonNode> row) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        rows.forEach(element -> array.add(row.apply(element)));
        return array;
    }
}
