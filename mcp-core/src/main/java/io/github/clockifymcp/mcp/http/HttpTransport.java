package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.Connection;
import io.github.clockifymcp.mcp.server.McpServer;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.SslClientAuthMode;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/// Many clients over HTTP, each in the revision it speaks, at one address.
///
/// The way of a request. [FrontDoor] asks what costs nothing: is there such a path, may it come
/// from there ([Door]), do we still serve? Then it gets a virtual thread, and the [Authenticator]
/// says who it is; only then is its [Body] read, so that strangers cannot make us keep what they
/// send. [Posts] gives the messages to the engine, and a [Call] brings the answer back through a
/// [Reply].
///
/// The two eras differ in what a connection means, and nearly everything here follows from that. In
/// 2026-07-28 the HTTP connection is all there is: a request has a connection with the engine of
/// its own, and when the one closes, the other is given up ([ModernCall]). Nothing remains of it.
/// In the older revisions the session is what there is: HTTP connections come and go, calls go on
/// without them, and what was said is kept for a while for a client that comes back and names the
/// last event it got ([SessionCall], [StreamLog], [LiveSession]). A session as data is in
/// [Sessions], which replicas may share; what runs in it stays where it runs.
///
/// An answer is JSON unless something has to go first: progress, a question, or a sign of life,
/// when a call takes so long that somebody in between might take the connection for dead. As long
/// as it can still be JSON it can still have a status that says what was wrong; a stream is always
/// 200. So the stream begins as late as it can.
///
/// No thread waits for a client. Reading goes on when bytes come ([Body]), writing when the client
/// takes them ([EventStream], [Reply]), both on the connection's own thread, which never blocks; a
/// virtual thread does what may take time. What a slow client costs is memory, and all of it is
/// counted: bodies, headers, queues, logs, calls, sessions, streams. What it takes in time is
/// watched by one clock for all ([Pulse]), and whoever takes too long of either is cut off.
///
/// The one delicate thing is to notice that a client has gone while its call runs ([Wire]).
/// Undertow reads from a connection only between requests, so we read it ourselves meanwhile, on
/// its own thread; we stop before the answer is complete, and put back what belongs to the next
/// request. Only calls that take longer than a moment are watched, so short ones pay nothing.
///
/// What goes on by itself ends with the token that let it in ([Stay]), and when who it belongs to
/// may not be here any more ([Patrol]).
///
/// The end ([#close]): new requests are refused with 503 and `/ready` says so; what was taken is
/// answered, listeners are ended, and so is what goes on in the background, within a limit;
/// sessions stay in their store, where another replica finds them. Every answer says that it is the
/// last on its connection. When all are given, nobody new is let in, and who was in already and
/// writes once more is still told: a connection that only breaks leaves its client to wonder
/// whether the request was taken.
public final class HttpTransport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);
    private static final int BUFFER = 8 * 1024;
    private static final Duration LAST_BYTES = Duration.ofSeconds(2);
    private static final int STEP = 5;

    private final HttpSettings settings;
    private final Executor threads = Thread::startVirtualThread;
    private final Pulse pulse;
    private final SessionTable sessions;
    private final Load running;
    private final Load streams;
    private final Posts posts;
    private final Patrol patrol;
    private final FrontDoor door;
    private final XnioWorker worker;
    private final Undertow server;
    private final Set<McpServer> served = ConcurrentHashMap.newKeySet();
    private volatile int port;
    private boolean closed;

    /// Makes one; [#start] begins to serve.
    ///
    /// @param endpoints which server answers where
    /// @param authenticator who may come in
    /// @param sessions where sessions of older revisions are remembered
    /// @param readiness for `/ready`
    /// @throws IllegalStateException when others than this machine could reach us and everybody
    ///   would be let in
    public HttpTransport(
            Endpoints endpoints,
            HttpSettings settings,
            Authenticator authenticator,
            Sessions sessions,
            Readiness readiness,
            Clock clock) {
        this(
                endpoints,
                settings,
                authenticator,
                sessions,
                Conversations.ALONE,
                readiness,
                clock,
                HttpObserver.NONE);
    }

    /// Makes one of several replicas, which is watched.
    ///
    /// @param endpoints which server answers where
    /// @param authenticator who may come in
    /// @param sessions where sessions of older revisions are remembered by all of them
    /// @param conversations by which they bring each other what is said in a session
    /// @param readiness for `/ready`
    /// @param observer hears of every HTTP request
    /// @throws IllegalStateException when others than this machine could reach us and everybody
    ///   would be let in
    public HttpTransport(
            Endpoints endpoints,
            HttpSettings settings,
            Authenticator authenticator,
            Sessions sessions,
            Conversations conversations,
            Readiness readiness,
            Clock clock,
            HttpObserver observer) {
        if (authenticator.open() && !Door.isLoopback(settings.host())) {
            throw new IllegalStateException(
                    "Without authentication only this machine may reach us: listen on 127.0.0.1, or say who may come in.");
        }
        this.settings = settings;
        HttpLimits limits = settings.limits();
        Duration watch = settings.times().watch();
        this.pulse =
                new Pulse(
                        watch.compareTo(Duration.ofMillis(100)) < 0
                                ? watch
                                : Duration.ofMillis(100));
        Endpoints noted = noting(endpoints);
        this.sessions = new SessionTable(sessions, conversations, noted, settings, clock);
        this.running = new Load(limits.running(), limits.runningEach());
        this.streams = new Load(limits.streams(), limits.streamsEach());
        Body.Room room =
                new Body.Room(
                        pulse,
                        threads,
                        new AtomicLong(limits.bodies()),
                        FrontDoor.maxDrained(settings));
        this.posts = new Posts(this.sessions, running, streams, room, settings);
        this.patrol = new Patrol(authenticator, this::guests, threads, settings.times().recheck());
        this.door =
                new FrontDoor(
                        noted,
                        authenticator,
                        readiness,
                        settings,
                        room,
                        posts,
                        this.sessions,
                        streams,
                        clock);
        this.worker = worker(limits);
        this.server = undertow(new Observed(new HttpContinueReadHandler(door), observer));
    }

    private Endpoints noting(Endpoints endpoints) {
        return new Endpoints() {
            @Override
            public @Nullable Endpoint at(String path) {
                return noted(endpoints.at(path));
            }

            @Override
            public String nothing(String path) {
                return endpoints.nothing(path);
            }
        };
    }

    /// Remembers whom to end when we end.
    private @Nullable Endpoint noted(@Nullable Endpoint endpoint) {
        if (endpoint != null) {
            served.add(endpoint.server());
        }
        return endpoint;
    }

    /// A worker of our own, so that we can stop to listen before connections are closed.
    private static XnioWorker worker(HttpLimits limits) {
        OptionMap options =
                OptionMap.builder()
                        .set(
                                Options.WORKER_IO_THREADS,
                                Math.max(2, Runtime.getRuntime().availableProcessors()))
                        // Requests run on virtual threads; Undertow wants a worker all the same.
                        .set(Options.WORKER_TASK_CORE_THREADS, 1)
                        .set(Options.WORKER_TASK_MAX_THREADS, 1)
                        .set(Options.CONNECTION_HIGH_WATER, limits.connections())
                        .set(Options.CONNECTION_LOW_WATER, limits.connections())
                        .set(Options.TCP_NODELAY, true)
                        .getMap();
        try {
            return Xnio.getInstance(Undertow.class.getClassLoader()).createWorker(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Undertow undertow(HttpHandler handler) {
        HttpTimes times = settings.times();
        Undertow.Builder builder =
                Undertow.builder()
                        .setHandler(handler)
                        .setWorker(worker)
                        // Small heap buffers. Direct ones make Undertow warn about Unsafe, and a
                        // cache for each thread would keep buffers for threads long gone.
                        .setByteBufferPool(new DefaultByteBufferPool(false, BUFFER, 64, 0))
                        .setServerOption(
                                UndertowOptions.MAX_HEADER_SIZE, settings.limits().headers())
                        .setServerOption(
                                UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(times.headers()))
                        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, millis(times.idle()))
                        .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                        .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                        .setServerOption(UndertowOptions.MAX_HEADERS, 100)
                        .setServerOption(UndertowOptions.MAX_PARAMETERS, 100)
                        .setSocketOption(Options.TCP_NODELAY, true)
                        .setSocketOption(
                                Options.CONNECTION_HIGH_WATER, settings.limits().connections())
                        .setSocketOption(
                                Options.CONNECTION_LOW_WATER, settings.limits().connections());
        Tls tls = settings.tls();
        if (tls == null) {
            return builder.addHttpListener(settings.port(), settings.host()).build();
        }
        SslClientAuthMode mode =
                switch (tls.clients()) {
                    case UNKNOWN -> SslClientAuthMode.NOT_REQUESTED;
                    case WANTED -> SslClientAuthMode.REQUESTED;
                    case NEEDED -> SslClientAuthMode.REQUIRED;
                };
        return builder.setSocketOption(Options.SSL_CLIENT_AUTH_MODE, mode)
                .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.2", "TLSv1.3"))
                .addHttpsListener(settings.port(), settings.host(), tls.context())
                .build();
    }

    private static int millis(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, duration.toMillis()));
    }

    /// Begins to serve; when this returns, it answers.
    ///
    /// @throws RuntimeException when the address is taken
    public void start() {
        server.start();
        port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
        HttpTimes times = settings.times();
        long every =
                Math.min(
                        times.session().dividedBy(8).toNanos(),
                        times.resume().dividedBy(2).toNanos());
        pulse.add(new Sweep(every));
        pulse.add(patrol);
        LOG.info(
                "MCP is served over {}; host={} port={}",
                settings.tls() == null ? "HTTP" : "HTTPS",
                settings.host(),
                port);
    }

    /// Of whom something goes on here.
    private List<Patrol.Guest> guests() {
        return Stream.concat(posts.guests().stream(), sessions.guests()).toList();
    }

    /// Looks after sessions now and then, on a thread that may block.
    private final class Sweep implements Pulse.Beat {
        private final long every;
        private long last = System.nanoTime();

        Sweep(long every) {
            this.every = every;
        }

        @Override
        public boolean beat(long now) {
            if (now - last > every) {
                last = now;
                threads.execute(sessions::expire);
            }
            return true;
        }
    }

    /// The port it listens on; 0 before it does.
    public int port() {
        return port;
    }

    /// What goes on at the moment, for whoever watches.
    ///
    /// @param running requests that are worked on
    /// @param open requests that have not been answered to the end, streams among them
    /// @param sessions sessions that are in use here
    /// @param streams open streams of listeners
    public record Activity(int running, int open, int sessions, int streams) {}

    /// Whether it takes nothing new any more.
    public boolean ending() {
        return door.draining();
    }

    public Activity activity() {
        return new Activity(running.all(), door.open(), sessions.all().size(), streams.all());
    }

    /// Ends in good order: takes nothing new, lets what runs be answered, ends streams, and then
    /// stops. Takes no longer than the time to drain and a moment.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        door.drain();
        try {
            drain();
            server.stop(); // Connections stay, nobody new comes.
            linger();
            worker.shutdown();
            worker.awaitTermination(LAST_BYTES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
        worker.shutdownNow();
        pulse.close();
    }

    private void drain() throws InterruptedException {
        long end = System.nanoTime() + settings.times().drain().toNanos();
        // What is being read may still become a call, a listener or a session, so all are told
        // again and again.
        while (door.open() > streams.all() && System.nanoTime() < end) {
            hangUp();
            TimeUnit.MILLISECONDS.sleep(STEP);
        }
        if (running.all() > 0) {
            LOG.warn("Some calls took longer than the time we have to end; they get no answer");
            posts.alone().forEach(Connection::abandon);
            sessions.all().forEach(session -> session.connection().abandon());
        }
        end = Math.max(end, System.nanoTime() + LAST_BYTES.toNanos());
        endTasks(end);
        handOver(end);
        do {
            hangUp();
            sessions.all().forEach(LiveSession::endStreams);
            TimeUnit.MILLISECONDS.sleep(STEP);
        } while (door.open() > 0 && System.nanoTime() < end);
    }

    /// Leaves to other replicas what was not said. Each session waits for a store, so all do at
    /// once.
    private void handOver(long end) throws InterruptedException {
        List<Thread> threads =
                sessions.all().stream()
                        .map(session -> Thread.ofVirtual().start(session::handOver))
                        .toList();
        for (Thread thread : threads) {
            long left = end - System.nanoTime();
            if (left <= 0 || !thread.join(Duration.ofNanos(left))) {
                LOG.warn("Some streams ended before all was said that was to be said on them");
                return;
            }
        }
    }

    /// Ends what would not end by itself: questions and listeners.
    private void hangUp() {
        posts.alone().forEach(Connection::close);
        sessions.all().forEach(session -> session.connection().close());
    }

    /// Ends work in the background. All is told first, so that one server's work does not wait for
    /// another's.
    private void endTasks(long end) throws InterruptedException {
        boolean ended = true;
        for (McpServer each : served) {
            ended &= each.endTasks(Duration.ZERO);
        }
        for (McpServer each : served) {
            if (!ended && !each.endTasks(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                LOG.warn("Some tasks were still sending a change when we had to stop");
            }
        }
    }

    /// Waits until nobody has written for a moment.
    private void linger() throws InterruptedException {
        long linger = settings.times().linger().toNanos();
        long end = System.nanoTime() + Math.max(linger, LAST_BYTES.toNanos());
        while ((door.open() > 0 || System.nanoTime() - door.heard() < linger)
                && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(STEP);
        }
    }
}
