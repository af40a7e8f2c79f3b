package io.github.clockifymcp.mcp.tool;

import java.util.function.Function;

/// What planning a write comes to: the change, which is data, and how to read the answers once it
/// was made. The reading is a pure function; it is the only code of the tool that runs after the
/// plan.
public record Planned<O>(Change change, Function<Answers, O> result) {

    /// The same plan with one more thing to know before agreeing.
    public Planned<O> noting(String note) {
        return new Planned<>(change.noting(note), result);
    }
}
