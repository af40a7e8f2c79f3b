package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Policies;
import io.github.clockifymcp.enforcement.ScopedPolicies;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.TransportKind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// What is held to for a caller, where that is less than the operator's: by its tenant, and by what
/// its token is good for.
final class CallerRules {
    private final Limits.Settings limits;
    private final Optional<Tenancy> tenancy;

    /// @param limits the operator's
    /// @param tenancy empty where there is one tenant
    CallerRules(Limits.Settings limits, Optional<Tenancy> tenancy) {
        this.limits = limits;
        this.tenancy = tenancy;
    }

    /// The same policies, for callers with tokens whose scopes say what they are good for.
    static Policies scoped(Settings settings, Policies all) {
        Map<String, Mode> scopes = settings.find(SettingTable.SCOPE_MAP).orElse(Map.of());
        boolean network = settings.get(SettingTable.TRANSPORT) == TransportKind.STREAMABLE_HTTP;
        return scopes.isEmpty() || !network ? all : new ScopedPolicies(all, scopes);
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
