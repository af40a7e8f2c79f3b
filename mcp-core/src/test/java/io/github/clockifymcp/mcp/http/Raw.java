package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;

/// A client that says exactly what it is told to.
final class Raw implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /// @param body as far as its length was given
    record Answer(int status, String head, String body) {}

    Raw(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    Socket socket() {
        return socket;
    }

    static String head(String first, int length, String... headers) {
        StringBuilder head = new StringBuilder(first).append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (length >= 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ").append(length);
            head.append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /// A call of 2026-07-28 as it goes over the wire.
    static String modern(String id, String tool) {
        String body = Wording.modern(id, "tools/call", Wording.tool(tool));
        return head(
                        "POST /mcp",
                        body.length(),
                        "MCP-Protocol-Version: 2026-07-28",
                        "Mcp-Method: tools/call",
                        "Mcp-Name: " + tool)
                + body;
    }

    Raw say(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
        return this;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /// The next answer, chunked or not.
    Answer hear() throws IOException {
        StringBuilder head = new StringBuilder();
        int length = 0;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append('\n');
            String small = line.toLowerCase(Locale.ROOT);
            if (small.startsWith("content-length:")) {
                length = Integer.parseInt(small.substring(15).strip());
            }
            chunked |= small.equals("transfer-encoding: chunked");
        }
        String text = head.toString();
        int status = Integer.parseInt(text.split(" ", 3)[1]);
        return new Answer(status, text, chunked ? chunks() : read(length));
    }

    private String read(int length) throws IOException {
        return new String(in.readNBytes(length), ISO_8859_1);
    }

    private String chunks() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16);
                size > 0;
                size = Integer.parseInt(line(), 16)) {
            all.append(read(size));
            line();
        }
        line();
        return all.toString();
    }

    /// Whatever the server still says before it closes the connection.
    String rest() throws IOException {
        try {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (java.net.SocketException e) {
            return "";
        }
    }

    /// Whether the server closed the connection, after whatever it still said.
    boolean isClosed() {
        try {
            byte[] rest = new byte[8_192];
            int count = in.read(rest);
            while (count >= 0) {
                count = in.read(rest);
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
