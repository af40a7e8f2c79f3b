package io.github.clockifymcp.tools.hatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What Clockify answered, as its JSON; the beginning of it where it is long.
///
/// @param operation what was asked
/// @param json on one line, without what opens doors
/// @param length of all of it, in characters
/// @param cut whether there is more of it than is shown
record ApiAnswer(String operation, String json, int length, boolean cut) implements Told {
    private static final int LONGEST = 12_000;
    private static final String HIDDEN = "(hidden)";

    /// Names of fields that hold what lets somebody in.
    private static final Set<String> SECRETS =
            Set.of("authtoken", "token", "apikey", "password", "secret", "pin", "pincode");

    static ApiAnswer of(Operation operation, JsonNode answer) {
        JsonNode shown = answer.deepCopy();
        hide(shown);
        String text = shown.isMissingNode() || shown.isNull() ? "" : Lines.one(shown.toString());
        int length = text.codePointCount(0, text.length());
        String json =
                length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST));
        return new ApiAnswer(operation.said(), json, length, length > LONGEST);
    }

    private static void hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (SECRETS.contains(name.toLowerCase(Locale.ROOT))
                        && object.path(name).isValueNode()
                        && !object.path(name).isNull()) {
                    object.put(name, HIDDEN);
                } else {
                    hide(object.path(name));
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(ApiAnswer::hide);
        }
    }

    @Override
    public String told() {
        if (json.isEmpty()) {
            return "%s: done, without an answer.".formatted(operation);
        }
        return cut
                ? "%s\n%s\nCut: these are the first %d of %d characters. Ask for a smaller page."
                        .formatted(operation, json, LONGEST, length)
                : "%s\n%s".formatted(operation, json);
    }
}
