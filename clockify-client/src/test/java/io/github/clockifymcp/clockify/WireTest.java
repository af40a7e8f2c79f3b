package io.github.clockifymcp.clockify;

import static io.github.clockifymcp.clockify.RetryTest.failureOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the wire does when the other side is slow, endless, gone or somebody else.
final class WireTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Limits LIMITS =
            new Limits(
                    Duration.ofMillis(400),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    0,
                    Duration.ofSeconds(1),
                    100_000);

    @ParameterizedTest
    @CsvSource({"localhost, true", "elsewhere.example, false"})
    void the_certificate_must_name_whom_we_asked(
            String named, boolean welcome, @TempDir Path folder) throws Exception {
        KeyStore keys = selfSigned(folder, named);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        AtomicInteger asked = new AtomicInteger();
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        String address = "https://localhost:%d/api/v1".formatted(server.getAddress().getPort());
        try (Clockify knowing = over(address, Outlet.ordinary().trusting(trust(keys)));
                Clockify wary = over(address, Outlet.ordinary())) {
            ApiRequest<Tags.Tag> write = knowing.workspace("w1").tags().create("Workshop");

            assertThat(failureOf(() -> wary.send(write)))
                    .hasMessageContaining("its certificate is not trusted");
            assertThat(asked).hasValue(0);
            ClockifyException failure = failureOf(() -> knowing.send(write));
            assertThat(failure.category())
                    .isEqualTo(welcome ? Category.UNKNOWN_OUTCOME : Category.UNAVAILABLE);
            assertThat(asked).hasValue(welcome ? 1 : 0);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_answer_without_end_is_hung_up_on(boolean chunked) throws Exception {
        String head = chunked ? "Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n" : "\r\n[";
        String before = chunked ? "1f40\r\n" : "";
        String after = chunked ? "\r\n" : "";
        AtomicLong written = new AtomicLong();
        CountDownLatch hungUp = new CountDownLatch(1);
        try (ServerSocket endless = listening(1);
                Clockify clockify = over(address(endless), null)) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (Socket socket = endless.accept()) {
                            OutputStream out = socket.getOutputStream();
                            out.write(("HTTP/1.1 200 OK\r\n" + head).getBytes(US_ASCII));
                            String each = before + "0,".repeat(4_000) + after;
                            for (byte[] more = each.getBytes(US_ASCII); ; ) {
                                out.write(more);
                                written.addAndGet(more.length);
                            }
                        } catch (IOException e) {
                            hungUp.countDown();
                        }
                    });

            ClockifyException failure = failureOf(() -> clockify.users().current());

            assertThat(failure).hasMessageContaining("larger than we read");
            hungUp.await();
            // What the sockets hold between the two sides comes on top of what we read.
            assertThat(written.get()).isLessThan(50_000_000);
        }
    }

    @Test
    void a_write_after_a_rest_does_not_go_into_a_connection_that_was_closed_meanwhile()
            throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket server = listening(50);
                Clockify clockify = over(address(server), null)) {
            Thread.ofVirtual().start(() -> answerOnceEach(server, connections));
            clockify.workspaces().list();

            Thread.sleep(Duration.ofMillis(300));
            ClockifyException failure =
                    failureOf(() -> clockify.send(clockify.workspace("w1").tags().delete("t1")));

            // The answer, an empty list, is no tag; what matters is that there was one.
            assertThat(failure).hasMessageContaining("its answer could not be understood");
            assertThat(connections).hasValue(2);
        }
    }

    private static void answerOnceEach(ServerSocket server, AtomicInteger connections) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                InputStream in = socket.getInputStream();
                byte[] some = new byte[8_192];
                if (in.read(some) > 0) {
                    socket.getOutputStream()
                            .write(
                                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"
                                            .getBytes(US_ASCII));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    void a_write_that_waits_for_its_connection_was_not_sent() throws Exception {
        // Nobody accepts, and the queue of those who wait to be accepted is full.
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = listening(1);
                Clockify clockify = over(address(full), null)) {
            for (int i = 0; i < 2; i++) {
                waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }

            ClockifyException failure =
                    failureOf(() -> clockify.send(clockify.workspace("w1").tags().create("W")));

            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("connecting took too long");
            assertThat(failure.hint()).startsWith("Nothing was sent.");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void an_unknown_name_is_said() {
        try (Clockify nobody = over("https://nobody.invalid/api/v1", null)) {
            ClockifyException failure =
                    failureOf(() -> nobody.send(nobody.workspace("w1").tags().create("W")));

            assertThat(failure).hasMessageContaining("its name is not known");
            assertThat(failure.hint()).startsWith("Nothing was sent.");
        }
    }

    private static ServerSocket listening(int backlog) {
        try {
            return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(ServerSocket server) {
        return "http://127.0.0.1:%d/api/v1".formatted(server.getLocalPort());
    }

    private static Clockify over(String address, @Nullable Outlet outlet) {
        HttpTransport.Builder transport =
                HttpTransport.to(Hosts.at(address), ApiKey.of("k3y")).limits(LIMITS);
        return new Clockify((outlet == null ? transport : transport.outlet(outlet)).build());
    }

    private static KeyStore selfSigned(Path folder, String name) throws Exception {
        Path store = folder.resolve("store.p12");
        Process made =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "me",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=dns:" + name,
                                "-validity",
                                "1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory mine =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        mine.init(keys, PASSWORD);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(mine.getKeyManagers(), null, null);
        return made;
    }

    private static X509TrustManager trust(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("me", keys.getCertificate("me"));
        TrustManagerFactory others =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        return (X509TrustManager) others.getTrustManagers()[0];
    }
}
