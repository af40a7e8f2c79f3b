package io.github.clockifymcp.mcp.tool;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a long text in parts that a model can take in, cut at the ends of lines.
final class Parts {
    /// At most this many characters, unless one line has more.
    static final int LENGTH = 24_000;

    private Parts() {}

    /// One part of a text.
    ///
    /// @param uri the form of the parts' URIs
    /// @param values what stands in it; `part` counts from 1
    /// @throws ToolException when there is no such part
    static ResourceContent.Part part(
            ResourceContent.Text whole, String uri, Map<String, String> values) {
        int wanted = number(values.getOrDefault("part", ""));
        int parts = 0;
        String found = null;
        for (int from = 0; from < whole.text().length() || parts == 0; ) {
            int end = end(whole.text(), from);
            parts++;
            if (parts == wanted) {
                found = whole.text().substring(from, end);
            }
            from = end;
        }
        if (found == null) {
            throw new ToolException(
                    Problem.Code.INVALID,
                    "There is no such part; there are %d.".formatted(parts),
                    "Count from 1.");
        }
        String next = "";
        if (wanted < parts) {
            Map<String, String> following = new LinkedHashMap<>(values);
            following.put("part", String.valueOf(wanted + 1));
            next = ResourceTemplate.expand(uri, following);
        }
        return new ResourceContent.Part(
                whole.mimeType(),
                found,
                next,
                "Part %d of %d; this URI is the next.".formatted(wanted, parts));
    }

    private static int end(String text, int from) {
        int limit = from + LENGTH;
        if (limit >= text.length()) {
            return text.length();
        }
        int line = text.lastIndexOf('\n', limit - 1);
        if (line >= from) {
            return line + 1;
        }
        // One line is longer: it is cut between characters, never within one.
        return Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
