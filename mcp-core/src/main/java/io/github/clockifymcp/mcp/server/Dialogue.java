package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an era does its own way on one connection: who is asking, how the person is asked, and what
/// a result looks like. Used from many threads.
public interface Dialogue {

    /// Finds out who asks.
    ///
    /// @throws RpcError when the request may not come in
    Caller admit(Message.Request request);

    /// Likewise, where headers came with it.
    ///
    /// @param headers null on transports without headers
    default Caller admit(Message.Request request, @Nullable RequestHeaders headers) {
        return admit(request);
    }

    /// Answers what only this era has (`initialize`, `ping`, `server/discover`); empty for all
    /// else. Waits for nothing.
    Optional<Result> own(Message.Request request, Caller caller);

    /// Answers, on the call's own thread, what only this era has and what takes its time.
    ///
    /// @throws RpcError when this era has no such method, or it cannot be done
    default Result serve(RunningCall call, Watching watching) {
        throw RpcError.methodNotFound(call.request().method());
    }

    /// With what the call comes in: for the first time, or back with answers.
    ///
    /// @throws RpcError when it brings a state that is not ours
    Round open(RunningCall call);

    /// Puts the question to the client.
    ///
    /// @throws RpcError when this era answers with an error that the client cannot be asked
    Asked ask(Outcome.Question question, Round round, RunningCall call);

    /// Whether the caller can follow work that goes on after the answer.
    default boolean followsTasks(RunningCall call) {
        return false;
    }

    /// The answer to a call that needs a capability which the client did not declare.
    ///
    /// @param needed as in `ClientCapabilities`
    /// @throws RpcError where the era has an error for it
    Outcome lacking(ObjectNode needed, String sentence);

    /// A definition or a block of content as the caller's revision knows it.
    ObjectNode form(ObjectNode shown, Caller caller);

    /// Adds what every result of this era has.
    Result dress(Result result, String method, Caller caller);

    /// Whether the caller wants to be told things of this level while the call runs.
    default boolean logs(LogLevel level, RunningCall call) {
        return false;
    }

    /// Takes the client's answer to a request of ours.
    default void hear(Message.Response response) {}

    /// Whether this answers a request that was sent from here.
    default boolean asked(Message.Response response) {
        return false;
    }

    /// The client's stream begins here, after it was elsewhere: what was said there may not have
    /// been everything.
    default void missed() {}

    /// Takes a notification.
    default void hear(Message.Notification notification) {}

    /// Whether arrays of messages are taken here.
    default boolean batches() {
        return false;
    }

    /// Goes on with what this peer's session has set elsewhere.
    default void restore(SessionState state) {}

    /// The client will say nothing more; whoever waits for its answer stops waiting.
    default void close() {}
}
