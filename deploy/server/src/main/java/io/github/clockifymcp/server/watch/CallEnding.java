package io.github.clockifymcp.server.watch;

import io.github.clockifymcp.enforcement.Rule;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a call ended, in the words of metrics, logs and traces.
public enum CallEnding {
    SUCCESS("it was answered, or its change was made"),
    PREVIEW("its change was shown and nothing was sent"),
    QUESTION("its client was asked something and nothing was sent yet"),
    LATER("its work goes on in the background"),
    INVALID_PARAMS("its arguments do not fit, or what was meant cannot be told"),
    POLICY_DENIED("the mode, a list or the caller's token forbids it, or there is no such tool"),
    UNCONFIRMED("a confirmation was refused, or the person said no"),
    RATE_LIMITED("the limits of this server refused it"),
    REJECTED("Clockify said no for a reason of the caller's: not found, not allowed, not valid"),
    TOOL_ERROR("Clockify could not be asked or did not answer, or a fault of this server"),
    TIMEOUT("it took longer than `CLOCKIFY_TOOL_TIMEOUT`"),
    NOT_CONFIGURED("a setting or the audit log is missing"),
    CANCELLED("its client wanted no answer any more");

    private final String meaning;
    private final String id = name().toLowerCase(Locale.ROOT);

    CallEnding(String meaning) {
        this.meaning = meaning;
    }

    /// As it is written.
    public String id() {
        return id;
    }

    String meaning() {
        return meaning;
    }

    /// Whether the model is told that its call failed.
    boolean failed() {
        return switch (this) {
            case SUCCESS, PREVIEW, QUESTION, LATER -> false;
            default -> true;
        };
    }

    /// The ending of a call.
    ///
    /// @param outcome null when the call was cancelled
    /// @param rule which rule said no, where one did
    static CallEnding of(@Nullable Outcome outcome, @Nullable Rule rule) {
        return switch (outcome) {
            case null -> CANCELLED;
            case Outcome.Answer ignored -> SUCCESS;
            case Outcome.Preview ignored -> PREVIEW;
            case Outcome.Question ignored -> QUESTION;
            case Outcome.Later ignored -> LATER;
            case Outcome.Refused(Problem problem) ->
                    rule == Rule.PERSON_REQUIRED ? UNCONFIRMED : of(problem.code());
            case Outcome.Failed(Problem problem, var ignored) -> of(problem.code());
        };
    }

    private static CallEnding of(Problem.Code code) {
        return switch (code) {
            case INVALID_ARGUMENTS, AMBIGUOUS -> INVALID_PARAMS;
            case UNKNOWN_TOOL, NOT_ACTIVE, DENIED_BY_POLICY, INSUFFICIENT_SCOPE -> POLICY_DENIED;
            case BAD_CONFIRMATION, DECLINED -> UNCONFIRMED;
            case TOO_MANY_CALLS -> RATE_LIMITED;
            case TIMED_OUT -> TIMEOUT;
            case NOT_CONFIGURED -> NOT_CONFIGURED;
            case ACCESS_DENIED, PLAN_REQUIRED, NOT_FOUND, CONFLICT, INVALID -> REJECTED;
            case AUTH, RATE_LIMITED, UNAVAILABLE, UNKNOWN_OUTCOME, INTERNAL -> TOOL_ERROR;
        };
    }
}
