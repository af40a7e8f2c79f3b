package io.github.clockifymcp.server.settings;

/// Which name in a certificate says whose it is.
public enum CertificateName {
    /// The common name of its subject.
    CN,
    /// Its subject as a whole.
    DN,
    /// The address among its alternative names, such as `spiffe://example.com/agent`.
    URI,
    /// The host among them.
    DNS,
    /// The mailbox among them.
    EMAIL
}
