package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The key to Clockify stays out of the log, whatever the log is told to hold.
class QuietKeyTest {
    private static final String KEY = "sandbox-key-mina-member";

    @TempDir Path folder;

    @Test
    void a_log_that_holds_everything_does_not_hold_the_key() throws Exception {
        Map<String, String> loud =
                Map.of(
                        "CLOCKIFY_API_KEY",
                        KEY,
                        "MCP_LOG_LEVEL",
                        "debug",
                        "CLOCKIFY_MCP_JAVA_OPTS",
                        "-Dclockify.mcp.log.libraries=trace");
        try (ToolSession session = ToolSession.start(folder, loud).byName()) {
            assertThat(session.told("clockify_list_tags", "{}")).contains("meeting");
            assertThat(session.client().leave()).isZero();
            // Others do log at that level, or the test would show nothing.
            assertThat(session.client().errors()).contains("DEBUG").doesNotContain(KEY);
        }
    }
}
