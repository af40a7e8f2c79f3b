package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Caddyfile of the compose file, with Debian's Caddy in front of the packaged server.
final class CaddySoakTest {
    private static final String TOKEN = "a-token-of-at-least-32-characters-0123456789";

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @TempDir Path folder;

    @Test
    void callers_come_by_tls_to_what_they_need_and_to_nothing_else() throws Exception {
        Tools.need("caddy");
        int inner = Running.free();
        int outer = Running.free();
        Machine machine = new Machine(folder);
        ProcessBuilder server =
                machine.process(
                        List.of("/opt/clockify-mcp/bin/clockify-mcp"),
                        Map.of(
                                "HOME",
                                folder.toString(),
                                "MCP_PROFILE",
                                "sandbox",
                                "MCP_TRANSPORT",
                                "streamable_http",
                                "MCP_BEARER_TOKEN",
                                TOKEN,
                                "MCP_ALLOWED_HOSTS",
                                "localhost",
                                "PORT",
                                Integer.toString(inner)),
                        Map.of());
        ProcessBuilder caddy =
                machine.process(
                        List.of(
                                "caddy",
                                "run",
                                "--adapter",
                                "caddyfile",
                                "--config",
                                caddyfile(outer)),
                        Map.of(
                                "HOME",
                                folder.toString(),
                                "XDG_DATA_HOME",
                                folder.resolve("data").toString(),
                                "MCP_HOST",
                                "localhost:" + outer,
                                "MCP_TLS",
                                "internal",
                                "MCP_SERVER",
                                "127.0.0.1:" + inner),
                        Map.of());
        try (Running serving = Running.start(server, folder.resolve("server.log"));
                Running front = Running.start(caddy, folder.resolve("caddy.log"))) {
            serving.ready(HttpClient.newHttpClient(), "http://127.0.0.1:%d/ready".formatted(inner));
            String address = "https://localhost:" + outer;
            HttpClient caller =
                    HttpClient.newBuilder().sslContext(believing(authority(front))).build();
            front.ready(caller, address + "/ready");

            assertThat(status(caller, address + "/mcp")).isEqualTo(401);
            assertThat(status(caller, address + "/mcp/x/invoices")).isEqualTo(401);
            assertThat(status(caller, address + "/livez")).isEqualTo(404);
            assertThat(status(caller, address + "/metrics")).isEqualTo(404);
            assertThat(initialized(caller, address + "/mcp")).contains("clockify-mcp");
        }
    }

    /// The one that ships, with an option on top that keeps Caddy from changing this machine.
    private String caddyfile(int port) throws IOException {
        String shipped = Files.readString(Compose.FOLDER.resolve("Caddyfile"));
        String options =
                """
                {
                	admin off
                	skip_install_trust
                	auto_https disable_redirects
                	https_port %d
                }
                """
                        .formatted(port);
        return Files.writeString(folder.resolve("Caddyfile"), options + shipped).toString();
    }

    /// The authority that Caddy made for itself.
    private Path authority(Running front) throws IOException, InterruptedException {
        Path file = folder.resolve("data/caddy/pki/authorities/local/root.crt");
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.exists(file)) {
            if (!front.process().isAlive() || System.nanoTime() > end) {
                throw new IOException(Files.readString(front.log()));
            }
            Thread.sleep(50);
        }
        return file;
    }

    private static SSLContext believing(Path authority)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(authority)) {
            Certificate root = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setCertificateEntry("caddy", root);
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static int status(HttpClient caller, String address)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept", "application/json, text/event-stream")
                        .build();
        return caller.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static String initialized(HttpClient caller, String address)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        """
                                        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{
                                          "protocolVersion":"2025-11-25","capabilities":{},
                                          "clientInfo":{"name":"caller","version":"1"}}}
                                        """))
                        .build();
        return caller.send(request, BodyHandlers.ofString()).body();
    }
}
