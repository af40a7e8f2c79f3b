package io.github.clockifymcp.mcp.http;

/// Whether requests should be sent here (`/ready`): not while we start, or something we cannot do
/// without is missing. While the transport drains it says so by itself.
@FunctionalInterface
public interface Readiness {

    /// Always.
    Readiness READY = () -> true;

    boolean ready();
}
