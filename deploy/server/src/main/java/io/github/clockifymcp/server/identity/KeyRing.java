package io.github.clockifymcp.server.identity;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An issuer's keys, and when to ask for them again.
///
/// They are asked for when they are older than `fresh`, while the old ones serve; at once when a
/// token names one that is not among them, so that a provider can change its keys at any time, but
/// for this no more often than every `miss`, whatever tokens name; and after a failure no more
/// often than every `retry`. When the provider cannot be asked, the old ones serve until they are
/// older than `kept`. There is never more than one request at a time; all who need it wait for the
/// same.
final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final String issuer;
    private final KeySource source;
    private final Times times;
    private final Clock clock;

    // Guarded by this.
    private @Nullable Keys keys;
    private Instant fetched = Instant.MIN;
    private Instant tried = Instant.MIN;
    private Instant missed = Instant.MIN;
    private boolean failed;
    private @Nullable CompletableFuture<@Nullable Void> flight;

    /// How long things hold.
    record Times(Duration fresh, Duration kept, Duration miss, Duration retry) {
        Times {
            // What is fresh needs nobody who could be asked.
            kept = kept.compareTo(fresh) < 0 ? fresh : kept;
        }
    }

    /// They cannot be had at the moment.
    static final class AwayException extends Exception {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        AwayException(Duration retryAfter) {
            super("the issuer's keys cannot be read");
            this.retryAfter = retryAfter;
        }

        Duration retryAfter() {
            return retryAfter;
        }
    }

    KeyRing(String issuer, KeySource source, Times times, Clock clock) {
        this.issuer = issuer;
        this.source = source;
        this.times = times;
        this.clock = clock;
    }

    /// Begins to ask, so that the first caller need not wait.
    synchronized void prepare() {
        if (keys == null && flight == null) {
            ask();
        }
    }

    /// What there is now; another object when they were read again.
    synchronized @Nullable Keys current() {
        return keys;
    }

    /// The keys a token with this header may be signed with; empty when it is by none of them.
    List<JWK> find(JWSHeader header) throws AwayException {
        List<JWK> fitting = usable().fitting(header);
        return fitting.isEmpty() ? afterMiss().fitting(header) : fitting;
    }

    private Keys usable() throws AwayException {
        CompletableFuture<@Nullable Void> wait;
        synchronized (this) {
            Instant now = clock.instant();
            Keys known = keys;
            boolean fresh = known != null && now.isBefore(fetched.plus(times.fresh()));
            boolean serves = known != null && now.isBefore(fetched.plus(times.kept()));
            if (!fresh && flight == null && !now.isBefore(after(tried, times.retry()))) {
                ask();
            }
            if (known != null && serves) {
                return known;
            }
            wait = flight;
        }
        if (wait != null) {
            wait.join();
        }
        synchronized (this) {
            Keys known = keys;
            if (known == null || !clock.instant().isBefore(fetched.plus(times.kept()))) {
                throw new AwayException(times.retry());
            }
            return known;
        }
    }

    private Keys afterMiss() throws AwayException {
        CompletableFuture<@Nullable Void> wait;
        synchronized (this) {
            Instant now = clock.instant();
            if (flight == null && !now.isBefore(after(missed, times.miss()))) {
                missed = now;
                ask();
            }
            wait = flight;
        }
        if (wait != null) {
            wait.join();
        }
        synchronized (this) {
            // It may be a key that we could not be told of.
            if (failed) {
                throw new AwayException(times.retry());
            }
            return Objects.requireNonNull(keys);
        }
    }

    private static Instant after(Instant then, Duration time) {
        return then.equals(Instant.MIN) ? then : then.plus(time);
    }

    /// With the lock held.
    private void ask() {
        tried = clock.instant();
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        flight = done;
        Thread.startVirtualThread(() -> {
            @Nullable Keys found = null;
            try {
                found = source.fetch();
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "The keys of an issuer could not be read; issuer={} because={}",
                        issuer,
                        e instanceof IOException ? e.getMessage() : e.getClass().getName());
            } finally {
                land(found);
                done.complete(null);
            }
        });
    }

    private synchronized void land(@Nullable Keys found) {
        flight = null;
        failed = found == null;
        if (found != null) {
            keys = found;
            fetched = clock.instant();
        }
    }
}
