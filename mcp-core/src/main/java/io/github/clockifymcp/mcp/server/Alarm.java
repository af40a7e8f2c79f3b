package io.github.clockifymcp.mcp.server;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Rings after a while. One thread for all calls, begun with the first of them.
final class Alarm {

    private static final class Clockwork {
        private static final ScheduledThreadPoolExecutor THREAD = thread();

        private static ScheduledThreadPoolExecutor thread() {
            ScheduledThreadPoolExecutor thread =
                    new ScheduledThreadPoolExecutor(
                            1, Thread.ofPlatform().daemon().name("time-limits").factory());
            // Nearly every alarm is stopped before it rings, and would lie there until then.
            thread.setRemoveOnCancelPolicy(true);
            return thread;
        }
    }

    Future<?> in(Duration duration, Runnable ring) {
        return Clockwork.THREAD.schedule(ring, duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
