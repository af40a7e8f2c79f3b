package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.clockifymcp.server.packaged.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.X509TrustManager;

/// The hosts `clockify.example`, `login.example` and `collector.example`, which no name server
/// knows, so that only a proxy can lead there, with a certificate of an authority that Java does
/// not know.
public final class Nowhere implements AutoCloseable {
    private static final String ANSWER =
            "{\"id\":\"u1\",\"name\":\"Ann\",\"email\":\"ann@example.com\"}";

    private final Certificates certificates;
    private final HttpsServer site;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    /// Opens them.
    public Nowhere(Path folder) throws Exception {
        certificates = new Certificates(folder);
        certificates.make(
                "site",
                "EC",
                "-signer",
                "authority",
                "-ext",
                "san=dns:clockify.example,dns:login.example,dns:collector.example,dns:localhost");
        site = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.setHttpsConfigurator(new HttpsConfigurator(certificates.client("site")));
        site.createContext("/", this::answer);
        site.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        site.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean told = exchange.getRequestHeaders().containsKey("Proxy-Authorization");
        exchange.getRequestBody().readAllBytes();
        seen.add(
                exchange.getRequestMethod()
                        + " "
                        + path
                        + (told ? " with the proxy's password" : ""));
        boolean collects = path.startsWith("/v1/");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, collects ? -1 : ANSWER.length());
        if (!collects) {
            exchange.getResponseBody().write(ANSWER.getBytes(UTF_8));
        }
        exchange.close();
    }

    /// A proxy that leads there.
    ///
    /// @param login the user and password it wants; empty for none
    public ConnectProxy proxy(String login) throws IOException {
        return new ConnectProxy(port(), login);
    }

    /// Where they are on this machine.
    public int port() {
        return site.getAddress().getPort();
    }

    /// The PEM file of their authority.
    public Path authority() throws Exception {
        return certificates.certificate("authority");
    }

    /// Who trusts their authority.
    public X509TrustManager trust() throws Exception {
        return certificates.trust();
    }

    /// What was asked there.
    public List<String> seen() {
        return List.copyOf(seen);
    }

    /// Forgets what was asked.
    public void forget() {
        seen.clear();
    }

    @Override
    public void close() {
        site.stop(0);
    }
}
