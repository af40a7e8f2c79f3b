package io.github.clockifymcp.server.watch;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.enforcement.AuditRow;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Incoming;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.TraceContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Somebody who is told what happens. Beginnings and ends come in pairs on one thread, one within
/// the other: a request, in it a call, in it what is sent to Clockify.
public interface Watcher extends AutoCloseable {

    /// A request begins to be worked on.
    default void requestBegan(Incoming request) {}

    /// A request is over.
    ///
    /// @param error what was answered; null when it was a result
    /// @param last how its call ended; null when it had none
    default void requestEnded(
            Incoming request,
            @Nullable RpcError error,
            boolean cancelled,
            @Nullable CallEnd last,
            Duration took) {}

    /// A message was refused before it was a request of somebody.
    default void refused(RpcError error) {}

    /// A call begins, or goes on after a question.
    default void callBegan(Call call) {}

    /// A call is over, or waits for an answer.
    default void callEnded(CallEnd end) {}

    /// A request to Clockify is about to leave.
    default void sendingBegan(ApiRequest<?> request) {}

    /// A request to Clockify is over.
    ///
    /// @param status 0 when there was no answer
    default void sendingEnded(ApiRequest<?> request, int status, Duration took) {}

    /// A read will be sent to Clockify again.
    default void repeating(ApiRequest<?> request, Category reason) {}

    /// A row of the audit log was written, or could not be.
    default void audited(AuditRow.Phase phase, boolean written) {}

    /// An HTTP request was answered to the end.
    default void answered(String path, String method, int status, Duration took) {}

    /// Somebody was not let in.
    default void turnedAway(String category) {}

    /// Nothing more will happen.
    @Override
    default void close() {}

    /// What this thread's work is called in traces, for those it asks.
    default TraceContext trace() {
        return TraceContext.NONE;
    }
}
