package io.github.clockifymcp.clockify;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Tells the failures that came before anything was sent from all others. Only what is certain
/// counts: when in doubt, a write may have arrived.
final class Unsent {

    /// What the JDK says when the other side's very first bytes are not TLS.
    private static final String NOT_TLS = "Unrecognized SSL message, plaintext connection?";

    private Unsent() {}

    /// Why nothing was sent; empty if something may have been.
    static Optional<String> reason(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            String reason =
                    switch (cause) {
                        case UnresolvedAddressException _ -> "its name is not known";
                        case UnknownHostException _ -> "its name is not known";
                        case HttpConnectTimeoutException _ -> "connecting took too long";
                        case SSLHandshakeException _ -> "its certificate is not trusted";
                        case SSLPeerUnverifiedException _ -> "its certificate is not trusted";
                        case SSLException e when NOT_TLS.equals(e.getMessage()) ->
                                "it does not speak TLS";
                        case NoRouteToHostException _ -> "there is no way to it";
                        case ConnectException refused ->
                                refused.getCause() instanceof UnresolvedAddressException
                                        ? "its name is not known"
                                        : "it refused the connection";
                        default -> "";
                    };
            if (!reason.isEmpty()) {
                return Optional.of(reason);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
