package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/// A client on one connection, so plain that it can say of each request what came of it.
final class Caller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final Socket socket;
    private final InputStream in;
    private boolean began;

    /// What came of a request.
    sealed interface Heard {
        /// All of an answer.
        record Answer(int status, String head, String body) implements Heard {}

        /// The connection ended without a byte of an answer.
        record Nothing() implements Heard {}

        /// The connection ended in the middle of an answer.
        record Torn() implements Heard {}
    }

    Caller(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// A request in a session.
    static String older(String session, String id, String method, String params) {
        return post(
                body(id, method, params), session.isEmpty() ? "" : "Mcp-Session-Id: " + session);
    }

    /// A request of 2026-07-28.
    ///
    /// @param name the tool's; empty for none
    static String modern(String id, String method, String name, String params) {
        String inside = params.substring(1).equals("}") ? "}" : "," + params.substring(1);
        String headers = "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: " + method;
        return post(
                body(id, method, "{" + META + inside),
                name.isEmpty() ? headers : headers + "\r\nMcp-Name: " + name);
    }

    /// What opens a session's stream.
    static String stream(String session) {
        return "GET /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nMcp-Session-Id: "
                + session
                + "\r\n\r\n";
    }

    private static String body(String id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
                .formatted(id, method, params);
    }

    private static String post(String body, String headers) {
        return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\n"
                + (headers.isEmpty() ? "" : headers + "\r\n")
                + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    void say(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    Heard ask(String request) {
        try {
            say(request);
        } catch (IOException e) {
            return new Heard.Nothing();
        }
        return hear();
    }

    /// Waits for the end of the next answer, however long that goes on.
    Heard hear() {
        began = false;
        try {
            StringBuilder head = new StringBuilder();
            int length = 0;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                head.append(line).append('\n');
                String small = line.toLowerCase(Locale.ROOT);
                chunked |= small.equals("transfer-encoding: chunked");
                if (small.startsWith("content-length:")) {
                    length = Integer.parseInt(small.substring(15).strip());
                }
            }
            int status = Integer.parseInt(head.substring(9, 12));
            return new Heard.Answer(status, head.toString(), chunked ? chunks() : text(length));
        } catch (IOException e) {
            return began ? new Heard.Torn() : new Heard.Nothing();
        }
    }

    private String chunks() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16);
                size > 0;
                size = Integer.parseInt(line(), 16)) {
            all.append(text(size));
            line();
        }
        line();
        return all.toString();
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            began = true;
            line.append((char) c);
        }
        return new String(line.toString().getBytes(ISO_8859_1), UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
