package io.github.clockifymcp.server.log;

import java.net.URI;
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
        if (value == null) {
            return "null";
        }
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        if (value instanceof URI address) {
            return clean(bare(address));
        }
        return isPlain(value)
                ? clean(value.toString())
                : "‹" + value.getClass().getSimpleName() + "›";
    }

    /// No switch over the type: the JVM makes the code of such a switch when it first gets there,
    /// and that would be in the first call of every process.
    private static boolean isPlain(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum<?>
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount
                || value instanceof StackTraceElement
                || value instanceof Path;
    }

    /// Where it is, without who one is there and what one asks for.
    private static String bare(URI address) {
        if (address.getHost() == null) {
            return "‹URI›";
        }
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return address.getScheme() + "://" + address.getHost() + port + path;
    }

    /// On one line, with nothing in it that a terminal obeys or that turns the text around.
    static String clean(String text) {
        return safe(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    private static String safe(String text) {
        return isPlain(text) ? text : escaped(text);
    }

    /// Most of what is logged is.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isSafe(c)) {
                clean.appendCodePoint(c);
            } else {
                clean.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
            i += Character.charCount(c);
        }
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
