package io.github.clockifymcp.server.identity;

import io.github.clockifymcp.mcp.http.Authenticator;
import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.Presented;
import io.github.clockifymcp.mcp.tool.Principal;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Believes a proxy that has found out who calls, and writes it into a header. Whoever reaches us
/// in another way could write that header too, so nobody else is let in at all.
public final class ForwardAuth implements Authenticator {
    private static final int LONGEST = 255;
    private static final Identity PAST_THE_PROXY =
            new Identity.Forbidden(
                    "requests come through the proxy that knows you.", List.of(), "past_the_proxy");
    private static final Identity NOBODY =
            new Identity.Unauthenticated(List.of("Bearer realm=\"mcp\""), "missing");

    private final Set<Network> proxies;
    private final String subjectHeader;
    private final @Nullable String tenantHeader;
    private final String tenant;
    private final Refusals refusals;

    /// @param proxies whose connections are believed
    /// @param subjectHeader says who calls
    /// @param tenantHeader says for which tenant; null where all are of one
    /// @param tenant that one
    public ForwardAuth(
            Set<Network> proxies,
            String subjectHeader,
            @Nullable String tenantHeader,
            String tenant,
            Clock clock) {
        if (proxies.isEmpty()) {
            throw new IllegalArgumentException("without a proxy nobody could come in");
        }
        this.proxies = Set.copyOf(proxies);
        this.subjectHeader = subjectHeader;
        this.tenantHeader = tenantHeader;
        this.tenant = tenant;
        this.refusals = new Refusals("A request was refused", clock);
    }

    @Override
    public Identity identify(Presented presented) {
        // Only the connection counts: what headers say of where it began, anybody can say.
        InetAddress peer = presented.peer();
        if (peer == null || proxies.stream().noneMatch(proxy -> proxy.has(peer))) {
            refusals.note("not from a proxy of MCP_FORWARD_AUTH_TRUSTED_PROXIES");
            return PAST_THE_PROXY;
        }
        String subject = named(presented, subjectHeader);
        String theirs = tenantHeader == null ? tenant : named(presented, tenantHeader);
        if (subject == null || theirs == null) {
            refusals.note("the proxy does not say who calls, or says it twice");
            return NOBODY;
        }
        return new Identity.Authenticated(
                new Principal(theirs, "forward_auth#" + subject, Set.of()));
    }

    /// A header that is there once and names somebody; null otherwise.
    private static @Nullable String named(Presented presented, String header) {
        String value = presented.headers().one(header);
        return value != null && CallerNames.isName(value, LONGEST) ? value : null;
    }
}
