package io.github.clockifymcp.mcp.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;

/// Reads a request's body without waiting for it: what is there is read at once, and when the rest
/// comes, the connection's own thread goes on. So a slow sender holds no thread, only the bytes it
/// sent, and these are counted over all bodies.
///
/// What is too long is read on for a while and thrown away, because a client that is still sending
/// when its connection is closed never sees why.
final class Body implements Pulse.Beat {
    private final HttpServerExchange http;
    private final Wire wire;
    private final Pulse pulse;
    private final Executor threads;
    private final AtomicLong budget;
    private final int max;
    private final int maxDrained;
    private final long deadline;
    private final Done done;
    private final ByteArrayOutputStream bytes;

    private long drained;
    private volatile boolean settled;
    private @Nullable Fault fault;

    /// What is wrong with a body.
    enum Fault {
        TOO_LONG,
        /// There are too many bodies at the moment.
        NO_ROOM
    }

    /// What to do with it. Runs on a thread that may block.
    interface Done {
        /// Takes the body.
        ///
        /// @param body empty when something is wrong
        /// @param complete whether the connection can be used again, because all was read
        void body(byte[] body, @Nullable Fault fault, boolean complete);
    }

    private Body(HttpServerExchange http, Wire wire, Room room, int max, long patience, Done done) {
        this.http = http;
        this.wire = wire;
        this.pulse = room.pulse();
        this.threads = room.threads();
        this.budget = room.bodies();
        this.max = max;
        this.maxDrained = room.maxDrained();
        this.deadline = System.nanoTime() + patience;
        this.done = done;
        long length = http.getRequestContentLength();
        int expected = length > 0 ? (int) Math.min(length, Math.min(max, 8_192)) : 0;
        this.bytes = new ByteArrayOutputStream(Math.max(expected, 32));
    }

    /// What bodies share.
    ///
    /// @param bodies how many bytes may still be taken
    /// @param maxDrained how many bytes of a body are read only to throw them away
    record Room(Pulse pulse, Executor threads, AtomicLong bodies, int maxDrained) {}

    /// Reads the body. The bytes count until [#release].
    ///
    /// @param max how many bytes it may have
    /// @param patience nanoseconds until the connection is cut
    static void read(
            HttpServerExchange http, Wire wire, Room room, int max, long patience, Done done) {
        Body body = new Body(http, wire, room, max, patience, done);
        if (http.isRequestComplete()) {
            body.end(true, false);
            return;
        }
        if (http.getRequestContentLength() > (long) max + room.maxDrained()) {
            body.fault = Fault.TOO_LONG;
            body.end(false, false);
            return;
        }
        StreamSourceChannel channel = http.getRequestChannel();
        if (channel == null) {
            body.end(true, false);
        } else {
            body.take(channel, false);
        }
    }

    /// Gives back what a body took of the room.
    static void release(Room room, int bytes) {
        room.bodies().addAndGet(bytes);
    }

    private void take(StreamSourceChannel channel, boolean again) {
        try (PooledByteBuffer pooled = http.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            while (!settled) {
                buffer.clear();
                int count = channel.read(buffer);
                if (count == 0) {
                    if (!again) {
                        pulse.add(this);
                        wire.whenGone(() -> wire.run(this::settle));
                        channel.getReadSetter().set(source -> take(source, true));
                    }
                    channel.resumeReads();
                    return;
                }
                if (count > 0) {
                    buffer.flip();
                    keep(buffer);
                }
                if (count < 0 || drained > maxDrained) {
                    channel.suspendReads();
                    channel.getReadSetter().set(null);
                    end(count < 0, again);
                    return;
                }
            }
        } catch (IOException e) {
            settle();
            wire.cut();
        }
    }

    private void keep(ByteBuffer buffer) {
        int count = buffer.remaining();
        if (fault == null && bytes.size() + count > max) {
            fail(Fault.TOO_LONG);
        }
        if (fault == null && budget.addAndGet(-count) < 0) {
            budget.addAndGet(count);
            fail(Fault.NO_ROOM);
        }
        if (fault == null) {
            bytes.write(buffer.array(), buffer.arrayOffset() + buffer.position(), count);
        } else {
            drained += count;
        }
    }

    private void fail(Fault why) {
        fault = why;
        budget.addAndGet(bytes.size());
        bytes.reset();
    }

    private void end(boolean complete, boolean again) {
        if (settled) {
            return;
        }
        settled = true;
        if (!again) {
            done.body(bytes.toByteArray(), fault, complete);
            return;
        }
        pulse.remove(this);
        wire.forget();
        threads.execute(() -> done.body(bytes.toByteArray(), fault, complete));
    }

    private void settle() {
        if (!settled) {
            settled = true;
            pulse.remove(this);
            budget.addAndGet(bytes.size());
            bytes.reset();
        }
    }

    @Override
    public boolean beat(long now) {
        if (!settled && now - deadline > 0) {
            wire.run(this::settle);
            wire.cut();
        }
        return !settled;
    }
}
