package io.github.clockifymcp.mcp.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.AttachmentKey;
import io.undertow.util.ImmediatePooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.conduits.ConduitStreamSourceChannel;

/// A connection, and what is to be done when it ends.
///
/// While a request is worked on, Undertow does not read from its connection, so nobody notices that
/// the client has gone. A watched connection is read: when it ends, it is closed here too, which
/// runs what was left to do; when another request comes early, its bytes are put where Undertow
/// finds them, and too many of them end the watch. All reading is done by the connection's own
/// thread, and it must have stopped before an answer is complete, because from then on Undertow
/// reads again.
final class Wire {
    private static final int MAX_EARLY = 64 * 1024;
    private static final AttachmentKey<Wire> KEY = AttachmentKey.create(Wire.class);

    private final ServerConnection connection;
    private final AtomicReference<@Nullable Runnable> gone = new AtomicReference<>();

    // Only touched by the connection's own thread.
    private boolean watching;

    private Wire(ServerConnection connection) {
        this.connection = connection;
        connection.addCloseListener(closed -> ended());
    }

    /// The exchange's connection. Called by one thread at a time, as requests come one by one.
    static Wire of(HttpServerExchange http) {
        ServerConnection connection = http.getConnection();
        Wire wire = connection.getAttachment(KEY);
        if (wire == null) {
            wire = new Wire(connection);
            connection.putAttachment(KEY, wire);
        }
        return wire;
    }

    /// What to do when the connection ends, once. At once when it has.
    void whenGone(Runnable task) {
        gone.set(task);
        if (!connection.isOpen()) {
            ended();
        }
    }

    /// Nothing is to be done any more.
    void forget() {
        gone.set(null);
    }

    private void ended() {
        Runnable task = gone.getAndSet(null);
        if (task != null) {
            // Closing may happen under locks of Undertow's.
            Thread.ofVirtual().start(task);
        }
    }

    /// Lets the connection's own thread do something, after all that it was asked to do before.
    void run(Runnable task) {
        try {
            connection.getIoThread().execute(task);
        } catch (RuntimeException e) { // the server has stopped, and its connections with it
            ended();
        }
    }

    /// Ends the connection.
    void cut() {
        run(() -> IoUtils.safeClose(connection));
    }

    /// Begins to watch. By the connection's own thread.
    void watch() {
        if (watching || !(connection instanceof HttpServerConnection http) || !http.isOpen()) {
            return;
        }
        watching = true;
        ConduitStreamSourceChannel source = http.getChannel().getSourceChannel();
        source.setReadListener(channel -> look(http));
        http.getOriginalSourceConduit().resumeReads();
        if (http.getSslSession() != null) {
            // What TLS has already read no selector will tell.
            http.getOriginalSourceConduit().wakeupReads();
        }
    }

    private void look(HttpServerConnection http) {
        if (!watching) {
            http.getOriginalSourceConduit().suspendReads();
            return;
        }
        PooledByteBuffer pooled = http.getByteBufferPool().allocate();
        int count;
        try {
            count = http.getOriginalSourceConduit().read(pooled.getBuffer());
        } catch (IOException e) {
            count = -1;
        }
        if (count > 0) {
            pooled.getBuffer().flip();
            keep(http, pooled);
            return;
        }
        pooled.close();
        if (count < 0) {
            stop(http);
            IoUtils.safeClose(connection);
        }
    }

    /// Keeps what belongs to the next request, behind what is kept already, until it is too much.
    private void keep(HttpServerConnection http, PooledByteBuffer came) {
        PooledByteBuffer early = http.getExtraBytes();
        int length = came.getBuffer().remaining();
        if (early == null) {
            http.setExtraBytes(came);
        } else {
            length += early.getBuffer().remaining();
            ByteBuffer both = ByteBuffer.allocate(length);
            both.put(early.getBuffer()).put(came.getBuffer()).flip();
            early.close();
            came.close();
            http.setExtraBytes(new ImmediatePooledByteBuffer(both));
        }
        if (length > MAX_EARLY) {
            stop(http);
        }
    }

    /// Stops watching. By the connection's own thread.
    void unwatch() {
        if (watching && connection instanceof HttpServerConnection http) {
            stop(http);
        }
    }

    private void stop(HttpServerConnection http) {
        watching = false;
        http.getOriginalSourceConduit().suspendReads();
        http.getChannel().getSourceChannel().setReadListener(null);
    }
}
