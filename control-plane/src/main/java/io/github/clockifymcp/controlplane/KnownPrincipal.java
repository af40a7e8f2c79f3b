package io.github.clockifymcp.controlplane;

import org.jspecify.annotations.Nullable;

/// A caller about whom something is kept.
///
/// @param id as the transport establishes it
/// @param clockifyUser the id of the user that it is in Clockify; null where nobody said
/// @param revoked whether it may not come in any more
public record KnownPrincipal(
        String tenant, String id, @Nullable String clockifyUser, boolean revoked) {}
