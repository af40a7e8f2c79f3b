package io.github.clockifymcp.controlplane;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Answers that are good for a moment. Whoever asks for the same meanwhile gets the same answer,
/// also while it is being found; a failure is told to those who wait for it, and not kept. The
/// moment begins before the question is asked, so that no answer is older than that.
///
/// @param <K> what can be asked; as many as there may be, of which a bounded number is kept
final class Fresh<K, V> {
    /// Short enough that a change is everywhere within five seconds, however slow a question is.
    static final Duration MOMENT = Duration.ofSeconds(2);

    private static final int MOST = 10_000;

    private final Finding<K, V> finding;
    private final LongSupplier nanos;

    // In the order in which they were asked, and its own lock.
    private final Map<K, Asked<V>> kept = new LinkedHashMap<>();

    /// Finds an answer. It may block.
    @FunctionalInterface
    interface Finding<K, V> {
        V find(K key) throws IOException;
    }

    private record Asked<V>(FutureTask<V> answer, long at) {}

    /// @param nanos a clock that only goes forward, such as `System::nanoTime`
    Fresh(LongSupplier nanos, Finding<K, V> finding) {
        this.nanos = nanos;
        this.finding = finding;
    }

    V get(K key) throws IOException {
        Asked<V> asked = asked(key);
        // The first one here finds it, and for the others this does nothing.
        asked.answer().run();
        return answer(key, asked);
    }

    /// Lets the next who asks ask anew.
    void forget(K key) {
        synchronized (kept) {
            kept.remove(key);
        }
    }

    private Asked<V> asked(K key) {
        synchronized (kept) {
            long now = nanos.getAsLong();
            @Nullable Asked<V> before = kept.get(key);
            if (before != null && now - before.at() < MOMENT.toNanos()) {
                return before;
            }
            Asked<V> asked = new Asked<>(new FutureTask<>(() -> finding.find(key)), now);
            kept.remove(key);
            kept.put(key, asked);
            if (kept.size() > MOST) {
                Iterator<K> eldest = kept.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
            return asked;
        }
    }

    /// Waits as long as the question takes: an interrupted caller has to end anyway, and an answer
    /// is near.
    private V answer(K key, Asked<V> asked) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return asked.answer().get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            forget(key, asked);
            if (e.getCause() instanceof IOException failure) {
                throw new IOException(failure.getMessage(), failure);
            }
            throw new IllegalStateException("a question went wrong", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void forget(K key, Asked<V> failed) {
        synchronized (kept) {
            kept.remove(key, failed);
        }
    }
}
