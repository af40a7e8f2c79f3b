package io.github.clockifymcp.server.log;

import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;

/// What of a value may stand in the log. That is decided by its type: words and numbers that
/// somebody chose to log, and of everything else, such as requests, JSON, settings or secrets, only
/// what kind of thing it is.
final class Shown {
    private static final int LONGEST = 500;
    private static final int MOST_FRAMES = 12;
    private static final int MOST_CAUSES = 4;

    private Shown() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case CharSequence text -> clean(text.toString());
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Character letter -> clean(letter.toString());
            case Enum<?> one -> clean(one.toString());
            case TemporalAccessor time -> clean(time.toString());
            case TemporalAmount duration -> clean(duration.toString());
            case StackTraceElement frame -> clean(frame.toString());
            case Path path -> clean(path.toString());
            case Class<?> type -> type.getName();
            default -> "‹" + value.getClass().getSimpleName() + "›";
        };
    }

    /// On one line, with nothing in it that a terminal obeys or that turns the text around.
    static String clean(String text) {
        return safe(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    private static String safe(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    if (isSafe(c)) {
                        clean.appendCodePoint(c);
                    } else {
                        clean.append("\\u{").append(Integer.toHexString(c)).append('}');
                    }
                });
        return clean.toString();
    }

    private static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE ->
                    false;
            default -> true;
        };
    }

    /// What was thrown and where, without its messages.
    static String of(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        Throwable one = thrown;
        for (int causes = 0; one != null && causes < MOST_CAUSES; causes++) {
            all.append(causes == 0 ? "" : " because ").append(one.getClass().getName());
            StackTraceElement[] frames = one.getStackTrace();
            int shown = Math.min(frames.length, causes == 0 ? MOST_FRAMES : MOST_FRAMES / 4);
            for (int i = 0; i < shown; i++) {
                all.append(i == 0 ? " at " : " < ").append(frames[i]);
            }
            one = one.getCause();
        }
        return safe(all.toString());
    }
}
