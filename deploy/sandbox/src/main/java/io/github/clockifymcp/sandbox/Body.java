package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A JSON object sent by the caller, read field by field. Fields nobody asks for are ignored
/// without a word, as Clockify does; a JSON null is the same as leaving the field out.
record Body(JsonNode json) {

    /// Whether the field is there with a value.
    boolean has(String field) {
        return json.hasNonNull(field);
    }

    /// A text. Numbers and booleans are taken as text, as Jackson does on Clockify's side.
    Optional<String> text(String field) {
        return value(field)
                .map(value -> {
                    if (value.isContainerNode()) {
                        throw wrong("java.lang.String", value);
                    }
                    return value.asText();
                });
    }

    /// A text that must be there and not be blank; Clockify's message does not name the field.
    String required(String field) {
        String text = text(field).orElseThrow(() -> ApiError.rule("must not be null"));
        if (text.isBlank()) {
            throw ApiError.rule("must not be empty");
        }
        return text;
    }

    /// A text of bounded length.
    Optional<String> text(String field, int least, int most) {
        Optional<String> text = text(field);
        text.filter(t -> t.length() < least || t.length() > most)
                .ifPresent(t -> {
                    throw ApiError.field(
                            field, "Size must be between %d and %d.".formatted(least, most));
                });
        return text;
    }

    /// A text that means the id of something, or nothing when it is empty.
    Optional<String> id(String field) {
        return text(field).filter(id -> !id.isEmpty());
    }

    /// True or false.
    Optional<Boolean> flag(String field) {
        return value(field)
                .map(value -> {
                    if (value.isBoolean()) {
                        return value.booleanValue();
                    }
                    return switch (value.asText()) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> throw wrong("boolean", value);
                    };
                });
    }

    /// An instant, cut to whole seconds: Clockify accepts fractions and forgets them.
    Optional<Instant> instant(String field) {
        return text(field)
                .map(text -> {
                    try {
                        return OffsetDateTime.parse(text)
                                .toInstant()
                                .truncatedTo(ChronoUnit.SECONDS);
                    } catch (DateTimeException e) {
                        throw ApiError.unreadable(
                                "Cannot deserialize value of type `java.time.Instant` from String \"%s\""
                                        .formatted(text));
                    }
                });
    }

    /// One of the accepted words; the message lists them.
    Optional<String> word(String field, Collection<String> accepted) {
        Optional<String> word = text(field);
        word.filter(w -> !accepted.contains(w))
                .ifPresent(w -> {
                    throw ApiError.unreadable(
                            "Cannot deserialize value from String \"%s\": not one of the values accepted for Enum class: %s"
                                    .formatted(w, accepted));
                });
        return word;
    }

    /// A list of texts; empty when left out.
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(field)) {
            if (element.isContainerNode()) {
                throw wrong("java.lang.String", element);
            }
            texts.add(element.asText());
        }
        return texts;
    }

    /// A list of objects; empty when left out.
    List<Body> objects(String field) {
        List<Body> objects = new ArrayList<>();
        elements(field).forEach(element -> objects.add(object(element)));
        return objects;
    }

    /// An object inside this one.
    Optional<Body> object(String field) {
        return value(field).map(Body::object);
    }

    /// A whole number that is not negative.
    Optional<Long> amount(String field) {
        return value(field)
                .map(value -> {
                    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                        throw wrong("java.lang.Long", value);
                    }
                    if (value.longValue() < 0) {
                        throw ApiError.field(field, "Must be greater than or equal to 0.");
                    }
                    return value.longValue();
                });
    }

    /// Any JSON value.
    Optional<JsonNode> value(String field) {
        return Optional.ofNullable(json.get(field)).filter(value -> !value.isNull());
    }

    /// A JSON value that has to be an object.
    static Body object(JsonNode json) {
        if (!json.isObject()) {
            throw wrong("java.util.LinkedHashMap", json);
        }
        return new Body(json);
    }

    private List<JsonNode> elements(String field) {
        Optional<JsonNode> value = value(field);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            throw wrong("java.util.ArrayList", value.get());
        }
        List<JsonNode> elements = new ArrayList<>();
        value.get().forEach(elements::add);
        return elements;
    }

    private static ApiError wrong(String type, JsonNode value) {
        return ApiError.unreadable(
                "Cannot deserialize value of type `%s` from %s".formatted(type, value));
    }
}
