package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.Connection;
import io.github.clockifymcp.mcp.server.Revision;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a session is on this replica: its connection with the engine, and its streams.
final class LiveSession {
    /// The stream that `GET` opens.
    private static final String LISTENING = "g";

    private static final int MAX_FINISHED = 16;

    private final Connection connection;
    private final boolean primed;
    private final int maxLog;
    private final StoredSession stored;

    // Guarded by this.
    private @Nullable StreamLog listening;
    private @Nullable Map<String, StreamLog> answers;
    private long lastAnswer;
    private int running;
    private long heard = System.nanoTime();
    private long checked = heard;
    private long told = heard;
    private boolean ended;

    LiveSession(StoredSession stored, Connection connection, int maxLog) {
        this.stored = stored;
        this.connection = connection;
        this.primed =
                Revision.of(stored.revision())
                        .filter(revision -> revision.atLeast(Revision.V2025_11_25))
                        .isPresent();
        this.maxLog = maxLog;
        connection.outlet(this::push);
    }

    Connection connection() {
        return connection;
    }

    /// Who it is and where; what has been set since is not in here.
    StoredSession stored() {
        return stored;
    }

    String id() {
        return stored.id();
    }

    private boolean push(byte[] message) {
        StreamLog log = listening();
        if (log == null) {
            return false;
        }
        log.say(message);
        return true;
    }

    /// The stream for what belongs to no request; null when the session has ended.
    synchronized @Nullable StreamLog listening() {
        if (listening == null && !ended) {
            listening = new StreamLog(LISTENING, primed, maxLog);
        }
        return listening;
    }

    /// A stream for the answer to a request.
    synchronized StreamLog answer() {
        if (answers == null) {
            answers = new LinkedHashMap<>();
        }
        lastAnswer++;
        String name = Long.toString(lastAnswer);
        StreamLog log = new StreamLog(name, primed, maxLog);
        answers.put(name, log);
        forgetFinished();
        return log;
    }

    private void forgetFinished() {
        long finished =
                answers == null ? 0 : answers.values().stream().filter(StreamLog::finished).count();
        if (answers == null || finished <= MAX_FINISHED) {
            return;
        }
        Iterator<StreamLog> all = answers.values().iterator();
        while (all.hasNext()) {
            if (all.next().finished()) {
                all.remove();
                return;
            }
        }
    }

    /// The stream this event was said on.
    synchronized Optional<StreamLog> find(String eventId) {
        String name = StreamLog.nameIn(eventId);
        if (name.equals(LISTENING)) {
            return Optional.ofNullable(listening());
        }
        return Optional.ofNullable(answers == null ? null : answers.get(name));
    }

    synchronized void begin() {
        running++;
        heard = System.nanoTime();
    }

    synchronized void end() {
        running--;
        heard = System.nanoTime();
    }

    /// The client was heard.
    ///
    /// @return whether the store should be asked again, since this was long ago
    synchronized boolean heard(long every) {
        long now = System.nanoTime();
        heard = now;
        if (now - checked < every) {
            return false;
        }
        checked = now;
        return true;
    }

    /// Whether the store should be told that the client was heard, since it was told long ago.
    synchronized boolean untold(long every) {
        return System.nanoTime() - told >= every;
    }

    /// The store was told.
    synchronized void told() {
        told = System.nanoTime();
    }

    /// What a session is doing.
    enum Look {
        /// Its client listens, or waits for an answer.
        IN_USE,
        /// Its client was heard not long ago.
        QUIET,
        /// Its client was not heard for too long.
        IDLE
    }

    /// Looks at it, and forgets what nobody will come back for.
    synchronized Look look(long now, long limit, long resume) {
        if (answers != null) {
            answers.values().removeIf(log -> log.stale(now, resume));
            if (answers.isEmpty()) {
                answers = null;
            }
        }
        boolean listened = listening != null && listening.attached();
        if (listened || running > 0) {
            heard = now;
            return Look.IN_USE;
        }
        return now - heard > limit ? Look.IDLE : Look.QUIET;
    }

    /// How many streams go on or can be taken up again.
    synchronized int streams() {
        return answers == null ? 0 : answers.size();
    }

    /// Ends its streams.
    void endStreams() {
        synchronized (this) {
            ended = true;
        }
        StreamLog log = listening;
        if (log != null) {
            log.finish(null);
        }
    }
}
