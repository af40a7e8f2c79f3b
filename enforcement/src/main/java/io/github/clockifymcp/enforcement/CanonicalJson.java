package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Blank;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON in one form only, so that equal values have equal digests: keys sorted, no white space,
/// numbers by value and not by how they were written.
final class CanonicalJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final MessageDigest SHA_256 = found();

    private CanonicalJson() {}

    /// SHA-256 of the canonical form, in hexadecimal.
    static String digest(JsonNode value) {
        return sha256(text(value).getBytes(StandardCharsets.UTF_8));
    }

    /// SHA-256 of everything that a person agrees to when agreeing to a change: what it says, what
    /// it would send, and what it would replace.
    static String digest(Change change) {
        ObjectNode all = NODES.objectNode();
        all.put("summary", change.summary());
        change.details().forEach(all.putArray("details")::add);
        change.notes().forEach(all.putArray("notes")::add);
        change.risks().stream().map(Enum::name).sorted().forEach(all.putArray("risks")::add);
        all.put("reach", change.reach().name());
        change.steps().forEach(step -> all.withArray("/steps").add(step(step)));
        change.before().forEach(image -> all.withArray("/before").add(image(image)));
        return digest(all);
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /// A copy of one that was found before: every line of the audit log needs two, and finding one
    /// takes longer than using it.
    private static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's SHA-256 cannot be copied", e);
        }
    }

    private static MessageDigest found() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String text(JsonNode value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static ObjectNode step(Step step) {
        ObjectNode node = request(step.request()).put("name", step.name());
        node.set("blanks", blanks(step.blanks()));
        Step.Inverse inverse = step.inverse();
        if (inverse != null) {
            ArrayNode back = node.putArray("inverse");
            inverse.all().forEach(one -> back.add(inverse(one)));
        }
        if (step.goesWith() != null) {
            node.put("goesWith", step.goesWith());
        }
        return node;
    }

    private static ObjectNode inverse(Step.Inverse one) {
        ObjectNode node = request(one.request());
        node.set("blanks", blanks(one.blanks()));
        if (one.renews() != null) {
            node.put("renews", one.renews());
        }
        return node;
    }

    private static ObjectNode request(Request request) {
        ObjectNode node =
                NODES.objectNode()
                        .put("service", request.service())
                        .put("method", request.method())
                        .put("path", request.path());
        JsonNode body = request.body();
        return body == null ? node : node.set("body", body);
    }

    private static ArrayNode blanks(List<Blank> blanks) {
        ArrayNode nodes = NODES.arrayNode();
        for (Blank blank : blanks) {
            nodes.addObject()
                    .put("at", blank.at())
                    .put("step", blank.step())
                    .put("field", blank.field());
        }
        return nodes;
    }

    private static ObjectNode image(Image image) {
        return NODES.objectNode()
                .put("kind", image.kind())
                .put("id", image.id())
                .set("record", image.record());
    }

    private static void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, out);
            case ARRAY -> array(value, out);
            case NUMBER -> out.append(number(value));
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL, MISSING -> out.append("null");
            case STRING, BINARY, POJO -> quote(value.asText(), out);
        }
    }

    private static void object(JsonNode value, StringBuilder out) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        out.append('{');
        String between = "";
        for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
            out.append(between);
            quote(field.getKey(), out);
            write(field.getValue(), out.append(':'));
            between = ",";
        }
        out.append('}');
    }

    private static void array(JsonNode value, StringBuilder out) {
        out.append('[');
        String between = "";
        for (JsonNode item : value) {
            write(item, out.append(between));
            between = ",";
        }
        out.append(']');
    }

    private static String number(JsonNode value) {
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            // Too large for a double, or none: as it is written.
            return value.asText();
        }
        // Not as a plain string: that of 1E+999999999 would fill the memory.
        return value.decimalValue().stripTrailingZeros().toString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
