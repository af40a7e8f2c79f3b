package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A good answer: a status from 200 to 299 with what came along.
///
/// @param status the HTTP status
/// @param headers by lower-case name
/// @param body the JSON; a missing node if there was none
public record Answer(int status, Map<String, List<String>> headers, JsonNode body) {

    public Answer {
        Map<String, List<String>> lower = new LinkedHashMap<>();
        headers.forEach(
                (name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(lower);
    }

    /// The first value of a header, whatever its case.
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }
}
