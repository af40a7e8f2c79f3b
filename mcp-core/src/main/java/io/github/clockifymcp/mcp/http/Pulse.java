package io.github.clockifymcp.mcp.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One clock for everything that has a limit. Whatever waits is looked at now and then, and says
/// whether it is still waiting: two changes of a set for each request, instead of a timer that
/// nearly always is stopped again.
final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final Set<Beat> beats = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("http-pulse").factory());

    private final Future<?> rounds;

    /// Something that waits. Told apart by identity.
    interface Beat {
        /// Looks at the time. Does not wait.
        ///
        /// @param now as [System#nanoTime]
        /// @return whether to be asked again
        boolean beat(long now);
    }

    Pulse(Duration every) {
        long nanos = every.toNanos();
        rounds = thread.scheduleWithFixedDelay(this::round, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    void add(Beat beat) {
        beats.add(beat);
    }

    void remove(Beat beat) {
        beats.remove(beat);
    }

    private void round() {
        long now = System.nanoTime();
        beats.removeIf(beat -> !waits(beat, now));
    }

    private static boolean waits(Beat beat, long now) {
        try {
            return beat.beat(now);
        } catch (RuntimeException e) { // one must not stop the clock for all
            LOG.warn("Something that waits failed; type={}", e.getClass().getName());
            return false;
        }
    }

    @Override
    public void close() {
        rounds.cancel(false);
        thread.shutdownNow();
    }
}
