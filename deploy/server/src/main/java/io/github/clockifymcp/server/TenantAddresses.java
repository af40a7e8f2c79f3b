package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.clockify.Region;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.server.settings.Address;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where tenants' Clockifys may be. Keys are sent there, so the operator says which addresses there
/// are; what a row of the database says is held against that each time.
final class TenantAddresses {
    private final Settings settings;

    TenantAddresses(Settings settings) {
        this.settings = settings;
    }

    /// Where a tenant's Clockify is; empty when the operator did not allow that.
    ///
    /// @param baseUrl as the tenant has it; null for the operator's own
    /// @throws StateException when the operator's own is the embedded sandbox, which has no tenants
    Optional<Hosts> at(@Nullable String baseUrl) {
        if (baseUrl == null) {
            return Optional.of(own());
        }
        Hosts hosts;
        try {
            hosts = Hosts.at(baseUrl);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(hosts).filter(allowed()::contains);
    }

    /// Those that a tenant may name.
    Set<Hosts> allowed() {
        return settings.find(SettingTable.TENANT_BASE_URLS).orElse(Set.of());
    }

    private Hosts own() {
        Address address = settings.find(SettingTable.BASE_URL).orElse(null);
        if (address instanceof Address.Sandbox) {
            throw new StateException(
                    "The embedded sandbox has no tenants. Run clockify-mcp sandbox and set"
                            + " CLOCKIFY_BASE_URL to where it is.");
        }
        if (address instanceof Address.At(Hosts hosts)) {
            return hosts;
        }
        Region region = settings.get(SettingTable.REGION);
        return settings.find(SettingTable.SUBDOMAIN)
                .map(subdomain -> Hosts.of(region, subdomain))
                .orElseGet(() -> Hosts.of(region));
    }
}
