package io.github.clockifymcp.server.doctor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// Whether this machine and another one agree on what time it is.
public final class Clocks {
    private static final Duration MOST = Duration.ofSeconds(60);

    private Clocks() {}

    /// Compares them.
    ///
    /// @param date the header that Clockify sent
    /// @param ours when it came
    public static void compare(String date, Instant ours, Findings findings) {
        Instant theirs;
        try {
            theirs = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (DateTimeException e) {
            return; // who writes that says nothing about the time
        }
        Duration apart = Duration.between(theirs, ours);
        if (apart.abs().compareTo(MOST) > 0) {
            findings.add(
                    Symptom.CLOCKIFY_CLOCK,
                    "This machine's clock is %d seconds %s Clockify's: timers would start then."
                            .formatted(
                                    apart.abs().toSeconds(),
                                    apart.isNegative() ? "behind" : "ahead of"),
                    "Let it be set by NTP.");
        }
    }
}
