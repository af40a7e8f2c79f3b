package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the start on stdio does not pay for.
class StdioLoadsTest {
    @TempDir Path folder;

    @Test
    void what_knows_callers_over_the_network_is_not_loaded_on_stdio() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        ProcessBuilder server =
                Installation.shipped(folder.resolve("home")).command("--profile=sandbox");
        server.environment().put("CLOCKIFY_MCP_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
        try (ToolSession session = ToolSession.start(server)) {
            assertThat(session.told("clockify_whoami", "{}")).contains("Mina");
        }

        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes)
                .anyMatch(line -> line.contains("io.github.clockifymcp.server.Wiring"))
                .noneMatch(line -> line.contains("io.opentelemetry."))
                .noneMatch(line -> line.contains("java.net.http."))
                .noneMatch(line -> line.contains("io.micrometer."))
                .noneMatch(line -> line.contains("io.prometheus."))
                .noneMatch(line -> line.contains("com.nimbusds."))
                .noneMatch(line -> line.contains("io.github.clockifymcp.server.identity."));
    }

    /// The first class that is not in the cache opens the jar, which alone takes a start 8 ms.
    @Test
    void a_usual_start_opens_no_jar_before_it_answers() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        ProcessBuilder server = Installation.shipped(folder.resolve("home")).command();
        server.environment().put("CLOCKIFY_MCP_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
        server.environment().put("CLOCKIFY_API_KEY", "a-key-that-nobody-has");
        server.environment().put("CLOCKIFY_WORKSPACE_ID", "64a1f0c2e4b0a1b2c3d4e5f6");
        server.environment().put("CLOCKIFY_POLICY", "safe_core");
        server.environment().put("CLOCKIFY_TIMEZONE", "Europe/Berlin");
        try (ToolSession _ = ToolSession.start(server)) {
            assertThat(Files.readAllLines(loaded))
                    .anyMatch(line -> line.contains("io.github.clockifymcp.server.Wiring"))
                    .noneMatch(line -> line.contains("source: file:"))
                    .noneMatch(line -> line.contains("source: io.github.clockifymcp."));
        }
    }
}
