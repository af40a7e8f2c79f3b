package io.github.clockifymcp.tools.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.EntityChanges.Deed;
import io.github.clockifymcp.clockify.EntityChanges.EntityChange;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was made, changed and deleted.
///
/// @param window from when to when
record ChangePage(String window, List<Part> parts) implements Told {
    private static final int LONGEST = 80;

    /// Where kinds keep what a person would call the thing.
    private static final List<String> NAMES =
            List.of("name", "description", "number", "policyName", "email", "note");

    private static final Map<String, String> NOUNS =
            Map.of("CREATED", "creation", "UPDATED", "update", "DELETED", "deletion");

    private static final Map<String, String> KINDS =
            Map.of("TIME_ENTRY", "entry", "PTO_POLICY", "time off policy", "BALANCE", "balance");

    ChangePage {
        parts = List.copyOf(parts);
    }

    @Override
    public String told() {
        List<String> lines = new ArrayList<>(List.of(window));
        for (Part part : parts) {
            lines.add(
                    Lines.told(
                            part.changes.stream().map(row -> row.line(part.deed)).toList(),
                            part.part,
                            NOUNS.getOrDefault(part.deed, "change")));
        }
        return String.join("\n", lines);
    }

    /// What was done in one way, on its page of its own.
    ///
    /// @param deed CREATED, UPDATED or DELETED
    record Part(String deed, @Columns List<ChangeRow> changes, Slice part) {
        Part {
            changes = List.copyOf(changes);
        }

        static Part of(Deed deed, Page<EntityChange> found, Paging paging, Workplace ws) {
            return new Part(
                    deed.name(),
                    found.items().stream().map(change -> ChangeRow.of(change, ws)).toList(),
                    Slice.of(found, paging));
        }
    }

    /// One thing it was done to.
    ///
    /// @param kind such as `project`
    /// @param name what it is called; null where Clockify does not say
    /// @param when in the account's zone; null where Clockify does not say
    record ChangeRow(String kind, String id, @Nullable String name, @Nullable String when) {
        static ChangeRow of(EntityChange change, Workplace ws) {
            return new ChangeRow(
                    kind(change.kind()),
                    change.id(),
                    name(change.document()),
                    change.at() == null ? null : ws.text().moment(change.at()));
        }

        private static String kind(@Nullable String kind) {
            if (kind == null || kind.isBlank()) {
                return "thing";
            }
            String words = kind.toLowerCase(Locale.ROOT).replace('_', ' ');
            String one = words.endsWith("s") ? words.substring(0, words.length() - 1) : words;
            return Lines.one(KINDS.getOrDefault(kind, one));
        }

        private static @Nullable String name(JsonNode document) {
            return NAMES.stream()
                    .map(document::path)
                    .filter(JsonNode::isTextual)
                    .map(node -> Lines.beginning(node.asText(), LONGEST))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse(null);
        }

        String line(String deed) {
            return Lines.line(
                    when == null ? "" : when,
                    false,
                    id,
                    deed.toLowerCase(Locale.ROOT),
                    name == null ? kind : "%s ‹%s›".formatted(kind, name));
        }
    }
}
