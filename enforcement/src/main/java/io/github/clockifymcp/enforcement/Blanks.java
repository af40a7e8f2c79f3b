package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Blank;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Step;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Fills the blanks of a request from the answers of earlier steps.
final class Blanks {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    private Blanks() {}

    /// A blank could not be filled, since an answer is not what the plan counted on.
    static final class UnfilledException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        UnfilledException(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /// Checks, before anything is sent, that each blank will be filled from a step that comes first
    /// and has a place to go.
    ///
    /// @throws IllegalStateException when the plan is not sound
    static void check(Change change) {
        Set<String> names = new HashSet<>();
        for (Step step : change.steps()) {
            check(step.request(), step.blanks(), names);
            if (!names.add(step.name())) {
                throw new IllegalStateException("two steps are called " + step.name());
            }
        }
        for (Step step : change.steps()) {
            Step.Inverse inverse = step.inverse();
            if (inverse != null) {
                inverse.all().forEach(one -> check(one.request(), one.blanks(), names));
            }
            String with = step.goesWith();
            if (with != null && (with.equals(step.name()) || !names.contains(with))) {
                throw new IllegalStateException("no other step is called " + with);
            }
        }
    }

    private static void check(Request request, List<Blank> blanks, Set<String> known) {
        for (Blank blank : blanks) {
            if (!known.contains(blank.step())) {
                throw new IllegalStateException("no step before is called " + blank.step());
            }
            JsonPointer.compile(blank.field());
            if (!blank.at().isEmpty()) {
                holder(request.body(), JsonPointer.compile(blank.at()));
            }
        }
        List<String> filled =
                blanks.stream()
                        .filter(blank -> blank.at().isEmpty())
                        .map(Blank::step)
                        .sorted()
                        .toList();
        Set<String> shown =
                PLACE.matcher(request.path())
                        .results()
                        .map(place -> place.group(1))
                        .collect(Collectors.toSet());
        if (filled.size() != shown.size() || !shown.containsAll(filled)) {
            throw new IllegalStateException("the places in a path are not those of its blanks");
        }
    }

    /// The request as it will be sent.
    ///
    /// @param answers what the earlier steps were answered, by name
    static Request fill(Request request, List<Blank> blanks, Map<String, JsonNode> answers)
            throws UnfilledException {
        if (blanks.isEmpty()) {
            return request;
        }
        String path = request.path();
        JsonNode planned = request.body();
        @Nullable JsonNode body = planned == null ? null : planned.deepCopy();
        for (Blank blank : blanks) {
            JsonNode value = value(blank, answers);
            if (blank.at().isEmpty()) {
                path = path.replace("{" + blank.step() + "}", segment(blank, value));
            } else {
                put(body, JsonPointer.compile(blank.at()), value);
            }
        }
        return new Request(request.service(), request.method(), path, body);
    }

    private static JsonNode value(Blank blank, Map<String, JsonNode> answers)
            throws UnfilledException {
        JsonNode answer = answers.get(blank.step());
        JsonNode value = answer == null ? null : answer.at(blank.field());
        if (value == null || value.isMissingNode() || value.isNull()) {
            throw new UnfilledException(
                    "The answer to step %s has no %s.".formatted(blank.step(), blank.field()));
        }
        return value;
    }

    /// A value as part of a path. One that would name another place than a single segment is not an
    /// id and is refused.
    private static String segment(Blank blank, JsonNode value) throws UnfilledException {
        String text = value.isValueNode() ? value.asText() : "";
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new UnfilledException(
                    "The answer to step %s has no usable %s."
                            .formatted(blank.step(), blank.field()));
        }
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }

    private static void put(@Nullable JsonNode body, JsonPointer at, JsonNode value) {
        JsonPointer last = at.last();
        switch (holder(body, at)) {
            case ObjectNode object -> object.set(last.getMatchingProperty(), value);
            case ArrayNode array -> array.set(last.getMatchingIndex(), value);
            default -> throw new IllegalStateException("a blank has no place in the body");
        }
    }

    /// What holds the place in the body.
    ///
    /// @throws IllegalStateException when there is no such place
    private static JsonNode holder(@Nullable JsonNode body, JsonPointer at) {
        JsonNode holder = body == null ? null : body.at(at.head());
        boolean place =
                holder instanceof ObjectNode
                        || (holder instanceof ArrayNode array
                                && array.has(at.last().getMatchingIndex()));
        if (holder == null || !place) {
            throw new IllegalStateException("a blank has no place in the body");
        }
        return holder;
    }
}
