package io.github.clockifymcp.server.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.clockify.PlainHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/// Asks over HTTP as the server does: through its proxy, and trusting whom it trusts. It sends
/// once, follows nothing, reads no more and waits no longer than it may.
final class Asker implements AutoCloseable {
    private static final int LARGEST = 8 << 20;

    private final CloseableHttpClient client;
    private final Duration most;

    /// @param most how long one question may take
    Asker(Outlet outlet, Duration most) {
        this.most = most;
        this.client = PlainHttp.client(outlet, most);
    }

    /// What came back.
    ///
    /// @param headers by their names, in any case
    /// @param certificates what the other side showed; empty where nothing was encrypted
    record Answer(
            int status, Map<String, String> headers, String body, List<Certificate> certificates) {}

    /// A proxy answered, and whom we meant was not asked.
    static final class ProxyException extends IOException {
        private static final long serialVersionUID = 1;

        private ProxyException(int status) {
            super("the proxy answered %d".formatted(status));
        }
    }

    /// Asks, and reads all of the answer.
    Answer ask(HttpUriRequestBase request) throws IOException, InterruptedException {
        return ask(request, line -> false);
    }

    /// Asks, and reads the answer. It happens on a thread of its own: what nobody can interrupt,
    /// such as looking up a name, is left behind when the time is up.
    ///
    /// @param last whether a line of a stream of events is the last that is wanted: a stream need
    ///   not end
    Answer ask(HttpUriRequestBase request, Predicate<String> last)
            throws IOException, InterruptedException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(exchange(request, last));
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
        } finally {
            request.abort();
        }
    }

    private Answer exchange(HttpUriRequestBase request, Predicate<String> last) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        ClassicHttpResponse response = client.executeOpen(null, request, context);
        try {
            if (!PlainHttp.asked(context)) {
                throw new ProxyException(response.getCode());
            }
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (Header header : response.getHeaders()) {
                headers.putIfAbsent(header.getName(), header.getValue());
            }
            boolean events =
                    headers.getOrDefault("Content-Type", "").startsWith("text/event-stream");
            return new Answer(
                    response.getCode(),
                    headers,
                    body(response.getEntity(), events ? last : line -> false),
                    certificates(context.getSSLSession()));
        } finally {
            request.abort(); // closing alone would first read what is left
            close(response);
        }
    }

    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            return; // it was cut off before its end, and what was wanted of it is read
        }
    }

    private static String body(@Nullable HttpEntity entity, Predicate<String> last)
            throws IOException {
        @Nullable InputStream content = entity == null ? null : entity.getContent();
        if (content == null) {
            return "";
        }
        StringBuilder body = new StringBuilder();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(new Limited(content, LARGEST), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            body.append(line).append('\n');
            if (last.test(line)) {
                break;
            }
        }
        return body.toString();
    }

    private static List<Certificate> certificates(@Nullable SSLSession session) {
        try {
            return session == null ? List.of() : List.of(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /// Ends after so many bytes.
    private static final class Limited extends InputStream {
        private final InputStream in;
        private int left;

        Limited(InputStream in, int most) {
            this.in = in;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            return left-- <= 0 ? -1 : in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = in.read(bytes, offset, Math.min(left, length));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
