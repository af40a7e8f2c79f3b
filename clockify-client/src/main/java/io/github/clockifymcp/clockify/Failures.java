package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns what went wrong into a [ClockifyException]. Clockify answers most failures with 400 and
/// `{"message": …, "code": 501}`, so the message has to tell them apart.
final class Failures {

    private static final int NO_SUCH_ROUTE = 3000;
    private static final List<String> MISSING = List.of("doesn't belong to", "does not belong to");
    private static final List<String> IN_THE_WAY =
            List.of("already exists", "cannot delete an active");
    private static final List<String> FORBIDDEN = List.of("access denied", "access is denied");
    private static final List<String> NOT_IN_PLAN =
            List.of("plan", "subscription", "upgrade", "feature", "project templates");
    private static final String READ_FIRST =
            "Read what is there before you try again, or it may happen twice.";

    private Failures() {}

    /// The failure that an answer with a bad status is.
    ///
    /// @param body what came with it, perhaps not JSON and perhaps only a part
    /// @param key what the request was sent with, and must not be said
    static ClockifyException answered(
            ApiRequest<?> request,
            int status,
            byte[] body,
            @Nullable Duration retryAfter,
            ApiKey key) {
        JsonNode error = parsed(body);
        int code = error.path("code").asInt(0);
        String said = ShownText.of(key.removedFrom(error.path("message").asText("")));
        Category category = category(request, status, said.toLowerCase(Locale.ROOT));
        String message = said.isEmpty() ? "Clockify answered %d.".formatted(status) : ended(said);
        if (category == Category.UNKNOWN_OUTCOME) {
            message = outcome("Clockify answered %d".formatted(status));
        }
        String hint = hint(category, status, code, retryAfter);
        return new ClockifyException(category, status, code, message, hint, retryAfter, null);
    }

    /// A write that was sent, and whose fate nobody knows.
    static ClockifyException unknownOutcome(String because, @Nullable Throwable cause) {
        return ClockifyException.of(Category.UNKNOWN_OUTCOME, outcome(because), READ_FIRST, cause);
    }

    /// A request that did not reach Clockify.
    static ClockifyException unsent(String because, @Nullable Throwable cause) {
        return ClockifyException.of(
                Category.UNAVAILABLE,
                "Clockify could not be reached: " + because + ".",
                "Nothing was sent. Check the network and the base URL, then try again.",
                cause);
    }

    /// A read that was sent and got no good answer.
    static ClockifyException unanswered(String because, @Nullable Throwable cause) {
        return ClockifyException.of(
                Category.UNAVAILABLE,
                "Clockify did not answer: " + because + ".",
                "Try again in a moment.",
                cause);
    }

    /// An answer that is larger than we read.
    static ClockifyException tooLarge(int status) {
        return new ClockifyException(
                Category.INVALID,
                status,
                0,
                "Clockify's answer is larger than we read.",
                "Ask for less: a shorter range, or smaller pages.",
                null,
                null);
    }

    private static String outcome(String because) {
        return "The change was sent, but " + because + ": it may or may not have taken effect.";
    }

    private static Category category(ApiRequest<?> request, int status, String said) {
        return switch (status) {
            case 401 -> Category.AUTH;
            case 402 -> Category.PLAN_REQUIRED;
            case 403 -> has(said, NOT_IN_PLAN) ? Category.PLAN_REQUIRED : Category.ACCESS_DENIED;
            case 404, 410 -> Category.NOT_FOUND;
            case 409 -> Category.CONFLICT;
            case 429 -> Category.RATE_LIMITED;
            default -> {
                boolean refused = status >= 400 && status < 500 && status != 408;
                if (refused) {
                    yield broken(said);
                }
                // A redirect is not followed, and a server error may come after the deed.
                yield request.isRead() ? Category.UNAVAILABLE : Category.UNKNOWN_OUTCOME;
            }
        };
    }

    private static Category broken(String said) {
        if (has(said, MISSING)) {
            return Category.NOT_FOUND;
        }
        if (has(said, IN_THE_WAY)) {
            return Category.CONFLICT;
        }
        return has(said, FORBIDDEN) ? Category.ACCESS_DENIED : Category.INVALID;
    }

    /// Clockify's messages mostly lack their full stop, and ours follow them.
    private static String ended(String said) {
        return ".!?…".indexOf(said.codePointBefore(said.length())) >= 0 ? said : said + ".";
    }

    private static String hint(
            Category category, int status, int code, @Nullable Duration retryAfter) {
        if (status >= 300 && status < 400) {
            return "Redirects are not followed. Check the base URL and the region.";
        }
        return switch (category) {
            case AUTH -> "Check the API key: it may be mistyped, withdrawn or of another region.";
            case ACCESS_DENIED -> "Ask an admin of the workspace, or use another key.";
            case PLAN_REQUIRED -> "The workspace's plan must have this feature.";
            case NOT_FOUND ->
                    code == NO_SUCH_ROUTE
                            ? "There is no such address. Check the base URL and the region."
                            : "Look it up again: it may be deleted or of another workspace.";
            case CONFLICT -> "Look at what is there already, then decide.";
            case INVALID -> "Change the values and try again.";
            case RATE_LIMITED -> wait(retryAfter) + ", then try again.";
            case UNAVAILABLE -> "Try again in a moment.";
            case UNKNOWN_OUTCOME -> READ_FIRST;
        };
    }

    /// How long to wait, where Clockify says so: whoever guesses comes back too early.
    private static String wait(@Nullable Duration asked) {
        return asked == null ? "Wait" : "Wait %d s".formatted(Math.max(1, asked.toSeconds()));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.parse(body);
        } catch (IOException e) {
            // A proxy's page, or a part of an answer: the status has to say enough.
            return Json.missing();
        }
    }

    private static boolean has(String said, List<String> phrases) {
        return phrases.stream().anyMatch(said::contains);
    }
}
