package io.github.clockifymcp.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.Presented;
import io.github.clockifymcp.mcp.tool.Principal;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is believed to say who calls.
class ForwardAuthTest {
    private static final String USER = "X-Forwarded-User";

    private static Identity ask(
            @Nullable String tenantHeader, String peer, Map<String, List<String>> headers) {
        ForwardAuth auth =
                new ForwardAuth(
                        Set.of(network("10.1.2.0/24"), network("2001:db8::/33")),
                        USER,
                        tenantHeader,
                        "local",
                        Clock.systemUTC());
        return auth.identify(
                new Presented(
                        "/mcp",
                        name -> headers.getOrDefault(name, List.of()),
                        List.of(),
                        InetAddress.ofLiteral(peer)));
    }

    private static Network network(String text) {
        return Objects.requireNonNull(Network.read(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.0, true",
        "10.1.2.255, true",
        "::ffff:10.1.2.7, true",
        "10.1.3.0, false",
        "10.1.1.255, false",
        "127.0.0.1, false",
        "2001:db8::1, true",
        "2001:db8:7fff::, true",
        "2001:db8:8000::, false",
        "2001:db9::, false",
    })
    void only_who_connects_from_a_trusted_network_is_believed(String peer, boolean believed) {
        Identity identity = ask(null, peer, Map.of(USER, List.of("ann")));

        if (believed) {
            assertThat(identity)
                    .isEqualTo(
                            new Identity.Authenticated(
                                    new Principal("local", "forward_auth#ann", Set.of())));
        } else {
            assertThat(identity).isInstanceOf(Identity.Forbidden.class);
        }
    }

    @Test
    void what_a_header_says_of_where_a_request_began_counts_for_nothing() {
        Identity identity =
                ask(
                        null,
                        "192.0.2.1",
                        Map.of(
                                USER,
                                List.of("ann"),
                                "X-Forwarded-For",
                                List.of("10.1.2.3"),
                                "Forwarded",
                                List.of("for=10.1.2.3")));

        assertThat(identity).isInstanceOf(Identity.Forbidden.class);
    }

    @Test
    void a_proxy_that_does_not_say_clearly_who_calls_lets_nobody_in() {
        for (List<String> odd :
                List.of(
                        List.<String>of(),
                        List.of(""),
                        List.of("ann", "ben"),
                        List.of("a\u0000b"),
                        List.of("a\u202eb"),
                        List.of("a".repeat(256)))) {
            assertThat(ask(null, "10.1.2.3", Map.of(USER, odd)))
                    .isInstanceOf(Identity.Unauthenticated.class);
        }
    }

    @Test
    void where_tenants_are_said_each_request_says_one() {
        Map<String, List<String>> said = Map.of(USER, List.of("ann"), "X-Org", List.of("acme"));

        assertThat(ask("X-Org", "10.1.2.3", said))
                .isEqualTo(
                        new Identity.Authenticated(
                                new Principal("acme", "forward_auth#ann", Set.of())));
        assertThat(ask("X-Org", "10.1.2.3", Map.of(USER, List.of("ann"))))
                .isInstanceOf(Identity.Unauthenticated.class);
    }
}
