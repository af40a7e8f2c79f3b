package io.github.clockifymcp.mcp.stdio;

import io.github.clockifymcp.mcp.server.McpServer;
import java.time.Duration;

/// A server running on a [Pipe].
public final class Served implements AutoCloseable {
    private final Pipe pipe = new Pipe();
    private final StdioTransport transport;
    private final Thread running;

    public Served(McpServer server) {
        this(server, StdioSettings.DEFAULT);
    }

    public Served(McpServer server, StdioSettings settings) {
        transport = new StdioTransport(server, pipe.in(), pipe.out(), settings);
        running =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                transport.run();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        });
    }

    public Pipe pipe() {
        return pipe;
    }

    public StdioTransport transport() {
        return transport;
    }

    public void say(String line) {
        pipe.say(line);
    }

    public String hear() {
        return pipe.hear();
    }

    /// Says something and hears the next line.
    public String ask(String line) {
        say(line);
        return hear();
    }

    /// Introduces the client.
    public String greet(String revision, String capabilities) {
        return ask(
                """
                {"jsonrpc":"2.0","id":"hello","method":"initialize","params":{"protocolVersion":"%s","capabilities":%s,"clientInfo":{"name":"test","version":"1"}}}\
                """
                        .formatted(revision, capabilities));
    }

    /// Waits until the server has ended by itself.
    public void awaitEnd() {
        try {
            if (!running.join(Duration.ofSeconds(20))) {
                throw new AssertionError("the server did not end within 20 seconds");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        pipe.end();
        awaitEnd();
    }
}
