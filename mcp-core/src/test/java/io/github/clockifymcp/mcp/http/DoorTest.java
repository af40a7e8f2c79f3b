package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may come in, and from where.
class DoorTest {
    private final Fixture fixture = new Fixture().tool("echo", attempt -> Fixture.says("hello"));
    private final AtomicReference<Identity> identity =
            new AtomicReference<>(new Identity.Authenticated(Principal.LOCAL));
    private final Site site =
            new Site(
                    fixture,
                    how ->
                            how.withHosts(Set.of("Mcp.Example.com"))
                                    .withOrigins(Set.of("https://App.example.com")),
                    presented -> identity.get());

    @AfterEach
    void end() {
        site.close();
    }

    private Raw.Answer ask(String method, String host, String... headers) throws IOException {
        String body = Wording.request("1", "ping", "{}");
        try (Raw raw = new Raw(site.socket())) {
            String head = Raw.head(method + " /mcp", body.length(), headers);
            return raw.say(head.replace("Host: localhost", host) + body).hear();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Host: localhost, 200",
        "Host: LOCALHOST:1234, 200",
        "Host: 127.0.0.1, 200",
        "Host: [::1]:80, 200",
        "Host: mcp.example.com, 200",
        "Host: mcp.example.com:443, 200",
        "Host: evil.example.com, 403",
        "Host: localhost.evil.com, 403",
        "Host: localhost:evil.com, 400",
        "Host: [::1].evil.com, 400",
        "Host: 127.0.0.1.evil.com, 403",
        "Host: localhost@evil.com, 400",
    })
    void only_names_of_ours_are_answered(String host, int status) throws IOException {
        assertThat(ask("POST", host).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, 200",
        "http://localhost:3000, 200",
        "http://127.0.0.1, 200",
        "http://[::1]:8080, 200",
        "http://app.example.com, 403",
        "https://app.example.com:8443, 403",
        "https://app.example.com.evil.com, 403",
        "http://localhost.evil.com, 403",
        "http://localhost:80@evil.com, 403",
        "http://localhost/x, 403",
        "null, 403",
        "file://, 403",
        "localhost, 403",
    })
    void only_pages_we_trust_are_answered(String origin, int status) throws IOException {
        Raw.Answer answer = ask("POST", "Host: localhost", "Origin: " + origin);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head().contains("Access-Control-Allow-Origin: " + origin))
                .isEqualTo(status == 200);
    }

    @Test
    void two_origins_are_one_too_many() throws IOException {
        Raw.Answer answer =
                ask(
                        "POST",
                        "Host: localhost",
                        "Origin: http://localhost",
                        "Origin: http://evil.com");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void a_browser_that_asks_first_learns_what_its_page_may_send() throws IOException {
        Raw.Answer answer =
                ask(
                        "OPTIONS",
                        "Host: localhost",
                        "Origin: https://app.example.com",
                        "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Headers: Content-Type, Mcp-Method, mcp-param-city, last-event-id, X-Other");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.head())
                .contains("Access-Control-Allow-Origin: https://app.example.com")
                .contains("Access-Control-Allow-Methods: POST, GET, DELETE")
                .contains(
                        "Access-Control-Allow-Headers: content-type, mcp-method, mcp-param-city, last-event-id\n")
                .contains("Vary: Origin");
    }

    @Test
    void a_page_may_read_what_it_needs_of_an_answer() throws IOException {
        identity.set(new Identity.Unauthenticated(List.of("Bearer a", "Basic b")));

        Raw.Answer answer = ask("POST", "Host: localhost", "Origin: https://app.example.com");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.head())
                .contains("Access-Control-Allow-Origin: https://app.example.com")
                .contains("Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate")
                .contains("WWW-Authenticate: Bearer a")
                .contains("WWW-Authenticate: Basic b");
    }

    @Test
    void whoever_may_not_come_in_is_told_why() throws IOException {
        identity.set(new Identity.Forbidden("the tenant is closed.", List.of("Bearer scope=x")));

        Raw.Answer answer = ask("POST", "Host: localhost");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("the tenant is closed");
        assertThat(answer.head()).contains("WWW-Authenticate: Bearer scope=x");
    }

    @Test
    void when_nobody_can_be_recognised_it_may_be_tried_later() throws IOException {
        identity.set(new Identity.Unavailable(Duration.ofSeconds(7)));

        Raw.Answer answer = ask("POST", "Host: localhost");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.head()).contains("Retry-After: 7");
    }

    @Test
    void an_authenticator_that_fails_lets_nobody_in() throws IOException {
        try (Site broken =
                new Site(
                        fixture,
                        how -> how,
                        presented -> {
                            throw new IllegalStateException("secret");
                        })) {
            var answer = broken.send(broken.posting(Wording.request("1", "ping", "{}")));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void without_authentication_only_this_machine_may_reach_us(String host) {
        HttpSettings settings = HttpSettings.DEFAULT.withAddress(host, 0);

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        new HttpTransport(
                                Endpoints.of(fixture.server()),
                                settings,
                                new NoAuthentication(),
                                new MemorySessions(settings.limits()),
                                Readiness.READY,
                                Clock.systemUTC()))
                .withMessageContaining("127.0.0.1");
    }

    @Test
    void a_secret_cannot_be_printed_and_is_not_short() {
        Secret secret = Secret.of("a-long-enough-token");

        assertThat(secret.toString()).doesNotContain("long");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of("short"))
                .withMessageNotContaining("short,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of("with spaces in the middle"));
    }

    @Test
    void health_is_told_to_everybody_and_readiness_when_it_is_so() throws IOException {
        AtomicReference<Readiness.State> state = new AtomicReference<>(Readiness.State.NOT_READY);
        try (Site starting =
                new Site(fixture, HttpSettings.DEFAULT, new NoAuthentication(), state::get)) {
            for (String path : List.of("/health", "/livez")) {
                assertThat(health(starting, path)).isEqualTo("200 ok");
            }
            for (String path : List.of("/ready", "/readyz")) {
                state.set(Readiness.State.NOT_READY);
                assertThat(health(starting, path)).isEqualTo("503 unavailable");
                state.set(Readiness.State.DEGRADED);
                assertThat(health(starting, path)).isEqualTo("200 degraded");
                state.set(Readiness.State.READY);
                assertThat(health(starting, path)).isEqualTo("200 ok");
            }
        }
    }

    /// What somebody is told who knows us by another name.
    private static String health(Site site, String path) throws IOException {
        try (Raw raw = new Raw(site.socket())) {
            String head = Raw.head("GET " + path, -1).replace("localhost", "10.1.2.3:8080");
            Raw.Answer heard = raw.say(head).hear();
            return heard.status() + " " + heard.body().replaceAll(".*:\"|\"}", "");
        }
    }
}
