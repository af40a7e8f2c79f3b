package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.tool.TraceContext;
import org.jspecify.annotations.Nullable;

/// A request that was let in, for whoever watches.
///
/// @param headers null on transports without headers
/// @param since when it came, as [System#nanoTime]
public record Incoming(
        Message.Request request, Caller caller, @Nullable RequestHeaders headers, long since) {
    private static final String TRACE_PARENT = "traceparent";
    private static final String TRACE_STATE = "tracestate";

    /// The trace its sender says that it belongs to: in the message, or else beside it.
    public TraceContext trace() {
        return trace(request, headers);
    }

    static TraceContext trace(Message.Request request, @Nullable RequestHeaders headers) {
        JsonNode meta = request.params().path("_meta");
        if (meta.has(TRACE_PARENT)) {
            return TraceContext.of(Json.text(meta, TRACE_PARENT), Json.text(meta, TRACE_STATE));
        }
        return headers == null
                ? TraceContext.NONE
                : TraceContext.of(
                        headers.one(TRACE_PARENT), String.join(",", headers.all(TRACE_STATE)));
    }
}
