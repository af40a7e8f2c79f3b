package io.github.clockifymcp.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.clockify.PlainHttp;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/// Reads them over HTTP: follows no redirect, reads no more and waits no longer than it may.
final class HttpFetcher implements Fetcher {
    private static final int LARGEST = 1 << 20;
    private static final int OK = 200;
    private static final Duration MOST = Duration.ofSeconds(5);

    private final Outlet outlet;
    private final int largest;
    private final Duration most;

    HttpFetcher(Outlet outlet) {
        this(outlet, LARGEST, MOST);
    }

    HttpFetcher(Outlet outlet, int largest, Duration most) {
        this.outlet = outlet;
        this.largest = largest;
        this.most = most;
    }

    @Override
    public byte[] get(URI address) throws IOException {
        return within(new HttpGet(address), answer -> read(address, answer));
    }

    /// What was answered, with whatever status.
    record Answered(int status, String body) {}

    /// Sends a form.
    ///
    /// @param form as `application/x-www-form-urlencoded`
    /// @param authorization the header of this name; null for none
    /// @throws IOException when there is no answer, or not in time; its message may be logged
    Answered post(URI address, String form, @Nullable String authorization) throws IOException {
        HttpPost post = new HttpPost(address);
        post.setEntity(new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED));
        post.setHeader("Accept", "application/json");
        if (authorization != null) {
            post.setHeader("Authorization", authorization);
        }
        return within(
                post,
                answer -> new Answered(answer.getCode(), new String(body(address, answer), UTF_8)));
    }

    /// On a thread of its own: what nobody can interrupt, such as looking up a name, is left behind
    /// when the time is up.
    private <T> T within(ClassicHttpRequest request, HttpClientResponseHandler<T> reading)
            throws IOException {
        CompletableFuture<T> document = new CompletableFuture<>();
        // A provider is asked every few minutes, so a client for each time costs nothing.
        CloseableHttpClient client = PlainHttp.client(outlet, most);
        HttpClientContext context = HttpClientContext.create();
        Thread.startVirtualThread(() -> {
            try {
                document.complete(
                        client.execute(
                                request,
                                context,
                                answer -> {
                                    if (!PlainHttp.asked(context)) {
                                        throw new Unread(
                                                "the proxy answered %d"
                                                        .formatted(answer.getCode()));
                                    }
                                    return reading.handleResponse(answer);
                                }));
            } catch (IOException | RuntimeException e) {
                document.completeExceptionally(e);
            }
        });
        try {
            return document.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() instanceof Unread known
                            ? known.getMessage()
                            : "no answer (" + name(e.getCause()) + ")",
                    e);
        } catch (TimeoutException e) {
            throw new IOException("no answer in " + most.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            client.close(CloseMode.IMMEDIATE);
        }
    }

    private static String name(@Nullable Throwable cause) {
        return cause == null ? "?" : cause.getClass().getSimpleName();
    }

    /// An answer that is of no use; its message says why.
    private static final class Unread extends IOException {
        private static final long serialVersionUID = 1;

        Unread(String message) {
            super(message);
        }
    }

    private byte[] read(URI address, ClassicHttpResponse answer) throws IOException {
        if (answer.getCode() != OK) {
            throw new Unread("%s answered %d".formatted(address, answer.getCode()));
        }
        return body(address, answer);
    }

    private byte[] body(URI address, ClassicHttpResponse answer) throws IOException {
        HttpEntity entity = answer.getEntity();
        if (entity == null) {
            throw new Unread("%s answered nothing".formatted(address));
        }
        try (InputStream in = entity.getContent()) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new Unread("%s is longer than %d bytes".formatted(address, largest));
            }
            return bytes;
        }
    }
}
