package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Applies edits to the body of an update that replaces the whole record: there, a field that is
/// not sent becomes empty.
final class Edits {

    private Edits() {}

    static void text(ObjectNode body, String field, Edit<String> edit) {
        switch (edit) {
            case Edit.Keep<String>() -> {}
            case Edit.Set<String>(String value) -> body.put(field, value);
            case Edit.Clear<String>() -> body.remove(field);
        }
    }

    static void flag(ObjectNode body, String field, Edit<Boolean> edit) {
        switch (edit) {
            case Edit.Keep<Boolean>() -> {}
            case Edit.Set<Boolean>(Boolean value) -> body.put(field, value);
            case Edit.Clear<Boolean>() -> body.put(field, false);
        }
    }

    static void texts(ObjectNode body, String field, Edit<List<String>> edit) {
        switch (edit) {
            case Edit.Keep<List<String>>() -> {}
            case Edit.Set<List<String>>(List<String> value) -> body.set(field, Json.tree(value));
            case Edit.Clear<List<String>>() -> body.putArray(field);
        }
    }

    static void number(ObjectNode body, String field, Edit<Long> edit) {
        switch (edit) {
            case Edit.Keep<Long>() -> {}
            case Edit.Set<Long>(Long value) -> body.put(field, value);
            case Edit.Clear<Long>() -> body.remove(field);
        }
    }

    static void instant(ObjectNode body, String field, Edit<Instant> edit) {
        text(body, field, edit.map(Json::text));
    }

    static void duration(ObjectNode body, String field, Edit<Duration> edit) {
        text(body, field, edit.map(Duration::toString));
    }

    /// A field that nothing can be without.
    static <T> Edit<T> notCleared(String field, Edit<T> edit) {
        if (edit instanceof Edit.Clear<T>) {
            throw ClockifyException.of(
                    Category.INVALID,
                    "The %s cannot be cleared.".formatted(field),
                    "Give it another value instead.");
        }
        return edit;
    }
}
