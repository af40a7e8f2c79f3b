package io.github.clockifymcp.clockify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Builds and checks request paths. Each segment is encoded by itself, so that an id with a slash
/// in it stays one segment and cannot reach another resource.
final class Paths {

    /// An encoded path: segments of unreserved characters, percent escapes or one placeholder.
    private static final Pattern PATH =
            Pattern.compile("(/([A-Za-z0-9_.~-]|%[0-9A-F]{2})+|/\\{[A-Za-z][A-Za-z0-9_.-]*})+");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[A-Za-z][A-Za-z0-9_.-]*}");
    private static final Pattern DOTS = Pattern.compile("(?i)(\\.|%2E){1,2}");
    private static final String UNRESERVED = "-._~";
    private static final int LONGEST = 2_000;

    private Paths() {}

    /// A path of these segments, encoded. A segment that is a placeholder, such as `{client}`,
    /// stays as it is: it stands for an id that is not known yet.
    static String of(String... segments) {
        return Arrays.stream(segments)
                .map(segment -> "/" + encode(segment))
                .collect(Collectors.joining());
    }

    /// Says no to a path that was not made of encoded segments.
    static String check(String path) {
        boolean wellFormed = path.length() <= LONGEST && PATH.matcher(path).matches();
        if (!wellFormed
                || Arrays.stream(path.split("/", -1)).anyMatch(s -> DOTS.matcher(s).matches())) {
            throw ClockifyException.of(
                    Category.INVALID,
                    "This is not the path of a Clockify resource.",
                    "Use a path of encoded segments, such as /workspaces/{id}/tags.");
        }
        return path;
    }

    /// Whether a placeholder still stands where an id has to be.
    static boolean isOpen(String path) {
        return path.indexOf('{') >= 0;
    }

    private static String encode(String segment) {
        // Without this, an empty id would address the collection, and ".." its parent.
        if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
            throw ClockifyException.of(
                    Category.INVALID,
                    "An id is empty or made of dots.",
                    "Use the id that Clockify gave it.");
        }
        if (PLACEHOLDER.matcher(segment).matches()) {
            return segment;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean letterOrDigit =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letterOrDigit || UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append("%%%02X".formatted((int) c));
            }
        }
        return encoded.toString();
    }
}
