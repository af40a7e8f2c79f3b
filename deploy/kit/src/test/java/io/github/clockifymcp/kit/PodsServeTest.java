package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the pods of a service for many do for people who sign in, at a provider that others made:
/// the packaged server with the commands, files and environment of the chart.
final class PodsServeTest {
    private static final String ISSUER = "https://login.example.com/realms/work";
    private static final String HOST = "mcp.example.com";
    private static final String RESOURCE = "https://mcp.example.com/mcp";
    private static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    /// Answered without Clockify.
    private static final String RULES = "clockify_policy_info";

    @TempDir Path folder;
    private Certificates certificates;

    @BeforeEach
    void makeCertificates() throws Exception {
        certificates = Certificates.made(folder);
    }

    private HttpClient http() throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(certificates.context())
                .build();
    }

    private SharedPods pods(List<HasMetadata> objects, IdentityProvider provider) throws Exception {
        SharedPods pods = SharedPods.made(folder, certificates, objects);
        pods.machine()
                .replacing(ISSUER, provider.issuer())
                .with("company-ca", "ca.crt", certificates.authority());
        return pods;
    }

    /// What an operator does once there are tables.
    private static void addTenant(SharedPods pods) throws Exception {
        pods.keeper("tenant", "create", "local", "--workspace=64a1f0c2e4b0a1b2c3d4e5f6");
    }

    @Test
    void a_service_for_many_makes_its_tables_is_maintained_and_serves_who_signed_in()
            throws Exception {
        // The example's provider has an authority that Java knows; this one has the company's own.
        List<HasMetadata> objects =
                Chart.objects(
                        "shared-service",
                        Map.of(
                                "secretFiles[0].setting", "MCP_OIDC_CA_CERT_PATH",
                                "secretFiles[0].configMap", "company-ca",
                                "secretFiles[0].key", "ca.crt"));
        try (IdentityProvider provider = IdentityProvider.started(folder, certificates);
                SharedPods pods = pods(objects, provider)) {
            assertThat(pods.job("migrate")).contains("is at version");
            assertThat(pods.job("maintain")).contains("made");
            addTenant(pods);
            try (Running server = pods.started()) {
                HttpClient http = http();
                String address = "http://" + pods.server();
                String ready = server.ready(http, address + "/readyz").body();
                PodCaller caller = new PodCaller(http, address, HOST);
                String token = provider.token("ann", RESOURCE);

                HttpResponse<String> nobody = caller.call(RULES, "");
                HttpResponse<String> elsewhere =
                        caller.call(RULES, provider.token("ann", "https://other.example.com"));
                HttpResponse<String> ann = caller.call(RULES, token);
                HttpResponse<String> keyless = caller.call("clockify_whoami", token);
                HttpResponse<String> renamed =
                        new PodCaller(http, address, "evil.example.com").call(RULES, token);

                assertThat(ready).contains("ok").doesNotContain("degraded");
                assertThat(nobody.statusCode()).isEqualTo(401);
                assertThat(nobody.headers().firstValue("WWW-Authenticate").orElseThrow())
                        .contains("resource_metadata=\"https://" + HOST + METADATA + "\"");
                assertThat(caller.get(METADATA, "").body()).contains(RESOURCE, provider.issuer());
                assertThat(elsewhere.statusCode()).isEqualTo(401);
                assertThat(ann.statusCode()).as(ann.body()).isEqualTo(200);
                assertThat(ann.body())
                        .contains("time_tracking_safe")
                        .doesNotContain("\"isError\":true");
                assertThat(keyless.body()).contains("https://" + HOST + "/key");
                assertThat(renamed.statusCode()).isEqualTo(403);
                server.end();
                assertThat(Files.readString(pods.log())).doesNotContain(token);
            }
            assertThat(pods.job("migrate")).contains("0 steps were taken");
        }
    }

    @Test
    void with_every_switch_on_it_serves_and_is_watched() throws Exception {
        try (IdentityProvider provider = IdentityProvider.started(folder, certificates);
                Collector collector = new Collector();
                SharedPods pods = pods(Chart.objects("everything"), provider)) {
            pods.machine()
                    .replacing("http://collector.monitoring:4318", collector.address())
                    .with("clockify-mcp", "metrics", SharedPods.TOKEN)
                    .with("clockify-mcp", "otlp", "x-api-key=key-of-the-collector")
                    .with("clockify-mcp-key-page", "client-secret", "secret-of-the-page")
                    .with("clockify-mcp-tls", "tls.crt", certificates.certificate())
                    .with("clockify-mcp-tls", "tls.key", certificates.key());
            pods.job("migrate");
            addTenant(pods);
            try (Running server = pods.started()) {
                HttpClient http = http();
                String address = "https://" + pods.server();
                // Here it listens to this machine alone, and knows itself by no other name.
                PodCaller caller = new PodCaller(http, address, pods.server());
                PodCaller prometheus =
                        new PodCaller(http, "http://" + pods.metrics(), pods.metrics());

                String ready = server.ready(http, address + "/ready").body();
                HttpResponse<String> ann = caller.call(RULES, provider.token("ann", RESOURCE));
                HttpResponse<String> counted = prometheus.get("/metrics", SharedPods.TOKEN);
                HttpResponse<String> uncounted = prometheus.get("/metrics", "");
                server.end();

                assertThat(ready).contains("ok").doesNotContain("degraded");
                assertThat(ann.statusCode()).as(ann.body()).isEqualTo(200);
                assertThat(counted.body()).contains(RULES);
                assertThat(uncounted.statusCode()).isEqualTo(401);
                assertThat(collector.keys())
                        .containsEntry("/v1/traces", "key-of-the-collector")
                        .containsEntry("/v1/metrics", "key-of-the-collector");
                assertThat(Files.readString(pods.log()))
                        .doesNotContain("key-of-the-collector", "secret-of-the-page");
            }
        }
    }
}
