package io.github.clockifymcp.mcp.http;

import java.time.Duration;

/// Hears of every HTTP request when it has been answered to the end, for whoever counts them. Waits
/// for nothing and throws nothing: it is told on a thread that other requests need.
@FunctionalInterface
public interface HttpObserver {
    /// Nobody counts.
    HttpObserver NONE = (path, method, status, took) -> {};

    /// A request was answered.
    ///
    /// @param path as it was asked for, whatever that is
    /// @param method likewise
    /// @param took from its headers to the end of its answer; a stream takes as long as it is open
    void answered(String path, String method, int status, Duration took);
}
