package io.github.clockifymcp.server.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.BiFunction;

/// Stands in front of a real Postgres, at every address of this machine, and passes on all that is
/// said, but for some of what Postgres says.
final class PostgresRelay implements AutoCloseable {
    private static final char NOTIFICATION = 'A';
    private static final char ROW = 'D';

    private final ServerSocket socket;
    private final int port;
    private final BiFunction<Character, byte[], byte[]> changing;

    /// @param changing what becomes of a message of Postgres, by its kind; nothing leaves it out
    private PostgresRelay(int port, BiFunction<Character, byte[], byte[]> changing)
            throws IOException {
        this.socket = new ServerSocket(0);
        this.port = port;
        this.changing = changing;
        Thread.startVirtualThread(this::accept);
    }

    /// Passes on everything.
    static PostgresRelay honest(int port) throws IOException {
        return new PostgresRelay(port, (kind, message) -> message);
    }

    /// Lets a Postgres say that it is of another version, with a number of as many digits.
    static PostgresRelay calling(int port, String version, String another) throws IOException {
        return new PostgresRelay(
                port,
                (kind, message) ->
                        kind == ROW ? bytes(text(message).replace(version, another)) : message);
    }

    /// Forgets who listens, as a pooler does that gives a connection to whoever needs one.
    static PostgresRelay pooling(int port) throws IOException {
        return new PostgresRelay(
                port, (kind, message) -> kind == NOTIFICATION ? new byte[0] : message);
    }

    private static String text(byte[] message) {
        return new String(message, ISO_8859_1);
    }

    private static byte[] bytes(String message) {
        return message.getBytes(ISO_8859_1);
    }

    int port() {
        return socket.getLocalPort();
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
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = Thread.startVirtualThread(() -> answer(server, client));
            client.getInputStream().transferTo(server.getOutputStream());
            server.shutdownOutput();
            back.join();
        } catch (IOException | InterruptedException over) {
            // One side has hung up.
        }
    }

    /// Message by message: one byte for its kind, four for its length, which counts itself.
    private void answer(Socket server, Socket client) {
        try (DataInputStream in =
                        new DataInputStream(new BufferedInputStream(server.getInputStream()));
                DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
            for (int kind = in.read(); kind >= 0; kind = in.read()) {
                byte[] message = in.readNBytes(in.readInt() - Integer.BYTES);
                byte[] changed = changing.apply((char) kind, message);
                if (changed.length > 0 || message.length == 0) {
                    out.write(kind);
                    out.writeInt(changed.length + Integer.BYTES);
                    out.write(changed);
                    out.flush();
                }
            }
        } catch (IOException over) {
            // One side has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
