package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.util.Optional;

/// What is held to for a caller, where that is less than the operator's: by its tenant.
final class CallerRules {
    private final Limits.Settings limits;
    private final Optional<Tenancy> tenancy;

    /// @param limits the operator's
    /// @param tenancy empty where there is one tenant
    CallerRules(Limits.Settings limits, Optional<Tenancy> tenancy) {
        this.limits = limits;
        this.tenancy = tenancy;
    }

    /// What a caller's tenant holds it to.
    ///
    /// @throws IOException when that cannot be found out
    Limits.Own own(Principal principal) throws IOException {
        return tenancy.isPresent() ? tenancy.get().limits(principal) : Limits.Own.NONE;
    }

    /// The limits that a caller is told.
    Limits.Settings limits(Principal principal) {
        try {
            return limits.narrowed(own(principal));
        } catch (IOException e) {
            throw new IllegalStateException("a tenant is not known", e);
        }
    }
}
