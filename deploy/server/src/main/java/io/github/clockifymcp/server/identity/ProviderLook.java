package io.github.clockifymcp.server.identity;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at an issuer as the server will, for whoever wants to know why its tokens let nobody in.
public final class ProviderLook {
    private ProviderLook() {}

    /// What there is to say of an issuer.
    public sealed interface Seen {

        /// It is as it should be.
        ///
        /// @param keys how many of its keys can be used
        /// @param named the algorithms it says it signs with; empty where it does not say
        record Fine(int keys, Set<String> named) implements Seen {
            public Fine {
                named = Set.copyOf(named);
            }
        }

        /// Its document is about another issuer.
        ///
        /// @param name what that calls itself
        record Another(URI place, String name) implements Seen {}

        /// Nothing usable is there.
        ///
        /// @param why what is so, without anything secret
        record Away(String why) implements Seen {}

        /// Its keys cannot be had, or none of them can be used.
        ///
        /// @param why what is so, without anything secret
        record Keyless(String why) implements Seen {}
    }

    /// Looks at it.
    public static Seen at(String issuer, Oidc.Reading reading) {
        @Nullable Path file = reading.keysIn();
        Fetcher fetcher = new HttpFetcher(reading.outlet());
        @Nullable URI keys = reading.keysAt();
        if (file != null) {
            return keys(KeySource.in(file), Set.of());
        }
        if (keys != null) {
            return keys(KeySource.at(keys, fetcher), Set.of());
        }
        String first = "";
        for (URI place : KeySource.Discovery.places(issuer)) {
            try {
                JsonNode told = new JsonMapper().readTree(fetcher.get(place));
                String name = told.path("issuer").asText();
                if (!name.equals(issuer)) {
                    return new Seen.Another(place, name);
                }
                Set<String> named = new HashSet<>();
                told.path("id_token_signing_alg_values_supported")
                        .forEach(each -> named.add(each.asText()));
                return keys(
                        KeySource.of(
                                issuer,
                                fetcher,
                                address -> ProviderAddress.isAllowed(address, reading.plainHttp())),
                        named);
            } catch (JacksonException e) {
                first = first.isEmpty() ? place + " is not JSON" : first;
            } catch (IOException e) {
                first = first.isEmpty() ? String.valueOf(e.getMessage()) : first;
            }
        }
        return new Seen.Away(first);
    }

    private static Seen keys(KeySource source, Set<String> named) {
        try {
            int usable = source.fetch().size();
            return usable == 0
                    ? new Seen.Keyless("none of its keys can be used")
                    : new Seen.Fine(usable, named);
        } catch (IOException e) {
            return new Seen.Keyless(String.valueOf(e.getMessage()));
        }
    }
}
