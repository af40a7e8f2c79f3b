package io.github.clockifymcp.tools.desk;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists as lines for a model to read: one thing a line, the name first.
///
/// Lines show no ids, which would be most of an answer's tokens: every tool takes names. An id
/// stands where the name does not lead to the thing, because it is archived or another has the same
/// name.
public final class Lines {
    // Only what breaks a line: a name with two spaces has to keep them to be found again.
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private Lines() {}

    /// Text from Clockify, on one line, so that nothing in it can pass for a line of ours.
    public static String one(String text) {
        return breaks(text) ? BREAKS.matcher(text).replaceAll(" ").strip() : text.strip();
    }

    /// Whether there may be something in it that breaks a line. Most names have nothing, and there
    /// are hundreds in an answer.
    private static boolean breaks(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029) {
                return true;
            }
        }
        return false;
    }

    /// The beginning of a text from Clockify, on one line, with `…` where more follows.
    ///
    /// @param most how many characters of it
    public static String beginning(String text, int most) {
        String line = one(text);
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most)) + "…";
    }

    /// A sentence that begins with a thing we name, such as `custom field ‹Ticket› is …`.
    public static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /// Whether two names are the same to tools that look names up: whatever their capitals, outer
    /// spaces and way of writing accents.
    public static boolean same(String name, String other) {
        return normal(name).equals(normal(other));
    }

    /// The line of one thing.
    ///
    /// @param known where its name alone leads to it
    public static String line(String name, boolean known, String id, String... more) {
        StringBuilder line = new StringBuilder();
        add(line, name);
        for (String part : more) {
            add(line, part);
        }
        add(line, known ? "" : "id " + id);
        return line.toString();
    }

    /// The same of a thing whose id is at hand only where its name does not lead to it.
    public static String line(String name, @Nullable String id, String... more) {
        return line(name, id == null, id == null ? "" : id, more);
    }

    private static void add(StringBuilder line, String part) {
        if (!part.isEmpty()) {
            line.append(line.isEmpty() ? "" : " | ").append(one(part));
        }
    }

    /// The lines of a page, and what part of the whole it is.
    public static String told(Collection<String> lines, Slice part, String thing) {
        return Stream.concat(lines.stream(), Stream.of(part.told(thing)))
                .collect(Collectors.joining("\n"));
    }

    /// Those of some names that more than one has.
    public static Shared shared(List<String> names) {
        Set<String> seen = new HashSet<>();
        return new Shared(
                names.stream()
                        .map(Lines::normal)
                        .filter(name -> !seen.add(name))
                        .collect(Collectors.toSet()));
    }

    /// Names that more than one thing has.
    ///
    /// @param names as [#normal] writes them
    public record Shared(Set<String> names) {
        public Shared {
            names = Set.copyOf(names);
        }

        /// Whether this is one of them.
        public boolean has(String name) {
            return names.contains(normal(name));
        }
    }

    /// A name as it is compared, and remembered.
    static String normal(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
