package io.github.clockifymcp.bench;

import java.util.List;
import java.util.Locale;

/// Several measurements of the same thing.
///
/// @param values in nanoseconds or bytes
record Figures(List<Long> values) {
    Figures {
        values = values.stream().sorted().toList();
    }

    long median() {
        return values.get(values.size() / 2);
    }

    /// `31 (27–44)`: median, least and most, in milliseconds.
    String milliseconds() {
        return "%s (%s–%s) ms"
                .formatted(in(median(), 1e6), in(values.getFirst(), 1e6), in(most(), 1e6));
    }

    /// `54 (53–57)`: median, least and most, in mebibytes.
    String mebibytes() {
        double unit = 1024 * 1024;
        return "%s (%s–%s) MiB"
                .formatted(in(median(), unit), in(values.getFirst(), unit), in(most(), unit));
    }

    private long most() {
        return values.getLast();
    }

    private static String in(long value, double unit) {
        return String.format(Locale.ROOT, "%.0f", value / unit);
    }
}
