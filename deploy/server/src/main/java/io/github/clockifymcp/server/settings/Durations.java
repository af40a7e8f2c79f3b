package io.github.clockifymcp.server.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Durations as people write them: `100ms`, `45s`, `5m`, `1m30s`.
final class Durations {
    private static final String[] UNITS = {"h", "m", "s", "ms"};
    private static final long[] MILLIS = {3_600_000, 60_000, 1_000, 1};

    /// Far more than any setting takes, far less than what overflows.
    private static final int MOST_DIGITS = 9;

    private Durations() {}

    /// Reads numbers with a unit each, the larger units first; null when it is not that.
    static @Nullable Duration read(String text) {
        long millis = 0;
        int unit = -1;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            int end = digits;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            int next = unit(text.substring(digits, end));
            long number = digits(text, at, digits);
            if (number < 0 || next <= unit) {
                return null;
            }
            millis += number * MILLIS[next];
            unit = next;
            at = end;
        }
        return unit < 0 ? null : Duration.ofMillis(millis);
    }

    /// The shortest way to write it.
    static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        long left = duration.toMillis();
        for (int i = 0; i < UNITS.length; i++) {
            if (left >= MILLIS[i]) {
                text.append(left / MILLIS[i]).append(UNITS[i]);
                left %= MILLIS[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    /// The number in a part of a text; -1 when it is no short run of ASCII digits.
    static long digits(String text, int start, int end) {
        if (start == end || end - start > MOST_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static int unit(String name) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
