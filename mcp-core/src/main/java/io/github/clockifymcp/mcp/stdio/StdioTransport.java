package io.github.clockifymcp.mcp.stdio;

import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Connection;
import io.github.clockifymcp.mcp.server.Exchange;
import io.github.clockifymcp.mcp.server.McpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client at the other end of a pipe, as most of them start us.
///
/// Nothing that comes in ends the server. A line that is too long is skipped to its end, a line
/// that is not a message is answered as such, and the next one is read: a client that lost a byte
/// should lose one answer, not its server.
///
/// One thread reads, and waits for no call. So a cancellation is always read, however many calls
/// are running; what is too much is refused instead of waiting for its turn. Its own short answers
/// (a refusal, a `ping`) it does write itself: if not even those can be written, the client has
/// stopped reading, and to go on taking its requests would only fill our memory.
///
/// One lock writes: a message is one write and one flush, so that lines never mix, whoever answers.
/// Nobody holds another lock meanwhile that the reader could need.
///
/// The end comes in three ways. When the client closes its side, it may still be reading: what runs
/// is answered, within a limit; only calls that wait for a person end, since nobody can answer any
/// more. When we are told to stop ([#shutdown]), the same. When writing fails, the client is gone:
/// whatever may be stopped is stopped, and a change that is being sent is still finished. The
/// reader is a daemon because a thread that waits for standard input cannot be woken.
public final class StdioTransport {
    /// Finding a logger takes longer than answering `initialize`; most runs never need it.
    private static final class Log {
        private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);
    }

    private final McpServer server;
    private final InputStream in;
    private final OutputStream out;
    private final StdioSettings settings;
    private final int maxBatch;
    private final Connection connection;
    private final ReentrantLock writing = new ReentrantLock();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean broken;

    /// @param in closed by the client when it has nothing more to say
    /// @param out nothing else may write to it; not a `PrintStream`, which hides that it is broken,
    ///   nor a channel's stream, which an interrupt closes
    public StdioTransport(
            McpServer server, InputStream in, OutputStream out, StdioSettings settings) {
        this.server = server;
        this.in = in;
        this.out = out;
        this.settings = settings;
        this.maxBatch = server.maxBatch();
        this.connection = server.connectLocal();
        connection.outlet(this::push);
    }

    /// Serves until the client is gone or [#shutdown] is called, then answers what still runs.
    ///
    /// @throws InterruptedException when this thread was interrupted; running calls were left alone
    public void run() throws InterruptedException {
        Thread.ofPlatform().daemon().name("stdin").start(this::read);
        try {
            stop.await();
            drain();
        } finally {
            stopped.countDown();
        }
    }

    /// Stops reading, lets [#run] answer what still runs, and waits for it. For a shutdown hook.
    public void shutdown() {
        stop.countDown();
        try {
            long grace = settings.drain().plus(Duration.ofSeconds(1)).toMillis();
            if (!stopped.await(grace, TimeUnit.MILLISECONDS)) {
                Log.LOG.warn("Some calls were still running when we had to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() throws InterruptedException {
        if (broken) {
            connection.abandon();
        } else {
            connection.close();
        }
        if (!connection.awaitIdle(settings.drain())) {
            Log.LOG.warn("Some calls took longer than the time we have to end; they get no answer");
            connection.abandon();
        }
        if (!server.endTasks(settings.drain())) {
            Log.LOG.warn("Some tasks were still sending a change when we had to stop");
        }
    }

    private void read() {
        try {
            new LineReader(in, settings.maxLine()).read(lines());
        } catch (IOException e) {
            Log.LOG.info("Standard input broke off; type={}", e.getClass().getName());
        } finally {
            stop.countDown();
        }
    }

    private LineReader.Lines lines() {
        return new LineReader.Lines() {
            @Override
            public void line(byte[] bytes, int from, int length) {
                if (stop.getCount() > 0 && !isBlank(bytes, from, length)) {
                    take(bytes, from, length);
                }
            }

            @Override
            public void tooLong() {
                RpcError error =
                        RpcError.invalidRequest(
                                "Invalid request: a line may have at most %d bytes; this one was longer and was skipped."
                                        .formatted(settings.maxLine()));
                write(RpcCodec.error(null, error));
            }
        };
    }

    private void take(byte[] bytes, int from, int length) {
        try {
            connection.receive(RpcCodec.decode(bytes, from, length, maxBatch), new Line());
        } catch (RuntimeException e) {
            // Nothing that comes in ends the server.
            Log.LOG.error("A line could not be taken; type={}", e.getClass().getName());
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private final class Line implements Exchange {
        @Override
        public void send(byte[] message) {
            write(message);
        }

        @Override
        public void answer(byte[] message, @Nullable RpcError error) {
            write(message);
        }

        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public void dismiss() {
            // Here, no answer is no line.
        }
    }

    private boolean push(byte[] message) {
        write(message);
        return !broken;
    }

    private void write(byte[] message) {
        byte[] line = new byte[message.length + 1];
        System.arraycopy(message, 0, line, 0, message.length);
        line[message.length] = '\n';
        writing.lock();
        try {
            if (!broken) {
                out.write(line);
                out.flush();
            }
        } catch (IOException e) {
            broken = true;
            stop.countDown();
        } finally {
            writing.unlock();
        }
    }
}
