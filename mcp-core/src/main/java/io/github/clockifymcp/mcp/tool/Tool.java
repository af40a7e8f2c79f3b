package io.github.clockifymcp.mcp.tool;

import java.util.function.BiFunction;
import java.util.function.Function;

/// A tool reads, or plans a change, or only says which tool is meant: then the guard goes on with
/// that one, by that one's rules.
public sealed interface Tool<I extends Record, O> {

    ToolInfo info();

    /// Reads, and may be called again at will.
    record Reading<I extends Record, O>(ToolInfo info, BiFunction<I, Call, O> read)
            implements Tool<I, O> {}

    /// Plans a change and sends nothing.
    record Writing<I extends Record, O>(ToolInfo info, BiFunction<I, Call, Planned<O>> plan)
            implements Tool<I, O> {}

    /// Names another tool, for callers in whose lists that one is not. It does nothing itself.
    record Addressing<I extends Record, O>(ToolInfo info, Function<I, Address> address)
            implements Tool<I, O> {}
}
