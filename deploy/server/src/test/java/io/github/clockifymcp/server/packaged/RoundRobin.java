package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// A load balancer that knows nothing: each request goes to the next replica that takes a
/// connection, and what was under way at one that ends is cut off.
final class RoundRobin implements Reachable, AutoCloseable {
    private static final int CONNECTING_MILLIS = 2_000;
    private static final int LONGEST_HEAD = 64 * 1024;

    private final ServerSocket listener;
    private final AtomicIntegerArray ports;
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RoundRobin(int replicas) throws IOException {
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        ports = new AtomicIntegerArray(replicas);
        threads.execute(this::accept);
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    /// A replica listens on this port from now on.
    void at(int replica, int port) {
        ports.set(replica, port);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            byte[] head = head(client.getInputStream());
            try (Socket server = connected()) {
                OutputStream out = server.getOutputStream();
                out.write(head);
                out.flush();
                threads.execute(() -> pump(client, server));
                server.getInputStream().transferTo(client.getOutputStream());
            } catch (NobodyException e) {
                client.getOutputStream()
                        .write(
                                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                        .getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            // Whoever is left sees that the connection has ended.
        }
    }

    private static void pump(Socket client, Socket server) {
        try {
            client.getInputStream().transferTo(server.getOutputStream());
            // The client has gone: so the server is to hear.
            server.close();
        } catch (IOException e) {
            // The answer has ended, and so has this connection.
        }
    }

    /// The head of a request, which says that it is the last on its connection.
    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.write(c);
            if (c == '\n') {
                head.writeBytes("Connection: close\r\n".getBytes(ISO_8859_1));
                return head.toByteArray();
            }
            if (head.size() > LONGEST_HEAD) {
                break;
            }
        }
        throw new IOException("no request");
    }

    /// Nobody takes a connection.
    private static final class NobodyException extends IOException {
        private static final long serialVersionUID = 1;
    }

    private Socket connected() throws IOException {
        for (int i = 0; i < ports.length(); i++) {
            int port = ports.get(Math.floorMod(next.getAndIncrement(), ports.length()));
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        CONNECTING_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
            }
        }
        throw new NobodyException();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
