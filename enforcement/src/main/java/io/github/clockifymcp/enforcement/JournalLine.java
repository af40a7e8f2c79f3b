package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sent;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An entry of the journal as a line of JSON, and what every store of them keeps to.
public final class JournalLine {
    /// How many bytes a line has at most; a change that takes more is not kept.
    public static final int LONGEST = 1024 * 1024;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private JournalLine() {}

    /// The line, without the newline that ends it.
    ///
    /// @throws IOException when it cannot be written as JSON
    public static byte[] of(JournalEntry entry) throws IOException {
        ObjectNode line = JSON.createObjectNode().put("id", entry.id());
        line.put("at", entry.at().toString())
                .put("tenant", entry.owner().tenant())
                .put("principal", entry.owner().principal())
                .put("user", entry.owner().user())
                .put("workspace", entry.owner().workspace())
                .put("tool", entry.tool())
                .put("summary", entry.summary());
        ArrayNode risks = line.putArray("risks");
        entry.risks().stream().sorted().map(Enum::name).forEach(risks::add);
        line.put("reach", entry.reach().name()).put("ended", entry.ended());
        ArrayNode steps = line.putArray("steps");
        for (JournalEntry.Done done : entry.steps()) {
            ObjectNode step = steps.addObject().put("step", done.step());
            step.put("fate", done.fate().name()).set("request", request(done.request()));
            JsonNode after = done.after();
            if (after != null) {
                step.set("after", after);
            }
            if (done.goesWith() != null) {
                step.put("goes_with", done.goesWith());
            }
            ArrayNode backs = step.putArray("back");
            for (JournalEntry.Back back : done.back()) {
                ObjectNode one = request(back.request());
                backs.add(back.renews() == null ? one : one.put("renews", back.renews()));
            }
        }
        ArrayNode before = line.putArray("before");
        for (Image image : entry.before()) {
            before.addObject()
                    .put("kind", image.kind())
                    .put("id", image.id())
                    .set("record", image.record());
        }
        return JSON.writeValueAsBytes(line);
    }

    private static ObjectNode request(Request request) {
        ObjectNode node =
                JSON.createObjectNode()
                        .put("service", request.service())
                        .put("method", request.method())
                        .put("path", request.path());
        JsonNode body = request.body();
        return body == null ? node : node.set("body", body);
    }

    /// Reads a line; empty when it is not a whole one.
    public static Optional<JournalEntry> read(byte[] bytes) {
        try {
            JsonNode line = JSON.readTree(bytes);
            return line == null || !line.isObject() ? Optional.empty() : Optional.of(entry(line));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static JournalEntry entry(JsonNode line) {
        Set<Risk> risks = EnumSet.noneOf(Risk.class);
        line.path("risks").forEach(risk -> risks.add(Risk.valueOf(risk.asText())));
        List<JournalEntry.Done> steps = new ArrayList<>();
        for (JsonNode step : line.path("steps")) {
            steps.add(
                    new JournalEntry.Done(
                            text(step, "step"),
                            request(step.path("request")),
                            Sent.Fate.valueOf(text(step, "fate")),
                            step.get("after"),
                            back(step.path("back")),
                            optional(step, "goes_with")));
        }
        List<Image> before = new ArrayList<>();
        for (JsonNode image : line.path("before")) {
            before.add(new Image(text(image, "kind"), text(image, "id"), image.path("record")));
        }
        return new JournalEntry(
                text(line, "id"),
                Instant.parse(text(line, "at")),
                new Journal.Owner(
                        text(line, "tenant"),
                        text(line, "principal"),
                        text(line, "user"),
                        text(line, "workspace")),
                text(line, "tool"),
                text(line, "summary"),
                risks,
                Reach.valueOf(text(line, "reach")),
                line.path("ended").asBoolean(),
                steps,
                before);
    }

    private static List<JournalEntry.Back> back(JsonNode nodes) {
        List<JournalEntry.Back> back = new ArrayList<>();
        nodes.forEach(
                one -> back.add(new JournalEntry.Back(request(one), optional(one, "renews"))));
        return back;
    }

    private static @Nullable String optional(JsonNode node, String field) {
        return node.has(field) ? text(node, field) : null;
    }

    private static Request request(JsonNode node) {
        @Nullable JsonNode body = node.get("body");
        return new Request(text(node, "service"), text(node, "method"), text(node, "path"), body);
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("no " + field);
        }
        return value.textValue();
    }
}
