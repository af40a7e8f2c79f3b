package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Exchange;
import io.github.clockifymcp.mcp.server.RequestHeaders;
import org.jspecify.annotations.Nullable;

/// A request of a client's while the engine works on it. The answer is JSON unless something has to
/// go before it, or it takes so long that somebody in between might take the connection for dead;
/// then it is the last event of a stream.
abstract class Call implements Exchange, Pulse.Beat {
    private final Reply reply;
    private final RequestFacts facts;
    private final Pulse pulse;
    private final HttpTimes times;
    private final Runnable over;
    private final long begun = System.nanoTime();
    private boolean finished;
    private boolean reserved;

    /// @param over what to do when nothing more will be said, once
    Call(Reply reply, RequestFacts facts, Pulse pulse, HttpTimes times, Runnable over) {
        this.reply = reply;
        this.facts = facts;
        this.pulse = pulse;
        this.times = times;
        this.over = over;
    }

    /// Begins to count the time. Called before the engine has the request.
    void start() {
        pulse.add(this);
    }

    @Override
    public RequestHeaders headers() {
        return facts.all();
    }

    Reply reply() {
        return reply;
    }

    boolean takesEvents() {
        return facts.takesEvents();
    }

    boolean takesJson() {
        return facts.takesJson();
    }

    /// Makes a stream of the answer, if it is not one already and may still become one.
    abstract void open();

    /// Whether the answer is a stream.
    abstract boolean isStream();

    @Override
    public synchronized boolean reserveStatus() {
        reserved = takesJson() && !finished && !isStream();
        return reserved;
    }

    /// Whether it is too late for a stream.
    boolean isDecided() {
        return finished || reserved;
    }

    /// Looks whether the client is still there.
    void watch() {}

    @Override
    public synchronized boolean beat(long now) {
        if (finished) {
            return false;
        }
        if (now - begun > times.watch().toNanos()) {
            watch();
        }
        if (takesEvents() && now - begun > times.keepAlive().toNanos()) {
            open();
            return false;
        }
        return true;
    }

    /// Whether the answer was given.
    boolean isFinished() {
        return finished;
    }

    /// Nothing more will be said but the answer. By whoever holds the lock, and before the answer:
    /// who has it may use the room it took at once.
    void finish() {
        if (!finished) {
            finished = true;
            pulse.remove(this);
            over.run();
        }
    }

    /// Answers without a stream.
    void json(int status, byte[] message, @Nullable RpcError error) {
        if (status == Statuses.TOO_MANY || status == Statuses.AWAY) {
            reply.header(io.undertow.util.Headers.RETRY_AFTER, "1");
        }
        if (error != null && !error.scope().isEmpty()) {
            reply.challenge(error.scope());
        }
        reply.json(status, message);
    }
}
