package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.rpc.RpcError;
import org.jspecify.annotations.Nullable;

/// A request within a session. It goes on when its HTTP connection closes; if a stream had begun,
/// the client can come back for the rest of it.
final class SessionCall extends Call {
    private final LiveSession session;
    private @Nullable StreamLog log;

    SessionCall(
            Reply reply,
            RequestFacts facts,
            Pulse pulse,
            HttpTimes times,
            LiveSession session,
            Runnable over) {
        super(reply, facts, pulse, times, over);
        this.session = session;
    }

    @Override
    synchronized void open() {
        if (log != null || isDecided()) {
            return;
        }
        StreamLog opened = session.answer();
        log = opened;
        Gone gone = new Gone(opened);
        EventStream events = reply().stream(gone);
        if (events != null) {
            gone.from(events);
            opened.attach(events);
        }
    }

    @Override
    boolean isStream() {
        return log != null;
    }

    /// Tells the log that its connection is gone.
    static final class Gone implements Runnable {
        private final StreamLog log;
        private volatile @Nullable EventStream events;

        Gone(StreamLog log) {
            this.log = log;
        }

        void from(EventStream stream) {
            events = stream;
        }

        @Override
        public void run() {
            EventStream stream = events;
            if (stream != null) {
                log.lost(stream);
            }
        }
    }

    @Override
    public synchronized void send(byte[] message) {
        if (!takesEvents()) {
            // A client that takes no stream here may still listen to the session's.
            session.say(message);
            return;
        }
        open();
        if (log != null) {
            log.say(message);
        }
    }

    @Override
    public synchronized void answer(byte[] message, @Nullable RpcError error) {
        if (!takesJson()) {
            open();
        }
        finish();
        if (log == null) {
            json(Statuses.legacy(error), message, error);
        } else {
            log.finish(message);
        }
    }

    @Override
    public synchronized void dismiss() {
        finish();
        if (log == null) {
            reply().none();
        } else {
            log.finish(null);
        }
    }

    /// Ends the connection; the call goes on, and the client comes back for its answer.
    @Override
    public synchronized void pause() {
        if (takesEvents()) {
            open();
        }
        if (log != null) {
            log.detach();
        }
    }
}
