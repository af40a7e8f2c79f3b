package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Principal;
import java.util.Optional;
import java.util.function.Predicate;

/// Which policy holds for whom. A tenant's is the operator's or narrower.
@FunctionalInterface
public interface Policies {

    /// The policy for this caller's calls and lists.
    Policy of(Principal principal);

    /// What a caller's token would have to be good for as well so that the policy allows this;
    /// empty where no token would help.
    ///
    /// @param allows whether a policy would do
    default Optional<String> scope(Principal principal, Predicate<Policy> allows) {
        return Optional.empty();
    }

    /// One policy for everybody.
    static Policies everywhere(Policy policy) {
        return principal -> policy;
    }
}
