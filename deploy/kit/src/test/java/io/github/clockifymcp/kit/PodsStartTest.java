package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the pods of the chart would run, run here: the packaged server with their commands and
/// environment, and a real Postgres.
final class PodsStartTest {
    private static final String TOKEN = "a-token-of-at-least-32-characters-0123456789";

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void with_nothing_but_a_secret_the_server_is_ready() throws Exception {
        int port = Running.free();
        Machine machine =
                new Machine(folder)
                        .replacing(":8080", "127.0.0.1:" + port)
                        .with("clockify-mcp", "CLOCKIFY_API_KEY", "a-key")
                        .with("clockify-mcp", "MCP_BEARER_TOKEN", TOKEN);

        try (Running server = started(machine, Chart.objects("minimal"))) {
            assertThat(server.ready(http, "http://127.0.0.1:%d/readyz".formatted(port)).body())
                    .contains("ok");
            Running.finished(health(machine, "127.0.0.1", port));
            server.end();
        }
    }

    @Test
    void the_clockify_in_the_box_needs_no_account() throws Exception {
        int port = Running.free();
        Machine machine =
                new Machine(folder)
                        .replacing(":8080", "127.0.0.1:" + port)
                        .with("clockify-mcp", "MCP_BEARER_TOKEN", TOKEN);

        try (Running server = started(machine, Chart.objects("no-postgres"))) {
            server.ready(http, "http://127.0.0.1:%d/readyz".formatted(port));
        }
    }

    @Test
    void with_tls_it_is_ready_for_those_who_show_a_certificate() throws Exception {
        int port = Running.free();
        Certificates certificates = Certificates.made(folder);
        Machine machine =
                new Machine(folder)
                        .replacing(":8080", "127.0.0.1:" + port)
                        .with("clockify-mcp", "CLOCKIFY_API_KEY", "a-key")
                        .with("clockify-mcp-tls", "tls.crt", certificates.certificate())
                        .with("clockify-mcp-tls", "tls.key", certificates.key())
                        .with("clients-ca", "ca.crt", certificates.authority());
        HttpClient caller = HttpClient.newBuilder().sslContext(certificates.context()).build();

        try (Running server = started(machine, Chart.objects("tls"))) {
            server.ready(caller, "https://127.0.0.1:%d/readyz".formatted(port));
        }
    }

    @Test
    void a_shared_service_makes_its_tables_serves_and_is_maintained() throws Exception {
        List<HasMetadata> objects = Chart.objects("shared-service");
        Certificates certificates = Certificates.made(folder);
        int port = Running.free();
        int metrics = Running.free();
        try (Database database = Database.made(folder, certificates, role -> role)) {
            Machine machine =
                    new Machine(folder)
                            .replacing("postgres.databases:5432", "127.0.0.1:" + database.port())
                            .replacing(":8080", "127.0.0.1:" + port)
                            .replacing(":9464", "127.0.0.1:" + metrics)
                            .with("clockify-mcp", "MCP_METRICS_BEARER_TOKEN", TOKEN)
                            .with("postgres-ca", "ca.crt", certificates.authority())
                            .with("clockify-mcp-postgres", "owner", "owner")
                            .with("clockify-mcp-postgres", "server", "server")
                            .with("clockify-mcp-postgres", "keeper", "keeper");
            machine.with("clockify-mcp-keys", "keys", keys(machine));

            String migrated = job(machine, "migrate", objects);
            String maintained = job(machine, "maintain", objects);
            try (Running server = started(machine, objects)) {
                String ready =
                        server.ready(http, "http://127.0.0.1:%d/readyz".formatted(port)).body();

                assertThat(ready).contains("ok").doesNotContain("degraded");
            }
            assertThat(migrated).contains("is at version");
            assertThat(maintained).contains("made");
            assertThat(job(machine, "migrate", objects)).contains("0 steps were taken");
        }
    }

    private static String keys(Machine machine) throws Exception {
        Path file = Files.createTempDirectory("keys").resolve("keys");
        Running.finished(
                machine.process(
                        List.of(
                                "/opt/clockify-mcp/bin/clockify-mcp",
                                "key",
                                "new",
                                "--file",
                                file.toString()),
                        Map.of(),
                        Map.of()));
        return Files.readString(file);
    }

    private static String job(Machine machine, String component, List<HasMetadata> objects)
            throws Exception {
        return Running.finished(machine.container(Pods.named(component, objects)));
    }

    private static ProcessBuilder health(Machine machine, String host, int port) {
        return machine.process(
                List.of(Kit.file("docker/health").toString(), host, Integer.toString(port)),
                Map.of(),
                Map.of());
    }

    private Running started(Machine machine, List<HasMetadata> objects) throws Exception {
        return Running.start(
                machine.container(Pods.named("server", objects)), folder.resolve("server.log"));
    }
}
