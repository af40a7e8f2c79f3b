package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.RequestId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls that run on one connection, by the id their client gave them.
///
/// A call leaves the map right before its answer is written, so that a client which uses an id
/// again as soon as it reads the answer is not told that the id is taken; it counts as unfinished
/// until the answer is out, so that the end of the connection waits for it.
final class CallRegistry {
    private final int maxRunning;
    private final Map<RequestId, RunningCall> running = new HashMap<>();
    private int unfinished;

    /// Whether a call may begin.
    enum Entry {
        ADDED,
        ID_IN_USE,
        FULL
    }

    CallRegistry(int maxRunning) {
        this.maxRunning = maxRunning;
    }

    synchronized Entry add(RunningCall call) {
        if (running.containsKey(call.id())) {
            return Entry.ID_IN_USE;
        }
        // Answers that a slow client does not fetch count too, or they would be without limit.
        if (running.size() >= maxRunning || unfinished >= 2 * maxRunning) {
            return Entry.FULL;
        }
        running.put(call.id(), call);
        unfinished++;
        return Entry.ADDED;
    }

    /// The id is free again.
    synchronized void release(RunningCall call) {
        running.remove(call.id(), call);
    }

    /// Nothing more will be written for this call.
    synchronized void finished() {
        unfinished--;
        if (unfinished == 0) {
            notifyAll();
        }
    }

    void cancel(RequestId id) {
        RunningCall call = find(id);
        if (call != null) {
            call.cancel();
        }
    }

    boolean runs(RequestId id) {
        return find(id) != null;
    }

    void cancelAll() {
        List<RunningCall> all;
        synchronized (this) {
            all = List.copyOf(running.values());
        }
        all.forEach(RunningCall::cancel);
    }

    private synchronized @Nullable RunningCall find(RequestId id) {
        return running.get(id);
    }

    /// Waits until every call is finished.
    ///
    /// @return whether they are
    synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (unfinished > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }
}
