package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.RpcError;
import org.jspecify.annotations.Nullable;

/// Where everything goes that belongs to one incoming request. The transport frames it: a line, a
/// body, an event of a stream. Exactly one of `answer` and `dismiss` ends it, from any thread; what
/// the peer no longer takes is dropped without a word.
public interface Exchange {

    /// Sends a notification, or a request of ours, that belongs to the request.
    void send(byte[] message);

    /// Sends the answer.
    ///
    /// @param error what the answer is made of when it is an error, for transports with statuses
    void answer(byte[] message, @Nullable RpcError error);

    /// Whether messages of other requests go the same way, so that the end of this one is not the
    /// end of the way.
    default boolean shared() {
        return false;
    }

    /// Whether the thread that brings the request has nothing else to do, so that the call may run
    /// on it. A transport whose reader has to go on says no.
    default boolean lendsThread() {
        return false;
    }

    /// Makes sure that the answer has a status of its own: from here on nothing goes before it. For
    /// what a client has to see without reading the answer.
    ///
    /// @return false where something went before it already, and where there are no statuses
    default boolean reserveStatus() {
        return false;
    }

    /// The request was cancelled and gets no answer.
    void dismiss();

    /// Lets go of the transport's connection in the middle of a request, if the client can come
    /// back for the rest; does nothing where it cannot.
    default void pause() {}

    /// What came beside the message; null on transports without headers.
    default @Nullable RequestHeaders headers() {
        return null;
    }
}
