package io.github.clockifymcp.clockify;

import java.io.Serial;

/// A request got no answer. It says whether the request may have arrived all the same.
final class LostException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final boolean passing;

    /// @param because the rest of a sentence, such as `it took too long`
    /// @param sent whether any of it may have left this machine
    /// @param passing whether it may be otherwise in a moment
    LostException(String because, boolean sent, boolean passing, Throwable cause) {
        super(because, cause);
        this.sent = sent;
        this.passing = passing;
    }

    boolean sent() {
        return sent;
    }

    boolean passing() {
        return passing;
    }

    /// What it comes to for whoever wanted the answer.
    ClockifyException toFailure(ApiRequest<?> request) {
        String because = String.valueOf(getMessage());
        if (!sent) {
            return Failures.unsent(because, getCause());
        }
        return request.isRead()
                ? Failures.unanswered(because, getCause())
                : Failures.unknownOutcome(because, getCause());
    }
}
