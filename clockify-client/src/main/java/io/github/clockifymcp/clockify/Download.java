package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.node.BinaryNode;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file that Clockify answered with, such as a receipt or an exported report.
public final class Download {
    private static final String ANY = "application/octet-stream";
    private static final Pattern NAMED =
            Pattern.compile("filename=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);

    private final byte[] bytes;
    private final String mediaType;
    private final @Nullable String fileName;

    private Download(byte[] bytes, String mediaType, @Nullable String fileName) {
        this.bytes = bytes;
        this.mediaType = mediaType;
        this.fileName = fileName;
    }

    /// The file in an answer.
    ///
    /// @throws ClockifyException with category `UNAVAILABLE` if there is none
    static Download of(Answer answer) {
        byte[] bytes = answer.body() instanceof BinaryNode file ? file.binaryValue() : new byte[0];
        if (bytes.length == 0) {
            throw Failures.unanswered("there is no file in its answer", null);
        }
        String type = answer.headers().first("Content-Type").orElse(ANY);
        String name =
                answer.headers().first("Content-Disposition").flatMap(Download::named).orElse(null);
        return new Download(bytes, type.split(";", 2)[0].strip(), name);
    }

    /// The last part of the name alone: a path in it would lead somewhere.
    private static Optional<String> named(String disposition) {
        Matcher matcher = NAMED.matcher(disposition);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String name = Objects.requireNonNull(matcher.group(1)).strip();
        int folder = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
        // Clockify writes the slashes of its dates so that they do not look like folders.
        String file = name.substring(folder + 1).replaceAll("(?i)%2f|%5c", "-");
        String last = ShownText.of(file);
        return last.isBlank() || last.equals(".") || last.equals("..")
                ? Optional.empty()
                : Optional.of(last);
    }

    /// What it holds.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Its media type, such as `application/pdf`.
    public String mediaType() {
        return mediaType;
    }

    /// What Clockify calls it, without folders.
    public Optional<String> fileName() {
        return Optional.ofNullable(fileName);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Download that
                && Arrays.equals(bytes, that.bytes)
                && mediaType.equals(that.mediaType)
                && Objects.equals(fileName, that.fileName);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "%s, %s, %d bytes".formatted(fileName, mediaType, bytes.length);
    }
}
