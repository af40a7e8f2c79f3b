package io.github.clockifymcp.enforcement;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tenant: people who share a Clockify workspace, and what holds for all of them.
///
/// @param id what tokens and audit rows call it
/// @param enabled whether its people may call
/// @param narrowing what it takes away of what the operator allows
/// @param workspace the id of its workspace in Clockify; null where each key's only one is meant
/// @param baseUrl where its Clockify is, from the operator's list; null for the operator's own
/// @param issuers whose tokens may name it; empty for those that the operator trusts
public record Tenant(
        String id,
        boolean enabled,
        Narrowing narrowing,
        @Nullable String workspace,
        @Nullable String baseUrl,
        Set<String> issuers) {
    public Tenant {
        issuers = Set.copyOf(issuers);
    }
}
