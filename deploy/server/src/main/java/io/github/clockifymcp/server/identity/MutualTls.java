package io.github.clockifymcp.server.identity;

import io.github.clockifymcp.mcp.http.Authenticator;
import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.Presented;
import io.github.clockifymcp.mcp.tool.Principal;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Knows its callers by the certificates of their connections. TLS has verified them, each with all
/// that vouch for it, before a request is seen; the authorities are all believed alike, so one name
/// is one caller whichever of them signed it.
public final class MutualTls implements Authenticator {
    private static final int LONGEST = 255;
    private static final Identity NONE =
            new Identity.Forbidden("a client certificate is needed.", List.of(), "missing");
    private static final Identity NAMELESS =
            new Identity.Forbidden(
                    "the client certificate does not say whose it is.", List.of(), "subject");
    private static final Identity EXPIRED =
            new Identity.Forbidden("the client certificate has expired.", List.of(), "expired");

    private final Function<X509Certificate, Optional<String>> name;
    private final String tenant;
    private final Clock clock;
    private final Refusals refusals;

    /// @param name one of [CertificateNames]
    /// @param tenant whose all callers are
    public MutualTls(Function<X509Certificate, Optional<String>> name, String tenant, Clock clock) {
        this.name = name;
        this.tenant = tenant;
        this.clock = clock;
        this.refusals = new Refusals("A client certificate was refused", clock);
    }

    @Override
    public Identity identify(Presented presented) {
        if (presented.certificates().isEmpty()
                || !(presented.certificates().getFirst() instanceof X509Certificate own)) {
            return NONE;
        }
        // It was good when the connection began, which may be long ago.
        Instant until = own.getNotAfter().toInstant();
        if (!clock.instant().isBefore(until)) {
            refusals.note("expired");
            return EXPIRED;
        }
        Optional<String> found = name.apply(own).filter(text -> CallerNames.isName(text, LONGEST));
        if (found.isEmpty()) {
            refusals.note("it has not one name of the kind in MCP_MTLS_SUBJECT");
            return NAMELESS;
        }
        return new Identity.Authenticated(
                new Principal(tenant, "mtls#" + found.get(), Set.of()), until);
    }
}
