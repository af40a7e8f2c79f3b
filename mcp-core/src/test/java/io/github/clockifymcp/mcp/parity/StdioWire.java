package io.github.clockifymcp.mcp.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.stdio.Pipe;
import io.github.clockifymcp.mcp.stdio.StdioSettings;
import io.github.clockifymcp.mcp.stdio.StdioTransport;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A server at the other end of a pipe. What it writes is heard line by line, on the thread that
/// writes: so whatever was said is heard when the server has ended.
final class StdioWire implements Wire {
    private final Pipe pipe = new Pipe();
    private final Thread running;
    private volatile Ear ear = (message, via) -> {};

    StdioWire(McpServer server) {
        StdioTransport transport =
                new StdioTransport(
                        server,
                        pipe.in(),
                        new Lines(),
                        new StdioSettings(Leg.LONGEST, Duration.ofSeconds(10)));
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

    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            if (b == '\n') {
                JsonNode message = Words.parse(line.toString(StandardCharsets.UTF_8));
                line.reset();
                ear.hear(message, "");
            } else {
                line.write(b);
            }
        }
    }

    @Override
    public void to(Ear listening) {
        ear = listening;
    }

    @Override
    public void say(ObjectNode message) {
        pipe.say(Json.string(message));
    }

    @Override
    public void sayRaw(String text) {
        pipe.say(text);
    }

    @Override
    public boolean drop(String id) {
        return false;
    }

    /// There is only the pipe. What runs is answered before the server ends.
    @Override
    public void lose(String id) {
        pipe.end();
    }

    @Override
    public void leave() {
        // Whoever leaves closes the pipe.
    }

    @Override
    public void header(String name, String value) {
        // A line has no headers.
    }

    @Override
    public void close() {
        pipe.end();
        try {
            if (!running.join(Peer.PATIENCE)) {
                throw new AssertionError("the server did not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
