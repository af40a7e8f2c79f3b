package io.github.clockifymcp.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.server.ConnectProxy;
import io.github.clockifymcp.server.Nowhere;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Providers behind a proxy.
class HttpFetcherProxyTest {
    private static final URI KEYS = URI.create("https://login.example/keys");

    @TempDir Path folder;

    @Test
    void documents_and_tokens_are_asked_for_through_it() throws Exception {
        try (Nowhere nowhere = new Nowhere(folder);
                ConnectProxy proxy = nowhere.proxy("me:secret")) {
            Outlet stranger =
                    Outlet.through(
                                    ProxySelector.of(
                                            InetSocketAddress.createUnresolved(
                                                    "localhost", proxy.port())))
                            .trusting(nowhere.trust());
            HttpFetcher known =
                    new HttpFetcher(stranger.knownTo("localhost", proxy.port(), "me", "secret"));

            assertThat(new String(known.get(KEYS), UTF_8)).contains("Ann");
            assertThat(known.post(KEYS, "code=1", "Basic bWU6b3RoZXI=").status()).isEqualTo(200);
            assertThat(nowhere.seen()).containsExactly("GET /keys", "POST /keys");

            assertThatIOException()
                    .isThrownBy(() -> new HttpFetcher(stranger).get(KEYS))
                    .withMessage("the proxy answered 407");
            assertThat(proxy.asked()).hasSize(2).containsOnly("login.example:443");
        }
    }
}
