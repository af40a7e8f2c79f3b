package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Target;
import java.util.function.Function;

/// A call that goes on as a task, with what its rest takes.
///
/// @param begun the request with which it began
/// @param ending how its outcome is said
record TaskWork(
        Target target,
        ObjectNode arguments,
        RunningCall begun,
        Dialogue dialogue,
        Function<Outcome, Result> ending) {}
