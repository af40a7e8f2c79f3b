package io.github.clockifymcp.server.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where a provider lets people sign in, as its own document says. It is read again now and then,
/// and after a failure not at once: everybody can make us want to.
final class ProviderPlaces {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final String issuer;
    private final Fetcher fetcher;
    private final Predicate<URI> allowed;
    private final Duration fresh;
    private final Clock clock;

    // Guarded by this.
    private @Nullable Found found;
    private Instant until = Instant.MIN;
    private String failure = "";

    /// What the document says.
    ///
    /// @param signIn where browsers are sent
    /// @param tokens where a code becomes tokens
    /// @param basic whether a client's secret may be shown in the header
    /// @param named whether it says in its answers who it is (RFC 9207)
    record Found(URI signIn, URI tokens, boolean basic, boolean named) {}

    /// @param allowed which addresses may be asked
    ProviderPlaces(
            String issuer, Fetcher fetcher, Predicate<URI> allowed, Duration fresh, Clock clock) {
        this.issuer = issuer;
        this.fetcher = fetcher;
        this.allowed = allowed;
        this.fresh = fresh;
        this.clock = clock;
    }

    /// @throws IOException when that cannot be found out; its message may be logged
    synchronized Found find() throws IOException {
        if (clock.instant().isBefore(until)) {
            if (found == null) {
                throw new IOException(failure);
            }
            return found;
        }
        try {
            Found read = read();
            found = read;
            until = clock.instant().plus(fresh);
            return read;
        } catch (IOException e) {
            found = null;
            failure = String.valueOf(e.getMessage());
            until = clock.instant().plus(RETRY);
            throw e;
        }
    }

    private Found read() throws IOException {
        IOException first = null;
        for (URI place : KeySource.Discovery.places(issuer)) {
            try {
                return told(place);
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IOException("there is no document") : first;
    }

    private Found told(URI place) throws IOException {
        JsonNode told;
        try {
            told = new JsonMapper().readTree(fetcher.get(place));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException(place + " is not JSON", e);
        }
        if (!told.path("issuer").asText().equals(issuer)) {
            throw new IOException(place + " is about another issuer");
        }
        JsonNode methods = told.path("token_endpoint_auth_methods_supported");
        boolean basic = !methods.isArray();
        for (JsonNode method : methods) {
            basic |= method.asText().equals("client_secret_basic");
        }
        return new Found(
                address(place, told, "authorization_endpoint"),
                address(place, told, "token_endpoint"),
                basic,
                told.path("authorization_response_iss_parameter_supported").asBoolean());
    }

    private URI address(URI place, JsonNode told, String what) throws IOException {
        try {
            URI address = URI.create(told.path(what).asText());
            if (allowed.test(address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // It is no address; the sentence below fits.
        }
        throw new IOException("%s names no %s that may be asked".formatted(place, what));
    }
}
