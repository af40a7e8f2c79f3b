package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import java.util.Locale;

/// How requests end that are no tool calls: with a value, or with a JSON-RPC error, since their
/// results have no `isError`.
final class DataEnd {
    private DataEnd() {}

    /// The value, when there is one.
    ///
    /// @param nothing the error when the guard says that the caller knows no such thing
    static Object value(Outcome outcome, RpcError nothing) {
        return switch (outcome) {
            case Outcome.Answer(Object value, var sent, var notes) -> value;
            case Outcome.Refused(Problem problem) -> throw error(problem, nothing);
            case Outcome.Failed(Problem problem, var sent) -> throw error(problem, nothing);
            // Nothing but a tool plans a change or is worked on later, and questions were settled.
            case Outcome.Preview preview -> throw internal();
            case Outcome.Question question -> throw internal();
            case Outcome.Later later -> throw internal();
        };
    }

    private static RpcError internal() {
        return new RpcError(RpcError.INTERNAL, "Internal error");
    }

    /// The error of a request that came to nobody, since what it takes to look at it was not to be
    /// had: whoever offers tools says so by an exception.
    static RpcError before(Problem problem) {
        return problem.code() == Problem.Code.UNAVAILABLE
                ? RpcError.away(SafeText.clean(problem.text()), data(problem.code()))
                : error(problem);
    }

    private static RpcError error(Problem problem, RpcError nothing) {
        Problem.Code code = problem.code();
        return code == Problem.Code.UNKNOWN_TOOL || code == Problem.Code.NOT_FOUND
                ? nothing
                : error(problem);
    }

    private static ObjectNode data(Problem.Code code) {
        return Json.object().put("code", code.name().toLowerCase(Locale.ROOT));
    }

    private static RpcError error(Problem problem) {
        Problem.Code code = problem.code();
        boolean asked = code == Problem.Code.INVALID_ARGUMENTS || code == Problem.Code.AMBIGUOUS;
        return new RpcError(
                asked ? RpcError.INVALID_PARAMS : RpcError.INTERNAL,
                SafeText.clean(problem.text()),
                data(code));
    }
}
