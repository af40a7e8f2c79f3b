package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSinkChannel;

/// A response that goes on: server-sent events.
///
/// Nobody who says something waits for the reader. What is said is put in a queue, and the
/// connection's own thread writes it as the reader takes it. A reader that takes too little for too
/// long is cut off, by the size of the queue or by the age of what is in it; so a slow one costs
/// memory up to a limit, and never a thread.
final class EventStream implements Pulse.Beat {
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] END = "\n\n".getBytes(US_ASCII);
    private static final byte[] COMMENT = ":\n\n".getBytes(US_ASCII);

    private final HttpServerExchange http;
    private final Wire wire;
    private final Pulse pulse;
    private final long patience;
    private final long keepAlive;
    private final int maxQueue;

    // Guarded by this.
    private final Deque<ByteBuffer> queue = new ArrayDeque<>();
    private long queued;
    private boolean ending;
    private boolean closed;
    private boolean scheduled;
    private long waitingSince;
    private long lastSaid = System.nanoTime();

    // Only touched by the connection's own thread.
    private @Nullable StreamSinkChannel channel;
    private boolean ended;

    private EventStream(HttpServerExchange http, Wire wire, Pulse pulse, HttpSettings settings) {
        this.http = http;
        this.wire = wire;
        this.pulse = pulse;
        this.patience = settings.times().write().toNanos();
        this.keepAlive = settings.times().keepAlive().toNanos();
        this.maxQueue = settings.limits().queue();
    }

    /// Begins the response.
    ///
    /// @param gone what to do when the reader is gone before we ended
    static EventStream begin(
            HttpServerExchange http, Wire wire, Pulse pulse, HttpSettings settings, Runnable gone) {
        EventStream stream = new EventStream(http, wire, pulse, settings);
        wire.whenGone(() -> {
            stream.lost();
            gone.run();
        });
        http.setStatusCode(200);
        http.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, "text/event-stream")
                // Proxies such as nginx hold events back unless told not to.
                .put(Reply.ACCEL_BUFFERING, "no");
        if (http.isHttp11()) {
            // So that its end can be told from a break, also on a connection that ends with it.
            http.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
        }
        pulse.add(stream);
        stream.schedule();
        return stream;
    }

    /// Sends a message.
    ///
    /// @param id under which the client can come back; null for none
    /// @return false when the reader will not get it
    boolean message(@Nullable String id, byte[] json) {
        byte[] head = id == null ? new byte[0] : ("id: " + id + "\n").getBytes(US_ASCII);
        byte[] frame = new byte[head.length + DATA.length + json.length + END.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(DATA, 0, frame, head.length, DATA.length);
        System.arraycopy(json, 0, frame, head.length + DATA.length, json.length);
        System.arraycopy(END, 0, frame, frame.length - END.length, END.length);
        return push(frame);
    }

    /// Tells the client under which id and after how long it can come back, without a message.
    boolean prime(String id, long retryMillis) {
        return push(("id: " + id + "\nretry: " + retryMillis + "\ndata: \n\n").getBytes(US_ASCII));
    }

    synchronized boolean isOpen() {
        return !closed;
    }

    private synchronized boolean push(byte[] frame) {
        if (closed || ending) {
            return false;
        }
        // One message always fits, however long it is.
        if (queued > 0 && queued + frame.length > maxQueue) {
            closed = true;
            wire.cut();
            return false;
        }
        long now = System.nanoTime();
        if (queue.isEmpty()) {
            waitingSince = now;
        }
        lastSaid = now;
        queue.add(ByteBuffer.wrap(frame));
        queued += frame.length;
        schedule();
        return true;
    }

    /// Ends the stream after what was said.
    synchronized void end() {
        if (!closed && !ending) {
            ending = true;
            waitingSince = queue.isEmpty() ? System.nanoTime() : waitingSince;
            schedule();
        }
    }

    private synchronized void schedule() {
        if (!scheduled) {
            scheduled = true;
            wire.run(this::begun);
        }
    }

    private synchronized void lost() {
        closed = true;
        queue.clear();
        queued = 0;
        pulse.remove(this);
    }

    private void begun() {
        synchronized (this) {
            scheduled = false;
        }
        pump();
    }

    /// Writes what the reader takes.
    private void pump() {
        if (ended) {
            return;
        }
        try {
            StreamSinkChannel out = open();
            if (out == null) {
                wire.cut();
                return;
            }
            for (ByteBuffer next = next(); next != null; next = next()) {
                if (next.hasRemaining() && out.write(next) == 0) {
                    await(out);
                    return;
                }
                written();
            }
            if (!out.flush()) {
                await(out);
                return;
            }
            out.suspendWrites();
            finish(out);
        } catch (IOException | RuntimeException e) {
            wire.cut();
        }
    }

    private @Nullable StreamSinkChannel open() {
        if (channel == null) {
            channel = http.getResponseChannel();
            wire.watch();
        }
        return channel;
    }

    private void await(StreamSinkChannel out) {
        ChannelListener<StreamSinkChannel> again = sink -> pump();
        out.getWriteSetter().set(again);
        out.resumeWrites();
    }

    private synchronized @Nullable ByteBuffer next() {
        return queue.peek();
    }

    private synchronized void written() {
        ByteBuffer first = queue.peek();
        if (first != null && !first.hasRemaining()) {
            queue.remove();
            queued -= first.limit();
            waitingSince = System.nanoTime();
        }
    }

    private void finish(StreamSinkChannel out) {
        synchronized (this) {
            if (!ending || closed || !queue.isEmpty()) {
                return;
            }
            closed = true;
        }
        ended = true;
        pulse.remove(this);
        wire.unwatch();
        wire.forget();
        out.getWriteSetter().set(null);
        http.endExchange();
    }

    @Override
    public boolean beat(long now) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            boolean waiting = !queue.isEmpty() || ending;
            if (waiting && now - waitingSince > patience) {
                closed = true;
                wire.cut();
                return false;
            }
            if (now - lastSaid > keepAlive) {
                push(COMMENT.clone());
            }
            return true;
        }
    }
}
