package io.github.clockifymcp.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where an HTTP proxy is, and who we are to it.
///
/// @param host a name or an address, without brackets
/// @param login the user and the password it wants
public record ProxyAddress(String host, int port, Optional<Login> login) {
    private static final String SCHEME = "http://";
    private static final int STANDARD_PORT = 80;

    /// It may hold a password.
    static final Kind<ProxyAddress> KIND =
            new Kind<>(
                    "the address of an HTTP proxy, such as http://proxy.example.com:3128 or"
                            + " http://user:password@proxy.example.com:3128",
                    true,
                    ProxyAddress::read);

    /// Who we are to it.
    public record Login(String user, Secret password) {}

    private static @Nullable ProxyAddress read(String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : SCHEME + text);
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            boolean plain =
                    "http".equalsIgnoreCase(uri.getScheme())
                            && uri.getHost() != null
                            && (path.isEmpty() || path.equals("/"))
                            && uri.getRawQuery() == null
                            && uri.getRawFragment() == null;
            if (!plain) {
                return null;
            }
            String host = uri.getHost();
            return new ProxyAddress(
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    uri.getPort() < 0 ? STANDARD_PORT : uri.getPort(),
                    Optional.ofNullable(uri.getRawUserInfo()).map(ProxyAddress::login));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Login login(String who) {
        int colon = who.indexOf(':');
        return new Login(
                decoded(colon < 0 ? who : who.substring(0, colon)),
                new Secret(colon < 0 ? "" : decoded(who.substring(colon + 1))));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /// Without the user, who is the half of a secret.
    @Override
    public String toString() {
        return SCHEME + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
