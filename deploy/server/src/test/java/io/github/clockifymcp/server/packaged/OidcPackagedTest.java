package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import io.github.clockifymcp.server.identity.Issuer;
import io.github.clockifymcp.server.identity.Providers;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server, its callers known by OpenID Connect.
class OidcPackagedTest {
    private static final JWSAlgorithm ES256 = JWSAlgorithm.ES256;
    private static final String METADATA = "/.well-known/oauth-protected-resource";

    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Listening server;

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
    }

    private void start(Map<String, String> environment) throws Exception {
        server = Listening.start(Installation.built(folder.resolve("home")), environment);
    }

    private URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:%d%s".formatted(Objects.requireNonNull(server).port(), path));
    }

    private HttpRequest.Builder asking(String method, String params, String token) {
        String meta =
                "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/mcp"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", method)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{%s%s}}"
                                                .formatted(method, params, meta)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private HttpResponse<String> show(String token) throws Exception {
        return client.send(
                asking("tools/call", "\"name\":\"clockify_whoami\",\"arguments\":{},", token)
                        .header("Mcp-Name", "clockify_whoami")
                        .build(),
                BodyHandlers.ofString());
    }

    private void in(String token) throws Exception {
        HttpResponse<String> answer = show(token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("Mina").doesNotContain(token);
    }

    private String out(String token) throws Exception {
        HttpResponse<String> answer = show(token);
        assertThat(answer.statusCode()).isEqualTo(401);
        String challenge = answer.headers().firstValue("WWW-Authenticate").orElseThrow();
        assertThat(challenge).contains("resource_metadata=");
        return challenge;
    }

    @Test
    void tokens_of_a_real_provider_are_known_in_each_of_its_algorithms() throws Exception {
        for (String algorithm : List.of("RS256", "PS256", "ES256", "ES384")) {
            OAuth2Config config =
                    new OAuth2Config(
                            false,
                            null,
                            null,
                            false,
                            new OAuth2TokenProvider(new KeyProvider(List.of(), algorithm)));
            MockOAuth2Server provider = new MockOAuth2Server(config);
            provider.start();
            try {
                start(Provider.trusting(provider.issuerUrl("work").toString()));

                in(provider.issueToken("work", "ann", Issuer.AUDIENCE).serialize());
                assertThat(out(provider.issueToken("work", "ann", "else").serialize()))
                        .contains("another service");
                assertThat(out(provider.issueToken("home", "ann", Issuer.AUDIENCE).serialize()))
                        .contains("not from an issuer");
            } finally {
                Providers.end(provider);
                end();
            }
        }
    }

    @Test
    void a_client_without_a_token_finds_out_where_to_get_one() throws Exception {
        try (Provider provider = new Provider()) {
            start(provider.environment());

            HttpResponse<String> nobody = show("");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().allValues("WWW-Authenticate"))
                    .containsExactly(
                            "Bearer realm=\"mcp\", resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\"");
            for (String place : List.of(METADATA, METADATA + "/mcp")) {
                HttpResponse<String> answer =
                        client.send(
                                HttpRequest.newBuilder(uri(place))
                                        .header("Origin", "https://client.example.com")
                                        .build(),
                                BodyHandlers.ofString());
                JsonNode document = new JsonMapper().readTree(answer.body());

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                        .contains("*");
                assertThat(document.path("resource").asText()).isEqualTo(Issuer.AUDIENCE);
                assertThat(document.at("/authorization_servers/0").asText())
                        .isEqualTo(provider.issuer().name());
                assertThat(document.at("/bearer_methods_supported/0").asText()).isEqualTo("header");
            }
        }
    }

    @Test
    void every_algorithm_is_known_and_no_forgery() throws Exception {
        try (Provider provider = new Provider()) {
            Issuer issuer = provider.issuer();
            for (JWSAlgorithm each : JWSAlgorithm.Family.RSA) {
                issuer.key(each.getName(), each);
            }
            for (String each : List.of("ES256", "ES384", "ES512", "EdDSA", "Ed25519")) {
                issuer.key(each, JWSAlgorithm.parse(each));
            }
            start(provider.environment());

            for (JWSAlgorithm each : JWSAlgorithm.Family.RSA) {
                in(issuer.token(each.getName(), each));
            }
            for (String each : List.of("ES256", "ES384", "ES512", "EdDSA", "Ed25519")) {
                in(issuer.token(each, JWSAlgorithm.parse(each)));
            }

            String good = issuer.token("ES256", ES256);
            String payload = good.substring(good.indexOf('.') + 1, good.lastIndexOf('.'));
            String none =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(
                                    "{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));
            assertThat(out(none + "." + payload + ".")).contains("no signed JWT");
            SignedJWT forged =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("RS256").build(),
                            SignedJWT.parse(good).getJWTClaimsSet());
            forged.sign(
                    new MACSigner(
                            ((RSAKey) issuer.publicKey("RS256")).toRSAPublicKey().getEncoded()));
            assertThat(out(forged.serialize())).contains("signed in a way");
            Instant past = Instant.now().minusSeconds(120);
            assertThat(
                            out(
                                    issuer.token(
                                            "ES256",
                                            ES256,
                                            claims -> claims.expirationTime(Date.from(past)))))
                    .contains("expired");
            assertThat(out(issuer.token("ES256", ES256, claims -> claims.expirationTime(null))))
                    .contains("when it expires");
        }
    }

    @Test
    void a_provider_may_change_its_keys_during_a_session() throws Exception {
        try (Provider provider = new Provider()) {
            Issuer issuer = provider.issuer().key("old", ES256);
            start(provider.environment());
            String session = session(issuer.token("old", ES256));

            issuer.key("new", JWSAlgorithm.RS256).without("old");
            String token = issuer.token("new", JWSAlgorithm.RS256);

            assertThat(inSession(session, token).statusCode()).isEqualTo(200);
            assertThat(
                            inSession(
                                            session,
                                            issuer.token(
                                                    "new",
                                                    JWSAlgorithm.RS256,
                                                    claims -> claims.subject("ben")))
                                    .statusCode())
                    .isEqualTo(404);
        }
    }

    private String session(String token) throws Exception {
        HttpResponse<String> answer =
                client.send(
                        older(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}",
                                token),
                        BodyHandlers.ofString());
        return answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    private HttpResponse<String> inSession(String session, String token) throws Exception {
        HttpRequest request =
                older("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\",\"params\":{}}", token);
        return client.send(
                HttpRequest.newBuilder(request, (name, value) -> true)
                        .header("Mcp-Session-Id", session)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest older(String body, String token) {
        return HttpRequest.newBuilder(uri("/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Test
    void a_flood_of_unknown_keys_does_not_reach_the_provider() throws Exception {
        try (Provider provider = new Provider()) {
            Issuer issuer = provider.issuer().key("k", ES256);
            start(provider.environment());
            in(issuer.token("k", ES256));
            int before = provider.asked();
            long began = System.nanoTime();

            for (int i = 0; i < 300; i++) {
                JWSHeader header = new JWSHeader.Builder(ES256).keyID("no-" + i).build();
                assertThat(out(issuer.token(header, "k", claims -> {}))).contains("publish");
            }
            long seconds = (System.nanoTime() - began) / 1_000_000_000;

            assertThat(provider.asked() - before).isBetween(1, (int) seconds + 2);
            in(issuer.token("k", ES256));
        }
    }

    @Test
    void while_the_provider_is_away_its_old_keys_serve() throws Exception {
        try (Provider provider = new Provider()) {
            Issuer issuer = provider.issuer().key("k", ES256);
            start(provider.environment());
            in(issuer.token("k", ES256));

            provider.leave();

            in(issuer.token("k", ES256, claims -> claims.subject("ben")));
            issuer.key("new", ES256);
            assertThat(show(issuer.token("new", ES256)).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void without_a_provider_the_server_starts_and_says_later() throws Exception {
        try (Provider provider = new Provider()) {
            Issuer issuer = provider.issuer().key("k", ES256);
            provider.leave();
            start(provider.environment());

            HttpResponse<String> answer = show(issuer.token("k", ES256));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void a_provider_is_who_its_certificate_says() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.sign("provider", "EC", "-validity", "2");
        certificates.make(
                "elsewhere",
                "EC",
                "-signer",
                "authority",
                "-ext",
                "san=dns:other.example.com",
                "-validity",
                "2");
        for (String own : List.of("provider", "elsewhere")) {
            try (Provider provider = Provider.encrypted(certificates.client(own))) {
                Map<String, String> environment = new HashMap<>(provider.environment());
                environment.remove("MCP_ALLOW_DEV_ISSUER");
                String token = provider.issuer().key("k", ES256).token("k", ES256);

                start(environment);
                assertThat(show(token).statusCode()).isEqualTo(503);
                end();
                environment.put(
                        "MCP_OIDC_CA_CERT_PATH", certificates.certificate("authority").toString());
                start(environment);
                assertThat(show(token).statusCode()).isEqualTo(own.equals("provider") ? 200 : 503);
                end();
            }
        }
    }

    @Test
    void where_a_scope_is_needed_clients_are_told_to_ask_for_it() throws Exception {
        try (Provider provider = new Provider()) {
            Issuer issuer = provider.issuer().key("k", ES256);
            Map<String, String> environment = new HashMap<>(provider.environment());
            environment.put("MCP_OIDC_SCOPES", "clockify");
            start(environment);

            HttpResponse<String> less = show(issuer.token("k", ES256));
            HttpResponse<String> metadata =
                    client.send(
                            HttpRequest.newBuilder(uri(METADATA)).build(), BodyHandlers.ofString());

            assertThat(less.statusCode()).isEqualTo(403);
            assertThat(less.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("error=\"insufficient_scope\"", "scope=\"clockify\"");
            assertThat(metadata.body()).contains("\"scopes_supported\":[\"clockify\"]");
            in(issuer.token("k", ES256, claims -> claims.claim("scope", "openid clockify")));
        }
    }

    @Test
    void who_made_a_change_stands_in_the_audit_in_full() throws Exception {
        try (Provider provider = new Provider()) {
            Issuer issuer = provider.issuer().key("k", ES256);
            start(provider.environment());
            List<String> people = List.of("a".repeat(254) + "b", "a".repeat(254) + "c");

            for (String person : people) {
                String token = issuer.token("k", ES256, claims -> claims.subject(person));
                HttpResponse<String> answer =
                        client.send(
                                asking(
                                                "tools/call",
                                                "\"name\":\"clockify_start_timer\",\"arguments\":{\"description\":\"Work\"},",
                                                token)
                                        .header("Mcp-Name", "clockify_start_timer")
                                        .build(),
                                BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }

            String audit =
                    Files.readString(
                            folder.resolve("home/.local/state/clockify-mcp-sandbox/audit.jsonl"));
            assertThat(audit).doesNotContain("eyJ");
            for (String person : people) {
                assertThat(audit)
                        .contains("\"principal\":\"%s#%s\"".formatted(issuer.name(), person));
            }
        }
    }

    @Test
    void a_stream_ends_when_its_token_expires() throws Exception {
        try (Provider provider = new Provider()) {
            Issuer issuer = provider.issuer().key("k", ES256);
            Map<String, String> strict = new HashMap<>(provider.environment());
            strict.put("MCP_OIDC_LEEWAY", "0s");
            start(strict);
            in(issuer.token("k", ES256));
            Instant soon = Instant.now();
            String token = "";
            @Nullable HttpResponse<InputStream> stream = null;
            // On a machine that stood still meanwhile, it may have expired before it was shown.
            while (stream == null || stream.statusCode() == 401) {
                soon = Instant.now().plusSeconds(4);
                Date expiry = Date.from(soon);
                token = issuer.token("k", ES256, claims -> claims.expirationTime(expiry));
                stream =
                        client.send(
                                asking(
                                                "subscriptions/listen",
                                                "\"notifications\":{\"toolsListChanged\":true},",
                                                token)
                                        .build(),
                                BodyHandlers.ofInputStream());
            }
            String said = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said).contains("acknowledged").contains("\"result\"");
            assertThat(Instant.now()).isAfterOrEqualTo(soon.minusSeconds(1));
            assertThat(out(token)).contains("expired");
        }
    }
}
