package io.github.clockifymcp.tools.time;

import java.time.Duration;
import java.time.Instant;

/// From one instant to another, in whole seconds.
///
/// @param start when it begins
/// @param end when it ends; not before its start
public record Span(Instant start, Instant end) {
    public Span {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("A span ends before it starts.");
        }
    }

    /// The time that really passes, across changes of the clocks too.
    public Duration length() {
        return Duration.between(start, end);
    }
}
