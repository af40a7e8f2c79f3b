package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.server.ConnectProxy;
import io.github.clockifymcp.server.Nowhere;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server behind a proxy that wants a password, where its provider and its collector
/// are beyond it. Its Clockify is on this machine, and is not reached through it.
class OutsidePackagedTest {
    private static final String TOKEN = "a-token-of-16-ch";

    @TempDir Path folder;

    @Test
    void providers_and_collectors_are_reached_through_the_proxy_and_this_machine_is_not()
            throws Exception {
        try (Nowhere nowhere = new Nowhere(folder);
                ConnectProxy proxy = nowhere.proxy("me:hidden")) {
            Map<String, String> outside =
                    Map.of(
                            "HTTPS_PROXY",
                            "http://me:hidden@localhost:" + proxy.port(),
                            "MCP_EXTRA_CA_CERT_PATH",
                            nowhere.authority().toString());
            Map<String, String> oidc = new HashMap<>(outside);
            oidc.put("MCP_AUTH_MODE", "oidc");
            oidc.put("MCP_OIDC_ISSUER", "https://login.example");
            oidc.put("MCP_RESOURCE_URI", "https://mcp.example.com/mcp");
            Map<String, String> collected = new HashMap<>(outside);
            collected.put("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example");
            collected.put("MCP_BEARER_TOKEN", TOKEN);
            collected.put("OTEL_BSP_SCHEDULE_DELAY", "50");
            collected.put("OTEL_METRIC_EXPORT_INTERVAL", "300");
            Installation installation = Installation.built(folder.resolve("home"));

            try (Listening asking = Listening.start(installation, oidc)) {
                Soon.soon(() -> proxy.asked().contains("login.example:443"));
                assertThat(asking.says()).noneMatch(line -> line.contains("hidden"));
            }
            try (Listening sending = Listening.start(installation, collected);
                    ModernCaller caller = new ModernCaller(TOKEN)) {
                ObjectNode tags = ModernCaller.params("clockify_list_tags", "{}");
                assertThat(caller.send(sending, tags).statusCode()).isEqualTo(200);
                Soon.soon(() ->
                        nowhere.seen().containsAll(List.of("POST /v1/traces", "POST /v1/metrics")));
                assertThat(sending.says()).noneMatch(line -> line.contains("hidden"));
            }

            assertThat(proxy.asked()).containsOnly("login.example:443", "collector.example:443");
            assertThat(nowhere.seen()).noneMatch(seen -> seen.contains("password"));
        }
    }
}
