package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.RequestId;
import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.TraceContext;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One request while it is worked on, by a thread of its own.
///
/// A call can be ended from outside in two ways: its client cancels it, or its time is up. Both
/// interrupt the thread, and that is delicate for three reasons, which decide how this class looks.
///
/// An interrupt must hit this call and nothing else. So it is given only under the lock, while the
/// call is known to be at work, and the thread clears it under the same lock before it does
/// anything else, such as writing an answer.
///
/// Once a change has begun to be sent, stopping half way is worse than finishing. So after
/// [Line#pointOfNoReturn] nothing interrupts; cancelling then only drops the answer, and the time
/// limit does nothing (each request to the service has a limit of its own).
///
/// Nothing may follow an answer, and a cancelled call has none. So the end is decided once, and
/// whoever speaks for the call (progress, questions) holds a second lock against the end. It is a
/// second one because speaking can block on a slow client, and the reader, which cancels, must not.
public final class RunningCall {
    private static final double HEARTBEAT_STEP = 0.001;

    private final Message.Request request;
    private final Caller caller;
    private final Exchange exchange;
    private final @Nullable JsonNode progressToken;
    private final ReentrantLock speaking = new ReentrantLock();

    // Guarded by this.
    private @Nullable Thread worker;
    private boolean timed;
    private boolean timedOut;
    private boolean cancelled;
    private boolean committed;
    private boolean ended;

    // Guarded by speaking.
    private double progress = Double.NEGATIVE_INFINITY;
    private double planned;
    private boolean making;

    RunningCall(Message.Request request, Caller caller, Exchange exchange) {
        this.request = request;
        this.caller = caller;
        this.exchange = exchange;
        JsonNode token = request.params().path("_meta").path("progressToken");
        this.progressToken = token.isTextual() || token.isIntegralNumber() ? token : null;
    }

    public RequestId id() {
        return request.id();
    }

    public Message.Request request() {
        return request;
    }

    public ObjectNode params() {
        return request.params();
    }

    public Caller caller() {
        return caller;
    }

    /// The current thread works on the call from here on.
    ///
    /// @throws CancellationException when it was cancelled before it began
    synchronized void begin() {
        worker = Thread.currentThread();
        check();
    }

    /// Whether the answer may be sent. Nothing is sent after this but the answer.
    boolean end() {
        speaking.lock();
        try {
            synchronized (this) {
                ended = true;
                worker = null;
                Thread.interrupted();
                return !cancelled;
            }
        } finally {
            speaking.unlock();
        }
    }

    /// The client wants no answer any more.
    synchronized void cancel() {
        if (ended || cancelled) {
            return;
        }
        cancelled = true;
        interrupt();
    }

    /// The time limit of what is done now begins to count.
    synchronized void startTimer() {
        check();
        timed = true;
    }

    /// The time is up.
    synchronized void expire() {
        if (timed && !ended && !cancelled && !committed) {
            timedOut = true;
            interrupt();
        }
    }

    /// The time limit no longer counts.
    ///
    /// @return whether it was exceeded
    synchronized boolean stopTimer() {
        timed = false;
        if (timedOut && !cancelled) {
            Thread.interrupted();
        }
        return timedOut;
    }

    private void interrupt() {
        if (worker != null && !committed) {
            worker.interrupt();
        }
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    /// Whether a change may have begun to be sent.
    synchronized boolean committed() {
        return committed;
    }

    /// Ends what is being done when the call was cancelled.
    ///
    /// @throws CancellationException when it was
    public synchronized void check() {
        if (cancelled) {
            throw new CancellationException("the client cancelled the call");
        }
    }

    /// Like [#check], unless a change was sent: then the outcome must be taken, although nobody
    /// waits for it.
    synchronized void checkUnlessCommitted() {
        if (!committed) {
            check();
        }
    }

    synchronized void commit() {
        check();
        if (timedOut) {
            throw new CancellationException("the call took too long");
        }
        committed = true;
    }

    /// Sends a message that belongs to the call, unless the call has ended.
    public void send(byte[] message) {
        speaking.lock();
        try {
            if (!hasEnded()) {
                exchange.send(message);
            }
        } finally {
            speaking.unlock();
        }
    }

    /// Sends a message that takes back an earlier one; cancelled calls may still do that.
    public void sendLast(byte[] message) {
        exchange.send(message);
    }

    /// Tells a caller that asked for progress that we are still there.
    public void heartbeat(String message) {
        speaking.lock();
        try {
            double last = Math.max(progress, 0);
            say(last + HEARTBEAT_STEP, null, message);
        } finally {
            speaking.unlock();
        }
    }

    /// Tells how far the call is. What is done of a change counts on top of what its planning came
    /// to, so that it grows from one to the other.
    void tell(double done, @Nullable Double total, String message) {
        speaking.lock();
        try {
            if (!making && committed()) {
                making = true;
                planned = Math.max(progress, 0);
            }
            say(planned + done, total == null ? null : planned + total, message);
        } finally {
            speaking.unlock();
        }
    }

    private void say(double done, @Nullable Double total, String message) {
        speaking.lock();
        try {
            // Progress only grows (every revision), and ends with the call.
            if (progressToken == null || !(done > progress) || Double.isInfinite(done)) {
                return;
            }
            progress = done;
            ObjectNode params = Json.object();
            params.set("progressToken", progressToken);
            params.set("progress", number(done));
            if (total != null && Double.isFinite(total)) {
                params.set("total", number(total));
            }
            if (!message.isEmpty() && caller.revision().atLeast(Revision.V2025_03_26)) {
                params.put("message", SafeText.clean(message));
            }
            send(RpcCodec.notification("notifications/progress", params));
        } finally {
            speaking.unlock();
        }
    }

    private static JsonNode number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? JsonNodeFactory.instance.numberNode((long) value)
                : JsonNodeFactory.instance.numberNode(value);
    }

    private synchronized boolean hasEnded() {
        return ended || cancelled;
    }

    /// Tells the caller what it asked to be told.
    void log(LogLevel level, String logger, JsonNode data) {
        ObjectNode params = Json.object().put("level", level.id());
        if (!logger.isEmpty()) {
            params.put("logger", SafeText.clean(logger));
        }
        params.set("data", SafeText.clean(data));
        send(RpcCodec.notification("notifications/message", params));
    }

    /// Lets go of the connection, unless the call has ended.
    void pause() {
        speaking.lock();
        try {
            if (!hasEnded()) {
                exchange.pause();
            }
        } finally {
            speaking.unlock();
        }
    }

    /// The trace the caller says that this belongs to: in the message, or else beside it.
    TraceContext trace() {
        return Incoming.trace(request, exchange.headers());
    }

    /// Whether messages of other requests go the same way.
    public boolean shared() {
        return exchange.shared();
    }

    Exchange exchange() {
        return exchange;
    }
}
