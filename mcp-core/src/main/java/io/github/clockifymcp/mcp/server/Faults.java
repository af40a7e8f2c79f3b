package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.rpc.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is said about failures nobody thought of: to us where they happened, to the client nothing,
/// since messages of exceptions hold anything. A class of its own, because finding a logger takes
/// longer than answering `initialize`, and most servers never need this one.
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(McpServer.class);
    private static final int LONGEST_METHOD = 40;

    private Faults() {}

    /// The error for the client.
    static RpcError unexpected(String method, Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        LOG.error(
                "A request failed in a way nobody thought of; method={} type={} at={}",
                method.length() > LONGEST_METHOD ? "?" : SafeText.brief(method),
                failure.getClass().getName(),
                frames.length == 0 ? "?" : frames[0]);
        return new RpcError(RpcError.INTERNAL, "Internal error");
    }

    static void unsent(RuntimeException failure) {
        LOG.warn("An answer could not be sent; type={}", failure.getClass().getName());
    }
}
