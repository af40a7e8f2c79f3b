package io.github.clockifymcp.mcp.tool;

/// Thrown while a tool reads or plans, to end the call with a [Problem].
public final class ToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ToolException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    /// @param message what is so
    /// @param hint what to do about it; may be empty
    public ToolException(Problem.Code code, String message, String hint) {
        this(new Problem(code, message, hint));
    }

    public Problem problem() {
        return problem;
    }
}
