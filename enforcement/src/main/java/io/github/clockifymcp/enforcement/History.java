package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One owner's journal, read from its end: which steps are in effect, by which change the others
/// were taken back, and which records have another id since they were made anew.
///
/// A step that takes another back is called after it, `k3f9a/entry`: the id of the change, and the
/// name of the step. Where that takes several requests, only the last one is called so, and those
/// before it `k3f9a/entry#1` and so on: the step counts as taken back when all were sent.
final class History {
    private final Map<String, JournalEntry> entries = new LinkedHashMap<>();
    private final Map<String, String> undoneBy = new HashMap<>();
    private final Map<String, String> renewed = new HashMap<>();

    /// @param newestFirst the owner's entries
    History(List<JournalEntry> newestFirst) {
        newestFirst.forEach(entry -> entries.putIfAbsent(entry.id(), entry));
        for (JournalEntry entry : entries.values()) {
            if (isUndo(entry)) {
                entry.steps().stream()
                        .filter(JournalEntry.Done::done)
                        .forEach(step -> takesBack(entry, step));
            }
        }
    }

    private void takesBack(JournalEntry entry, JournalEntry.Done step) {
        if (!undoneBy.containsKey(stepName(entry, step))) {
            undoneBy.putIfAbsent(step.step(), entry.id());
        }
        JsonNode made = step.after();
        String old = made == null ? null : renewedBy(step.step());
        if (made != null && old != null) {
            renewed.put(lastSegment(old), made.path("id").asText());
        }
    }

    /// The path of the record that the step of an undo makes again; null when it makes none.
    private @Nullable String renewedBy(String undoStep) {
        JournalEntry.Done first = find(whole(undoStep)).orElse(null);
        JournalEntry.Back back = back(undoStep).orElse(null);
        return first == null || back == null ? null : first.renewedBy(back);
    }

    static boolean isUndo(JournalEntry entry) {
        return entry.tool().equals(UndoTools.UNDO);
    }

    static String stepName(JournalEntry entry, JournalEntry.Done step) {
        return entry.id() + "/" + step.step();
    }

    /// What the step of an undo that sends one of several requests is called.
    ///
    /// @param part which, from 0
    static String partName(String stepName, int part, int count) {
        return part == count - 1 ? stepName : stepName + "#" + (part + 1);
    }

    private String whole(String partName) {
        int end = partName.lastIndexOf('#');
        return end < 0 || find(partName).isPresent() ? partName : partName.substring(0, end);
    }

    /// What the step of an undo of this name has to send, with the ids of then.
    Optional<JournalEntry.Back> back(String undoStep) {
        String whole = whole(undoStep);
        List<JournalEntry.Back> back = find(whole).map(JournalEntry.Done::back).orElse(List.of());
        for (int part = 0; part < back.size(); part++) {
            if (partName(whole, part, back.size()).equals(undoStep)) {
                return Optional.of(back.get(part));
            }
        }
        return Optional.empty();
    }

    /// How many of the requests that take the step back were sent already, when not all.
    int partsSent(JournalEntry entry, JournalEntry.Done step) {
        int count = step.back().size();
        int part = 0;
        while (part < count - 1
                && undoneBy.containsKey(partName(stepName(entry, step), part, count))) {
            part++;
        }
        return part;
    }

    /// The record as it was left by the step, or by what has been sent to take it back.
    @Nullable JsonNode after(JournalEntry entry, JournalEntry.Done step) {
        int sent = partsSent(entry, step);
        if (sent == 0) {
            return step.after();
        }
        String name = partName(stepName(entry, step), sent - 1, step.back().size());
        JournalEntry by = entries.get(undoneBy.getOrDefault(name, ""));
        return by == null ? null : step(by, name).map(JournalEntry.Done::after).orElse(null);
    }

    /// All of them, newest first, without those of which nothing was sent.
    List<JournalEntry> changes() {
        return entries.values().stream()
                .filter(entry -> !entry.ended() || entry.steps().stream().anyMatch(History::sent))
                .toList();
    }

    private static boolean sent(JournalEntry.Done step) {
        return step.done() || step.fate() == Sent.Fate.UNKNOWN;
    }

    Optional<JournalEntry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /// The step of this name, which begins with the id of its change.
    Optional<JournalEntry.Done> find(String stepName) {
        int end = stepName.indexOf('/');
        JournalEntry entry = end < 0 ? null : entries.get(stepName.substring(0, end));
        return entry == null ? Optional.empty() : step(entry, stepName.substring(end + 1));
    }

    static Optional<JournalEntry.Done> step(JournalEntry entry, @Nullable String name) {
        return entry.steps().stream().filter(step -> step.step().equals(name)).findFirst();
    }

    /// The steps that are in effect, the last one first.
    List<JournalEntry.Done> inEffect(JournalEntry entry) {
        return new ArrayList<>(entry.steps())
                .reversed().stream()
                        .filter(JournalEntry.Done::done)
                        .filter(step ->
                                !undoneBy.containsKey(stepName(entry, leading(entry, step))))
                        .toList();
    }

    /// The step with which this one is taken back; itself when it is by itself.
    static JournalEntry.Done leading(JournalEntry entry, JournalEntry.Done step) {
        return step(entry, step.goesWith()).filter(JournalEntry.Done::done).orElse(step);
    }

    /// Whether all of it was taken back.
    boolean isUndone(JournalEntry entry) {
        return entry.ended()
                && inEffect(entry).isEmpty()
                && entry.steps().stream().noneMatch(step -> step.fate() == Sent.Fate.UNKNOWN);
    }

    /// By which changes.
    String undoneBy(JournalEntry entry) {
        return entry.steps().stream()
                .map(step -> undoneBy.get(stepName(entry, step)))
                .filter(id -> id != null)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// Why it cannot be taken back, as far as the journal knows.
    Optional<String> obstacle(JournalEntry entry) {
        if (!entry.ended()) {
            return Optional.of(
                    "it is being made, or was interrupted, and what was done is unknown");
        }
        if (entry.steps().stream().noneMatch(History::sent)) {
            return Optional.of("nothing of it was done");
        }
        if (isUndone(entry)) {
            return Optional.of("taken back already, by " + undoneBy(entry));
        }
        if (entry.steps().stream().anyMatch(step -> step.fate() == Sent.Fate.UNKNOWN)) {
            return Optional.of("it is unknown whether all of it was done");
        }
        List<JournalEntry.Done> steps = inEffect(entry);
        long stuck = steps.stream().filter(step -> leading(entry, step).back().isEmpty()).count();
        if (stuck == 0) {
            return Optional.empty();
        }
        return Optional.of(
                stuck == steps.size()
                        ? "nothing takes it back"
                        : "a part of it is one that nothing takes back");
    }

    /// The request, with the ids that its records have now.
    Request current(Request request) {
        if (renewed.isEmpty()) {
            return request;
        }
        String path = request.path();
        int query = path.indexOf('?');
        String way = query < 0 ? path : path.substring(0, query);
        String segments =
                List.of(way.split("/", -1)).stream()
                        .map(this::current)
                        .collect(Collectors.joining("/"));
        @Nullable JsonNode body = request.body();
        return new Request(
                request.service(),
                request.method(),
                segments + (query < 0 ? "" : path.substring(query)),
                body == null ? null : current(body));
    }

    /// The id that a record has now.
    String current(String id) {
        String now = id;
        Set<String> seen = new HashSet<>();
        while (renewed.containsKey(now) && seen.add(now)) {
            now = renewed.get(now);
        }
        return now;
    }

    private JsonNode current(JsonNode body) {
        return switch (body) {
            case TextNode text -> TextNode.valueOf(current(text.textValue()));
            case ObjectNode object -> {
                ObjectNode copy = object.objectNode();
                object.properties()
                        .forEach(field -> copy.set(field.getKey(), current(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = array.arrayNode();
                array.forEach(one -> copy.add(current(one)));
                yield copy;
            }
            default -> body;
        };
    }

    /// The last segment of a path, without the query.
    static String lastSegment(String path) {
        String way = withoutQuery(path);
        return way.substring(way.lastIndexOf('/') + 1);
    }

    static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
