package io.github.clockifymcp.sandbox.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where an OpenAPI document and what is really sent or answered differ, as somebody reviewed it: a
/// file with a line each of operation, place, what and why, and tabs between them. What is found
/// and not in the file is a fault, and so is a line that nothing found any more; so the file is
/// true.
///
/// In the first two, `*` stands for anything within a segment and `**` for any number of segments.
/// A line may speak of many operations, but then it names the place, so that none excuses all.
public final class Differences {

    private static final int COLUMNS = 4;

    private final List<Accepted> accepted;

    private Differences(List<Accepted> accepted) {
        this.accepted = accepted;
    }

    /// A difference that was found.
    ///
    /// @param operation method and template; a parameter is `{}`, whatever its name
    /// @param place where, as in `query page` or `body /users/*/name`; an item of a list is `*`
    /// @param what what is wrong there, in a word: `type`, `enum`, `unknown`, …
    public record Found(String operation, String place, String what) {

        public Found {
            operation = operation.replaceAll("\\{[^}]*}", "{}");
            place = place.replaceAll("/\\d+(?=/|$)", "/*");
        }

        @Override
        public String toString() {
            return operation + "\t" + place + "\t" + what;
        }
    }

    /// A line of the file.
    private record Accepted(String line, Pattern operation, Pattern place, String what) {

        private static Accepted of(String line) {
            String[] columns = line.split("\t", -1);
            if (columns.length != COLUMNS || columns[COLUMNS - 1].isBlank()) {
                throw new IllegalArgumentException("Not operation, place, what and why: " + line);
            }
            boolean everywhere = columns[0].contains("*");
            String last = columns[1].substring(columns[1].lastIndexOf('/') + 1);
            if (everywhere && last.matches("[*-]*")) {
                throw new IllegalArgumentException("It would excuse too much: " + line);
            }
            return new Accepted(line, pattern(columns[0]), pattern(columns[1]), columns[2]);
        }

        private static Pattern pattern(String glob) {
            StringBuilder regex = new StringBuilder();
            for (String part : glob.splitWithDelimiters("\\*\\*?", 0)) {
                regex.append(
                        switch (part) {
                            case "**" -> ".*";
                            case "*" -> "[^/ ]*";
                            default -> Pattern.quote(part);
                        });
            }
            return Pattern.compile(regex.toString());
        }

        private boolean explains(Found found) {
            return operation.matcher(found.operation()).matches()
                    && place.matcher(found.place()).matches()
                    && what.equals(found.what());
        }
    }

    /// The differences in a resource beside a class, or of its class path when it begins with `/`.
    public static Differences read(Class<?> beside, String resource) {
        try (@Nullable InputStream in = beside.getResourceAsStream(resource)) {
            byte[] file = Objects.requireNonNull(in, resource).readAllBytes();
            return of(new String(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The differences of these lines; remarks begin with `#`.
    static Differences of(String text) {
        return new Differences(
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Accepted::of)
                        .toList());
    }

    /// What was found and nobody accepted.
    public List<String> unexplained(Collection<Found> all) {
        return all.stream()
                .filter(found -> accepted.stream().noneMatch(line -> line.explains(found)))
                .map(Found::toString)
                .distinct()
                .sorted()
                .toList();
    }

    /// The lines that explain nothing of what was found.
    public List<String> stale(Collection<Found> all) {
        return accepted.stream()
                .filter(line -> all.stream().noneMatch(line::explains))
                .map(Accepted::line)
                .toList();
    }
}
