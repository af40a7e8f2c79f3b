package io.github.clockifymcp.sandbox;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Clockify in one process, in memory, on 127.0.0.1 only.
///
/// Its core answers under `/api/v1` and its reports under `/report/v1`, as those of a regional
/// Clockify do, and its audit log under `/auditlog/v1`. It starts with the company of [Seed], and
/// forgets everything when closed.
public final class Sandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final long PATIENCE_MILLIS = 2_000;

    private final World world;
    private final Postman postman;
    private final GracefulShutdownHandler door;
    private final ExecutorService threads;
    private final Undertow server;

    private Sandbox(SandboxOptions options) {
        this.world = new World(options);
        this.postman = new Postman(world);
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.door = new GracefulShutdownHandler(new FrontDoor(world, postman, threads));
        this.server =
                Undertow.builder()
                        .addHttpListener(options.port(), "127.0.0.1", door)
                        .setIoThreads(2)
                        // Requests run on virtual threads; Undertow wants a worker all the same.
                        .setWorkerThreads(1)
                        .setByteBufferPool(buffers())
                        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 64 * 1024)
                        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 10_000)
                        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 120_000)
                        .build();
    }

    /// Small heap buffers. Direct ones make Undertow warn about Unsafe on standard error, and a
    /// cache for each thread would keep buffers for virtual threads that are long gone.
    private static ByteBufferPool buffers() {
        return new DefaultByteBufferPool(false, 8 * 1024, 64, 0);
    }

    /// Starts one; when this returns, it answers.
    ///
    /// @throws RuntimeException when the port is taken
    public static Sandbox start(SandboxOptions options) {
        Sandbox sandbox = new Sandbox(options);
        try {
            sandbox.server.start();
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
        LOG.info("The sandbox answers; address={}", sandbox.baseUrl());
        return sandbox;
    }

    /// Where it answers, without a path: `http://127.0.0.1:49152`.
    public URI baseUrl() {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    /// What it takes for the time.
    public SandboxClock clock() {
        return world.options().clock();
    }

    /// What is to go wrong.
    public Faults faults() {
        return world.faults();
    }

    /// The latest API requests, oldest first, also those that met a fault.
    public List<ReceivedRequest> received() {
        return world.received().all();
    }

    /// Forgets the requests received so far.
    public void forgetReceived() {
        world.received().clear();
    }

    /// Turns a workspace setting such as `forceProjects` on or off.
    ///
    /// @throws IllegalArgumentException when there is no such workspace
    public void setting(String workspaceId, String name, boolean on) {
        world.alone(company -> Control.setting(company, workspaceId, name, on));
    }

    /// Takes a feature such as `BULK_EDIT` out of a workspace's plan.
    ///
    /// @throws IllegalArgumentException when there is no such workspace or feature
    public void withoutFeature(String workspaceId, String feature) {
        world.alone(company -> Control.feature(company, workspaceId, feature, false));
    }

    /// Everything it remembers as text, to compare what is there before with what is there after.
    String contents() {
        return world.with(Company::contents);
    }

    /// Starts again from the seed, as of the clock's now, without faults or recorded requests.
    public void reset() {
        world.reset();
    }

    /// Ends it: running requests get a moment to finish.
    @Override
    public void close() {
        door.shutdown();
        try {
            door.awaitShutdown(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        postman.close();
        threads.shutdownNow();
        server.stop();
    }
}
