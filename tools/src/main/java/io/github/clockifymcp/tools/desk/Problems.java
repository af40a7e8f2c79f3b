package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Clockify's failures, said as problems of a call.
public final class Problems {
    private Problems() {}

    /// A failure of the client as a problem that ends the call, and an interrupted one as the
    /// call's cancellation. What is neither comes back as it is.
    public static RuntimeException said(RuntimeException thrown) {
        if (!(thrown instanceof ClockifyException failure)) {
            return thrown;
        }
        if (Thread.currentThread().isInterrupted()) {
            CancellationException cancelled = new CancellationException("interrupted");
            cancelled.initCause(thrown);
            return cancelled;
        }
        return new ToolException(problem(failure));
    }

    static Problem problem(ClockifyException failure) {
        return new Problem(code(failure), sentence(failure.getMessage()), failure.hint());
    }

    /// Clockify ends some of its messages without a full stop, and a hint follows.
    private static String sentence(@Nullable String message) {
        String text = message == null ? "" : message.strip();
        return text.isEmpty() || ".!?…".indexOf(text.charAt(text.length() - 1)) >= 0
                ? text
                : text + ".";
    }

    private static Code code(ClockifyException failure) {
        return switch (failure.category()) {
            case AUTH -> Code.AUTH;
            case ACCESS_DENIED -> Code.ACCESS_DENIED;
            case PLAN_REQUIRED -> Code.PLAN_REQUIRED;
            case NOT_FOUND -> Code.NOT_FOUND;
            case CONFLICT -> Code.CONFLICT;
            case INVALID -> Code.INVALID;
            case RATE_LIMITED -> Code.RATE_LIMITED;
            case UNAVAILABLE -> Code.UNAVAILABLE;
            case UNKNOWN_OUTCOME -> Code.UNKNOWN_OUTCOME;
        };
    }
}
