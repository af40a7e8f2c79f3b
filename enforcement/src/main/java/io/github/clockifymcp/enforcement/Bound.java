package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.ArgumentReader;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Tool;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A tool, or the work of another target, together with its checked arguments. All it still needs
/// is the call.
sealed interface Bound {

    /// A read with its arguments.
    record Read(Function<Call, Object> read) implements Bound {}

    /// A write with its arguments, and what they say about the call itself.
    ///
    /// @param token the ticket that came with the arguments
    record Write(Function<Call, Planned<?>> plan, boolean dryRun, @Nullable String token)
            implements Bound {}

    static <I extends Record, O> Bound of(Tool<I, O> tool, ArgumentReader.Checked<I> checked) {
        I input = checked.input();
        return switch (tool) {
            case Tool.Reading<I, O> reading -> new Read(call -> reading.read().apply(input, call));
            case Tool.Writing<I, O> writing ->
                    new Write(
                            call -> writing.plan().apply(input, call),
                            checked.dryRun(),
                            checked.token());
            case Tool.Addressing<I, O> addressing ->
                    throw new IllegalStateException("an address is not a call");
        };
    }
}
