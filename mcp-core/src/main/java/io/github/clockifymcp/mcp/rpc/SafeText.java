package io.github.clockifymcp.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.Character.UnicodeScript;
import java.util.Set;

/// Text that says to a person what it says to a model.
///
/// Names and descriptions come from whoever could write them into the service. Characters that
/// nobody sees can carry instructions a model reads (tag characters, variation selectors), and
/// characters that change direction can make a person agree to something else than what is sent. So
/// whatever leaves as text passes here, and loses what does not show: controls but tab and newline,
/// invisible and direction-changing characters, lone halves of surrogate pairs. What writing needs
/// stays: joiners within scripts that join and within emoji, one variation selector after a symbol.
public final class SafeText {
    private static final int BRIEF = 100;
    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;

    /// Letters by category that no font shows.
    private static final Set<Integer> BLANKS =
            Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x2800);

    /// Signs of writing that count as format characters and are visible.
    private static final Set<Integer> VISIBLE_FORMAT =
            Set.of(
                    0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891,
                    0x08E2, 0x110BD, 0x110CD);

    private SafeText() {}

    /// The text without what does not show.
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!plain(text.charAt(i))) {
                return cleaned(text, i);
            }
        }
        return text;
    }

    /// The text without what does not show, on one line and cut to a length that fits into a
    /// sentence. For names that came from the caller.
    public static String brief(String text) {
        String cut = text.length() > 4 * BRIEF ? text.substring(0, 4 * BRIEF) : text;
        String line = clean(cut).replace('\n', ' ').replace('\t', ' ');
        if (line.codePointCount(0, line.length()) <= BRIEF) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, BRIEF)) + "…";
    }

    /// A copy of the tree with every text and every key cleaned.
    public static JsonNode clean(JsonNode tree) {
        return switch (tree) {
            case ObjectNode object -> clean(object);
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> copy.add(clean(item)));
                yield copy;
            }
            default ->
                    tree.isTextual()
                            ? JsonNodeFactory.instance.textNode(clean(tree.textValue()))
                            : tree;
        };
    }

    /// A copy of the object with every text and every key cleaned.
    public static ObjectNode clean(ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(field -> copy.set(clean(field.getKey()), clean(field.getValue())));
        return copy;
    }

    private static boolean plain(char c) {
        return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || (c > 0xAD && c < 0x0300);
    }

    private static String cleaned(String text, int from) {
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, from);
        int kept = clean.isEmpty() ? -1 : clean.codePointBefore(clean.length());
        for (int i = from; i < text.length(); ) {
            char plain = text.charAt(i);
            if (plain(plain)) {
                clean.append(plain);
                kept = plain;
                i++;
                continue;
            }
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int next = i < text.length() ? text.codePointAt(i) : -1;
            int shown = shown(kept, c, next);
            if (shown >= 0) {
                clean.appendCodePoint(shown);
                kept = shown;
            }
        }
        return clean.toString();
    }

    /// What this character is shown as between those two; -1 for not at all.
    private static int shown(int before, int c, int after) {
        if (c == '\n' || c == '\t') {
            return c;
        }
        if (c == 0x2028 || c == 0x2029 || c == 0x85) {
            return '\n';
        }
        if (c == JOINER || c == NON_JOINER) {
            return joins(before, c, after) ? c : -1;
        }
        if (isSelector(c)) {
            return (c == 0xFE0E || c == 0xFE0F) && takesSelector(before) ? c : -1;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL -> -1;
            case Character.SURROGATE -> 0xFFFD;
            case Character.FORMAT -> VISIBLE_FORMAT.contains(c) ? c : -1;
            // Plane 14 holds tags and selectors, or nothing yet; what it will hold is not seen.
            case Character.UNASSIGNED -> c >= 0xE0000 || isNoncharacter(c) ? -1 : c;
            default -> BLANKS.contains(c) ? -1 : c;
        };
    }

    private static boolean joins(int before, int c, int after) {
        if (before < 0 || after < 0) {
            return false;
        }
        if (c == JOINER && Character.isEmoji(after) && after > 0xFF) {
            return before == 0xFE0F || (Character.isEmoji(before) && before > 0xFF);
        }
        return joinable(before) && joinable(after);
    }

    private static boolean joinable(int c) {
        boolean letter =
                Character.isLetter(c)
                        || Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
        return letter && joins(UnicodeScript.of(c));
    }

    /// Whether letters of the script look different when something stands between them.
    private static boolean joins(UnicodeScript script) {
        return switch (script) {
            case LATIN,
                    GREEK,
                    CYRILLIC,
                    COMMON,
                    INHERITED,
                    UNKNOWN,
                    HAN,
                    HIRAGANA,
                    KATAKANA,
                    HANGUL ->
                    false;
            default -> true;
        };
    }

    private static boolean isSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF)
                || (c >= 0x180B && c <= 0x180F);
    }

    private static boolean takesSelector(int before) {
        return before >= 0 && Character.isEmoji(before);
    }

    private static boolean isNoncharacter(int c) {
        return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    }
}
