package io.github.clockifymcp.server.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A message with a `{}` for each of its values, taken apart once: a program has few of them.
final class LogPattern {
    private static final int MOST_KEPT = 500;
    private static final Map<String, LogPattern> KEPT = new ConcurrentHashMap<>();

    private final String pattern;
    // One more than there are holes.
    private final List<LogEntry.Part> texts = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    private LogPattern(String pattern) {
        this.pattern = pattern;
        int from = 0;
        for (int hole = pattern.indexOf("{}"); hole >= 0; hole = pattern.indexOf("{}", from)) {
            String before = pattern.substring(from, hole);
            texts.add(text(before));
            names.add(name(before));
            from = hole + 2;
            ends.add(from);
        }
        texts.add(text(pattern.substring(from)));
    }

    /// The pattern, taken apart.
    static LogPattern of(String pattern) {
        LogPattern known = KEPT.get(pattern);
        if (known != null) {
            return known;
        }
        LogPattern made = new LogPattern(pattern);
        if (KEPT.size() < MOST_KEPT) { // a library may write messages of its own each time
            KEPT.put(pattern, made);
        }
        return made;
    }

    private static LogEntry.Part text(String text) {
        return new LogEntry.Part(Shown.clean(text), "", false);
    }

    private static String name(String before) {
        if (!before.endsWith("=")) {
            return "";
        }
        int begin = before.length() - 1;
        while (begin > 0 && isLetter(before.charAt(begin - 1))) {
            begin--;
        }
        return before.substring(begin, before.length() - 1);
    }

    private static boolean isLetter(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /// With its values filled in; holes for which there are none stay as they are.
    List<LogEntry.Part> filled(List<? extends @Nullable Object> values) {
        int count = Math.min(values.size(), names.size());
        List<LogEntry.Part> parts = new ArrayList<>(2 * count + 1);
        for (int i = 0; i < count; i++) {
            parts.add(texts.get(i));
            parts.add(new LogEntry.Part(Shown.of(values.get(i)), names.get(i), true));
        }
        boolean all = count == names.size();
        parts.add(
                all
                        ? texts.get(count)
                        : text(pattern.substring(count == 0 ? 0 : ends.get(count - 1))));
        return parts;
    }
}
