package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.rpc.RequestId;
import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers one HTTP request: at once, or as a stream of events. Whichever begins first is the
/// answer; what comes later is dropped.
final class Reply {
    static final HttpString ACCEL_BUFFERING = new HttpString("X-Accel-Buffering");
    static final HttpString SESSION = new HttpString("Mcp-Session-Id");

    /// Bytes a second; who takes less of a long answer is cut off.
    private static final long SLOWEST = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int NONE = 204;

    private final HttpServerExchange http;
    private final Wire wire;
    private final Pulse pulse;
    private final HttpSettings settings;
    private final BooleanSupplier ending;
    private final Function<String, Optional<String>> challenges;

    // Guarded by this.
    private boolean begun;
    private boolean watched;

    /// @param ending whether the server is
    /// @param challenges how somebody is asked for a token that is good for more
    Reply(
            HttpServerExchange http,
            Wire wire,
            Pulse pulse,
            HttpSettings settings,
            BooleanSupplier ending,
            Function<String, Optional<String>> challenges) {
        this.http = http;
        this.wire = wire;
        this.pulse = pulse;
        this.settings = settings;
        this.ending = ending;
        this.challenges = challenges;
    }

    HttpServerExchange http() {
        return http;
    }

    Wire wire() {
        return wire;
    }

    Reply header(HttpString name, String value) {
        http.getResponseHeaders().put(name, value);
        return this;
    }

    /// Asks for a token that is good for this.
    void challenge(String scope) {
        challenges.apply(scope).ifPresent(value -> header(Headers.WWW_AUTHENTICATE, value));
    }

    /// Notices when the client goes away, and does this then, unless the answer was complete.
    synchronized void watch(Runnable gone) {
        if (!begun && !watched) {
            watched = true;
            wire.whenGone(gone);
            wire.run(wire::watch);
        }
    }

    /// Answers with a JSON-RPC error.
    ///
    /// @param id null when it is not known
    void refuse(int status, @Nullable RequestId id, String sentence) {
        json(status, RpcCodec.error(id, RpcError.invalidRequest(sentence)));
    }

    /// Answers that it may be tried again.
    void busy(int status, Duration retryAfter, @Nullable RequestId id, String sentence) {
        header(Headers.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        json(status, RpcCodec.error(id, new RpcError(RpcError.INTERNAL, sentence)));
    }

    /// Does something for this request, and answers when it fails in a way nobody thought of.
    void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            StackTraceElement[] frames = e.getStackTrace();
            LOG.error(
                    "A request failed in a way nobody thought of; type={} at={}",
                    e.getClass().getName(),
                    frames.length == 0 ? "?" : frames[0]);
            busy(503, SOON, null, "Internal error");
        }
    }

    /// Answers with JSON.
    void json(int status, byte[] body) {
        if (begin()) {
            http.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            send(status, body);
        }
    }

    /// Answers with a page, whose headers say what it is.
    void page(int status, byte[] body) {
        if (begin()) {
            send(status, body);
        }
    }

    /// Answers without a body.
    void empty(int status) {
        if (begin()) {
            send(status, new byte[0]);
        }
    }

    /// Says that no answer will come. When that is because we end, nobody knows what the call has
    /// done, and a status would say that we do: the connection breaks, as it would have anyway.
    void none() {
        if (!ending.getAsBoolean()) {
            empty(202);
        } else if (begin()) {
            wire.cut();
        }
    }

    private synchronized boolean begin() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    /// Always by the connection's own thread. If it is watched, that thread reads it and has to
    /// stop first. And when an exchange is completed by any other thread, Undertow lets its own
    /// spin until that one is done, which on a busy machine is as long as somebody else has the
    /// processor.
    private void send(int status, byte[] body) {
        wire.run(() -> {
            wire.unwatch();
            write(status, body);
        });
    }

    private void write(int status, byte[] body) {
        wire.forget();
        try {
            http.setStatusCode(status);
            if (body.length == 0) {
                if (status != NONE) {
                    http.setResponseContentLength(0);
                }
                http.endExchange();
            } else {
                http.setResponseContentLength(body.length);
                Written written = new Written(body.length);
                http.getResponseSender().send(ByteBuffer.wrap(body), written);
                if (!written.done) {
                    pulse.add(written);
                }
            }
        } catch (RuntimeException e) { // the connection broke under our hands
            wire.cut();
        }
    }

    /// Waits for a reader of one long answer, as long as it goes on reading and is not so slow that
    /// it only seems to.
    private final class Written implements IoCallback, Pulse.Beat {
        private final long patience = settings.times().write().toNanos();
        private final long deadline;
        private volatile boolean done;

        // Used by the pulse alone.
        private long sent;
        private long progressed = System.nanoTime();

        Written(int length) {
            deadline = progressed + patience + TimeUnit.SECONDS.toNanos(length / SLOWEST);
        }

        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            done = true;
            pulse.remove(this);
            exchange.endExchange();
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException e) {
            done = true;
            pulse.remove(this);
            wire.cut();
        }

        @Override
        public boolean beat(long now) {
            long already = http.getResponseBytesSent();
            if (already != sent) {
                sent = already;
                progressed = now;
            }
            if (!done && (now - progressed > patience || now - deadline > 0)) {
                wire.cut();
                return false;
            }
            return !done;
        }
    }

    /// Begins a stream of events; null when an answer has begun already.
    ///
    /// @param gone what to do when the client goes away before we ended
    @Nullable EventStream stream(Runnable gone) {
        if (!begin()) {
            return null;
        }
        return EventStream.begin(http, wire, pulse, settings, gone);
    }
}
