package io.github.clockifymcp.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.http.Ssl;
import no.nav.security.mock.oauth2.http.SslKeystore;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/// A provider of OpenID Connect that others made, by https, with a certificate of an authority that
/// only the company knows.
final class IdentityProvider implements AutoCloseable {
    private static final String REALM = "realms/work";

    private final MockOAuth2Server server;

    private IdentityProvider(MockOAuth2Server server) {
        this.server = server;
    }

    static IdentityProvider started(Path folder, Certificates certificates)
            throws IOException, GeneralSecurityException {
        Path store = certificates.store(folder.resolve("provider.p12"));
        Ssl tls =
                new Ssl(
                        new SslKeystore(
                                Certificates.PASSWORD,
                                store.toFile(),
                                SslKeystore.KeyStoreType.PKCS12,
                                Certificates.PASSWORD));
        MockOAuth2Server server =
                new MockOAuth2Server(
                        new OAuth2Config(
                                false,
                                null,
                                null,
                                false,
                                new OAuth2TokenProvider(),
                                Set.of(),
                                new MockWebServerWrapper(tls)));
        server.start();
        return new IdentityProvider(server);
    }

    /// As it calls itself in `iss`.
    String issuer() {
        return server.issuerUrl(REALM).toString();
    }

    /// An access token of somebody.
    ///
    /// @param audience what it is meant for
    String token(String who, String audience) {
        return server.issueToken(REALM, who, audience).serialize();
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
