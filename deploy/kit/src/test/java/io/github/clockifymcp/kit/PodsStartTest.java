package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the pods of the chart would run, run here: the packaged server with their commands and
/// environment. Those of a service for many are in [PodsServeTest].
final class PodsStartTest {
    private static final String TOKEN = SharedPods.TOKEN;

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
