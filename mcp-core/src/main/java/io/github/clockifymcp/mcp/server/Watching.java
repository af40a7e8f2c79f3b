package io.github.clockifymcp.mcp.server;

/// Whether a caller may be told when a resource changes. The guard decides, by the rights that a
/// read of it takes.
@FunctionalInterface
public interface Watching {

    /// Lets the caller through, or does not.
    ///
    /// @throws RpcError when there is no such resource for this caller
    void admit(String uri, RunningCall call);
}
