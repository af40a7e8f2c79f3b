package io.github.clockifymcp.server.settings;

/// How it is known who calls over the network.
public enum AuthMode {
    /// It is not: only this machine may reach the server.
    NONE,
    /// By one token that callers share.
    STATIC_BEARER,
    /// By access tokens of OpenID Connect providers.
    OIDC,
    /// By what a trusted proxy says.
    FORWARD_AUTH,
    /// By the certificates they show.
    MTLS
}
