package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Target;
import org.jspecify.annotations.Nullable;

/// Hears what the engine does, for whoever measures it or writes it down.
///
/// 1. The end of something is told on the thread that was told of its beginning, which works on
///    nothing else in between.
/// 2. It decides nothing, waits for nothing and throws nothing.
public interface Observer {
    /// Nobody watches.
    Observer NONE = new Observer() {};

    /// A request begins to be worked on.
    default Request begins(Incoming request) {
        return Request.UNSEEN;
    }

    /// A call begins a passage through the guard: its first, or the one with an answer to what its
    /// client was asked.
    default Passage passes(Target target, Call call) {
        return Passage.UNSEEN;
    }

    /// A message is refused before it is known who asks, or because it is none.
    default void refused(RpcError error) {}

    /// A request that is worked on.
    @FunctionalInterface
    interface Request {
        Request UNSEEN = (error, cancelled) -> {};

        /// It is over.
        ///
        /// @param error what the answer is; null when it is a result, or there is none
        /// @param cancelled whether its client wants no answer any more
        void ended(@Nullable RpcError error, boolean cancelled);
    }

    /// A passage of a call.
    @FunctionalInterface
    interface Passage {
        Passage UNSEEN = outcome -> {};

        /// It is over.
        ///
        /// @param outcome null when the client cancelled it
        void ended(@Nullable Outcome outcome);
    }
}
