package io.github.clockifymcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.CommandLines;
import io.github.clockifymcp.server.identity.Issuer;
import io.github.clockifymcp.server.identity.Providers;
import io.github.clockifymcp.server.packaged.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In each profile a set-up with which nothing is wrong, looked at with all that it needs.
final class HealthySetUpsTest {
    private static final String RESOURCE = "https://mcp.example.com/mcp";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Sandbox clockify;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Patient patient;

    @BeforeEach
    void begin() throws IOException {
        clockify = Sandbox.start(SandboxOptions.with(SandboxClock.running()));
        patient =
                new Patient(folder)
                        .with(
                                "CLOCKIFY_BASE_URL",
                                clockify.baseUrl() + "/api/v1",
                                "CLOCKIFY_API_KEY",
                                Seed.person("ada").key(),
                                "CLOCKIFY_WORKSPACE_ID",
                                Seed.studio(),
                                "MCP_HTTP_BIND",
                                "127.0.0.1:0");
    }

    @AfterEach
    void end() {
        clockify.close();
    }

    @Test
    void a_person_with_a_client() throws IOException {
        assertThat(fine("--profile=local-stdio").keys())
                .contains("settings.fine", "clockify.key.works", "workspace.fine", "folder.fine");
        assertThat(clockify.received()).hasSize(3);
        assertThat(patient.home().resolve(".local")).doesNotExist();
    }

    @Test
    void a_team_with_a_token() throws IOException {
        patient.with("MCP_BEARER_TOKEN", Patient.TOKEN);

        assertThat(fine("--profile=single-tenant-http").keys()).contains("port.free");
    }

    @Test
    void a_service_with_postgres_and_a_provider() throws Exception {
        MockOAuth2Server provider = new MockOAuth2Server();
        provider.start();
        try {
            service();
            patient.with(
                    "MCP_OIDC_ISSUER",
                    provider.issuerUrl("work").toString(),
                    "MCP_ALLOW_DEV_ISSUER",
                    "1");

            assertThat(fine("--profile=shared-service").keys())
                    .contains("database.fine", "database.sealed", "keys.fine", "identity.fine");
        } finally {
            Providers.end(provider);
        }
    }

    @Test
    void a_service_on_which_people_depend() throws Exception {
        Certificates all = certificates();
        try (Answers provider = Answers.encrypted(all.client("server"))) {
            provider.on(
                    "/work/.well-known/openid-configuration",
                    "{\"issuer\":\"HOST/work\",\"jwks_uri\":\"HOST/keys\"}");
            provider.on("/keys", new Issuer("x").key("a", JWSAlgorithm.ES256).keySet());
            service();
            patient.with(
                    "MCP_OIDC_ISSUER",
                    provider.origin() + "/work",
                    "MCP_OIDC_CA_CERT_PATH",
                    all.certificate("authority").toString(),
                    "MCP_TENANT_CLAIM",
                    "tenant");

            assertThat(fine("--profile=prod-postgres").keys()).contains("identity.fine");
        }
    }

    @Test
    void a_network_with_certificates() throws Exception {
        Certificates all = certificates();
        Path key = all.key("server", "PRIVATE KEY");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        patient.with(
                "MCP_HTTP_TLS_CERT",
                all.certificate("server").toString(),
                "MCP_HTTP_TLS_KEY",
                key.toString(),
                "MCP_MTLS_CA_CERT_PATH",
                all.certificate("authority").toString());

        assertThat(fine("--profile=private-network").keys()).contains("tls.fine");
    }

    @Test
    void a_made_up_company() throws IOException {
        Patient nobody = new Patient(Files.createDirectory(folder.resolve("nobody")));

        Patient.Seen seen =
                nobody.seen("--profile=sandbox", "--check-backends", "--allow-broad-policy");

        assertThat(seen.wrong()).containsOnly("posture.audit");
        assertThat(nobody.seen("--profile=sandbox").code()).isZero();
    }

    private Certificates certificates() throws Exception {
        Certificates all = new Certificates(Files.createDirectory(folder.resolve("certificates")));
        all.sign("server", "EC", "-validity", "300");
        return all;
    }

    private void service() throws Exception {
        Path keys = patient.home().resolve("keys");
        CommandLines.run(Map.of(), "key", "new", "--file=" + keys);
        patient.with(Postgres.NEWEST.migrated().settings())
                .with("MCP_CONTROL_PLANE_KEYS_FILE", keys.toString(), "MCP_RESOURCE_URI", RESOURCE);
    }

    private Patient.Seen fine(String profile) throws IOException {
        Patient.Seen seen = patient.seen(profile);
        assertThat(seen.wrong()).as(seen.report().toPrettyString()).isEmpty();
        assertThat(seen.code()).isZero();
        return seen;
    }
}
