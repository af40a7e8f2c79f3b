package io.github.clockifymcp.server.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads where Clockify is.
final class Addresses {
    static final String SANDBOX = "sandbox:";

    static final Kind<Address> KIND =
            new Kind<>(
                    "sandbox:, or an https address such as https://api.clockify.me/api/v1, without"
                            + " user, query or fragment (http is for this machine only)",
                    false,
                    Addresses::read);

    // Only literals count: a name that resolves to this machine today may not tomorrow.
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Addresses() {}

    private static @Nullable Address read(String text) {
        if (text.equals(SANDBOX)) {
            return new Address.Sandbox();
        }
        try {
            URI url = new URI(text);
            return isGood(url) ? new Address.Url(text) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isGood(URI url) {
        boolean plain =
                url.getHost() != null
                        && url.getRawUserInfo() == null
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null;
        return plain
                && ("https".equals(url.getScheme())
                        || ("http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost())));
    }
}
