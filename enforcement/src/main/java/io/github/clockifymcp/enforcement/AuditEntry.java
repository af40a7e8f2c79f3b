package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A row of the audit log as it was read. Somebody may have written to the log who should not have,
/// so every text is one clean line that can be shown on a terminal, and what is missing is empty.
///
/// @param at when it was written; null when that is no instant
/// @param phase `intent`, `outcome` or `recovered`
/// @param outcome how the call ended; empty in an intent
/// @param text the line as it stands in the log
public record AuditEntry(
        long number,
        String before,
        @Nullable Instant at,
        String call,
        String phase,
        String tenant,
        String principal,
        String client,
        String session,
        String tool,
        String outcome,
        String code,
        String reason,
        long millis,
        String arguments,
        Map<String, String> chosen,
        String confirms,
        long refusedBefore,
        List<String> risks,
        String reach,
        String summary,
        List<Effect> effects,
        List<Image> images,
        String text) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 2_000;

    public AuditEntry {
        chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
        risks = List.copyOf(risks);
        effects = List.copyOf(effects);
        images = List.copyOf(images);
    }

    /// A request of the change.
    ///
    /// @param body digest of its body; empty when it has none
    /// @param fate what is known of it; empty when it has not been sent yet
    /// @param after digest of the record as the answer showed it; empty when it showed none
    public record Effect(
            String method, String service, String path, String body, String fate, String after) {}

    /// A record as it was before.
    public record Image(String kind, String id, String digest) {}

    /// How the call ended, or `intent`.
    public String ending() {
        return outcome.isEmpty() ? phase : outcome;
    }

    /// Reads a line as it was written; empty when it is not one.
    public static Optional<AuditEntry> read(byte[] line) {
        if (AuditLine.read(line).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(JSON.readTree(line), new String(line, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static AuditEntry of(JsonNode row, String text) {
        return new AuditEntry(
                row.path("seq").longValue(),
                word(row, "prev"),
                instant(word(row, "at")),
                word(row, "call"),
                word(row, "phase"),
                word(row, "tenant"),
                word(row, "principal"),
                word(row, "client"),
                word(row, "session"),
                word(row, "tool"),
                word(row, "outcome"),
                word(row, "code"),
                word(row, "reason"),
                row.path("ms").longValue(),
                word(row, "args"),
                chosen(row.path("chosen")),
                word(row, "confirms"),
                row.path("refused_before").longValue(),
                risks(row.path("risks")),
                word(row, "reach"),
                word(row, "summary"),
                effects(row.path("effects")),
                images(row.path("before")),
                text);
    }

    private static Map<String, String> chosen(JsonNode nodes) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> node : nodes.properties()) {
            chosen.put(
                    PlainText.line(node.getKey(), LONGEST),
                    PlainText.line(node.getValue().asText(), LONGEST));
        }
        return chosen;
    }

    private static List<String> risks(JsonNode nodes) {
        List<String> risks = new ArrayList<>();
        nodes.forEach(node -> risks.add(PlainText.line(node.asText(), LONGEST)));
        return risks;
    }

    private static List<Effect> effects(JsonNode nodes) {
        List<Effect> effects = new ArrayList<>();
        for (JsonNode node : nodes) {
            effects.add(
                    new Effect(
                            word(node, "method"),
                            word(node, "service"),
                            word(node, "path"),
                            word(node, "body"),
                            word(node, "fate"),
                            word(node, "after")));
        }
        return effects;
    }

    private static List<Image> images(JsonNode nodes) {
        List<Image> images = new ArrayList<>();
        for (JsonNode node : nodes) {
            images.add(new Image(word(node, "kind"), word(node, "id"), word(node, "digest")));
        }
        return images;
    }

    private static String word(JsonNode row, String name) {
        return PlainText.line(row.path(name).asText(), LONGEST);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
