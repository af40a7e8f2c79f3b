package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hears how calls end in the guard, for whoever counts them. It is told on the call's own thread,
/// decides nothing, waits for nothing and throws nothing.
@FunctionalInterface
public interface GuardObserver {
    /// Nobody counts.
    GuardObserver NONE = passed -> {};

    /// A call has gone through, or as far as it came.
    void ended(Passed passed);

    /// A call that went through the gates.
    ///
    /// @param label the tool, the door of another kind (`resources/read`), or `unknown`; never what
    ///   the client typed
    /// @param outcome null when it was cancelled
    /// @param rule which rule said no; null when none did
    /// @param scope whose limit it was, when it was one; null otherwise
    /// @param agreed whether it came with a good confirmation
    record Passed(
            Attempt attempt,
            String label,
            @Nullable Outcome outcome,
            @Nullable Rule rule,
            Quota.@Nullable Scope scope,
            boolean agreed) {

        static Passed of(Walk walk, @Nullable Outcome outcome) {
            Trace trace = walk.trace();
            Rule rule =
                    outcome instanceof Outcome.Refused(Problem problem)
                            ? Optional.ofNullable(trace.rule()).orElseGet(() -> rule(problem))
                            : null;
            return new Passed(
                    walk.attempt(), trace.label(), outcome, rule, trace.scope(), trace.agreed());
        }

        private static Rule rule(Problem problem) {
            return switch (problem.code()) {
                case INVALID_ARGUMENTS, AMBIGUOUS -> Rule.ARGUMENTS;
                case UNKNOWN_TOOL -> Rule.UNKNOWN;
                case NOT_ACTIVE -> Rule.NOT_LISTED;
                case DENIED_BY_POLICY -> Rule.MODE;
                case INSUFFICIENT_SCOPE -> Rule.SCOPE;
                case DECLINED -> Rule.DECLINED;
                default -> Rule.OTHER;
            };
        }
    }
}
