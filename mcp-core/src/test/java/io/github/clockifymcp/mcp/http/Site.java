package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Fixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// A server on a port of this machine, and a client for it.
final class Site implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final MemorySessions sessions;
    private final HttpTransport transport;

    Site(Fixture fixture) {
        this(fixture, settings -> settings);
    }

    Site(Fixture fixture, UnaryOperator<HttpSettings> how) {
        this(fixture, how, new NoAuthentication());
    }

    Site(Fixture fixture, UnaryOperator<HttpSettings> how, Authenticator authenticator) {
        this(fixture, how.apply(quick()), authenticator, Readiness.READY);
    }

    Site(Fixture fixture, HttpSettings settings, Authenticator authenticator, Readiness readiness) {
        this(
                fixture,
                settings,
                authenticator,
                readiness,
                new MemorySessions(settings.limits()),
                Conversations.ALONE);
    }

    /// One of several replicas.
    Site(
            Fixture fixture,
            Authenticator authenticator,
            MemorySessions sessions,
            Conversations conversations) {
        this(fixture, quick(), authenticator, Readiness.READY, sessions, conversations);
    }

    private Site(
            Fixture fixture,
            HttpSettings settings,
            Authenticator authenticator,
            Readiness readiness,
            MemorySessions sessions,
            Conversations conversations) {
        this.sessions = sessions;
        transport =
                new HttpTransport(
                        Endpoints.of(fixture.server()),
                        settings,
                        authenticator,
                        sessions,
                        conversations,
                        readiness,
                        Clock.systemUTC(),
                        HttpObserver.NONE);
        transport.start();
    }

    private static HttpSettings quick() {
        return HttpSettings.DEFAULT.withTimes(
                HttpTimes.DEFAULT
                        .withWatch(Duration.ofMillis(20))
                        .withDrain(Duration.ofSeconds(5))
                        .withLinger(Duration.ofMillis(10)));
    }

    HttpTransport transport() {
        return transport;
    }

    MemorySessions sessions() {
        return sessions;
    }

    int port() {
        return transport.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(uri("/mcp")).timeout(PATIENCE);
    }

    HttpRequest.Builder posting(String json) {
        return request()
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    /// A request of 2026-07-28, with its headers.
    HttpRequest.Builder modern(String id, String method, String params) {
        return named(posting(Wording.modern(id, method, params)), method, params);
    }

    static HttpRequest.Builder named(HttpRequest.Builder request, String method, String params) {
        request.header("MCP-Protocol-Version", "2026-07-28").header("Mcp-Method", method);
        var given = Json.ofOurs(params.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String name = given.path("name").asText(given.path("uri").asText(""));
        return name.isEmpty() ? request : request.header("Mcp-Name", name);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Begins a session of this revision.
    String session(String revision) {
        HttpResponse<String> answer = send(posting(Wording.initialize(revision)));
        return answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    /// A message in a session.
    HttpRequest.Builder in(String session, String json) {
        return posting(json).header("Mcp-Session-Id", session);
    }

    Events listen(HttpRequest.Builder request) {
        try {
            return new Events(
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
