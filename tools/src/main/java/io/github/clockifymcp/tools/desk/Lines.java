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
        return BREAKS.matcher(text).replaceAll(" ").strip();
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

    /// Whether two names are the same to tools that look names up: whatever their capitals, outer
    /// spaces and way of writing accents.
    public static boolean same(String name, String other) {
        return normal(name).equals(normal(other));
    }

    /// The line of one thing.
    ///
    /// @param known where its name alone leads to it
    public static String line(String name, boolean known, String id, String... more) {
        Stream<String> withId = known ? Stream.empty() : Stream.of("id " + id);
        return Stream.of(Stream.of(name), Stream.of(more), withId)
                .flatMap(parts -> parts)
                .filter(part -> !part.isEmpty())
                .map(Lines::one)
                .collect(Collectors.joining(" | "));
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
