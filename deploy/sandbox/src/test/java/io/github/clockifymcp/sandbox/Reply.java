package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/// What the sandbox answered.
record Reply(int status, HttpHeaders headers, JsonNode json) {

    /// Clockify's own code of an error.
    int code() {
        return json.path("code").asInt();
    }

    String message() {
        return json.path("message").asText();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    String text(String field) {
        return json.path(field).asText();
    }

    /// A field of every row.
    List<String> each(String field) {
        List<String> values = new ArrayList<>();
        json.forEach(row -> values.add(row.path(field).asText()));
        return values;
    }
}
