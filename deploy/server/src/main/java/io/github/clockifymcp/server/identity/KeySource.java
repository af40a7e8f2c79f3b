package io.github.clockifymcp.server.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where an issuer's keys come from. Never from anything that a token says.
@FunctionalInterface
interface KeySource {

    /// The keys as they are published now.
    ///
    /// @throws IOException when they cannot be had; its message may be logged
    Keys fetch() throws IOException;

    /// From an address.
    static KeySource at(URI address, Fetcher fetcher) {
        return () -> keys(fetcher.get(address), address.toString());
    }

    /// From a file, for where no provider can be reached.
    static KeySource in(Path file) {
        return () -> {
            try (InputStream in = Files.newInputStream(file)) {
                return keys(in.readNBytes(1 << 20), file.toString());
            }
        };
    }

    /// From where the issuer's own document says they are.
    ///
    /// @param allowed which addresses may be asked
    static KeySource of(String issuer, Fetcher fetcher, Predicate<URI> allowed) {
        return new Discovery(issuer, fetcher, allowed);
    }

    private static Keys keys(byte[] document, String from) throws IOException {
        JsonNode keys = read(document, from).path("keys");
        if (!keys.isArray()) {
            throw new IOException(from + " has no list of keys");
        }
        return Keys.of(keys);
    }

    private static JsonNode read(byte[] document, String from) throws IOException {
        try {
            return new JsonMapper().readTree(document);
        } catch (IOException e) {
            throw new IOException(from + " is not JSON", e);
        }
    }

    /// Looks up the address of the keys each time: a provider asked every few minutes for one
    /// document can as well be asked for two, and may move its keys.
    final class Discovery implements KeySource {
        private final String issuer;
        private final Fetcher fetcher;
        private final Predicate<URI> allowed;

        // Used by one flight of a [KeyRing] after the other.
        private volatile @Nullable URI document;

        Discovery(String issuer, Fetcher fetcher, Predicate<URI> allowed) {
            this.issuer = issuer;
            this.fetcher = fetcher;
            this.allowed = allowed;
        }

        @Override
        public Keys fetch() throws IOException {
            URI keys = address();
            return keys(fetcher.get(keys), keys.toString());
        }

        private URI address() throws IOException {
            URI known = document;
            if (known != null) {
                return told(known);
            }
            IOException first = null;
            for (URI possible : places(issuer)) {
                try {
                    URI keys = told(possible);
                    document = possible;
                    return keys;
                } catch (IOException e) {
                    first = first == null ? e : first;
                }
            }
            throw first == null ? new IOException("there is no document") : first;
        }

        private URI told(URI place) throws IOException {
            JsonNode told = read(fetcher.get(place), place.toString());
            // Whoever can put a document there might name another's keys.
            if (!told.path("issuer").asText().equals(issuer)) {
                throw new IOException(place + " is about another issuer");
            }
            String keys = told.path("jwks_uri").asText();
            try {
                URI address = URI.create(keys);
                if (allowed.test(address)) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                // It is no address; the sentence below fits.
            }
            throw new IOException(place + " names no address for keys that may be asked");
        }

        /// Where an issuer's document may be: by OpenID Connect below it, by RFC 8414 between its
        /// host and its path.
        static List<URI> places(String issuer) {
            String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            URI uri = URI.create(base);
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            String host = base.substring(0, base.length() - path.length());
            return List.of(
                    URI.create(base + "/.well-known/openid-configuration"),
                    URI.create(host + "/.well-known/oauth-authorization-server" + path));
        }
    }
}
