package io.github.clockifymcp.mcp.http;

import javax.net.ssl.SSLContext;

/// How connections are encrypted; with TLS 1.2 or 1.3, whatever else the context knows.
///
/// @param context with our key, and with whom we trust where clients show certificates
/// @param clients whether they have to
public record Tls(SSLContext context, Clients clients) {

    /// What is asked of clients.
    public enum Clients {
        /// Nothing.
        UNKNOWN,
        /// A certificate if they have one; the [Authenticator] sees it.
        WANTED,
        /// A certificate, or there is no connection.
        NEEDED
    }
}
