package io.github.clockifymcp.server.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Which requests to Clockify change something, and in which mode they may be sent, from a table
/// that was written from Clockify's operations and not from our tools.
final class RequestRules {
    private static final Path TABLE = Path.of("src/test/resources/walk/requests.txt");

    private final List<Rule> rules = new ArrayList<>();

    /// From the narrowest to the widest.
    enum Mode {
        READ_ONLY,
        TIME_TRACKING_SAFE,
        SAFE_CORE,
        STANDARD,
        FULL
    }

    /// Whose request it may be, from the widest to the narrowest.
    enum Kind {
        /// It only looks.
        READ,
        /// In a careful mode it may touch only one's own entries.
        OWN,
        /// A new name that others will see.
        NAMES,
        STANDARD,
        FULL
    }

    /// What a request needs.
    ///
    /// @param agreed whether somebody has to agree
    record Rule(String method, List<String> path, Kind kind, boolean agreed) {
        Rule {
            path = List.copyOf(path);
        }

        private boolean covers(String otherMethod, List<String> segments) {
            if (!method.equals(otherMethod) || path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!path.get(i).equals("*") && !path.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private long open() {
            return path.stream().filter(segment -> segment.equals("*")).count();
        }

        /// The narrowest mode in which it may be sent.
        Mode least() {
            return switch (kind) {
                case READ -> Mode.READ_ONLY;
                case OWN -> Mode.TIME_TRACKING_SAFE;
                case NAMES -> Mode.SAFE_CORE;
                case STANDARD -> Mode.STANDARD;
                case FULL -> Mode.FULL;
            };
        }
    }

    RequestRules() throws IOException {
        for (String line : Files.readAllLines(TABLE)) {
            if (!line.startsWith("#")) {
                String[] words = line.split(" ", -1);
                rules.add(
                        new Rule(
                                words[0],
                                segments(words[1].replaceFirst("^WS", "/workspaces/*")),
                                Kind.valueOf(words[2].toUpperCase(Locale.ROOT)),
                                words.length > 3 && words[3].equals("agreed")));
            }
        }
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /// What this request needs.
    ///
    /// @throws AssertionError when the table does not have it
    Rule of(String method, String path) {
        List<String> segments = segments(path.replaceFirst("\\?.*", ""));
        if (method.equals("GET")) {
            return new Rule(method, segments, Kind.READ, false);
        }
        return rules.stream()
                .filter(rule -> rule.covers(method, segments))
                .min(Comparator.comparingLong(Rule::open))
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not in " + TABLE));
    }
}
