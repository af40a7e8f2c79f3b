package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Connection;
import org.jspecify.annotations.Nullable;

/// A request that stands alone. Its HTTP connection is all there is between us and the client: when
/// it closes, the call is cancelled, and nothing of it remains.
final class ModernCall extends Call {
    private final Connection connection;
    private @Nullable EventStream events;

    ModernCall(
            Reply reply,
            RequestFacts facts,
            Pulse pulse,
            HttpTimes times,
            Connection connection,
            Runnable over) {
        super(reply, facts, pulse, times, over);
        this.connection = connection;
    }

    /// The request's thread brought this one message, and has nothing to do after it.
    @Override
    public boolean lendsThread() {
        return true;
    }

    @Override
    void watch() {
        reply().watch(connection::abandon);
    }

    /// Ends it at once, whatever it has come to, for somebody who may not be here any more. A
    /// change that is being sent is sent to its end.
    void showOut() {
        reply().refuse(403, null, Patrol.SENTENCE); // unless an answer has begun
        synchronized (this) {
            if (events != null) {
                events.end();
            }
        }
        connection.abandon();
    }

    @Override
    synchronized void open() {
        if (events == null && !isDecided()) {
            events = reply().stream(connection::abandon);
        }
    }

    @Override
    boolean isStream() {
        return events != null;
    }

    @Override
    public synchronized void send(byte[] message) {
        if (takesEvents()) {
            open();
        }
        if (events != null) {
            events.message(null, message);
        }
    }

    @Override
    public synchronized void answer(byte[] message, @Nullable RpcError error) {
        if (!takesJson()) {
            open();
        }
        finish();
        if (events == null) {
            json(Statuses.modern(error), message, error);
        } else {
            events.message(null, message);
            events.end();
        }
    }

    @Override
    public synchronized void dismiss() {
        finish();
        if (events == null) {
            reply().none();
        } else {
            events.end();
        }
    }
}
