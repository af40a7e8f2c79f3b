package io.github.clockifymcp.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import io.github.clockifymcp.clockify.Outlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signing in at a provider whose answers a test decides.
class SignInTest {
    private static final URI BACK = URI.create("https://mcp.example.com/key/callback");
    private static final String CLIENT = "key-page";

    private HttpServer http;
    private Issuer issuer;
    private String more = "";
    private int status = 200;
    private @Nullable String answer;
    private Map<String, String> form = Map.of();
    private @Nullable String authorization;

    @BeforeEach
    void begin() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String name = "http://127.0.0.1:%d/work".formatted(http.getAddress().getPort());
        issuer = new Issuer(name).key("k", JWSAlgorithm.ES256);
        answer(
                "/work/.well-known/openid-configuration",
                () ->
                        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\",\"authorization_endpoint\":\"%s/in?x=1\",\"token_endpoint\":\"%s/tokens\"%s}"
                                .formatted(name, name, name, name, more));
        answer("/work/keys", () -> issuer.keySet());
        http.createContext(
                "/work/tokens",
                exchange -> {
                    form = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    byte[] body = Objects.requireNonNullElse(answer, "{}").getBytes(UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        http.start();
    }

    @AfterEach
    void end() {
        http.stop(0);
    }

    private interface Document {
        String now();
    }

    private void answer(String path, Document document) {
        http.createContext(
                path,
                exchange -> {
                    byte[] body = document.now().getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : List.of(text.split("&", -1))) {
            int equals = pair.indexOf('=');
            fields.put(
                    URLDecoder.decode(pair.substring(0, equals), UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return fields;
    }

    private SignIn signIn(@Nullable String secret) {
        TokenRules access =
                new TokenRules(
                        Set.of(Issuer.AUDIENCE),
                        Set.of("clockify"),
                        Set.of("ES256"),
                        Duration.ZERO,
                        "oid",
                        "org",
                        "local");
        return new SignIn(
                Set.of(issuer.name()),
                access.forClient(CLIENT),
                new Oidc.Reading(
                        null,
                        null,
                        Outlet.ordinary(),
                        true,
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)),
                BACK,
                CLIENT,
                secret,
                Clock.systemUTC());
    }

    private void says(SignIn.Begun begun, Consumer<JWTClaimsSet.Builder> change) throws Exception {
        String token =
                issuer.token(
                        "k",
                        JWSAlgorithm.ES256,
                        claims -> {
                            claims.audience(CLIENT)
                                    .claim("nonce", begun.pending().nonce())
                                    .claim("oid", "o-1")
                                    .claim("org", "acme")
                                    .claim("preferred_username", "ann@example.com");
                            change.accept(claims);
                        });
        answer =
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
                        .formatted(token);
    }

    private static Map<String, String> back(SignIn.Begun begun) {
        return Map.of("state", begun.pending().state(), "code", "the-code");
    }

    private void comesToNothing(SignIn signIn, Map<String, String> with, String why)
            throws Exception {
        SignIn.Begun begun = signIn.begin(issuer.name());
        says(begun, claims -> {});
        Map<String, String> all = new HashMap<>(back(begun));
        all.putAll(with);
        assertThatThrownBy(() -> signIn.finish(begun.pending(), all))
                .isInstanceOf(SignIn.FailedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void who_signs_in_is_who_their_access_tokens_name() throws Exception {
        SignIn signIn = signIn(null);
        SignIn.Begun begun = signIn.begin(issuer.name());
        Map<String, String> asked = fields(begun.to().getRawQuery());
        says(begun, claims -> {});

        SignIn.Person person = signIn.finish(begun.pending(), back(begun));

        assertThat(person.principal().tenant()).isEqualTo("acme");
        assertThat(person.principal().id()).isEqualTo(issuer.name() + "#o-1");
        assertThat(person.name()).isEqualTo("ann@example.com");
        assertThat(begun.to().toString()).startsWith(issuer.name() + "/in?");
        assertThat(asked)
                .containsEntry("x", "1")
                .containsEntry("response_type", "code")
                .containsEntry("redirect_uri", BACK.toString())
                .containsEntry("client_id", CLIENT)
                .containsEntry("scope", "openid profile")
                .containsEntry("code_challenge_method", "S256");
        assertThat(form)
                .containsEntry("code", "the-code")
                .containsEntry("client_id", CLIENT)
                .containsEntry("redirect_uri", BACK.toString());
        assertThat(
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(
                                                        form.getOrDefault("code_verifier", "")
                                                                .getBytes(UTF_8))))
                .isEqualTo(asked.get("code_challenge"));
        assertThat(authorization).isNull();
    }

    @Test
    void a_secret_is_shown_as_the_provider_takes_it() throws Exception {
        SignIn header = signIn("s%cret:+");
        SignIn.Begun begun = header.begin(issuer.name());
        says(begun, claims -> {});
        header.finish(begun.pending(), back(begun));
        assertThat(authorization)
                .isEqualTo(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("key-page:s%25cret%3A%2B".getBytes(UTF_8)));
        assertThat(form).doesNotContainKey("client_secret");

        more = ",\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]";
        SignIn body = signIn("s%cret:+");
        SignIn.Begun again = body.begin(issuer.name());
        says(again, claims -> {});
        body.finish(again.pending(), back(again));
        assertThat(authorization).isNull();
        assertThat(form).containsEntry("client_secret", "s%cret:+");
    }

    @Test
    void an_answer_to_something_else_is_nobody() throws Exception {
        SignIn signIn = signIn(null);
        Map<String, Consumer<JWTClaimsSet.Builder>> wrong = new HashMap<>();
        wrong.put("about this sign-in", claims -> claims.claim("nonce", "another"));
        wrong.put("about this sign-in.", claims -> claims.claim("nonce", null));
        wrong.put("this sign-in", claims -> claims.claim("azp", "another"));
        wrong.put("not about", claims -> claims.audience(List.of(CLIENT, "another")));
        wrong.put("another service", claims -> claims.audience(Issuer.AUDIENCE));
        wrong.put("not from an issuer", claims -> claims.issuer("https://evil.example.com"));
        wrong.put("expired", claims -> claims.expirationTime(Date.from(Instant.EPOCH)));
        wrong.put("whose it is", claims -> claims.claim("oid", null));
        wrong.put("which tenant", claims -> claims.claim("org", null));

        for (Map.Entry<String, Consumer<JWTClaimsSet.Builder>> each : wrong.entrySet()) {
            SignIn.Begun begun = signIn.begin(issuer.name());
            says(begun, each.getValue());
            assertThatThrownBy(() -> signIn.finish(begun.pending(), back(begun)))
                    .as(each.getKey())
                    .isInstanceOf(SignIn.FailedException.class)
                    .hasMessageContaining(each.getKey());
        }
    }

    @Test
    void what_comes_back_has_to_be_what_was_begun() throws Exception {
        SignIn signIn = signIn(null);
        comesToNothing(signIn, Map.of("state", "another"), "begun in this browser");
        comesToNothing(signIn, Map.of("code", ""), "did not sign you in");
        comesToNothing(signIn, Map.of("iss", "https://evil.example.com"), "Another provider");
        assertThat(form).isEmpty();

        more = ",\"authorization_response_iss_parameter_supported\":true";
        comesToNothing(signIn(null), Map.of(), "Another provider");
        SignIn.Begun begun = signIn(null).begin(issuer.name());
        says(begun, claims -> {});
        Map<String, String> named = new HashMap<>(back(begun));
        named.put("iss", issuer.name());
        assertThat(signIn(null).finish(begun.pending(), named).name()).contains("ann");
    }

    @Test
    void a_provider_that_says_no_or_nothing_is_told_apart() throws Exception {
        SignIn signIn = signIn(null);
        SignIn.Begun begun = signIn.begin(issuer.name());

        for (String odd : List.of("{}", "[]", "no", "{\"id_token\":5}")) {
            answer = odd;
            assertThatThrownBy(() -> signIn.finish(begun.pending(), back(begun)))
                    .as(odd)
                    .isInstanceOf(SignIn.FailedException.class)
                    .hasMessageContaining("did not say who you are");
        }
        status = 400;
        assertThatThrownBy(() -> signIn.finish(begun.pending(), back(begun)))
                .isInstanceOf(SignIn.FailedException.class);
        status = 502;
        assertThatThrownBy(() -> signIn.finish(begun.pending(), back(begun)))
                .isInstanceOf(IOException.class);
        end();
        SignIn later = signIn(null);
        assertThatThrownBy(() -> later.begin(issuer.name())).isInstanceOf(IOException.class);
    }

    @Test
    void nobody_is_sent_where_a_provider_may_not_be() {
        more = ",\"authorization_endpoint\":\"http://evil.example.com/in\"";

        assertThatThrownBy(() -> signIn(null).begin(issuer.name()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("authorization_endpoint");
    }
}
