package io.github.clockifymcp.mcp.tool;

/// The guard, as the engine sees it: the one way to whatever the server can do.
///
/// 1. Every tool call, resource read, prompt, completion and subscription of every transport and
///    revision passes here, and nothing else reaches a tool.
/// 2. It never throws but for cancellation; whatever goes wrong is an outcome.
/// 3. After Preview, Question and Refused nothing was sent.
@FunctionalInterface
public interface Attempts {

    /// Walks the attempt through the gates to its outcome.
    ///
    /// @throws java.util.concurrent.CancellationException when the call was cancelled before its
    ///   point of no return
    Outcome attempt(Attempt attempt);
}
