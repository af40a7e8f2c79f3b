package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
        ProcessBuilder command =
                Installation.built(folder.resolve("home")).command("--profile=sandbox");
        command.environment()
                .putAll(
                        Map.of(
                                "CLOCKIFY_API_KEY",
                                KEY,
                                "MCP_LOG_LEVEL",
                                "debug",
                                "CLOCKIFY_MCP_JAVA_OPTS",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"
                                        + " -Dorg.slf4j.simpleLogger.log.org.apache.hc=trace"));
        try (StdioClient client = StdioClient.start(command)) {
            client.ask(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                    "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
                    """);
            JsonNode answer =
                    client.ask(
                            """
                            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":\
                            {"name":"clockify_list_tags","arguments":{}}}\
                            """);

            assertThat(answer.at("/result/content/0/text").asText()).contains("meeting");
            assertThat(client.leave()).isZero();
            // Others do log at that level, or the test would show nothing.
            assertThat(client.errors()).contains("DEBUG").doesNotContain(KEY);
        }
    }
}
