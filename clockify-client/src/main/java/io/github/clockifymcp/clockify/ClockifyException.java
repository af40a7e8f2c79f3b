package io.github.clockifymcp.clockify;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A request to Clockify that failed. Its message is safe to show: Clockify's own messages repeat
/// what the caller sent, so they are cleaned and cut before they get here.
public final class ClockifyException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final Category category;
    private final int status;
    private final int code;
    private final String hint;
    private final @Nullable Duration retryAfter;

    ClockifyException(
            Category category,
            int status,
            int code,
            String message,
            String hint,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
        this.status = status;
        this.code = code;
        this.hint = hint;
        this.retryAfter = retryAfter;
    }

    /// A failure without an answer from Clockify.
    public static ClockifyException of(Category category, String message, String hint) {
        return new ClockifyException(category, 0, 0, message, hint, null, null);
    }

    /// A failure without an answer from Clockify, and what caused it.
    static ClockifyException of(
            Category category, String message, String hint, @Nullable Throwable cause) {
        return new ClockifyException(category, 0, 0, message, hint, null, cause);
    }

    /// What kind of failure it is.
    public Category category() {
        return category;
    }

    /// The HTTP status, if Clockify answered.
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /// Clockify's own number for it, such as 501 for a broken business rule.
    public OptionalInt code() {
        return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /// What to do next; empty when there is nothing to do.
    public String hint() {
        return hint;
    }

    /// How long Clockify asked us to wait, if it said so.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
