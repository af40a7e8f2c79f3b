package io.github.clockifymcp.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/// One kept-alive connection that sends a request and waits for its answer without a thread. Reads
/// no more of an answer than it has to: its status and its length, or its end where the server had
/// to let it wait and said so in a stream.
final class Caller implements AutoCloseable {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(ISO_8859_1);
    private static final byte[] CHUNKED = "\r\ntransfer-encoding: chunked".getBytes(ISO_8859_1);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(ISO_8859_1);
    private static final byte[] FAILED = "\"isError\":true".getBytes(ISO_8859_1);
    private static final byte[] OK = "HTTP/1.1 200".getBytes(ISO_8859_1);

    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
    private final byte[] head = new byte[4 * 1024];
    private long sentAt;
    private int expected;
    private boolean chunked;
    private int bodyFrom;
    private int goodLength = -1;

    Caller(SocketChannel channel, byte[] request) throws IOException {
        this.channel = channel;
        this.request = ByteBuffer.allocateDirect(request.length).put(request);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    void send(long now) throws IOException {
        sentAt = now;
        expected = -1;
        chunked = false;
        in.clear();
        request.clear();
        while (request.hasRemaining()) {
            channel.write(request); // a request is small and the server reads: it fits
        }
    }

    long sentAt() {
        return sentAt;
    }

    /// Reads what is there.
    ///
    /// @return whether the answer is complete
    boolean answered() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed the connection");
        }
        if (expected < 0 && !chunked) {
            readHead();
        }
        if (chunked && endsWithLastChunk()) {
            expected = in.position();
        } else if (chunked && !in.hasRemaining()) {
            throw new IOException("an answer is too long");
        }
        return expected >= 0 && in.position() >= expected;
    }

    private boolean endsWithLastChunk() {
        byte[] end = new byte[LAST_CHUNK.length];
        int from = in.position() - end.length;
        if (from < bodyFrom) {
            return false;
        }
        in.get(from, end);
        return Arrays.equals(end, LAST_CHUNK);
    }

    private void readHead() throws IOException {
        int count = Math.min(in.position(), head.length);
        in.get(0, head, 0, count);
        int end = find(END_OF_HEAD, count);
        if (end < 0) {
            return;
        }
        bodyFrom = end + END_OF_HEAD.length;
        int length = find(LENGTH, end);
        chunked = length < 0 && find(CHUNKED, end) >= 0;
        if (chunked) {
            return;
        }
        if (length < 0) {
            throw new IOException(
                    "an answer does not say how long it is: "
                            + new String(head, 0, count, ISO_8859_1));
        }
        int value = 0;
        for (int i = length + LENGTH.length; head[i] != '\r'; i++) {
            value = head[i] == ' ' ? value : 10 * value + head[i] - '0';
        }
        expected = bodyFrom + value;
        if (expected > in.capacity()) {
            throw new IOException("an answer is too long: " + expected);
        }
    }

    private int find(byte[] text, int before) {
        for (int i = 0; i <= before - text.length; i++) {
            int matching = 0;
            while (matching < text.length && lower(head[i + matching]) == text[matching]) {
                matching++;
            }
            if (matching == text.length) {
                return i;
            }
        }
        return -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 'a' - 'A' : letter;
    }

    /// Whether the answer was as it should be. One that is as long as a good one is not read again.
    boolean good() {
        if (in.position() != expected || !startsWith(OK)) {
            return false;
        }
        if (expected == goodLength) {
            return true;
        }
        byte[] body = new byte[expected - bodyFrom];
        in.get(bodyFrom, body);
        boolean good = !new String(body, ISO_8859_1).contains(new String(FAILED, ISO_8859_1));
        if (good) {
            goodLength = expected;
        }
        return good;
    }

    private boolean startsWith(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (head[i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
