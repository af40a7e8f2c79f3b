package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.server.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Types what pages say, where that needs nothing but the server that was built.
final class PageCommandsTest {
    private static final Map<String, String> SANDBOX = Map.of("MCP_PROFILE", "sandbox");

    @TempDir Path folder;

    @Test
    void what_the_page_about_safety_begins_with_shows_what_was_called() throws Exception {
        try (ToolSession session = ToolSession.start(folder)) {
            session.told("clockify_log_time", "{'start':'today 9:00','duration':'1h'}");
            session.client().leave();
        }

        String said =
                Runbook.page("concepts-safety")
                        .run("What happens between a model's call and Clockify", folder, SANDBOX);

        assertThat(said).contains("time_tracking_safe", "clockify_log_time");
    }

    @Test
    void a_newcomer_who_follows_the_page_is_answered() throws Exception {
        String heading = "From a fresh clone to the first answered call";
        Page page = Page.of("docs/README.md");
        assertThat(page.blocks(heading, "sh").getFirst().lines())
                .containsExactly(
                        "make build", "dist/clockify-mcp/bin/clockify-mcp --profile=sandbox");
        String line = page.blocks(heading, "json").getFirst().text().strip();

        try (StdioClient client =
                StdioClient.start(Installation.built(folder).command("--profile=sandbox"))) {
            ObjectNode answer = client.ask(line);

            assertThat(answer.at("/result/content/0/text").asText()).contains("Mina");
            assertThat(client.leave()).isZero();
        }
    }
}
