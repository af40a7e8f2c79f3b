package io.github.clockifymcp.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Both ends of a server's standard streams, for tests. Unlike Java's piped streams these do not
/// mind which threads use them.
public final class Pipe {
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> toServer = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> fromServer = new LinkedBlockingQueue<>();
    private volatile boolean broken;

    /// What the server reads.
    public InputStream in() {
        return new InputStream() {
            private byte[] rest = new byte[0];
            private int at;
            private boolean ended;

            @Override
            public int read() {
                throw new UnsupportedOperationException("read more at once");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (at == rest.length) {
                    if (ended) {
                        return -1;
                    }
                    rest = next();
                    at = 0;
                    if (rest.length == 0) {
                        ended = true;
                        return -1;
                    }
                }
                int count = Math.min(length, rest.length - at);
                System.arraycopy(rest, at, into, from, count);
                at += count;
                return count;
            }
        };
    }

    private byte[] next() throws IOException {
        try {
            return toServer.take();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// What the server writes.
    public OutputStream out() {
        return new OutputStream() {
            private final ByteArrayOutputStream line = new ByteArrayOutputStream();

            @Override
            public void write(int b) throws IOException {
                if (broken) {
                    throw new IOException("Broken pipe");
                }
                if (b == '\n') {
                    fromServer.add(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(b);
                }
            }
        };
    }

    /// The client writes a line.
    public void say(String line) {
        send((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// The client writes bytes.
    public void send(byte[] bytes) {
        if (bytes.length > 0) {
            toServer.add(bytes.clone());
        }
    }

    /// The client closes its side.
    public void end() {
        toServer.add(END);
    }

    /// The client is gone and nothing can be written to it.
    public void tear() {
        broken = true;
    }

    /// The next line the server writes.
    public String hear() {
        try {
            String line = fromServer.poll(20, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("the server said nothing for 20 seconds");
            }
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// How many lines wait to be heard.
    public int unheard() {
        return fromServer.size();
    }
}
