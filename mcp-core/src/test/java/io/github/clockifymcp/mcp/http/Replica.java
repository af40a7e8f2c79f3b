package io.github.clockifymcp.mcp.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A client of one of several transports.
final class Replica {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Replica() {}

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(
                    request.timeout(Site.PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder to(HttpTransport transport) {
        URI uri = URI.create("http://127.0.0.1:" + transport.port() + "/mcp");
        return HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
    }

    private static HttpResponse<String> introduced(HttpTransport transport) {
        String hello = Wording.initialize("2025-11-25");
        return send(to(transport).POST(HttpRequest.BodyPublishers.ofString(hello)));
    }

    static int hello(HttpTransport transport) {
        return introduced(transport).statusCode();
    }

    static String begin(HttpTransport transport) {
        return introduced(transport).headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    static int call(HttpTransport transport, String session) {
        String call = Wording.call("1", "echo");
        return send(to(transport)
                        .header("Mcp-Session-Id", session)
                        .POST(HttpRequest.BodyPublishers.ofString(call)))
                .statusCode();
    }

    /// Opens the stream for what belongs to no request.
    static Events listen(HttpTransport transport, String session) {
        HttpRequest request =
                to(transport)
                        .header("Accept", "text/event-stream")
                        .header("Mcp-Session-Id", session)
                        .timeout(Site.PATIENCE)
                        .build();
        try {
            return new Events(CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static int delete(HttpTransport transport, String session) {
        return send(to(transport).header("Mcp-Session-Id", session).DELETE()).statusCode();
    }
}
