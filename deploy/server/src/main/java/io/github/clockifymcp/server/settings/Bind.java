package io.github.clockifymcp.server.settings;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// An address to listen on.
///
/// @param host a name or an address, without brackets; `0.0.0.0` is every one this machine has
/// @param port 0 for one that is free
public record Bind(String host, int port) {
    private static final int PORTS = 65_535;

    static final Kind<Bind> KIND =
            new Kind<>(
                    "HOST:PORT such as 127.0.0.1:8080, or :8080 for every address of this machine",
                    false,
                    Bind::read);

    /// Whether only this machine reaches it.
    public boolean local() {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private static @Nullable Bind read(String text) {
        int colon = text.lastIndexOf(':');
        long port = colon < 0 ? -1 : Durations.digits(text, colon + 1, text.length());
        if (port < 0 || port > PORTS || colon + 1 == text.length()) {
            return null;
        }
        String host = text.substring(0, colon);
        if (host.isEmpty()) {
            return new Bind("0.0.0.0", (int) port);
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.indexOf(':') >= 0 && !bracketed) {
            return null;
        }
        String name = bracketed ? host.substring(1, host.length() - 1) : host;
        return isHost(name) ? new Bind(name, (int) port) : null;
    }

    private static boolean isHost(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c ->
                                Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == ':');
    }
}
