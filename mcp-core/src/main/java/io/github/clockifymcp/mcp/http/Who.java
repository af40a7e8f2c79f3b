package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.tool.Principal;

/// A principal as far as limits go: with whatever scopes, it is the same one.
record Who(String tenant, String id) {
    static Who of(Principal principal) {
        return new Who(principal.tenant(), principal.id());
    }
}
