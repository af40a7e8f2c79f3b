package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a model has to read, in tokens of o200k. The budgets are the architecture's.
class SizesTest {
    private static final Encoding O200K =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
            """;
    private static final String LIST =
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{}}";
    private static final String ENTRIES =
            """
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"clockify_list_entries",\
            "arguments":{"start":"last 90 days","page_size":50}}}\
            """;

    @TempDir Path folder;

    @Test
    void instructions_the_list_and_fifty_entries_fit_their_budgets() throws Exception {
        try (StdioClient client = start("full_tier1")) {
            JsonNode instructions = client.ask(INITIALIZE).at("/result/instructions");
            JsonNode tools = client.ask(LIST).at("/result/tools");
            ObjectNode entries = client.ask(ENTRIES);

            assertThat(tokens(instructions.asText())).isBetween(50, 300);
            assertThat(tokens(tools.toString())).isBetween(1_000, 6_000);
            assertThat(entries.at("/result/content/0/text").asText().lines().count())
                    .isGreaterThan(50);
            assertThat(tokens(entries.at("/result/content/0/text").asText()))
                    .isLessThanOrEqualTo(1_400);
        }
    }

    @Test
    void the_minimal_list_is_the_references_eleven_with_the_ways_to_the_rest_and_fits_its_budget()
            throws Exception {
        try (StdioClient client = start("minimal")) {
            client.ask(INITIALIZE);
            JsonNode tools = client.ask(LIST).at("/result/tools");

            assertThat(tools).hasSize(11 + 4);
            assertThat(tools.findValuesAsText("name"))
                    .contains("clockify_run_tool", "clockify_activate_group");
            assertThat(tokens(tools.toString())).isLessThanOrEqualTo(2_000);
        }
    }

    private StdioClient start(String bootstrap) throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home"))
                        .command("--profile=sandbox", "--at=2026-11-20T14:30:00Z");
        command.environment().put("CLOCKIFY_BOOTSTRAP_MODE", bootstrap);
        return StdioClient.start(command);
    }

    private static int tokens(String text) {
        return O200K.countTokens(text);
    }
}
