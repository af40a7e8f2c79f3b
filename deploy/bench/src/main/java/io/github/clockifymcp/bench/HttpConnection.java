package io.github.clockifymcp.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/// One kept-alive connection to a server that speaks streamable HTTP, as thin as can be: on two
/// shared cores, what a load generator costs is taken from what it measures.
final class HttpConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        out = socket.getOutputStream();
    }

    /// What came back.
    static final class Answer {
        private final int status;
        private final String session;
        private final byte[] body;

        private Answer(int status, String session, byte[] body) {
            this.status = status;
            this.session = session;
            this.body = body;
        }

        int status() {
            return status;
        }

        /// The id of a session that the answer began; empty for none.
        String session() {
            return session;
        }

        String text() {
            return new String(body, UTF_8);
        }
    }

    /// A request, ready to be sent again and again.
    ///
    /// @param headers more header lines, each ended by CR LF
    static byte[] request(int port, String headers, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        String head =
                "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n%sContent-Length: %d\r\n\r\n"
                        .formatted(port, headers, bytes.length);
        byte[] start = head.getBytes(ISO_8859_1);
        byte[] request = new byte[start.length + bytes.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(bytes, 0, request, start.length, bytes.length);
        return request;
    }

    /// Asks for something, with one more header.
    static byte[] get(int port, String path, String header) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n\r\n"
                .formatted(path, port, header)
                .getBytes(ISO_8859_1);
    }

    /// Ends a session.
    static byte[] delete(int port, String session) {
        return "DELETE /mcp HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nMcp-Session-Id: %s\r\n\r\n"
                .formatted(port, session)
                .getBytes(ISO_8859_1);
    }

    /// Sends a request and reads its answer, which must say how long it is.
    Answer send(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        String line = line();
        int status = Integer.parseInt(line.split(" ", 3)[1]);
        int length = 0;
        String session = "";
        for (line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            if (name.equalsIgnoreCase("content-length")) {
                length = Integer.parseInt(line.substring(colon + 1).strip());
            } else if (name.equalsIgnoreCase("mcp-session-id")) {
                session = line.substring(colon + 1).strip();
            }
        }
        return new Answer(status, session, in.readNBytes(length));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
