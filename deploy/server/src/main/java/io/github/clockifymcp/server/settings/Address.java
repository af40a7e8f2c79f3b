package io.github.clockifymcp.server.settings;

/// Where Clockify is.
public sealed interface Address {

    /// In this process: the embedded sandbox.
    record Sandbox() implements Address {}

    /// At a base URL, such as `https://api.clockify.me/api/v1`.
    record Url(String base) implements Address {}
}
