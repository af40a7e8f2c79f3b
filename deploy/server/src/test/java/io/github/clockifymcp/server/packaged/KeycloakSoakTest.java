package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jwt.SignedJWT;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.identity.Issuer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two tenants whose people sign in at a Keycloak, each tenant at a realm of its own, and two
/// packaged replicas.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakSoakTest {
    private static final String ENTRY =
            """
            {"project":"Booking App","description":"%s","start":"2026-03-02 9:00","duration":"1h"}\
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path folder;
    private Keycloak keycloak;
    private LoneSandbox sandbox;
    private Service service;
    private Replica one;
    private Replica other;
    private String acme;
    private String bolt;
    private int round;

    @BeforeAll
    void begin(@TempDir Path shared) throws Exception {
        folder = shared;
        keycloak = Keycloak.start(folder);
        sandbox = LoneSandbox.start(folder);
    }

    @AfterAll
    void end() {
        sandbox.close();
        keycloak.close();
        http.close();
    }

    @BeforeEach
    void open() throws Exception {
        acme = "acme-" + round;
        bolt = "bolt-" + round;
        round++;
        keycloak.realm(acme, "ann", Issuer.AUDIENCE, bolt);
        keycloak.realm(bolt, "bob", Issuer.AUDIENCE, acme);
        service =
                new Service(folder, Postgres.NEWEST.empty().settings(), sandbox.baseUrl())
                        .with(
                                Provider.trusting(
                                        keycloak.issuer(acme) + "," + keycloak.issuer(bolt)))
                        .with(
                                Map.of(
                                        "MCP_BEARER_TOKEN", "",
                                        "MCP_TENANT_CLAIM", "tenant",
                                        "MCP_OIDC_LEEWAY", "0s",
                                        "MCP_OIDC_JWKS_CACHE_TTL", "3s",
                                        "MCP_OIDC_VERIFY_CACHE_TTL", "2s"));
        service.run("key", "new", "--file", service.keys().toString());
        service.run("migrate");
        String workspace = "--workspace=" + Seed.studio();
        service.run("tenant", "create", acme, workspace, "--issuer=" + keycloak.issuer(acme));
        service.run("tenant", "create", bolt, workspace, "--issuer=" + keycloak.issuer(bolt));
        service.credential("mina", acme);
        service.credential("elif", bolt);
        one = service.replica();
        other = service.replica();
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        Files.deleteIfExists(service.keys());
    }

    /// Who somebody is to us.
    private static String principal(String token) throws Exception {
        var claims = SignedJWT.parse(token).getJWTClaimsSet();
        return claims.getIssuer() + "#" + claims.getSubject();
    }

    private static HttpResponse<String> shown(Reachable server, String token) throws Exception {
        try (ModernCaller caller = new ModernCaller(token)) {
            return caller.send(server, params("clockify_whoami", "{}"));
        }
    }

    /// What may throw.
    private interface Condition {
        boolean holds() throws Exception;
    }

    /// @return after how many milliseconds
    private static long soon(Condition condition) throws Exception {
        long began = System.nanoTime();
        while (!condition.holds()) {
            assertThat(System.nanoTime() - began).isLessThan(60_000_000_000L);
            Thread.sleep(100);
        }
        return (System.nanoTime() - began) / 1_000_000;
    }

    @Test
    void people_of_two_realms_work_in_two_tenants() throws Exception {
        String ann = keycloak.accessToken(acme, "ann");
        String bob = keycloak.accessToken(bolt, "bob");
        assertThat(shown(one, ann).body()).contains("Mina").doesNotContain(ann);
        assertThat(shown(other, bob).body()).contains("Elif");
        for (String[] each : new String[][] {{acme, ann, "mina"}, {bolt, bob, "elif"}}) {
            service.run(
                    "principal", "link", each[0], principal(each[1]), Seed.person(each[2]).id());
        }
        try (ModernCaller anns = new ModernCaller(ann);
                ModernCaller bobs = new ModernCaller(bob)) {
            var entry = params("clockify_log_time", ENTRY.formatted("Of " + acme));
            soon(() -> !anns.result(one, entry).path("isError").asBoolean());
            var others = params("clockify_log_time", ENTRY.formatted("Of " + bolt));
            soon(() -> !bobs.result(other, others).path("isError").asBoolean());
            assertThat(anns.told(other, "clockify_list_changes", "{}"))
                    .contains("Of " + acme)
                    .doesNotContain("Of " + bolt);
            assertThat(bobs.told(one, "clockify_list_changes", "{}"))
                    .contains("Of " + bolt)
                    .doesNotContain("Of " + acme);
        }

        JsonNode document =
                new JsonMapper()
                        .readTree(
                                http.send(
                                                HttpRequest.newBuilder(
                                                                uri(
                                                                        one,
                                                                        "/.well-known/oauth-protected-resource/mcp"))
                                                        .build(),
                                                BodyHandlers.ofString())
                                        .body());
        assertThat(document.path("authorization_servers"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(keycloak.issuer(acme), keycloak.issuer(bolt));
    }

    @Test
    void a_realm_does_not_speak_for_the_other_tenant() throws Exception {
        for (String token :
                List.of(
                        keycloak.accessToken(acme, "of-" + bolt, "ann"),
                        keycloak.accessToken(bolt, "of-" + acme, "bob"))) {
            for (Replica server : List.of(one, other)) {
                HttpResponse<String> answer = shown(server, token);
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).doesNotContain("Mina", "Elif");
            }
        }
        assertThat(shown(one, keycloak.accessToken(acme, Keycloak.AIMLESS, "ann")).statusCode())
                .isEqualTo(401);
        String token = keycloak.accessToken(acme, "ann");
        assertThat(shown(one, token).statusCode()).isEqualTo(200);
        String ended = token.substring(0, token.length() - 8) + "AAAAAAAA";
        assertThat(shown(one, ended).statusCode()).isEqualTo(401);
    }

    @Test
    void a_realm_changes_its_keys_during_a_session() throws Exception {
        String old = keycloak.accessToken(acme, "ann");
        try (LegacyCaller session = LegacyCaller.begin(one, old)) {
            assertThat(session.told(other, "clockify_whoami", "{}")).contains("Mina");

            keycloak.newKey(acme);
            String next = keycloak.accessToken(acme, "ann");
            assertThat(SignedJWT.parse(next).getHeader().getKeyID())
                    .isNotEqualTo(SignedJWT.parse(old).getHeader().getKeyID());
            for (String token : List.of(next, old, next)) {
                session.shows(token);
                assertThat(session.told(one, "clockify_whoami", "{}")).contains("Mina");
                assertThat(session.told(other, "clockify_whoami", "{}")).contains("Mina");
            }

            keycloak.disableOldKeys(acme);
            for (Replica server : List.of(one, other)) {
                soon(() -> shown(server, old).statusCode() == 401);
            }
            assertThat(session.told(one, "clockify_whoami", "{}")).contains("Mina");
            assertThat(shown(other, keycloak.accessToken(bolt, "bob")).body()).contains("Elif");
        }
    }

    @Test
    void who_may_not_sign_in_any_more_is_out_when_their_token_ends_streams_included()
            throws Exception {
        keycloak.lifespan(acme, 12);
        JsonNode signedIn = keycloak.signIn(acme, Keycloak.ASSISTANT, "ann");
        String token = signedIn.path("access_token").asText();
        assertThat(shown(one, token).statusCode()).isEqualTo(200);
        HttpResponse<InputStream> stream = listening(one, token);
        assertThat(stream.statusCode()).isEqualTo(200);

        keycloak.disable(acme, "ann");

        assertThat(keycloak.signIn(acme, Keycloak.ASSISTANT, "ann").path("error").asText())
                .isEqualTo("invalid_grant");
        assertThat(
                        keycloak.refreshed(acme, signedIn.path("refresh_token").asText())
                                .path("error")
                                .asText())
                .isEqualTo("invalid_grant");
        String said = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("acknowledged");
        long after = soon(() -> shown(one, token).statusCode() == 401);
        assertThat(after).isLessThan(5_000);
        assertThat(listening(other, token).statusCode()).isEqualTo(401);
    }

    private HttpResponse<InputStream> listening(Reachable server, String token) throws Exception {
        String body =
                """
                {"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{\
                "notifications":{"toolsListChanged":true},\
                "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                "io.modelcontextprotocol/clientCapabilities":{}}}}\
                """;
        return http.send(
                HttpRequest.newBuilder(uri(server, "/mcp"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("Authorization", "Bearer " + token)
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "subscriptions/listen")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private static URI uri(Reachable server, String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    }
}
