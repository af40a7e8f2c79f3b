package io.github.clockifymcp.clockify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an answer said about the requests that are left: `X-RateLimit-Limit`, `-Remaining` and
/// `-Reset`. No evidence shows Clockify sending them; other clients expect them.
///
/// @param limit how many there are in a period
/// @param remaining how many are left
/// @param reset when the period ends
public record RateHeaders(
        @Nullable Integer limit, @Nullable Integer remaining, @Nullable Instant reset) {

    /// Whether it says anything.
    public boolean isPresent() {
        return limit != null || remaining != null || reset != null;
    }
}
