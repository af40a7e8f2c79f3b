package io.github.clockifymcp.server.settings;

/// How clients reach the server.
public enum TransportKind {
    /// A client starts the server and talks to it over its standard streams.
    STDIO,
    /// Clients come over the network, by streamable HTTP.
    STREAMABLE_HTTP
}
