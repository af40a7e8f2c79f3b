package io.github.clockifymcp.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.mcp.http.Authenticator;
import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.Presented;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Knows its callers by the access tokens of OpenID Connect providers. A principal is an issuer and
/// a subject; the token itself goes nowhere from here.
///
/// A token that was found good is known again for a short while by its digest, as long as its
/// issuer's keys are the same.
public final class Oidc implements Authenticator {
    private static final String SCHEME = "bearer ";
    private static final int MOST_KNOWN = 4_096;

    private final Tokens tokens;
    private final Clock clock;
    private final Duration verified;
    private final ResourceMetadata metadata;
    private final Refusals refusals;

    // Guarded by this.
    private final Map<ByteBuffer, Known> known =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Known> eldest) {
                    return size() > MOST_KNOWN;
                }
            };

    /// @param until when it has to be checked again
    private record Known(Tokens.Checked token, Instant until) {}

    /// Where keys come from, and how long things hold.
    ///
    /// @param keysAt the address of the keys, where no document says it; null to look it up
    /// @param keysIn a file with the keys, where no provider can be asked; null for none
    /// @param outlet how providers are reached, and whom to trust to be one
    /// @param plainHttp whether this machine's own addresses may be asked without encryption
    /// @param fresh how long keys are used before they are read again
    /// @param kept how long they are used when they cannot be read again
    /// @param miss how often they are read again, at most, for tokens with an unknown key
    /// @param verified how long a token that was found good is not checked again
    public record Reading(
            @Nullable URI keysAt,
            @Nullable Path keysIn,
            Outlet outlet,
            boolean plainHttp,
            Duration fresh,
            Duration kept,
            Duration miss,
            Duration verified) {}

    Oidc(Tokens tokens, ResourceMetadata metadata, Duration verified, Clock clock) {
        this.tokens = tokens;
        this.metadata = metadata;
        this.verified = verified;
        this.clock = clock;
        this.refusals = new Refusals("A token was refused", clock);
    }

    /// Trusts these issuers.
    public static Oidc of(
            Set<String> issuers,
            TokenRules rules,
            Reading reading,
            ResourceMetadata metadata,
            Clock clock) {
        Map<String, KeyRing> rings = rings(issuers, reading, clock);
        rings.values().forEach(KeyRing::prepare);
        return new Oidc(new Tokens(rings, rules, clock), metadata, reading.verified(), clock);
    }

    /// Their keys, which are asked for when they are needed.
    static Map<String, KeyRing> rings(Set<String> issuers, Reading reading, Clock clock) {
        Duration retry =
                Duration.ofSeconds(5).compareTo(reading.miss()) < 0
                        ? Duration.ofSeconds(5)
                        : reading.miss();
        KeyRing.Times times =
                new KeyRing.Times(reading.fresh(), reading.kept(), reading.miss(), retry);
        Map<String, KeyRing> rings = new LinkedHashMap<>();
        for (String issuer : issuers) {
            rings.put(issuer, new KeyRing(issuer, source(issuer, reading), times, clock));
        }
        return rings;
    }

    private static KeySource source(String issuer, Reading reading) {
        if (reading.keysIn() != null) {
            return KeySource.in(reading.keysIn());
        }
        Fetcher fetcher = new HttpFetcher(reading.outlet());
        return reading.keysAt() != null
                ? KeySource.at(reading.keysAt(), fetcher)
                : KeySource.of(
                        issuer,
                        fetcher,
                        address -> ProviderAddress.isAllowed(address, reading.plainHttp()));
    }

    @Override
    public Identity identify(Presented presented) {
        List<String> values = presented.headers().all("Authorization");
        if (values.isEmpty()) {
            return new Identity.Unauthenticated(List.of(metadata.challenge()), "missing");
        }
        String value = values.getFirst();
        if (values.size() > 1 || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refused(Fault.MALFORMED);
        }
        String token = value.substring(SCHEME.length()).strip();
        ByteBuffer digest = digest(token);
        Identity again = remembered(digest);
        if (again != null) {
            return again;
        }
        try {
            Tokens.Checked checked = tokens.check(token);
            remember(digest, checked);
            return checked.identity();
        } catch (Tokens.RefusedException e) {
            return refused(e.fault());
        } catch (KeyRing.AwayException e) {
            return new Identity.Unavailable(e.retryAfter());
        }
    }

    @Override
    public Optional<String> challenge(String scope) {
        return Optional.of(metadata.challenge(scope));
    }

    private Identity refused(Fault fault) {
        String category = fault.name().toLowerCase(Locale.ROOT);
        refusals.note(category);
        List<String> challenges = List.of(metadata.challenge(fault));
        // Who it is would be known; what is missing is what their issuer lets them do.
        return fault == Fault.SCOPE
                ? new Identity.Forbidden(
                        "the token has not the scope for this.", challenges, category)
                : new Identity.Unauthenticated(challenges, category);
    }

    private @Nullable Identity remembered(ByteBuffer digest) {
        Known found;
        synchronized (known) {
            found = known.get(digest);
        }
        boolean holds =
                found != null
                        && clock.instant().isBefore(found.until())
                        && found.token().ring().current() == found.token().keys();
        return found != null && holds ? found.token().identity() : null;
    }

    private void remember(ByteBuffer digest, Tokens.Checked checked) {
        Instant until = clock.instant().plus(verified);
        Instant expiry = checked.identity().until();
        Known entry = new Known(checked, expiry != null && expiry.isBefore(until) ? expiry : until);
        synchronized (known) {
            known.put(digest, entry);
        }
    }

    /// So that what is kept of a token lets nobody in.
    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This runtime has no SHA-256.", e);
        }
    }
}
