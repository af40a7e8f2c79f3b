package io.github.clockifymcp.tools.targets;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which addresses may be made the target of something that others will call.
///
/// A target is https, without a user, on a host that is public: every address that its name leads
/// to is looked at, and a name that leads nowhere is refused. Whoever calls the target later looks
/// its name up again and may be led elsewhere; an operator closes that gap by naming the hosts that
/// may be targets. Then these are the only ones, and their addresses are the operator's business.
public final class Targets {
    private static final int LONGEST = 2_000;
    private static final List<String> LOCAL_ENDINGS =
            List.of(".localhost", ".local", ".internal", ".home.arpa", ".lan");

    private final Set<String> allowed;
    private final Resolver resolver;

    /// Looks names up.
    @FunctionalInterface
    interface Resolver {
        /// All addresses that a name leads to.
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /// @param allowed the only hosts there may be, as `hooks.example.com`, or `.example.com` for
    ///   all below it; empty for every public one
    public Targets(Set<String> allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    Targets(Set<String> allowed, Resolver resolver) {
        this.allowed = Set.copyOf(allowed);
        this.resolver = resolver;
    }

    /// An address that was found good.
    ///
    /// @param vouched whether the operator named its host
    public record Target(String url, String host, boolean vouched) {
        /// What to bear in mind about it.
        public String note() {
            return vouched
                    ? "The server's operator allows the host %s.".formatted(host)
                    : ("%s leads to public addresses now. Clockify looks it up again for each"
                                    + " delivery and is not held to that.")
                            .formatted(host);
        }
    }

    /// Checks an address.
    ///
    /// @throws ToolException that says what is wrong with it
    public Target checked(String url) {
        URI uri = parsed(url.strip());
        String host = host(uri);
        if (!allowed.isEmpty()) {
            if (allowed.stream().noneMatch(pattern -> fits(host, pattern))) {
                throw new ToolException(
                        Code.DENIED_BY_POLICY,
                        "The server's operator does not allow the host %s as a target."
                                .formatted(host),
                        "CLOCKIFY_WEBHOOK_ALLOWED_DOMAINS names those that are allowed.");
            }
            return new Target(uri.toString(), host, true);
        }
        checkPublic(host);
        return new Target(uri.toString(), host, false);
    }

    private static URI parsed(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw wrong("is not an address");
        }
        if (url.length() > LONGEST) {
            throw wrong("has more than %d characters".formatted(LONGEST));
        }
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw wrong("is not https");
        }
        if (uri.getRawUserInfo() != null) {
            throw wrong("has a user or password in it");
        }
        if (uri.getRawFragment() != null) {
            throw wrong("has a fragment, which is never sent");
        }
        return uri;
    }

    /// The host as it is compared: small letters, no brackets, no dot at the end.
    private static String host(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (host.isEmpty()) {
            throw wrong(
                    "has no host that is understood; letters beyond ASCII are written as xn--…");
        }
        return host;
    }

    private static boolean fits(String host, String pattern) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        return wanted.startsWith(".") ? host.endsWith(wanted) : host.equals(wanted);
    }

    private void checkPublic(String host) {
        if (host.equals("localhost") || LOCAL_ENDINGS.stream().anyMatch(host::endsWith)) {
            throw wrong("leads to this machine or its network");
        }
        InetAddress[] addresses;
        if (host.contains(":") || endsInNumber(host)) {
            addresses = new InetAddress[] {literal(host)};
        } else if (host.contains(".")) {
            addresses = lookedUp(host);
        } else {
            throw wrong("has a host without a domain");
        }
        for (InetAddress address : addresses) {
            Optional<String> special = Addresses.special(address);
            if (special.isPresent()) {
                throw wrong(
                        "leads to %s, which is %s"
                                .formatted(address.getHostAddress(), special.get()));
            }
        }
    }

    /// Whether programs may take it for a number and not for a name: `127.1`, `0x7f.1`,
    /// `2130706433` and `0177.0.0.1` all are 127.0.0.1 to some.
    private static boolean endsInNumber(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return last.matches("[0-9]+|0x[0-9a-f]*");
    }

    private static InetAddress literal(String host) {
        boolean plain = host.contains(":") ? !host.contains("%") : isDottedQuad(host);
        try {
            if (plain) {
                return InetAddress.ofLiteral(host);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw wrong("has a number for a host that is not a plain address");
    }

    private static boolean isDottedQuad(String host) {
        return host.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    }

    private InetAddress[] lookedUp(String host) {
        try {
            InetAddress[] found = resolver.all(host);
            if (found.length > 0) {
                return found;
            }
        } catch (UnknownHostException e) {
            // Said below.
        }
        throw wrong("has a host, %s, that leads nowhere".formatted(host));
    }

    private static ToolException wrong(String why) {
        return new ToolException(
                Code.INVALID_ARGUMENTS,
                "The target's address %s.".formatted(why),
                "Give one that everybody on the internet reaches, such as"
                        + " https://hooks.example.com/clockify.");
    }
}
