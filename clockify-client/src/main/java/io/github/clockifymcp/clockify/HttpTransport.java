package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clockify over HTTP. It keeps four promises: a write is sent once, a redirect is never followed,
/// nothing is read or waited for without a limit, and the key is in one header and nowhere else.
///
/// Reads are sent again after 429, 502, 503, 504 and broken connections, with growing, random
/// waits, or after the wait Clockify asks for.
public final class HttpTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    private final Hosts hosts;
    private final ApiKey key;
    private final Limits limits;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final RequestBudget budget;
    private final String userAgent;
    private final Object making = new Object();
    private volatile @Nullable HttpClient client;

    private HttpTransport(Builder from) {
        this.hosts = from.hosts;
        this.key = from.key;
        this.limits = from.limits;
        this.clock = from.clock;
        this.sleeper = from.sleeper;
        this.random = from.random;
        this.budget = from.budget;
        this.userAgent = from.userAgent;
    }

    /// Begins a transport to these hosts with this key.
    public static Builder to(Hosts hosts, ApiKey key) {
        return new Builder(hosts, key);
    }

    @Override
    public Answer exchange(ApiRequest<?> request) {
        if (Paths.isOpen(request.path())) {
            throw ClockifyException.of(
                    Category.INVALID,
                    "A request still waits for an id that an earlier one gives.",
                    "Fill in its placeholders before it is sent.");
        }
        URI address = URI.create(hosts.base(request.service()) + request.target());
        return request.isRead() ? read(request, address) : write(request, address);
    }

    private Answer write(ApiRequest<?> request, URI address) {
        Attempt attempt = attempt(request, address, limits.attempt());
        return switch (attempt) {
            case Attempt.Good(Answer answer) -> answer;
            case Attempt.Bad(ClockifyException failure, boolean _) -> throw failure;
        };
    }

    private Answer read(ApiRequest<?> request, URI address) {
        long begin = sleeper.nanoTime();
        for (int tries = 0; ; tries++) {
            Duration left = limits.overall().minusNanos(sleeper.nanoTime() - begin);
            Duration most = left.compareTo(limits.attempt()) < 0 ? left : limits.attempt();
            switch (attempt(request, address, most)) {
                case Attempt.Good(Answer answer) -> {
                    return answer;
                }
                case Attempt.Bad(ClockifyException failure, boolean passing) -> {
                    Duration wait = failure.retryAfter().orElse(backoff(tries));
                    left = limits.overall().minusNanos(sleeper.nanoTime() - begin);
                    boolean worthWaiting =
                            wait.compareTo(limits.longestWait()) <= 0 && wait.compareTo(left) < 0;
                    if (!passing || tries >= limits.retries() || !worthWaiting) {
                        throw failure;
                    }
                    pause(request, failure, wait);
                }
            }
        }
    }

    /// Between half and all of a wait that doubles each time: half a second, one, two.
    private Duration backoff(int tries) {
        long full = FIRST_WAIT.toMillis() << Math.min(tries, 10);
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }

    private void pause(ApiRequest<?> request, ClockifyException failure, Duration wait) {
        LOG.info(
                "A read is sent again after a wait; reason={} milliseconds={} method={} service={}",
                failure.category(),
                wait.toMillis(),
                request.method(),
                request.service());
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.unanswered("the request was interrupted", e);
        }
    }

    /// What an attempt came to.
    private sealed interface Attempt {
        record Good(Answer answer) implements Attempt {}

        /// @param passing whether it may be otherwise in a moment
        record Bad(ClockifyException failure, boolean passing) implements Attempt {}
    }

    private Attempt attempt(ApiRequest<?> request, URI address, Duration most) {
        if (Thread.currentThread().isInterrupted()) {
            return new Attempt.Bad(Failures.unsent("the request was interrupted", null), false);
        }
        HttpRequest message = message(request, address);
        HttpClient http = client();
        budget.asking(request);
        CompletableFuture<HttpResponse<BoundedBody.Received>> exchange =
                http.sendAsync(message, info -> new BoundedBody(limits.largestAnswer()));
        try {
            return understood(request, exchange.get(most.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return lost(request, "it took too long", e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new Attempt.Bad(lost(request, "the request was interrupted", e).failure, false);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Unsent.reason(cause)
                    .map(why -> new Attempt.Bad(Failures.unsent(why, cause), true))
                    .orElseGet(() -> lost(request, "the connection broke", cause));
        }
    }

    /// What it means that a request was sent, perhaps, and no answer came.
    private static Attempt.Bad lost(ApiRequest<?> request, String because, Throwable cause) {
        ClockifyException failure =
                request.isRead()
                        ? Failures.unanswered(because, cause)
                        : Failures.unknownOutcome(because, cause);
        return new Attempt.Bad(failure, true);
    }

    private Attempt understood(ApiRequest<?> request, HttpResponse<BoundedBody.Received> response) {
        int status = response.statusCode();
        BoundedBody.Received received = response.body();
        budget.answered(request, status, RetryAfter.rates(response.headers()));
        if (status < 200 || status > 299) {
            Duration wait = RetryAfter.of(response.headers(), clock).orElse(null);
            boolean passing = status == 429 || (status >= 502 && status <= 504);
            return new Attempt.Bad(
                    Failures.answered(request, status, received.bytes(), wait, key), passing);
        }
        if (!received.complete()) {
            return new Attempt.Bad(
                    request.isRead()
                            ? Failures.tooLarge(status)
                            : Failures.unknownOutcome("its answer is larger than we read", null),
                    false);
        }
        try {
            JsonNode body = Json.parse(received.bytes());
            return new Attempt.Good(new Answer(status, response.headers().map(), body));
        } catch (IOException e) {
            // The parser's message would repeat the body, so it goes no further.
            String because = "its answer could not be understood";
            ClockifyException failure =
                    request.isRead()
                            ? Failures.unanswered(because, null)
                            : Failures.unknownOutcome(because, null);
            return new Attempt.Bad(failure, false);
        }
    }

    private HttpRequest message(ApiRequest<?> request, URI address) {
        JsonNode body = request.body();
        HttpRequest.Builder message =
                HttpRequest.newBuilder(address)
                        .header("X-Api-Key", key.reveal())
                        .header("Accept", "application/json")
                        .header("User-Agent", userAgent);
        if (body != null) {
            message.header("Content-Type", "application/json");
        }
        return message.method(
                        request.method(),
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    /// The JDK's client, made at the first use: it costs start-up time.
    private HttpClient client() {
        HttpClient made = client;
        if (made != null) {
            return made;
        }
        synchronized (making) {
            if (client == null) {
                // With this property the JDK would send writes again by itself.
                System.setProperty("jdk.httpclient.enableAllMethodRetry", "false");
                client =
                        HttpClient.newBuilder()
                                // One exchange a connection keeps "was it sent?" a simple question.
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .connectTimeout(limits.connect())
                                .executor(Executors.newVirtualThreadPerTaskExecutor())
                                .build();
            }
            return Objects.requireNonNull(client);
        }
    }

    @Override
    public void close() {
        HttpClient made = client;
        if (made != null) {
            made.shutdownNow();
        }
    }

    /// Collects what a transport may be given; what is not given is sensible.
    public static final class Builder {

        private final Hosts hosts;
        private final ApiKey key;
        private Limits limits = Limits.standard();
        private InstantSource clock = InstantSource.system();
        private Sleeper sleeper = Sleeper.real();
        private RandomGenerator random = RandomGenerator.getDefault();
        private RequestBudget budget = new CountedRequests(InstantSource.system());
        private String userAgent = "clockify-mcp";

        private Builder(Hosts hosts, ApiKey key) {
            this.hosts = hosts;
            this.key = key;
        }

        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /// Read where `Retry-After` names a date and the answer has none of its own.
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        public Builder sleeper(Sleeper sleeper) {
            this.sleeper = sleeper;
            return this;
        }

        /// Spreads the waits, so that many clients do not come back at once.
        public Builder random(RandomGenerator random) {
            this.random = random;
            return this;
        }

        public Builder budget(RequestBudget budget) {
            this.budget = budget;
            return this;
        }

        /// What we call ourselves.
        public Builder userAgent(String userAgent) {
            this.userAgent = userAgent;
            return this;
        }

        public HttpTransport build() {
            return new HttpTransport(this);
        }
    }
}
