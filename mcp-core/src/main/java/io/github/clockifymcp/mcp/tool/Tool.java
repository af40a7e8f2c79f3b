package io.github.clockifymcp.mcp.tool;

import java.util.function.BiFunction;

/// A tool either reads or plans a change. There is no third kind.
public sealed interface Tool<I extends Record, O> {

    ToolInfo info();

    /// Reads, and may be called again at will.
    record Reading<I extends Record, O>(ToolInfo info, BiFunction<I, Call, O> read)
            implements Tool<I, O> {}

    /// Plans a change and sends nothing.
    record Writing<I extends Record, O>(ToolInfo info, BiFunction<I, Call, Planned<O>> plan)
            implements Tool<I, O> {}
}
