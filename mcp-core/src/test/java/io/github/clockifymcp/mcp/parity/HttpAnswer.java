package io.github.clockifymcp.mcp.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The answer to an HTTP request: JSON, a stream of events, or nothing.
final class HttpAnswer implements AutoCloseable {
    private final CompletableFuture<HttpResponse<InputStream>> response;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile String lastEvent = "";
    private volatile boolean closed;

    /// Sends the request.
    HttpAnswer(HttpClient client, HttpRequest request) {
        response = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    /// Reads all of it before it returns.
    void all(BiConsumer<JsonNode, String> heard) {
        read(begun -> {}, heard);
        end.join();
    }

    /// Reads it as it comes.
    ///
    /// @param begun is told first
    /// @param heard gets each message, and the id it came under
    void each(Consumer<HttpResponse<?>> begun, BiConsumer<JsonNode, String> heard) {
        Thread.ofVirtual().start(() -> read(begun, heard));
    }

    private void read(Consumer<HttpResponse<?>> begun, BiConsumer<JsonNode, String> heard) {
        try {
            HttpResponse<InputStream> answer = response.join();
            begun.accept(answer);
            try (InputStream body = answer.body()) {
                String type = answer.headers().firstValue("Content-Type").orElse("");
                if (type.startsWith("text/event-stream")) {
                    events(body, heard);
                } else {
                    String text = new String(body.readAllBytes(), UTF_8);
                    if (!text.isEmpty()) {
                        heard.accept(Words.parse(text), "");
                    }
                }
            }
            end.complete(null);
        } catch (IOException | CancellationException | CompletionException e) {
            if (closed) {
                end.complete(null);
            } else {
                end.completeExceptionally(e);
            }
        }
    }

    private void events(InputStream body, BiConsumer<JsonNode, String> heard) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8));
        String data = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                lastEvent = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && !data.isBlank()) {
                heard.accept(Words.parse(data), lastEvent);
                data = "";
            }
        }
    }

    /// The id of the last event that came.
    String lastEvent() {
        return lastEvent;
    }

    void awaitBegin() {
        await(response);
    }

    void awaitEnd() {
        await(end);
    }

    private static void await(CompletableFuture<?> future) {
        try {
            future.get(Peer.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the server let us wait", e);
        }
    }

    /// Closes the connection, whatever was still to come.
    @Override
    public void close() {
        closed = true;
        if (response.cancel(true) || response.isCompletedExceptionally()) {
            return;
        }
        try {
            response.join().body().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
