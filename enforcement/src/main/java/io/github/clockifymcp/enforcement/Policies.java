package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Principal;

/// Which policy holds for whom. A tenant's is the operator's or narrower.
@FunctionalInterface
public interface Policies {

    /// The policy for this caller's calls and lists.
    Policy of(Principal principal);

    /// One policy for everybody.
    static Policies everywhere(Policy policy) {
        return principal -> policy;
    }
}
