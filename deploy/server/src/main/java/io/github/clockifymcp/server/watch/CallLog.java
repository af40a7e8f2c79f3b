package io.github.clockifymcp.server.watch;

import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.TraceContext;
import io.github.clockifymcp.server.log.LogContext;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Writes a line for each call that changed something, or did not get what it asked for, and one
/// for whoever wants to know more for each that was answered. Nothing is in it that a caller chose
/// but the id of their trace. Every line in between says which call it is about.
public final class CallLog implements Watcher {
    /// Where the trace's id stands in `traceparent`.
    private static final int TRACE_BEGIN = 3;

    private static final int TRACE_END = 35;

    /// Finding a logger takes long, and no start needs it.
    private static final class Log {
        private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);
    }

    private final Supplier<TraceContext> own;

    /// @param own the trace of what the thread does, where we keep one
    public CallLog(Supplier<TraceContext> own) {
        this.own = own;
    }

    @Override
    public void callBegan(Call call) {
        TraceContext trace = own.get();
        String parent = (trace.parent().isEmpty() ? call.trace() : trace).parent();
        LogContext.set(
                new LogContext(
                        call.id(),
                        parent.length() < TRACE_END ? "" : parent.substring(TRACE_BEGIN, TRACE_END),
                        call.principal().tenant()));
    }

    @Override
    public void callEnded(CallEnd end) {
        ended(end);
        LogContext.set(null);
    }

    private static void ended(CallEnd end) {
        int sent = sent(end);
        boolean quiet = sent == 0 && end.ending() == CallEnding.SUCCESS;
        Log.LOG
                .atLevel(quiet ? Level.DEBUG : Level.INFO)
                .log(
                        "A call ended; tool={} outcome={} rule={} sent={} milliseconds={}"
                                + " revision={}",
                        end.tool(),
                        end.ending().id(),
                        end.rule() == null ? "" : end.rule().id(),
                        sent,
                        end.took().toMillis(),
                        end.call().client().revision());
    }

    /// How many requests of a change left.
    private static int sent(CallEnd end) {
        return switch (end.outcome()) {
            case Outcome.Answer answer -> answer.sent().size();
            case Outcome.Failed failed -> failed.sent().size();
            case null, default -> 0;
        };
    }
}
