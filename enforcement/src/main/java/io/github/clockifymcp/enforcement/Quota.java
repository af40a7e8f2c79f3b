package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;

/// How often a caller may call.
public interface Quota {

    /// Takes a place for a call, after a short wait if need be.
    ///
    /// @param counted whether it counts as a call; one that comes back with a person's answer was
    ///   counted when it first came, and only takes a place
    /// @throws java.util.concurrent.CancellationException when interrupted while waiting
    Admission admit(Principal principal, boolean counted);

    /// Whose limit it is.
    enum Scope {
        CALLER,
        TENANT,
        WORKSPACE,
        ALL
    }

    /// Whether a call may go on.
    sealed interface Admission {
        /// It may.
        ///
        /// @param refusedBefore how many calls of this principal were refused as `repeated` since
        ///   the last one that was admitted
        /// @param done gives the place back; run exactly once
        record Granted(int refusedBefore, Runnable done) implements Admission {}

        /// It may not.
        ///
        /// @param reason which limit it was
        /// @param retryAfter when it is worth trying again
        /// @param repeated whether the call before it was refused as well
        /// @param scope whose limit it was
        /// @param rule [Rule#CALLS_A_MINUTE] or [Rule#CALLS_AT_ONCE]
        record Refused(String reason, Duration retryAfter, boolean repeated, Scope scope, Rule rule)
                implements Admission {}

        /// It may not, since nobody can say at the moment how often this caller has called.
        ///
        /// @param retryAfter when it is worth trying again
        record Uncounted(Duration retryAfter) implements Admission {}
    }
}
