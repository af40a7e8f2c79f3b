package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy that remembers where it was asked to connect, and connects to one port of this machine
/// whatever that was. So hosts can be called that are nowhere.
public final class ConnectProxy implements AutoCloseable {
    private static final String NOT_KNOWN =
            """
            HTTP/1.1 407 Who are you\r
            Proxy-Authenticate: Basic realm="here"\r
            Content-Length: 0\r
            Connection: close\r
            \r
            """;

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int port;
    private final String login;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String refusal = "";
    private volatile String refused = "";

    /// @param port where everything goes
    /// @param login the user and password it wants; empty for none
    public ConnectProxy(int port, String login) throws IOException {
        this.port = port;
        this.login =
                login.isEmpty()
                        ? ""
                        : "Basic " + Base64.getEncoder().encodeToString(login.getBytes(ISO_8859_1));
        Thread.startVirtualThread(this::accept);
    }

    /// Its own port, on this machine.
    public int port() {
        return socket.getLocalPort();
    }

    /// To which hosts it let somebody through.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /// Answers with this status instead from now on.
    public void refuse(int status) {
        refuse("", status);
    }

    /// Answers so to whoever wants to reach hosts with this in their names.
    public void refuse(String host, int status) {
        refused = host;
        refusal = "HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n".formatted(status);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException closed) {
            // It ends.
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            OutputStream out = client.getOutputStream();
            String line = head.lines().findFirst().orElse("");
            if (!refusal.isEmpty() && line.contains(refused)) {
                out.write(refusal.getBytes(ISO_8859_1));
            } else if (!line.startsWith("CONNECT ")
                    || (!login.isEmpty() && !head.contains("\r\nProxy-Authorization: " + login))) {
                out.write(NOT_KNOWN.getBytes(ISO_8859_1));
            } else {
                asked.add(line.split(" ", -1)[1]);
                try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    out.write("HTTP/1.1 200 There you are\r\n\r\n".getBytes(ISO_8859_1));
                    Thread back = Thread.startVirtualThread(() -> pass(target, client));
                    pass(client, target);
                    back.join();
                }
            }
        } catch (IOException | InterruptedException over) {
            // Whoever asked has hung up.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException over) {
            // One side has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
