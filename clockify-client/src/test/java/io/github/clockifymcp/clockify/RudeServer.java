package io.github.clockifymcp.clockify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A server that reads requests off bare connections. It answers the first ones properly, keeps the
/// connection open, and hangs up on every later request after reading it.
final class RudeServer implements AutoCloseable {

    private static final String GOOD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]";

    private final ServerSocket listening;
    private final List<String> received = new ArrayList<>();
    private final int politeFor;
    private final String instead;
    private int connections;

    /// @param politeFor how many requests it answers properly
    /// @param instead what it writes before it hangs up on the others
    RudeServer(int politeFor, String instead) {
        this.politeFor = politeFor;
        this.instead = instead;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/api/v1";
    }

    /// The request lines it read, on any connection.
    synchronized List<String> received() {
        return List.copyOf(received);
    }

    synchronized int connections() {
        return connections;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                synchronized (this) {
                    connections++;
                }
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                skipBody(in, head);
                int number;
                synchronized (this) {
                    received.add(head.lines().findFirst().orElse(""));
                    number = received.size();
                }
                boolean polite = number <= politeFor;
                String answer = polite ? GOOD : instead;
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                if (!polite) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client hung up first, which is its right.
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static void skipBody(InputStream in, String head) throws IOException {
        for (String line : head.lines().toList()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                in.readNBytes(Integer.parseInt(line.substring(15).strip()));
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
