package io.github.clockifymcp.kit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Stands where a collector of OpenTelemetry would, and remembers what was sent where with which
/// key.
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> keys = new ConcurrentHashMap<>();

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                http -> {
                    if (http.getRequestBody().readAllBytes().length > 0) {
                        keys.put(
                                http.getRequestURI().getPath(),
                                String.valueOf(http.getRequestHeaders().getFirst("x-api-key")));
                    }
                    http.sendResponseHeaders(200, -1);
                    http.close();
                });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The key that came with what was sent, by its path.
    Map<String, String> keys() {
        return Map.copyOf(keys);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
