package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A stream that a caller listens to, read as it comes.
final class OpenStream implements AutoCloseable {
    private static final String LISTEN =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscriptions/listen\",\"params\":{"
                    + "\"notifications\":{\"toolsListChanged\":true},"
                    + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";

    /// Access is taken back within five seconds; a machine that is busy may take longer to say so.

    private final HttpClient http;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reading;

    private OpenStream(HttpRequest.Builder request, String token)
            throws IOException, InterruptedException {
        http = HttpClient.newHttpClient();
        HttpResponse<Stream<String>> answer =
                http.send(
                        request.header("Accept", "application/json, text/event-stream")
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        reading = Thread.ofVirtual().start(() -> read(answer.body()));
    }

    private void read(Stream<String> body) {
        try (body) {
            body.forEach(lines::add);
        } catch (UncheckedIOException e) {
            lines.add("broken");
        }
    }

    private static HttpRequest.Builder to(Listening server) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/mcp".formatted(server.port())));
    }

    /// A request of 2026-07-28 that listens for changes of the list of tools.
    static OpenStream modern(Listening server, String token) throws Exception {
        OpenStream stream =
                new OpenStream(
                        to(server)
                                .header("Content-Type", "application/json")
                                .header("MCP-Protocol-Version", "2026-07-28")
                                .header("Mcp-Method", "subscriptions/listen")
                                .POST(HttpRequest.BodyPublishers.ofString(LISTEN)),
                        token);
        stream.says("acknowledged");
        return stream;
    }

    /// A session's.
    static OpenStream of(Listening server, String token, String session) throws Exception {
        return new OpenStream(to(server).header("Mcp-Session-Id", session).GET(), token);
    }

    boolean said(String what) {
        return lines.stream().anyMatch(line -> line.contains(what));
    }

    /// Waits until it says this.
    void says(String what) throws Exception {
        soon(() -> said(what));
    }

    boolean ended() {
        return !reading.isAlive();
    }

    /// Waits for its end, which is no break.
    void ends() throws Exception {
        soon(this::ended);
        assertThat(lines).doesNotContain("broken");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
