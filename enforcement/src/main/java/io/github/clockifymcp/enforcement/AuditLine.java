package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Sent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One line of the audit log's file: its number, the SHA-256 of the line before it, and a row.
public final class AuditLine {
    /// What stands for the line before the first one.
    public static final String NOTHING = "0".repeat(64);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final long number;
    private final byte[] bytes;

    private AuditLine(long number, byte[] bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    /// Its place in the log, from 1.
    public long number() {
        return number;
    }

    /// The line without the newline that ends it.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Writes it, without the newline that ends it.
    void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(bytes);
    }

    String digest() {
        return CanonicalJson.sha256(bytes);
    }

    /// A line with a row.
    ///
    /// @param before the digest of the line before it, or [#NOTHING]
    public static AuditLine of(long number, String before, AuditRow row) {
        ObjectNode line = begin(number, before, row.at().toString());
        line.put("call", row.call())
                .put("phase", word(row.phase()))
                .put("tenant", row.tenant())
                .put("principal", row.principal())
                .put("client", row.client());
        if (!row.session().isEmpty()) {
            line.put("session", row.session());
        }
        line.put("tool", row.tool());
        AuditRow.Ending ending = row.ending();
        if (ending != null) {
            line.put("outcome", word(ending));
        }
        Problem.Code code = row.code();
        if (code != null) {
            line.put("code", word(code));
        }
        if (!row.reason().isEmpty()) {
            line.put("reason", row.reason());
        }
        line.put("ms", row.millis()).put("args", row.arguments());
        if (!row.chosen().isEmpty()) {
            ObjectNode chosen = line.putObject("chosen");
            new TreeMap<>(row.chosen()).forEach(chosen::put);
        }
        if (row.confirms() != null) {
            line.put("confirms", row.confirms());
        }
        if (row.refusedBefore() > 0) {
            line.put("refused_before", row.refusedBefore());
        }
        change(line, row.change());
        return line(number, line);
    }

    /// A line that says that what stands before it, after the last whole line, was left behind by a
    /// process that ended in the middle of writing.
    ///
    /// @param torn digest of what was left behind
    /// @param length how many bytes it has
    static AuditLine recovered(long number, String before, Instant at, String torn, long length) {
        return line(
                number,
                begin(number, before, at.toString())
                        .put("phase", "recovered")
                        .put("torn", torn)
                        .put("bytes", length));
    }

    /// Reads a line; empty when it is not one.
    public static Optional<Read> read(byte[] bytes) {
        try {
            JsonNode line = JSON.readTree(bytes);
            boolean whole =
                    line != null
                            && line.path("seq").isIntegralNumber()
                            && line.path("prev").isTextual();
            return whole
                    ? Optional.of(
                            new Read(
                                    new AuditLine(line.get("seq").longValue(), bytes),
                                    line.get("prev").textValue(),
                                    line.path("phase").asText().equals("recovered")
                                            ? line.path("torn").asText()
                                            : null))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// A line that was read.
    ///
    /// @param before the digest it has of the line before it
    /// @param torn the digest of what it says was left behind; null when it says nothing of it
    public record Read(AuditLine line, String before, @Nullable String torn) {}

    private static ObjectNode begin(long number, String before, String at) {
        return JSON.createObjectNode().put("seq", number).put("prev", before).put("at", at);
    }

    private static void change(ObjectNode line, AuditRow.@Nullable Planned change) {
        if (change == null) {
            return;
        }
        change.risks().stream().sorted().map(AuditLine::word).forEach(line.putArray("risks")::add);
        line.put("reach", word(change.reach())).put("summary", change.summary());
        for (AuditRow.Effect effect : change.effects()) {
            ObjectNode node =
                    line.withArray("/effects")
                            .addObject()
                            .put("step", effect.step())
                            .put("method", effect.method())
                            .put("service", effect.service())
                            .put("path", effect.path());
            if (!effect.body().isEmpty()) {
                node.put("body", effect.body());
            }
            Sent.Fate fate = effect.fate();
            if (fate != null) {
                node.put("fate", word(fate));
            }
            if (!effect.after().isEmpty()) {
                node.put("after", effect.after());
            }
        }
        for (AuditRow.Before before : change.before()) {
            line.withArray("/before")
                    .addObject()
                    .put("kind", before.kind())
                    .put("id", before.id())
                    .put("digest", before.digest());
        }
    }

    private static AuditLine line(long number, ObjectNode line) {
        try {
            return new AuditLine(number, JSON.writeValueAsBytes(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row is plain data", e);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
