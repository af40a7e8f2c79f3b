package io.github.clockifymcp.clockify;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// One request and what came back, by Apache's HttpClient. It sends once, follows nothing, reads no
/// more and waits no longer than it may, and knows of each request that failed whether any of it
/// can have arrived.
final class Wire implements AutoCloseable {

    /// As many connections as there can be requests at once: what limits calls stands elsewhere.
    private static final int MOST_CONNECTIONS = 4096;

    /// How long a connection that nobody uses is kept.
    private static final Duration KEPT = Duration.ofSeconds(30);

    /// A connection that rested for longer is looked at before it is used again: where the other
    /// side has closed it, a write would have an unknown fate for nothing.
    private static final Duration RESTED = Duration.ofMillis(100);

    /// For an answer up to this size, of bytes, room is made as soon as it says how long it is.
    private static final int AT_ONCE = 1 << 20;

    /// What came back, with any status.
    ///
    /// @param complete whether the body is all there was, or only what may be read
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared or kept
    record Reply(int status, Headers headers, byte[] body, boolean complete) {}

    private final CloseableHttpClient client;
    private final int largest;

    Wire(Limits limits, Outlet outlet) {
        this.largest = limits.largestAnswer();
        this.client =
                outlet.on(HttpClientBuilder.create())
                        .setConnectionManager(connections(limits, outlet))
                        .setDefaultRequestConfig(
                                RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
                        .setRequestExecutor(new Sending())
                        .evictExpiredConnections()
                        .evictIdleConnections(TimeValue.of(KEPT))
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableConnectionState()
                        .disableContentCompression()
                        .disableDefaultUserAgent()
                        .build();
    }

    private static HttpClientConnectionManager connections(Limits limits, Outlet outlet) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(limits.connect()))
                                .setSocketTimeout(Timeout.of(limits.attempt()))
                                .setValidateAfterInactivity(TimeValue.of(RESTED))
                                .build())
                .setTlsSocketStrategy(outlet.encrypting())
                .build();
    }

    /// Sends a request and reads its answer, on a thread of its own: what nobody can interrupt,
    /// such as looking up a name, is left behind when the time is up.
    ///
    /// @param most how long all of it may take
    /// @throws LostException if there is no answer, or this thread was interrupted, which it stays
    Reply send(HttpUriRequestBase request, Duration most) throws LostException {
        Departure departure = new Departure();
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(Departure.NAME, departure);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                reply.complete(exchange(request, departure, context));
            } catch (Throwable e) { // whoever waits is told, whatever it is
                reply.completeExceptionally(e);
            }
        });
        try {
            return reply.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new LostException("it took too long", givenUp(request, departure), true, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            boolean sent = givenUp(request, departure);
            throw new LostException("the request was interrupted", sent, false, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            boolean sent = givenUp(request, departure);
            boolean passing =
                    !(cause instanceof ProxyRefusedException refused) || refused.passing();
            throw new LostException(
                    sent ? "the connection broke" : why(cause), sent, passing, cause);
        }
    }

    /// Gives a request up, and says whether it may have arrived all the same.
    private static boolean givenUp(HttpUriRequestBase request, Departure departure) {
        boolean prevented = departure.prevent();
        request.abort();
        return !prevented;
    }

    private Reply exchange(HttpUriRequestBase request, Departure departure, HttpContext context)
            throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, request, context);
        try {
            if (!departure.begun()) {
                throw new ProxyRefusedException(response.getCode());
            }
            List<Headers.Header> headers = new ArrayList<>();
            for (Header header : response.getHeaders()) {
                headers.add(new Headers.Header(header.getName(), header.getValue()));
            }
            byte[] body = body(response.getEntity());
            boolean complete = body.length <= largest;
            if (!complete) {
                // Closing alone would first read what is left, which may be without end.
                request.abort();
            }
            return new Reply(response.getCode(), Headers.of(headers), body, complete);
        } finally {
            close(response);
        }
    }

    /// Closed before its end, an answer takes its connection with it. One in chunks misses its end
    /// then and says so, when what is wanted of it has been read, or why not is known.
    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            return; // nobody waits for it
        }
    }

    /// The body, or one byte more of it than may be read.
    private byte[] body(@Nullable HttpEntity entity) throws IOException {
        InputStream content = entity == null ? null : entity.getContent();
        if (entity == null || content == null) {
            return new byte[0];
        }
        long length = entity.getContentLength();
        if (length < 0 || length > Math.min(largest, AT_ONCE)) {
            return content.readNBytes(largest + 1);
        }
        byte[] body = new byte[(int) length];
        int read = content.readNBytes(body, 0, body.length);
        var _ = content.read(); // its end has to be seen, or the connection is not used again
        return read == body.length ? body : Arrays.copyOf(body, read);
    }

    /// Why a request did not leave.
    private static String why(Throwable failure) {
        return switch (failure) {
            case ProxyRefusedException refused -> refused.sentence();
            case UnknownHostException _ -> "its name is not known";
            case SocketTimeoutException _ -> "connecting took too long";
            case SSLHandshakeException _ -> "its certificate is not trusted";
            case SSLPeerUnverifiedException _ -> "its certificate is not trusted";
            case SSLException _ -> "it does not speak TLS";
            case NoRouteToHostException _ -> "there is no way to it";
            case ConnectException _ -> "it refused the connection";
            default -> "there is no connection";
        };
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /// Whether a request has left. Asked to leave and not to leave at the same moment, it does one.
    private static final class Departure {
        static final String NAME = "clockify.departure";

        private final AtomicReference<@Nullable Boolean> left = new AtomicReference<>();

        /// From here on it may have arrived; false if it was prevented.
        boolean begin() {
            return left.compareAndSet(null, true);
        }

        /// Whether it has left.
        boolean begun() {
            return Boolean.TRUE.equals(left.get());
        }

        /// Keeps it here; false if it has left.
        boolean prevent() {
            return left.compareAndSet(null, false);
        }
    }

    /// The answer was a proxy's, and Clockify was never asked.
    private static final class ProxyRefusedException extends IOException {
        private static final long serialVersionUID = 1L;
        private static final int NOT_KNOWN = 407;

        private final int status;

        ProxyRefusedException(int status) {
            super("A proxy refused with " + status + ".");
            this.status = status;
        }

        /// A proxy that does not know us will not know us in a moment.
        boolean passing() {
            return status >= 500;
        }

        String sentence() {
            return status == NOT_KNOWN
                    ? "the proxy asks for another user or password (407)"
                    : "the proxy refused to connect to it (" + status + ")";
        }
    }

    /// Sends a request unless it was given up.
    private static final class Sending extends HttpRequestExecutor {

        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback informed,
                HttpContext context)
                throws IOException, HttpException {
            if (Method.CONNECT.isSame(request.getMethod())) {
                // This asks a proxy for a way; what we send has not left yet.
                return super.execute(request, connection, informed, context);
            }
            boolean wanted =
                    context.getAttribute(Departure.NAME) instanceof Departure departure
                            && departure.begin();
            if (!wanted) {
                throw new IOException("The request was given up.");
            }
            return super.execute(request, connection, informed, context);
        }
    }
}
