package io.github.clockifymcp.server;

import io.github.clockifymcp.controlplane.Credential;
import io.github.clockifymcp.controlplane.CredentialsInPostgres;
import io.github.clockifymcp.controlplane.KnownPrincipal;
import io.github.clockifymcp.controlplane.PrincipalKeeping;
import io.github.clockifymcp.controlplane.PrincipalsInPostgres;
import io.github.clockifymcp.controlplane.UnopenedException;
import io.github.clockifymcp.enforcement.Confirmation;
import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.enforcement.Policies;
import io.github.clockifymcp.enforcement.Policy;
import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.enforcement.Tenants;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a service's callers are to it: of which tenant, what they may do, and with which key. What
/// cannot be found out allows nothing.
final class Tenancy implements Policies {
    private static final Logger LOG = LoggerFactory.getLogger(Tenancy.class);

    private static final Narrowing ONLY_READING =
            new Narrowing(Mode.READ_ONLY, Set.of(), Set.of(), Set.of(), Set.of());

    private final Policy operator;
    private final Confirmation.Settings confirming;
    private final boolean ownKey;
    private final boolean issuersNamed;
    private final Tenants tenants;
    private final PrincipalsInPostgres principals;
    private final CredentialsInPostgres credentials;

    /// @param operator what the operator allows
    /// @param ownKey whether the settings have a key, for who is of no other tenant
    /// @param issuersNamed whether several issuers say whose tenant a caller is: then each tenant
    ///   names those that may say so of it, and no key is for whoever is of none
    Tenancy(
            Policy operator,
            Confirmation.Settings confirming,
            boolean ownKey,
            boolean issuersNamed,
            Tenants tenants,
            PrincipalsInPostgres principals,
            CredentialsInPostgres credentials) {
        this.operator = operator;
        this.confirming = confirming;
        this.ownKey = ownKey && !issuersNamed;
        this.issuersNamed = issuersNamed;
        this.tenants = tenants;
        this.principals = principals;
        this.credentials = credentials;
    }

    /// Of which tenant somebody is.
    sealed interface Of {
        /// Of one that is kept, and enabled.
        record ATenant(Tenant tenant) implements Of {}

        /// Of none: the settings' key is everybody's.
        record TheOperator() implements Of {}

        /// Of one that does not exist, or may not call.
        record Nobody(String sentence) implements Of {}
    }

    /// Of which tenant somebody is.
    ///
    /// @throws IOException when that cannot be found out
    Of tenant(Principal principal) throws IOException {
        Optional<Tenant> found = tenants.find(principal.tenant());
        if (found.isEmpty()) {
            return ownKey && principal.tenant().equals(Principal.LOCAL.tenant())
                    ? new Of.TheOperator()
                    : new Of.Nobody("There is no such tenant here.");
        }
        if (!found.get().enabled()) {
            return new Of.Nobody("This tenant may not call at the moment.");
        }
        return speaksFor(found.get(), principal)
                ? new Of.ATenant(found.get())
                : new Of.Nobody("This tenant does not let in who comes from there.");
    }

    /// A tenant that names its issuers lets in nobody else, but for who has a token that was made
    /// for this tenant.
    private boolean speaksFor(Tenant tenant, Principal principal) {
        return (tenant.issuers().isEmpty() && !issuersNamed)
                || principal.id().startsWith(PrincipalKeeping.TOKEN)
                || tenant.issuers().stream()
                        .anyMatch(issuer -> principal.id().startsWith(issuer + "#"));
    }

    /// Which workspace somebody's calls are about, as far as that is known without asking Clockify.
    String workspace(Principal principal) {
        try {
            return tenant(principal) instanceof Of.ATenant(Tenant tenant)
                    ? Objects.requireNonNullElse(tenant.workspace(), "tenant " + tenant.id())
                    : "";
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("a tenant is not known", e);
        }
    }

    /// Whether somebody was sent away by name.
    ///
    /// @throws IOException when that cannot be found out
    boolean revoked(Principal principal) throws IOException {
        return principals
                .find(principal.tenant(), principal.id())
                .filter(KnownPrincipal::revoked)
                .isPresent();
    }

    /// Whether somebody who came in may stay, as far as that is not up to their tenant.
    ///
    /// @throws IOException when that cannot be found out
    boolean mayStay(Principal principal) throws IOException {
        return principals.mayStay(principal.tenant(), principal.id());
    }

    /// What somebody's tenant holds its people to.
    ///
    /// @throws IOException when that cannot be found out
    Limits.Own limits(Principal principal) throws IOException {
        return tenant(principal) instanceof Of.ATenant(Tenant tenant)
                ? tenant.narrowing().limits()
                : Limits.Own.NONE;
    }

    /// The key that somebody works with.
    ///
    /// @throws UnopenedException when it does not open
    /// @throws IOException when that cannot be found out
    Optional<Credential> credential(Principal principal) throws IOException {
        return credentials.find(principal.tenant(), principal.id());
    }

    /// Whose a token is that we made.
    ///
    /// @throws IOException when that cannot be found out
    Optional<Principal> byToken(String token) throws IOException {
        return principals
                .byToken(token)
                .map(known -> new Principal(known.tenant(), known.id(), Set.of()));
    }

    @Override
    public Policy of(Principal principal) {
        try {
            return switch (tenant(principal)) {
                case Of.TheOperator() -> operator;
                case Of.Nobody _ -> Policy.NOTHING;
                case Of.ATenant(Tenant tenant) -> {
                    Policy narrowed = tenant.narrowing().of(operator);
                    yield actsForItself(principal) ? narrowed : ONLY_READING.of(narrowed);
                }
            };
        } catch (IOException e) {
            LOG.warn("What a caller may do is not known, so it may do nothing; type={}", type(e));
            // Not a policy that allows nothing: a model would take that for the last word.
            throw new ToolException(
                    Problem.Code.UNAVAILABLE,
                    "It cannot be found out at the moment what you may do here.",
                    "Nothing was done. Try again in a moment.");
        }
    }

    /// Under a key that is the tenant's, what somebody calls their own is what its owner's is: only
    /// who is linked to that user may change it.
    private boolean actsForItself(Principal principal) throws IOException {
        Optional<Credential> credential;
        try {
            credential = credential(principal);
        } catch (UnopenedException e) {
            credential = Optional.empty();
        }
        if (credential.isEmpty() || credential.get().own()) {
            return true; // without any key a call finds no station, and keeps to that
        }
        Credential.Checked checked = credential.get().checked();
        return checked != null
                && principals
                        .find(principal.tenant(), principal.id())
                        .filter(known -> checked.user().equals(known.clockifyUser()))
                        .isPresent();
    }

    /// How somebody's changes are confirmed. Who cannot be looked up can change nothing anyway.
    Confirmation.Settings confirming(Principal principal) {
        try {
            return tenant(principal) instanceof Of.ATenant(Tenant tenant)
                    ? new Confirmation.Settings(
                            confirming.validity(),
                            tenant.narrowing().personRequired(confirming.personRequired()))
                    : confirming;
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("a tenant is not known", e);
        }
    }

    private static String type(Exception e) {
        return e.getClass().getName();
    }
}
