package io.github.clockifymcp.server.settings;

import io.github.clockifymcp.server.identity.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is reached without a proxy, in the words that many programs share: a host means itself and
/// all below it, `.example.com` only what is below, and `*` everything. This machine is never
/// reached through a proxy, whatever is said.
///
/// @param text as it was set; what nobody understands in it means nothing, since others read it too
public record NoProxy(String text) {
    static final Kind<NoProxy> KIND =
            new Kind<>(
                    "hosts such as internal.example.com, domains such as .example.com, addresses and"
                            + " networks such as 10.0.0.0/8, each with a :PORT or without, separated"
                            + " by commas; or *",
                    false,
                    NoProxy::new);

    /// Says which addresses they are.
    public Rules rules() {
        List<Rule> rules = new ArrayList<>();
        for (String part : List.of(text.split("[,\\s]+", -1))) {
            if (!part.isEmpty()) {
                rules.add(Rule.of(part.toLowerCase(Locale.ROOT)));
            }
        }
        return new Rules(List.copyOf(rules));
    }

    /// Which addresses are reached without a proxy.
    public static final class Rules {
        private final List<Rule> rules;

        private Rules(List<Rule> rules) {
            this.rules = rules;
        }

        /// Whether an address is one of them.
        ///
        /// @param host a name or an address, with brackets or without
        public boolean have(String host, int port) {
            String name = unbracketed(host.toLowerCase(Locale.ROOT));
            if (name.endsWith(".")) {
                name = name.substring(0, name.length() - 1);
            }
            @Nullable InetAddress address = address(name);
            boolean here =
                    name.equals("localhost")
                            || name.endsWith(".localhost")
                            || (address != null && address.isLoopbackAddress());
            if (here) {
                return true;
            }
            for (Rule rule : rules) {
                if (rule.has(name, address, port)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// @param name in small letters, with its first dot; empty for every host
    /// @param network null for a name
    /// @param port 0 for every port
    private record Rule(String name, @Nullable Network network, int port) {
        private static final Set<String> EVERYTHING = Set.of("*", "*.");

        static Rule of(String part) {
            int port = 0;
            String host = part;
            int colon = part.lastIndexOf(':');
            boolean bracketed = part.startsWith("[");
            // Without brackets, an address of IPv6 has colons of its own.
            if (colon > 0
                    && (bracketed ? part.charAt(colon - 1) == ']' : part.indexOf(':') == colon)) {
                long number = Durations.digits(part, colon + 1, part.length());
                port = number < 0 ? 0 : (int) number;
                host = part.substring(0, colon);
            }
            host = unbracketed(host);
            if (EVERYTHING.contains(host)) {
                return new Rule("", null, port);
            }
            @Nullable InetAddress address = address(host);
            if (address != null) {
                return new Rule(host, new Network(address, address.getAddress().length * 8), port);
            }
            return new Rule(
                    host.startsWith("*.") ? host.substring(1) : host, Network.read(host), port);
        }

        boolean has(String host, @Nullable InetAddress address, int at) {
            if (port != 0 && port != at) {
                return false;
            }
            if (network != null) {
                return address != null && network.has(address);
            }
            return name.isEmpty()
                    || host.equals(name)
                    || (address == null && host.endsWith(name.startsWith(".") ? name : "." + name));
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    /// Nothing is looked up: a name is a name.
    private static @Nullable InetAddress address(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }
}
