package io.github.clockifymcp.clockify;

import java.time.Duration;

/// How long a request may take, how often a read is sent again, and how much is read.
///
/// @param connect until there is a connection
/// @param attempt until an attempt's whole answer is there
/// @param overall for all attempts of a read and the waits between them
/// @param retries how often a read is sent again
/// @param longestWait the longest single wait; when Clockify asks for more, the read fails and says
///   so
/// @param largestAnswer in bytes
public record Limits(
        Duration connect,
        Duration attempt,
        Duration overall,
        int retries,
        Duration longestWait,
        int largestAnswer) {

    /// @throws IllegalArgumentException if a limit is not positive
    public Limits {
        boolean positive =
                connect.isPositive()
                        && attempt.isPositive()
                        && overall.isPositive()
                        && longestWait.isPositive()
                        && largestAnswer > 0;
        if (!positive || retries < 0) {
            throw new IllegalArgumentException("Limits are positive.");
        }
    }

    /// What we recommend: a read ends within 45 seconds.
    public static Limits standard() {
        return new Limits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(45),
                3,
                Duration.ofSeconds(20),
                16 * 1024 * 1024);
    }
}
