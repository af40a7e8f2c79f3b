package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Address;
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
    private final boolean addressed;
    private final @Nullable Tool<?, ?> tool;
    private final @Nullable Bound bound;
    private final @Nullable Seal seal;
    private final @Nullable Planned<?> planned;

    Walk(Attempt attempt, Trace trace) {
        this(attempt, trace, false, null, null, null, null);
    }

    private Walk(
            Attempt attempt,
            Trace trace,
            boolean addressed,
            @Nullable Tool<?, ?> tool,
            @Nullable Bound bound,
            @Nullable Seal seal,
            @Nullable Planned<?> planned) {
        this.attempt = attempt;
        this.trace = trace;
        this.addressed = addressed;
        this.tool = tool;
        this.bound = bound;
        this.seal = seal;
        this.planned = planned;
    }

    /// The call as if the tool that was named had been called itself.
    Walk to(Address address) {
        Attempt named =
                new Attempt(new Target.OfTool(address.tool()), address.arguments(), attempt.call());
        trace.given(address.arguments());
        return new Walk(named, trace, true, null, null, null, null);
    }

    Walk found(Tool<?, ?> found) {
        return new Walk(attempt, trace, addressed, found, bound, seal, planned);
    }

    Walk bound(Bound arguments) {
        return new Walk(attempt, trace, addressed, tool, arguments, seal, planned);
    }

    /// From here on the call counts from the instant at which the change was shown.
    Walk agreed(Seal agreed) {
        Attempt then =
                new Attempt(
                        attempt.target(), attempt.arguments(), attempt.call().at(agreed.planned()));
        return new Walk(then, trace, addressed, tool, bound, agreed, planned);
    }

    Walk planned(Planned<?> plan) {
        return new Walk(attempt, trace, addressed, tool, bound, seal, plan);
    }

    /// Whether another tool named this one.
    boolean addressed() {
        return addressed;
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
