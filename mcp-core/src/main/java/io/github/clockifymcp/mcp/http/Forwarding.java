package io.github.clockifymcp.mcp.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a replica wants to say in a session whose stream is elsewhere. Whoever says something does
/// not wait; a thread that lives while there is something passes it on, in order.
final class Forwarding {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);
    private static final int TRIES = 6;
    private static final long FIRST_WAIT_MILLIS = 100;

    private final Conversations.Part part;
    private final int maxBytes;

    // Guarded by this.
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean busy;

    Forwarding(Conversations.Part part, int maxBytes) {
        this.part = part;
        this.maxBytes = maxBytes;
    }

    synchronized void add(byte[] message) {
        waiting.add(message);
        bytes += message.length;
        while (bytes > maxBytes && waiting.size() > 1) {
            bytes -= waiting.remove().length;
        }
        if (!busy) {
            busy = true;
            Thread.ofVirtual().name("forwarding").start(this::work);
        }
    }

    private void work() {
        while (true) {
            byte[] next;
            synchronized (this) {
                if (waiting.isEmpty()) {
                    busy = false;
                    notifyAll();
                    return;
                }
                next = waiting.remove();
                bytes -= next.length;
            }
            pass(next);
        }
    }

    private void pass(byte[] message) {
        long wait = FIRST_WAIT_MILLIS;
        for (int tried = 1; tried <= TRIES; tried++) {
            try {
                if (!part.pass(Conversations.Letter.of(Conversations.Way.TOLD, message))) {
                    LOG.warn("A message for another replica's stream was dropped: too many wait");
                }
                return;
            } catch (RuntimeException e) {
                LOG.warn(
                        "A message for another replica's stream could not be passed on; try={} type={}",
                        tried,
                        e.getClass().getName());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(wait);
            } catch (InterruptedException e) {
                return;
            }
            wait *= 2;
        }
    }

    /// Waits until everything was passed on, or given up.
    synchronized void finish() {
        try {
            while (busy) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
