package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Target;
import io.github.clockifymcp.mcp.tool.ToolException;

/// What a request is aimed at that names a resource or a prompt that is not offered to its caller.
/// It goes to the guard all the same, so that whoever guesses is counted and written down like
/// whoever guesses the names of tools.
final class Nothing {
    /// The name of no tool, so that nobody has the right to it.
    static final String RIGHTS = "";

    /// What is done for whoever is let through although nobody has the right.
    static final Target.Work WORK =
            call -> {
                throw new ToolException(Problem.Code.NOT_FOUND, "There is no such thing here.", "");
            };

    private Nothing() {}
}
