package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.clockifymcp.server.identity.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/// A provider whose keys and moods a test decides, and which counts how often it is asked.
final class Provider implements AutoCloseable {
    private final HttpServer http;
    private final Issuer issuer;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;

    Provider() throws IOException {
        this("http", HttpServer.create(address(), 0));
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /// One that shows a certificate.
    static Provider encrypted(SSLContext tls) throws IOException {
        HttpsServer https = HttpsServer.create(address(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new Provider("https", https);
    }

    private Provider(String scheme, HttpServer http) {
        this.http = http;
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        String name = "%s://127.0.0.1:%d/work".formatted(scheme, http.getAddress().getPort());
        issuer = new Issuer(name);
        answer(
                "/work/.well-known/openid-configuration",
                () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(name, name));
        answer(
                "/work/keys",
                () -> {
                    asked.incrementAndGet();
                    return issuer.keySet("{\"kty\":\"new\"}");
                });
        http.start();
    }

    private interface Document {
        String now();
    }

    private void answer(String path, Document document) {
        http.createContext(
                path,
                exchange -> {
                    byte[] body = document.now().getBytes(UTF_8);
                    exchange.sendResponseHeaders(away ? 503 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    Issuer issuer() {
        return issuer;
    }

    /// How often it was asked for its keys.
    int asked() {
        return asked.get();
    }

    /// From now on it answers nobody.
    void leave() {
        away = true;
    }

    /// What makes a server trust it.
    Map<String, String> environment() {
        return trusting(issuer.name());
    }

    /// What makes a server trust these issuers of this machine.
    static Map<String, String> trusting(String issuers) {
        return Map.of(
                "MCP_AUTH_MODE", "oidc",
                "MCP_OIDC_ISSUER", issuers,
                "MCP_RESOURCE_URI", Issuer.AUDIENCE,
                "MCP_ALLOW_DEV_ISSUER", "1",
                "MCP_OIDC_UNKNOWN_KEY_INTERVAL", "1s");
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
