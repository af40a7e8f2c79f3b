package io.github.clockifymcp.server.log;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// Writes whole lines to a stream that many threads share. Who finds somebody else writing leaves
/// their line to them, so that what many say at once goes out together. When too many lines wait,
/// because nobody reads, everybody waits with them.
final class LineWriter {
    private static final int MOST_WAITING = 1_000;
    private static final int TOGETHER = 64 * 1024;

    private final PrintStream out;
    private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock writing = new ReentrantLock();

    LineWriter(PrintStream out) {
        this.out = out;
    }

    /// Writes it, after all that the same thread has written before.
    ///
    /// @param line with its end
    void write(byte[] line) {
        waiting.add(line);
        boolean patient = count.incrementAndGet() > MOST_WAITING;
        // Looked at again after the lock is free: somebody may have left theirs in between.
        while (!waiting.isEmpty() && locked(patient)) {
            try {
                writeAll();
            } finally {
                writing.unlock();
            }
        }
    }

    private boolean locked(boolean patient) {
        if (patient) {
            writing.lock();
            return true;
        }
        return writing.tryLock();
    }

    private void writeAll() {
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (byte[] line = waiting.poll(); line != null; line = waiting.poll()) {
            count.decrementAndGet();
            together.writeBytes(line);
            if (together.size() >= TOGETHER) {
                send(together);
            }
        }
        send(together);
    }

    private void send(ByteArrayOutputStream together) {
        if (together.size() > 0) {
            out.write(together.toByteArray(), 0, together.size());
            out.flush();
            together.reset();
        }
    }
}
