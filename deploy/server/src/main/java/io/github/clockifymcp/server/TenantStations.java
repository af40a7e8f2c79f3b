package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.ApiKey;
import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.controlplane.Credential;
import io.github.clockifymcp.controlplane.UnopenedException;
import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A station for each key to Clockify that a service's tenants and people have. One that nobody
/// used for a while is closed when there are many.
final class TenantStations implements Stations {
    private static final int MANY = 1_000;

    /// Longer than any call lasts.
    private static final long UNUSED_NANOS = 15 * 60 * 1_000_000_000L;

    private final Tenancy tenancy;
    private final Station own;
    private final TenantAddresses addresses;
    private final KeyWords words;
    private final Making making;
    private final LongSupplier nanos;

    // Guarded by this; the one that was used longest ago comes first.
    private final Map<Which, Used> stations = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Running, Found> bound = new ConcurrentHashMap<>();

    private record Running(Principal principal, String call) {
        private Running(Call call) {
            this(call.principal(), call.id());
        }
    }

    /// A station, or why there is none.
    private sealed interface Found {
        record AStation(Station station) implements Found {}

        record None(ToolException why) implements Found {}
    }

    /// Makes a station.
    @FunctionalInterface
    interface Making {
        /// One for a key.
        ///
        /// @param which of the tenant's keys it is
        Station station(
                Tenant tenant, String which, Upstream.Access access, @Nullable String workspace);
    }

    private record Which(
            String tenant,
            String owner,
            long version,
            @Nullable String workspace,
            @Nullable String baseUrl) {}

    private static final class Used {
        private final Station station;
        private long at;

        private Used(Station station) {
            this.station = station;
        }
    }

    /// @param own for who is of no tenant that is kept
    TenantStations(
            Tenancy tenancy,
            Station own,
            TenantAddresses addresses,
            KeyWords words,
            Making making,
            LongSupplier nanos) {
        this.tenancy = tenancy;
        this.own = own;
        this.addresses = addresses;
        this.words = words;
        this.making = making;
        this.nanos = nanos;
    }

    @Override
    public Station of(Call call) {
        @Nullable Found found = bound.get(new Running(call));
        return switch (found) {
            case null -> of(call.principal());
            case Found.AStation(Station station) -> station;
            case Found.None(ToolException why) -> throw why;
        };
    }

    @Override
    public void began(Call call) {
        bound.put(new Running(call), found(call.principal()));
    }

    private Found found(Principal principal) {
        try {
            return new Found.AStation(of(principal));
        } catch (ToolException e) {
            return new Found.None(e);
        }
    }

    @Override
    public void ended(Call call) {
        bound.remove(new Running(call));
    }

    private Station of(Principal principal) {
        try {
            return switch (tenancy.tenant(principal)) {
                case Tenancy.Of.TheOperator() -> own;
                case Tenancy.Of.Nobody(String sentence) ->
                        throw new ToolException(Code.DENIED_BY_POLICY, sentence, "");
                case Tenancy.Of.ATenant(Tenant tenant) -> station(tenant, principal);
            };
        } catch (UnopenedException e) {
            throw new ToolException(e.own() ? words.shut(principal) : KeyWords.shutToAll());
        } catch (IOException e) {
            throw new ToolException(
                    Code.UNAVAILABLE,
                    "It cannot be found out which key to Clockify is yours.",
                    "Try again in a moment.");
        }
    }

    private Station station(Tenant tenant, Principal principal) throws IOException {
        Credential credential =
                tenancy.credential(principal)
                        .orElseThrow(() -> new ToolException(words.missing(principal)));
        if (credential.refused() != null) {
            throw new ToolException(
                    credential.own() ? words.refused(principal) : KeyWords.refusedToAll());
        }
        Hosts hosts =
                addresses
                        .at(tenant.baseUrl())
                        .orElseThrow(() ->
                                new ToolException(
                                        Code.NOT_CONFIGURED,
                                        "This tenant's Clockify is at an address that the operator"
                                                + " does not allow.",
                                        "Whoever runs this service allows it with"
                                                + " MCP_TENANT_BASE_URLS."));
        String owner = credential.own() ? principal.id() : "";
        Which which =
                new Which(
                        tenant.id(),
                        owner,
                        credential.version(),
                        tenant.workspace(),
                        tenant.baseUrl());
        return used(
                which, tenant, new Upstream.Access(hosts, ApiKey.of(credential.key().reveal())));
    }

    private synchronized Station used(Which which, Tenant tenant, Upstream.Access access) {
        Used found = stations.get(which);
        if (found == null) {
            makeRoom();
            found =
                    new Used(
                            making.station(
                                    tenant,
                                    "%s %d".formatted(which.owner(), which.version()),
                                    access,
                                    which.workspace()));
            stations.put(which, found);
        }
        found.at = nanos.getAsLong();
        return found.station;
    }

    private void makeRoom() {
        Iterator<Used> oldest = stations.values().iterator();
        long now = nanos.getAsLong();
        while (stations.size() >= MANY && oldest.hasNext()) {
            Used used = oldest.next();
            if (now - used.at < UNUSED_NANOS) {
                return;
            }
            oldest.remove();
            used.station.close();
        }
    }

    @Override
    public synchronized void close() {
        stations.values().forEach(used -> used.station.close());
        stations.clear();
        own.close();
    }
}
