package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Target;
import org.jspecify.annotations.Nullable;

/// `tools/list` and `tools/call`.
final class ToolMethods {
    private final Offer offer;
    private final CallRunner runner;
    private final Pages pages;
    private final @Nullable TaskDesk tasks;
    private final ResultWriter writer = new ResultWriter();

    /// @param tasks null when nothing goes on in the background
    ToolMethods(Offer offer, CallRunner runner, Pages pages, @Nullable TaskDesk tasks) {
        this.offer = offer;
        this.runner = runner;
        this.pages = pages;
        this.tasks = tasks;
    }

    Result list(RunningCall call) {
        return pages.page("tools", offer.tools(call.caller()), call.params());
    }

    Result call(RunningCall call, Dialogue dialogue) {
        String name = Params.text(call.params(), "name");
        ObjectNode arguments = Params.object(call.params(), "arguments");
        Target target = new Target.OfTool(name);
        Background background = null;
        if (tasks != null && dialogue.followsTasks(call)) {
            TaskWork work =
                    new TaskWork(
                            target,
                            arguments,
                            call,
                            dialogue,
                            outcome -> result(name, outcome, call, dialogue));
            background = (later, round, line) -> tasks.begin(work, later, round, line);
        }
        return switch (runner.run(target, arguments, call, dialogue, background)) {
            case CallRunner.End.Suspended(Result soFar) -> soFar;
            case CallRunner.End.Over(Outcome outcome) -> result(name, outcome, call, dialogue);
        };
    }

    private Result result(String name, Outcome outcome, RunningCall call, Dialogue dialogue) {
        Caller caller = call.caller();
        if (outcome instanceof Outcome.Refused(Problem problem)
                && !problem.scope().isEmpty()
                && call.exchange().reserveStatus()) {
            // The client sees to it, and no model has to.
            throw RpcError.insufficientScope(problem.text(), problem.scope());
        }
        // One that is listed can name one that does not exist.
        if (outcome instanceof Outcome.Refused(Problem problem)
                && problem.code() == Problem.Code.UNKNOWN_TOOL
                && offer.tool(caller, name).isEmpty()) {
            throw RpcError.invalidParams("Unknown tool: " + SafeText.brief(name));
        }
        return Result.of(writer.write(outcome, caller, offer.channel(caller), dialogue));
    }
}
