package io.github.clockifymcp.server.identity;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/// Which addresses a provider may have.
public final class ProviderAddress {
    private static final int LAST_PORT = 65_535;

    private ProviderAddress() {}

    /// Whether it may be asked there: encrypted, or, where that is allowed, at this machine.
    public static boolean isAllowed(URI address, boolean plainHttp) {
        String scheme =
                address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost();
        return host != null
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && address.getPort() != 0
                && address.getPort() <= LAST_PORT
                && (scheme.equals("https")
                        || (scheme.equals("http") && plainHttp && isThisMachine(host)));
    }

    /// Only by how it is written: a name that leads here today may not tomorrow.
    private static boolean isThisMachine(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return InetAddress.ofLiteral(bare).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
