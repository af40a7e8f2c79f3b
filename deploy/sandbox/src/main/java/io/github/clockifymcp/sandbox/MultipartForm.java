package io.github.clockifymcp.sandbox;

import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A body of type `multipart/form-data`: texts, which may come more than once, and files.
record MultipartForm(List<Part> parts) {

    static final String TYPE = "multipart/form-data";

    MultipartForm {
        parts = List.copyOf(parts);
    }

    /// One of its parts. A text has no file name.
    static final class Part {
        private final String name;
        private final @Nullable String fileName;
        private final String mediaType;
        private final byte[] bytes;

        private Part(String name, @Nullable String fileName, String mediaType, byte[] bytes) {
            this.name = name;
            this.fileName = fileName;
            this.mediaType = mediaType;
            this.bytes = bytes;
        }

        String fileName() {
            return Objects.requireNonNullElse(fileName, "");
        }

        String mediaType() {
            return mediaType;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    static boolean is(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /// The form in a body of this type; null if it is of another.
    static @Nullable MultipartForm read(@Nullable String type, byte[] body) {
        if (type == null || !is(type)) {
            return null;
        }
        String boundary = Headers.extractQuotedValueFromHeader(type, "boundary");
        if (boundary == null) {
            throw unreadable();
        }
        Collector collector = new Collector();
        try (DefaultByteBufferPool pool = new DefaultByteBufferPool(false, 1 << 10)) {
            MultipartParser.ParseState state =
                    MultipartParser.beginParse(
                            pool, collector, boundary.getBytes(StandardCharsets.US_ASCII), "UTF-8");
            state.parse(ByteBuffer.wrap(body));
            if (!state.isComplete()) {
                throw unreadable();
            }
        } catch (IOException e) {
            throw unreadable();
        }
        return new MultipartForm(collector.parts);
    }

    private static ApiError unreadable() {
        return new ApiError(400, ApiError.ROUTE, "Failed to parse multipart servlet request");
    }

    /// The first text of this name, unless it is empty.
    Optional<String> text(String name) {
        return texts(name).stream().findFirst().filter(text -> !text.isEmpty());
    }

    /// All texts of this name.
    List<String> texts(String name) {
        return parts.stream()
                .filter(part -> part.name.equals(name) && part.fileName == null)
                .map(part -> new String(part.bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /// A text that has to be there.
    String required(String name) {
        return text(name).orElseThrow(() -> ApiError.field(name, "must not be null"));
    }

    /// A number that is not negative.
    BigDecimal amount(String name) {
        try {
            BigDecimal amount = new BigDecimal(required(name));
            if (amount.signum() < 0) {
                throw ApiError.field(name, "Must be greater than or equal to 0.");
            }
            return amount;
        } catch (NumberFormatException e) {
            throw ApiError.field(name, "");
        }
    }

    /// The day of an instant; a date alone is refused.
    LocalDate day(String name) {
        try {
            return OffsetDateTime.parse(required(name))
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDate();
        } catch (DateTimeException e) {
            throw ApiError.rule("invalid value for field: [%s]".formatted(name));
        }
    }

    /// The file of this name.
    Optional<Part> file(String name) {
        return parts.stream()
                .filter(part -> part.name.equals(name) && part.fileName != null)
                .findFirst();
    }

    private static final class Collector implements MultipartParser.PartHandler {
        private final List<Part> parts = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private HeaderMap headers = new HeaderMap();

        @Override
        public void beginPart(HeaderMap begun) {
            headers = begun;
            bytes.reset();
        }

        @Override
        public void data(ByteBuffer buffer) {
            while (buffer.hasRemaining()) {
                bytes.write(buffer.get());
            }
        }

        @Override
        public void endPart() {
            String what = Objects.requireNonNullElse(headers.getFirst("Content-Disposition"), "");
            String type = headers.getFirst(Headers.CONTENT_TYPE);
            String name = Headers.extractQuotedValueFromHeader(what, "name");
            parts.add(
                    new Part(
                            name == null ? "" : name,
                            Headers.extractQuotedValueFromHeader(what, "filename"),
                            type == null ? "application/octet-stream" : type,
                            bytes.toByteArray()));
        }
    }
}
