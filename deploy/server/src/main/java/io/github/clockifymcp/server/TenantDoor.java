package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.http.Authenticator;
import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.Presented;
import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /// @param tokens whether tokens that we made let in
    TenantDoor(Authenticator authenticator, Tenancy tenancy, boolean tokens) {
        this.authenticator = authenticator;
        this.tenancy = tenancy;
        this.tokens = tokens;
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
        if (tenancy.tenant(in.principal()) instanceof Tenancy.Of.Nobody(String sentence)) {
            return new Identity.Forbidden(sentence, List.of());
        }
        return tenancy.revoked(in.principal())
                ? new Identity.Forbidden("You may not call here any more.", List.of())
                : in;
    }

    @Override
    public boolean open() {
        return authenticator.open();
    }
}
