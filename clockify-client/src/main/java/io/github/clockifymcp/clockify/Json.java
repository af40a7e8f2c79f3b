package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Clockify's JSON: instants as `yyyy-MM-ddTHH:mm:ssZ`, durations as `PT1H30M`, unknown fields
/// tolerated when reading, null fields left out when writing.
public final class Json {

    private static final int DEEPEST = 100;
    // A tree takes many times the bytes of its text: 16 MiB of empty objects would fill the memory.
    static final int MOST_TOKENS = 2_000_000;

    private Json() {}

    /// Reads an answer as a type; a missing answer reads as null fields, [Nothing] or an empty
    /// list.
    ///
    /// @throws ClockifyException with category `UNAVAILABLE` if it does not have this form
    public static <T> T read(JsonNode answer, Class<T> type) {
        if (type.isInstance(answer)) {
            return type.cast(answer);
        }
        try {
            if (type == Nothing.class) {
                return type.cast(new Nothing());
            }
            T value = KeptWhole.read(answer, type).orElse(null);
            if (value == null) {
                value = Lazy.MAPPER.treeToValue(answer, type);
            }
            if (value == null) {
                throw unreadable(null);
            }
            return value;
        } catch (JsonProcessingException
                | IllegalArgumentException
                | DateTimeException
                | ClockifyException e) {
            throw unreadable(e);
        }
    }

    /// Reads an array of a type. Entries that are null are dropped.
    ///
    /// @throws ClockifyException with category `UNAVAILABLE` if it does not have this form
    public static <T> List<T> readList(JsonNode answer, Class<T> type) {
        if (answer.isMissingNode() || answer.isNull()) {
            return List.of();
        }
        if (!answer.isArray()) {
            throw unreadable(null);
        }
        List<T> items = new ArrayList<>(answer.size());
        for (JsonNode item : answer) {
            if (!item.isNull()) {
                items.add(read(item, type));
            }
        }
        return Collections.unmodifiableList(items);
    }

    /// A value as JSON, as it would be sent.
    public static JsonNode tree(Object value) {
        return Lazy.MAPPER.valueToTree(value);
    }

    /// Parses what was received; nothing reads as a missing node.
    static JsonNode parse(byte[] bytes) throws IOException {
        JsonNode node = bytes.length == 0 ? null : Lazy.MAPPER.readTree(bytes);
        return node == null ? missing() : node;
    }

    /// Parses what was received, as much of it as the records need that it is read as.
    static JsonNode parse(byte[] bytes, Class<?> answer) throws IOException {
        Set<String> kept = Outline.fields(answer);
        if (kept == null || bytes.length == 0) {
            return parse(bytes);
        }
        try (JsonParser in = Lazy.MAPPER.createParser(bytes)) {
            JsonNode outline = Outline.read(in, kept, Lazy.PARTS);
            if (in.nextToken() != null) {
                throw new JsonParseException(in, "something follows the answer");
            }
            return outline;
        }
    }

    /// The same JSON as if it had been received, so that equal texts are equal nodes: 1 as an int
    /// and 1 as a long are not.
    static JsonNode settled(JsonNode node) {
        try {
            return parse(bytes(node));
        } catch (IOException e) {
            throw new IllegalStateException("What was written can be read.", e);
        }
    }

    static JsonNode missing() {
        return MissingNode.getInstance();
    }

    static byte[] bytes(JsonNode body) {
        try {
            return Lazy.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written.", e);
        }
    }

    /// A list of a record that Jackson makes, which may be absent or hold nulls.
    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /// An instant as Clockify writes them: UTC, whole seconds. Fractions are cut, as Clockify
    /// would.
    static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// An ISO 8601 duration such as `PT2H30M`. Java reads them with a pattern, which takes as long
    /// as the rest of a project; the form that Clockify writes is read here, and any other by Java.
    ///
    /// @throws DateTimeException if it is none
    static Duration duration(String text) {
        if (!text.startsWith("PT") || text.length() < 4 || text.length() > 18) {
            return Duration.parse(text);
        }
        long seconds = 0;
        long number = 0;
        int digits = 0;
        int unitsLeft = 3; // hours, minutes, seconds: each once, in this order
        for (int i = 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                number = 10 * number + (c - '0');
                digits++;
                continue;
            }
            int unit = "SMH".indexOf(c) + 1;
            if (unit == 0 || unit > unitsLeft || digits == 0) {
                return Duration.parse(text);
            }
            seconds += number * (unit == 3 ? 3600 : unit == 2 ? 60 : 1);
            number = 0;
            digits = 0;
            unitsLeft = unit - 1;
        }
        return digits == 0 ? Duration.ofSeconds(seconds) : Duration.parse(text);
    }

    static @Nullable Instant instant(String text) {
        return text.isBlank() ? null : OffsetDateTime.parse(text).toInstant();
    }

    private static ClockifyException unreadable(@Nullable Exception cause) {
        return ClockifyException.of(
                Category.UNAVAILABLE,
                "Clockify answered in a form we do not know.",
                "Try again later; if it stays, this program needs an update.",
                cause);
    }

    /// Making a mapper takes a while, and a server that only lists its tools needs none.
    private static final class Lazy {
        static final ObjectMapper MAPPER = mapper();

        /// Reads a value in the midst of others.
        static final ObjectReader PARTS =
                MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

        private static ObjectMapper mapper() {
            StreamReadConstraints bounds =
                    StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxTokenCount(MOST_TOKENS)
                            .build();
            SimpleModule time = new SimpleModule("clockify-time");
            time.addSerializer(Instant.class, new InstantWriter());
            time.addDeserializer(Instant.class, new InstantReader());
            time.addSerializer(Duration.class, new DurationWriter());
            time.addDeserializer(Duration.class, new DurationReader());
            return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds).build())
                    .addModule(time)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();
        }
    }

    private static final class InstantWriter extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(text(value));
        }
    }

    private static final class InstantReader extends JsonDeserializer<Instant> {
        @Override
        public @Nullable Instant deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            try {
                return instant(in.getText());
            } catch (DateTimeException e) {
                throw context.weirdStringException("", Instant.class, "not an instant");
            }
        }
    }

    private static final class DurationWriter extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class DurationReader extends JsonDeserializer<Duration> {
        @Override
        public @Nullable Duration deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            try {
                return in.getText().isBlank() ? null : duration(in.getText());
            } catch (DateTimeException e) {
                throw context.weirdStringException("", Duration.class, "not a duration");
            }
        }
    }
}
