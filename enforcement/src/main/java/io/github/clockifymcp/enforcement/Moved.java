package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a record differs from what it was. Only fields that both have are compared: the service
/// shows a record in several forms, and one that lacks a field says nothing of it.
final class Moved {
    private static final int LONGEST_VALUE = 60;

    /// What the service counts by itself: it moves on while others work, and a change that is taken
    /// back does not touch it.
    private static final Set<String> COUNTED = Set.of("duration");

    private Moved() {}

    /// Each field that differs, as `description: then ‹a›, now ‹b›`.
    ///
    /// @param counted whether what the service counts matters too
    static List<String> between(JsonNode then, JsonNode now, boolean counted) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : then.properties()) {
            String name = field.getKey();
            // The id was looked at before, and a record that was made anew has another.
            if (!name.equals("id") && now.has(name) && (counted || !COUNTED.contains(name))) {
                compare(name, field.getValue(), now.get(name), found);
            }
        }
        return found;
    }

    private static void compare(String name, JsonNode then, JsonNode now, List<String> found) {
        if (then.isObject() && now.isObject()) {
            for (Map.Entry<String, JsonNode> field : then.properties()) {
                if (now.has(field.getKey())) {
                    String inner = name + "." + field.getKey();
                    compare(inner, field.getValue(), now.get(field.getKey()), found);
                }
            }
        } else if (!same(then, now)) {
            found.add("%s: then %s, now %s".formatted(name, said(then), said(now)));
        }
    }

    private static boolean same(JsonNode then, JsonNode now) {
        if (empty(then) || empty(now)) {
            return empty(then) && empty(now);
        }
        if (then.isArray() && now.isArray()) {
            return then.size() == now.size() && each(then, now) && each(now, then);
        }
        if (then.isObject() && now.isObject()) {
            List<String> found = new ArrayList<>();
            compare("", then, now, found);
            return found.isEmpty();
        }
        return CanonicalJson.text(then).equals(CanonicalJson.text(now));
    }

    /// Lists are compared without their order, which the service does not keep.
    private static boolean each(JsonNode list, JsonNode other) {
        for (JsonNode one : list) {
            boolean there = false;
            for (JsonNode candidate : other) {
                there |= same(one, candidate);
            }
            if (!there) {
                return false;
            }
        }
        return true;
    }

    private static boolean empty(JsonNode value) {
        return value.isNull()
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }

    private static String said(JsonNode value) {
        if (empty(value)) {
            return "nothing";
        }
        String text = value.isTextual() ? value.asText() : value.toString();
        return "‹" + PlainText.line(text, LONGEST_VALUE) + "›";
    }
}
