package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Target;

/// `tools/list` and `tools/call`.
final class ToolMethods {
    private final Offer offer;
    private final CallRunner runner;
    private final Pages pages;
    private final ResultWriter writer = new ResultWriter();

    ToolMethods(Offer offer, CallRunner runner, Pages pages) {
        this.offer = offer;
        this.runner = runner;
        this.pages = pages;
    }

    Result list(RunningCall call) {
        return pages.page("tools", offer.tools(call.caller()), call.params());
    }

    Result call(RunningCall call, Dialogue dialogue) {
        String name = Params.text(call.params(), "name");
        ObjectNode arguments = Params.object(call.params(), "arguments");
        return switch (runner.run(new Target.OfTool(name), arguments, call, dialogue)) {
            case CallRunner.End.Suspended(Asked.Returned question) -> question.result();
            case CallRunner.End.Over(Outcome outcome) -> {
                if (outcome instanceof Outcome.Refused(Problem problem)
                        && problem.code() == Problem.Code.UNKNOWN_TOOL) {
                    throw RpcError.invalidParams("Unknown tool: " + SafeText.brief(name));
                }
                Caller caller = call.caller();
                yield Result.of(writer.write(outcome, caller, offer.channel(caller), dialogue));
            }
        };
    }
}
