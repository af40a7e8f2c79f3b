package io.github.clockifymcp.server.packaged;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A Clockify that takes its time until it is told to answer, and then knows nobody.
final class SlowClockify implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final HttpServer http;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    SlowClockify() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext(
                "/",
                exchange -> {
                    asked.countDown();
                    try {
                        boolean told = answer.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        exchange.sendResponseHeaders(told ? 401 : 500, -1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        exchange.close();
                    }
                });
        http.start();
    }

    /// The server, set up to use this Clockify.
    ProcessBuilder client(Installation server) {
        ProcessBuilder command = server.command();
        command.environment().putAll(environment());
        return command;
    }

    /// What sets a server up to use this Clockify.
    Map<String, String> environment() {
        return Map.of(
                "CLOCKIFY_API_KEY",
                "key",
                "CLOCKIFY_BASE_URL",
                "http://127.0.0.1:" + http.getAddress().getPort() + "/api/v1");
    }

    void awaitRequest() throws IOException, InterruptedException {
        if (!asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("Nobody asked.");
        }
    }

    void answer() {
        answer.countDown();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
