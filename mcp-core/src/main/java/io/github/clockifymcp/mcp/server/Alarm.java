package io.github.clockifymcp.mcp.server;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Rings after a while. One thread for all calls, begun with the first of them.
final class Alarm {

    private static final class Clockwork {
        private static final long OFTEN = 10;
        private static final ScheduledThreadPoolExecutor THREAD = thread();

        private static ScheduledThreadPoolExecutor thread() {
            ScheduledThreadPoolExecutor thread =
                    new ScheduledThreadPoolExecutor(
                            1, Thread.ofPlatform().daemon().name("time-limits").factory());
            // Nearly every alarm is stopped before it rings, and would lie there until then.
            thread.setRemoveOnCancelPolicy(true);
            // Whichever would ring next wakes the thread when it is set, to tell it so. Something
            // that rings sooner spares a call that.
            var _ = thread.scheduleWithFixedDelay(() -> {}, OFTEN, OFTEN, TimeUnit.SECONDS);
            return thread;
        }
    }

    Future<?> in(Duration duration, Runnable ring) {
        return Clockwork.THREAD.schedule(ring, duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
