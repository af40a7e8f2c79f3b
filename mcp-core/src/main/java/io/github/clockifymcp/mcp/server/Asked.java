package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;

/// What became of a question to the client.
public sealed interface Asked {

    /// The client answered; the call goes on.
    record Heard(Round next) implements Asked {}

    /// The question is the result of this request; the client comes back with another.
    record Returned(Result result) implements Asked {}

    /// The client did not answer, or could not. The call goes through the guard once more, so that
    /// its books say how it ended, and can then only end.
    record Unanswered(Round next, Problem problem) implements Asked {}

    /// The client cannot be asked at all.
    record Impossible(Outcome outcome) implements Asked {}
}
