package io.github.clockifymcp.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// The same request over and over, with so many in flight, for a time.
final class Load {
    private static final int MOST_SAMPLES = 200_000;

    private Load() {}

    /// What is sent, and whether the answer is the right one.
    interface Work {
        /// Sends one request.
        ///
        /// @return whether it was answered as it should
        boolean once() throws IOException;
    }

    /// Makes what one of the threads works with, such as a connection of its own.
    interface Maker {
        Work make() throws IOException;
    }

    /// What came of it.
    static final class Report {
        private final long[] nanosSorted;
        private final long answered;
        private final long errors;
        private final long elapsedNanos;

        private Report(long[] nanosSorted, long answered, long errors, long elapsedNanos) {
            this.nanosSorted = nanosSorted;
            this.answered = answered;
            this.errors = errors;
            this.elapsedNanos = elapsedNanos;
        }

        long answered() {
            return answered;
        }

        long errors() {
            return errors;
        }

        double perSecond() {
            return answered * 1e9 / elapsedNanos;
        }

        /// `68 / 140 µs`: p50 and p99.
        String latency() {
            return String.format(Locale.ROOT, "%.0f / %.0f µs", at(0.5) / 1e3, at(0.99) / 1e3);
        }

        double at(double part) {
            if (nanosSorted.length == 0) {
                return 0;
            }
            int index = (int) Math.min(nanosSorted.length - 1, nanosSorted.length * part);
            return nanosSorted[index];
        }
    }

    /// Runs the work on so many threads, first to warm up, then measured.
    static Report run(int inFlight, long warmMillis, long millis, Maker maker)
            throws IOException, InterruptedException {
        List<Work> works = new ArrayList<>();
        for (int i = 0; i < inFlight; i++) {
            works.add(maker.make());
        }
        round(works, warmMillis);
        return round(works, millis);
    }

    private static Report round(List<Work> works, long millis) throws InterruptedException {
        AtomicLong answered = new AtomicLong();
        AtomicLong errors = new AtomicLong();
        ConcurrentLinkedQueue<long[]> samples = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(works.size());
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        for (Work work : works) {
            Thread.ofPlatform()
                    .start(() -> {
                        samples.add(repeat(work, end, answered, errors));
                        done.countDown();
                    });
        }
        done.await();
        long elapsed = System.nanoTime() - start;
        long[] all = samples.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Report(all, answered.get(), errors.get(), elapsed);
    }

    private static long[] repeat(Work work, long end, AtomicLong answered, AtomicLong errors) {
        long[] took = new long[MOST_SAMPLES];
        int count = 0;
        for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
            boolean good;
            try {
                good = work.once();
            } catch (IOException e) {
                errors.incrementAndGet();
                break; // its connection is gone
            }
            if (good) {
                answered.incrementAndGet();
            } else {
                errors.incrementAndGet();
            }
            if (count < MOST_SAMPLES) {
                took[count++] = System.nanoTime() - before;
            }
        }
        return Arrays.copyOf(took, count);
    }
}
