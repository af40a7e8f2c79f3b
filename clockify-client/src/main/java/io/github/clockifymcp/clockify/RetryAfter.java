package io.github.clockifymcp.clockify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what an answer says about waiting and about rates.
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /// How long the answer asks us to wait: seconds, or a date. A date is compared with the
    /// server's own, so that a clock of ours that is wrong or set does no harm.
    static Optional<Duration> of(Headers headers, InstantSource clock) {
        return headers.first("Retry-After")
                .map(String::strip)
                .flatMap(value -> {
                    if (SECONDS.matcher(value).matches()) {
                        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
                    }
                    Instant now =
                            headers.first("Date")
                                    .flatMap(RetryAfter::date)
                                    .orElseGet(clock::instant);
                    return date(value)
                            .map(until -> Duration.between(now, until))
                            .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
                });
    }

    /// The rate headers, with the reset in seconds since 1970.
    static RateHeaders rates(Headers headers) {
        Integer limit = number(headers, "X-RateLimit-Limit").map(Long::intValue).orElse(null);
        Integer left = number(headers, "X-RateLimit-Remaining").map(Long::intValue).orElse(null);
        Instant reset =
                number(headers, "X-RateLimit-Reset").map(Instant::ofEpochSecond).orElse(null);
        return new RateHeaders(limit, left, reset);
    }

    private static Optional<Long> number(Headers headers, String name) {
        return headers.first(name)
                .map(String::strip)
                .filter(value -> SECONDS.matcher(value).matches() || value.matches("\\d{10}"))
                .map(Long::parseLong);
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
