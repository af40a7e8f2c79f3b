package io.github.clockifymcp.mcp.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a request may come from. A web page anywhere can make a browser send requests to this
/// machine; by `Host` we see that a name was bent to our address, by `Origin` which page it was.
final class Door {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> REQUEST_HEADERS =
            Set.of(
                    "accept",
                    "authorization",
                    "content-type",
                    "last-event-id",
                    "mcp-method",
                    "mcp-name",
                    "mcp-protocol-version",
                    "mcp-session-id",
                    "traceparent",
                    "tracestate",
                    "baggage");
    private static final String PARAMETER_HEADER = "mcp-param-";

    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final HttpString EXPOSE = new HttpString("Access-Control-Expose-Headers");
    private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
    private static final HttpString ASKED = new HttpString("Access-Control-Request-Headers");

    private final boolean local;
    private final Set<String> hosts;
    private final Set<String> origins;
    private final String self;

    Door(HttpSettings settings) {
        this.local = isLoopback(settings.host());
        this.hosts = settings.hosts();
        this.origins = settings.origins();
        String host = settings.host().toLowerCase(Locale.ROOT);
        this.self = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /// Whether only this machine reaches this address.
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /// Why this request is not meant for us; null when it is.
    @Nullable String stray(HeaderMap headers) {
        HeaderValues given = headers.get(Headers.HOST);
        String host = given != null && given.size() == 1 ? name(given.getFirst()) : null;
        return host == null || !knows(host)
                ? "Forbidden: this server does not know itself by the name in Host."
                : null;
    }

    /// Why this request may not come in; null when it may.
    @Nullable String refusal(HeaderMap headers) {
        String stray = stray(headers);
        if (stray != null) {
            return stray;
        }
        HeaderValues origin = headers.get(Headers.ORIGIN);
        if (origin != null && (origin.size() != 1 || !trusts(origin.getFirst()))) {
            return "Forbidden: pages of this Origin may not use this server.";
        }
        return null;
    }

    private boolean knows(String host) {
        return (local && LOOPBACK.contains(host))
                || host.equals(self)
                || hosts.contains(host)
                || hosts.contains("*");
    }

    private boolean trusts(String origin) {
        String small = origin.toLowerCase(Locale.ROOT);
        if (origins.contains(small)) {
            return true;
        }
        if (!local) {
            return false;
        }
        try {
            URI uri = new URI(small);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            String authority = uri.getRawAuthority();
            String host = authority == null ? null : name(authority);
            return web && uri.getRawPath().isEmpty() && host != null && LOOPBACK.contains(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /// The name in `name:port`; null when that is not what it is.
    private static @Nullable String name(String authority) {
        String text = authority.toLowerCase(Locale.ROOT);
        int bracket = text.startsWith("[") ? text.indexOf(']') : 0;
        int colon = bracket < 0 ? -2 : text.indexOf(':', bracket);
        if (colon == -2) {
            return null;
        }
        String port = colon < 0 ? "" : text.substring(colon + 1);
        boolean digits = port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? (colon < 0 ? text : text.substring(0, colon)) : null;
    }

    /// Lets the page read the answer. Only after [#refusal] found nothing.
    static void welcome(HttpServerExchange http) {
        String origin = http.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (origin != null) {
            http.getResponseHeaders()
                    .put(ALLOW_ORIGIN, origin)
                    .put(
                            EXPOSE,
                            "Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate, Retry-After")
                    .add(Headers.VARY, "Origin");
        }
    }

    /// Lets every page read the answer, whoever's it is, and ask with what newer clients send.
    static void welcomeAll(HttpServerExchange http) {
        http.getResponseHeaders()
                .put(ALLOW_ORIGIN, "*")
                .put(ALLOW_METHODS, "GET")
                .put(ALLOW_HEADERS, "mcp-protocol-version")
                .put(MAX_AGE, "7200");
    }

    /// What a page may send, when its browser asks beforehand.
    static void preflight(HttpServerExchange http) {
        List<String> allowed = new ArrayList<>();
        for (String asked : RequestFacts.list(http.getRequestHeaders(), ASKED)) {
            String name = asked.toLowerCase(Locale.ROOT);
            boolean parameter =
                    name.startsWith(PARAMETER_HEADER)
                            && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
            if (REQUEST_HEADERS.contains(name) || parameter) {
                allowed.add(name);
            }
        }
        http.getResponseHeaders()
                .put(ALLOW_METHODS, "POST, GET, DELETE")
                .put(ALLOW_HEADERS, String.join(", ", allowed))
                .put(MAX_AGE, "7200");
    }
}
