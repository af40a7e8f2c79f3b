package io.github.clockifymcp.mcp.tool;

import java.util.Set;

/// Who is asking, as established by the transport.
///
/// @param tenant whose data and limits apply
/// @param id who it is within the tenant
/// @param scopes what an authorization server granted; empty where none is involved
public record Principal(String tenant, String id, Set<String> scopes) {

    /// The person at this machine, over stdio.
    public static final Principal LOCAL = new Principal("local", "local", Set.of());

    public Principal {
        scopes = Set.copyOf(scopes);
    }
}
