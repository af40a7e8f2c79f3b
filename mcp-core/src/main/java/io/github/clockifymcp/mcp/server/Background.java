package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.tool.Outcome;

/// Where work goes on after its request was answered.
@FunctionalInterface
interface Background {

    /// Takes the work over.
    ///
    /// @param round in which it was handed over
    /// @param line what the work speaks through
    /// @return the answer to the request
    Result take(Outcome.Later later, Round round, CallLine line);
}
