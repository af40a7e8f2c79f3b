package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.controlplane.ClockifyKey;
import io.github.clockifymcp.controlplane.Credential;
import io.github.clockifymcp.controlplane.CredentialsInPostgres;
import io.github.clockifymcp.controlplane.KnownPrincipal;
import io.github.clockifymcp.controlplane.PrincipalsInPostgres;
import io.github.clockifymcp.controlplane.UnopenedException;
import io.github.clockifymcp.enforcement.Audit;
import io.github.clockifymcp.enforcement.AuditRow;
import io.github.clockifymcp.enforcement.Buckets;
import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.server.keypage.KeyCupboard;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The keys that tenants' people bring. Who may look is decided as for calls; what is stored or
/// removed stands in the audit log before it is done.
final class PeoplesKeys implements KeyCupboard {
    private static final int TRIES_PER_MINUTE = 5;
    private static final String STORE = "key/store";
    private static final String REMOVE = "key/remove";

    private final Tenancy tenancy;
    private final CredentialsInPostgres credentials;
    private final PrincipalsInPostgres principals;
    private final TenantAddresses addresses;
    private final Outside outside;
    private final Buckets buckets;
    private final Audit audit;
    private final InstantSource clock;

    PeoplesKeys(
            Tenancy tenancy,
            SharedState shared,
            TenantAddresses addresses,
            Outside outside,
            Audit audit,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.credentials = shared.credentials();
        this.principals = shared.principals();
        this.addresses = addresses;
        this.outside = outside;
        this.buckets = shared.buckets();
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Look look(Principal principal) throws IOException {
        return switch (tenancy.tenant(principal)) {
            case Tenancy.Of.TheOperator() ->
                    new Look.Closed("Everybody here works with the key of the server.");
            case Tenancy.Of.Nobody(String sentence) -> new Look.Closed(sentence);
            case Tenancy.Of.ATenant _ -> {
                if (tenancy.revoked(principal)) {
                    yield new Look.Closed("You may not call here any more.");
                }
                yield open(principal);
            }
        };
    }

    private Look open(Principal principal) throws IOException {
        try {
            Optional<Credential> found = credentials.findNow(principal.tenant(), principal.id());
            return new Look.Open(
                    found.filter(Credential::own).map(PeoplesKeys::kept).orElse(null),
                    found.isPresent() && !found.get().own());
        } catch (UnopenedException e) {
            // It can be replaced, and nobody but them has the key to do it with.
            return new Look.Open(e.own() ? Kept.SHUT : null, !e.own());
        }
    }

    private static Kept kept(Credential own) {
        Credential.Checked checked = own.checked();
        Worth worth = own.refused() == null ? Worth.GOOD : Worth.REFUSED;
        return checked == null
                ? new Kept(null, null, null, worth)
                : new Kept(checked.user(), checked.workspace(), checked.at(), worth);
    }

    @Override
    public Put put(Principal principal, ClockifyKey key) throws IOException {
        if (!(tenancy.tenant(principal) instanceof Tenancy.Of.ATenant(Tenant tenant))) {
            return new Put.Refused("You may not call here any more.");
        }
        return switch (tries(principal).take()) {
            case Buckets.Taking.Empty(Duration after) -> new Put.TooOften(after);
            case Buckets.Taking.Away _ ->
                    throw new IOException("it cannot be counted how often somebody tried");
            case Buckets.Taking.Taken() -> put(tenant, principal, key);
        };
    }

    private Buckets.Bucket tries(Principal principal) {
        return buckets.of(
                new Buckets.Whose(
                        Buckets.Kind.EACH, principal.tenant(), "key page " + principal.id()),
                TRIES_PER_MINUTE);
    }

    private Put put(Tenant tenant, Principal principal, ClockifyKey key) throws IOException {
        String attempt = UUID.randomUUID().toString();
        Credential.Checked checked;
        try {
            checked = checked(tenant, principal, key);
        } catch (RefusedException e) {
            String why = String.valueOf(e.getMessage());
            audit.outcome(row(attempt, principal, STORE, AuditRow.Ending.REFUSED, why, Map.of()));
            return new Put.Refused(why);
        }
        Map<String, String> whose =
                Map.of("clockify_user", checked.user(), "workspace", checked.workspace());
        audit.intent(row(attempt, principal, STORE, null, "", whose));
        credentials.put(tenant.id(), principal.id(), key, checked);
        audit.outcome(row(attempt, principal, STORE, AuditRow.Ending.ALLOWED, "", whose));
        return new Put.Stored();
    }

    private Credential.Checked checked(Tenant tenant, Principal principal, ClockifyKey key)
            throws RefusedException, IOException {
        Hosts hosts =
                addresses
                        .at(tenant.baseUrl())
                        .orElseThrow(() ->
                                new RefusedException(
                                        "This tenant's Clockify is at an address that the operator"
                                                + " does not allow."));
        Credential.Checked checked =
                new KeyCheck(hosts, outside, clock).check(key, tenant.workspace());
        String linked =
                principals
                        .find(tenant.id(), principal.id())
                        .map(KnownPrincipal::clockifyUser)
                        .orElse(null);
        if (linked != null && !linked.equals(checked.user())) {
            // Somebody who was said to be one user does not become another by a key.
            throw new RefusedException(
                    "The key is Clockify user %s's, and you are known here as user %s."
                            .formatted(checked.user(), linked));
        }
        return checked;
    }

    @Override
    public boolean remove(Principal principal) throws IOException {
        String attempt = UUID.randomUUID().toString();
        audit.intent(row(attempt, principal, REMOVE, null, "", Map.of()));
        boolean removed = credentials.remove(principal.tenant(), principal.id());
        audit.outcome(
                row(
                        attempt,
                        principal,
                        REMOVE,
                        removed ? AuditRow.Ending.ALLOWED : AuditRow.Ending.REFUSED,
                        removed ? "" : "There was none.",
                        Map.of()));
        return removed;
    }

    private AuditRow row(
            String attempt,
            Principal principal,
            String what,
            AuditRow.@Nullable Ending ending,
            String reason,
            Map<String, String> about) {
        return new AuditRow(
                clock.instant(),
                attempt,
                ending == null ? AuditRow.Phase.INTENT : AuditRow.Phase.OUTCOME,
                principal.tenant(),
                principal.id(),
                "key page",
                "",
                what,
                ending,
                ending == AuditRow.Ending.REFUSED ? Problem.Code.INVALID : null,
                reason,
                0,
                "",
                about,
                null,
                0,
                null);
    }
}
