package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
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
    private final RequestObserver observer;
    private final String userAgent;
    private final Object making = new Object();
    private final @Nullable Outlet outlet;
    private volatile @Nullable Wire wire;

    private HttpTransport(Builder from) {
        this.hosts = from.hosts;
        this.key = from.key;
        this.limits = from.limits;
        this.clock = from.clock;
        this.sleeper = from.sleeper;
        this.random = from.random;
        this.budget = from.budget;
        this.observer = from.observer;
        this.userAgent = from.userAgent;
        this.outlet = from.outlet;
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
        observer.repeating(request, failure.category());
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
        HttpUriRequestBase message = message(request, address);
        Wire opened = wire();
        budget.asking(request);
        RequestObserver.Sending sending = observer.sending(request);
        int status = 0;
        try {
            sending.headers().forEach(message::setHeader);
            Wire.Reply reply = opened.send(message, most);
            status = reply.status();
            return understood(request, reply);
        } catch (LostException e) {
            return new Attempt.Bad(e.toFailure(request), e.passing());
        } finally {
            sending.ended(status);
        }
    }

    private Attempt understood(ApiRequest<?> request, Wire.Reply reply) {
        int status = reply.status();
        budget.answered(request, status, RetryAfter.rates(reply.headers()));
        if (status < 200 || status > 299) {
            Duration wait = RetryAfter.of(reply.headers(), clock).orElse(null);
            boolean passing = status == 429 || (status >= 502 && status <= 504);
            return new Attempt.Bad(
                    Failures.answered(request, status, reply.body(), wait, key), passing);
        }
        if (!reply.complete()) {
            return new Attempt.Bad(
                    request.isRead()
                            ? Failures.tooLarge(status)
                            : Failures.unknownOutcome("its answer is larger than we read", null),
                    false);
        }
        if (request.isDownload()) {
            return new Attempt.Good(
                    new Answer(status, reply.headers(), BinaryNode.valueOf(reply.body())));
        }
        try {
            JsonNode body = Json.parse(reply.body(), request.answer());
            return new Attempt.Good(new Answer(status, reply.headers(), body));
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

    private HttpUriRequestBase message(ApiRequest<?> request, URI address) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), address);
        message.setHeader("X-Api-Key", key.reveal());
        message.setHeader("Accept", request.isDownload() ? "*/*" : "application/json");
        message.setHeader("User-Agent", userAgent);
        JsonNode body = request.body();
        if (body != null) {
            message.setEntity(
                    Form.is(body)
                            ? Form.entity(body)
                            : new ByteArrayEntity(Json.bytes(body), ContentType.APPLICATION_JSON));
        }
        return message;
    }

    /// Made at the first use: it costs start-up time.
    private Wire wire() {
        Wire made = wire;
        if (made != null) {
            return made;
        }
        synchronized (making) {
            if (wire == null) {
                wire = new Wire(limits, outlet == null ? Outlet.ordinary() : outlet);
            }
            return Objects.requireNonNull(wire);
        }
    }

    @Override
    public void close() {
        Wire made = wire;
        if (made != null) {
            made.close();
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
        private RequestObserver observer = RequestObserver.NONE;
        private String userAgent = "clockify-mcp";
        private @Nullable Outlet outlet;

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

        public Builder observer(RequestObserver observer) {
            this.observer = observer;
            return this;
        }

        /// What we call ourselves.
        public Builder userAgent(String userAgent) {
            this.userAgent = userAgent;
            return this;
        }

        /// How requests leave this machine, instead of how this Java is set up.
        public Builder outlet(Outlet outlet) {
            this.outlet = outlet;
            return this;
        }

        public HttpTransport build() {
            return new HttpTransport(this);
        }
    }
}
