package io.github.clockifymcp.server.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// Something that is logged.
///
/// @param parts of the message, in their order
/// @param context null outside of calls
/// @param thrown null for none; its message is never shown, since it may hold anything
record LogEntry(
        Instant at,
        Level level,
        String logger,
        List<Part> parts,
        @Nullable LogContext context,
        @Nullable Throwable thrown) {

    /// A part of a message.
    ///
    /// @param name of the value, when the text before it ends with `name=`; empty otherwise
    /// @param value whether it was filled in, and not written in the program
    record Part(String text, String name, boolean value) {}

    /// A pattern with its values filled in: `{}` for each.
    static List<Part> parts(String pattern, List<? extends @Nullable Object> values) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (Object value : values) {
            int hole = pattern.indexOf("{}", from);
            if (hole < 0) {
                break;
            }
            String before = pattern.substring(from, hole);
            parts.add(new Part(before, "", false));
            parts.add(new Part(Shown.of(value), name(before), true));
            from = hole + 2;
        }
        parts.add(new Part(pattern.substring(from), "", false));
        return parts;
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
}
