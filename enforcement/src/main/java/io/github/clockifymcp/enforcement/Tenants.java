package io.github.clockifymcp.enforcement;

import java.io.IOException;
import java.util.Optional;

/// The tenants of a service.
///
/// 1. What was changed about a tenant is found by every replica within five seconds.
/// 2. Every method may block.
@FunctionalInterface
public interface Tenants {

    /// The tenant of this id; empty when there is none.
    ///
    /// @throws IOException when that cannot be found out
    Optional<Tenant> find(String id) throws IOException;
}
