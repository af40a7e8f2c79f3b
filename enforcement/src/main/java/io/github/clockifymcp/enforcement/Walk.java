package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Target;
import io.github.clockifymcp.mcp.tool.Tool;
import org.jspecify.annotations.Nullable;

/// A call on its way through the gates, with what they have found out so far. Asking for something
/// that no gate has found yet is a fault in the order of the gates, and denies.
final class Walk {
    private final Attempt attempt;
    private final Trace trace;
    private final @Nullable Tool<?, ?> tool;
    private final @Nullable Bound bound;
    private final @Nullable Seal seal;
    private final @Nullable Planned<?> planned;

    Walk(Attempt attempt, Trace trace) {
        this(attempt, trace, null, null, null, null);
    }

    private Walk(
            Attempt attempt,
            Trace trace,
            @Nullable Tool<?, ?> tool,
            @Nullable Bound bound,
            @Nullable Seal seal,
            @Nullable Planned<?> planned) {
        this.attempt = attempt;
        this.trace = trace;
        this.tool = tool;
        this.bound = bound;
        this.seal = seal;
        this.planned = planned;
    }

    Walk found(Tool<?, ?> found) {
        return new Walk(attempt, trace, found, bound, seal, planned);
    }

    Walk bound(Bound arguments) {
        return new Walk(attempt, trace, tool, arguments, seal, planned);
    }

    /// From here on the call counts from the instant at which the change was shown.
    Walk agreed(Seal agreed) {
        Attempt then =
                new Attempt(
                        attempt.target(), attempt.arguments(), attempt.call().at(agreed.planned()));
        return new Walk(then, trace, tool, bound, agreed, planned);
    }

    Walk planned(Planned<?> plan) {
        return new Walk(attempt, trace, tool, bound, seal, plan);
    }

    Attempt attempt() {
        return attempt;
    }

    Call call() {
        return attempt.call();
    }

    Target target() {
        return attempt.target();
    }

    Trace trace() {
        return trace;
    }

    Tool<?, ?> tool() {
        return found(tool, "tool");
    }

    Bound bound() {
        return found(bound, "arguments");
    }

    Planned<?> planned() {
        return found(planned, "plan");
    }

    Change change() {
        return planned().change();
    }

    /// The seal that came along and is good; null when none came.
    @Nullable Seal seal() {
        return seal;
    }

    private static <T> T found(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("no gate has found the " + what + " yet");
        }
        return value;
    }
}
