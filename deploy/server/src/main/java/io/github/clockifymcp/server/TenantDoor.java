package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.mcp.http.Authenticator;
import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.Presented;
import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets callers in as another does, and those with a token of ours, as long as their tenant is
/// there and enabled and they were not sent away.
final class TenantDoor implements Authenticator {
    private static final String OURS = "bearer cmcp.";
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Identity WRONG =
            new Identity.Unauthenticated(
                    List.of("Bearer realm=\"mcp\", error=\"invalid_token\""), "wrong");

    private final Authenticator authenticator;
    private final Tenancy tenancy;
    private final boolean tokens;
    private final Consumer<Tenant> seen;

    /// @param tokens whether tokens that we made let in
    /// @param seen is told of tenants as they are, whenever one is looked at
    TenantDoor(
            Authenticator authenticator, Tenancy tenancy, boolean tokens, Consumer<Tenant> seen) {
        this.authenticator = authenticator;
        this.tenancy = tenancy;
        this.tokens = tokens;
        this.seen = seen;
    }

    @Override
    public Identity identify(Presented presented) {
        try {
            Identity identity = known(presented);
            return identity instanceof Identity.Authenticated in ? admitted(in) : identity;
        } catch (IOException e) {
            return new Identity.Unavailable(SOON);
        }
    }

    private Identity known(Presented presented) throws IOException {
        List<String> values = presented.headers().all("Authorization");
        boolean ours =
                tokens
                        && values.size() == 1
                        && values.getFirst().regionMatches(true, 0, OURS, 0, OURS.length());
        if (!ours) {
            return authenticator.identify(presented);
        }
        Optional<Principal> whose =
                tenancy.byToken(values.getFirst().substring("bearer ".length()).strip());
        return whose.isPresent() ? new Identity.Authenticated(whose.get()) : WRONG;
    }

    private Identity admitted(Identity.Authenticated in) throws IOException {
        return inTenant(in, tenancy.revoked(in.principal()));
    }

    /// What is asked for all that goes on of a tenant's people, so it asks little of the database.
    @Override
    public Identity again(Principal principal) {
        try {
            return inTenant(new Identity.Authenticated(principal), !tenancy.mayStay(principal));
        } catch (IOException e) {
            return new Identity.Unavailable(SOON);
        }
    }

    private Identity inTenant(Identity.Authenticated in, boolean sentAway) throws IOException {
        switch (tenancy.tenant(in.principal())) {
            case Tenancy.Of.Nobody(String sentence) -> {
                return new Identity.Forbidden(sentence, List.of());
            }
            case Tenancy.Of.ATenant(Tenant tenant) -> seen.accept(tenant);
            case Tenancy.Of.TheOperator() -> {}
        }
        return sentAway ? new Identity.Forbidden("You may not call here any more.", List.of()) : in;
    }

    @Override
    public Optional<String> challenge(String scope) {
        return authenticator.challenge(scope);
    }

    @Override
    public boolean open() {
        return authenticator.open();
    }
}
