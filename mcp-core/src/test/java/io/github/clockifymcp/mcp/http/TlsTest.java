package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same, encrypted.
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir static Path folder;
    private static SSLContext context;

    private final Slow slow = new Slow();

    /// A key and a certificate of its own, which both sides use and trust.
    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("store.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made =
                new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                "me",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-validity",
                                "1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                "changeit")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        context = context(keys, true);
    }

    private static SSLContext context(KeyStore keys, boolean own)
            throws GeneralSecurityException, IOException {
        KeyManagerFactory mine =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        mine.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("me", keys.getCertificate("me"));
        TrustManagerFactory others =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(own ? mine.getKeyManagers() : null, others.getTrustManagers(), null);
        return made;
    }

    private static Raw connected(Site site, SSLContext how) throws IOException {
        SSLSocket socket =
                (SSLSocket) how.getSocketFactory().createSocket("localhost", site.port());
        socket.setSoTimeout((int) Site.PATIENCE.toMillis());
        return new Raw(socket);
    }

    private Site site(Tls.Clients clients, Authenticator authenticator) {
        return new Site(
                slow.fixture(), how -> how.withTls(new Tls(context, clients)), authenticator);
    }

    @Test
    void requests_follow_each_other_on_one_connection() throws IOException {
        try (Site site = site(Tls.Clients.UNKNOWN, new NoAuthentication());
                Raw raw = connected(site, context)) {
            for (String id : List.of("1", "2", "3")) {
                assertThat(raw.say(Raw.modern(id, "echo")).hear().body()).contains("\"id\":" + id);
            }
            assertThat(raw.say(Raw.modern("4", "long")).hear().body().length())
                    .isGreaterThan(12 << 20);
        }
    }

    @Test
    void a_call_ends_with_its_connection() throws IOException {
        try (Site site = site(Tls.Clients.UNKNOWN, new NoAuthentication())) {
            try (Raw raw = connected(site, context)) {
                assertThat(raw.say(Raw.modern("1", "echo")).hear().status()).isEqualTo(200);
                raw.say(Raw.modern("2", "slow"));
                assertThat(slow.next()).isEqualTo("began");
            }

            assertThat(slow.next()).isEqualTo("interrupted");
            Until.so(() -> site.transport().activity().open() == 0);
        }
    }

    @Test
    void a_request_that_comes_early_is_not_lost() throws IOException {
        try (Site site = site(Tls.Clients.UNKNOWN, new NoAuthentication());
                Raw raw = connected(site, context)) {
            raw.say(Raw.modern("1", "slow"));
            assertThat(slow.next()).isEqualTo("began");
            raw.say(Raw.modern("2", "echo"));
            slow.letGo();

            assertThat(raw.hear().body()).contains("done at last");
            assertThat(raw.hear().body()).contains("\"id\":2");
        }
    }

    @Test
    void a_stream_is_heard() throws IOException {
        String request =
                Raw.modern("1", "echo").replaceFirst("\r\n", "\r\nAccept: text/event-stream\r\n");
        try (Site site = site(Tls.Clients.UNKNOWN, new NoAuthentication());
                Raw raw = connected(site, context)) {
            Raw.Answer answer = raw.say(request).hear();

            assertThat(answer.head()).contains("text/event-stream");
            assertThat(answer.body()).contains("hello");
        }
    }

    @Test
    void a_certificate_that_is_needed_is_seen_by_the_authenticator() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        Authenticator byCertificate =
                presented -> {
                    presented
                            .certificates()
                            .forEach(it ->
                                    seen.add(
                                            ((X509Certificate) it)
                                                    .getSubjectX500Principal()
                                                    .getName()));
                    return new Identity.Authenticated(Principal.LOCAL);
                };
        try (Site site = site(Tls.Clients.NEEDED, byCertificate);
                Raw raw = connected(site, context)) {
            assertThat(raw.say(Raw.modern("1", "echo")).hear().status()).isEqualTo(200);

            assertThat(seen).containsExactly("CN=localhost");
        }
    }

    @Test
    void without_the_certificate_that_is_needed_there_is_no_connection() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
            keys.load(in, PASSWORD);
        }
        try (Site site = site(Tls.Clients.NEEDED, new NoAuthentication());
                Raw raw = connected(site, context(keys, false))) {
            try {
                raw.say(Raw.modern("1", "echo"));
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }

            assertThat(raw.isClosed()).isTrue();
        }
    }
}
