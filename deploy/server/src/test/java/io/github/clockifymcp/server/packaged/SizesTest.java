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
    private static final String FULL =
            ENTRIES.replace("\"page_size\":50", "\"page_size\":5,\"detail\":\"full\"");

    @TempDir Path folder;

    @Test
    void instructions_the_list_and_fifty_entries_fit_their_budgets() throws Exception {
        try (StdioClient client = start("full_tier1")) {
            JsonNode instructions = client.ask(INITIALIZE).at("/result/instructions");
            JsonNode tools = client.ask(LIST).at("/result/tools");
            ObjectNode entries = client.ask(ENTRIES);

            assertThat(tokens(instructions.asText())).isBetween(50, 300);
            assertThat(tokens(tools.toString())).isBetween(1_000, 5_400);
            assertThat(entries.at("/result/content/0/text").asText().lines().count())
                    .isGreaterThan(50);
            assertThat(tokens(entries.at("/result/content/0/text").asText()))
                    .isLessThanOrEqualTo(1_400);
        }
    }

    @Test
    void fifty_entries_fit_their_budget_as_a_table_too_and_ids_come_when_asked_for()
            throws Exception {
        ProcessBuilder command = command("full_tier1");
        command.environment().put("CLOCKIFY_RESULT_CHANNEL", "structured");
        try (StdioClient client = StdioClient.start(command)) {
            client.ask(INITIALIZE);
            JsonNode brief = client.ask(ENTRIES).at("/result/structuredContent");
            JsonNode full = client.ask(FULL).at("/result/structuredContent");

            assertThat(brief.at("/entries/rows")).hasSize(50);
            assertThat(tokens(brief.toString())).isBetween(1_000, 1_900);
            assertThat(brief.toString()).doesNotContainPattern("[0-9a-f]{24}");
            assertThat(full.at("/entries/columns").toString()).contains("id", "project_id");
        }
    }

    @Test
    void in_full_the_text_is_the_same_table() throws Exception {
        try (StdioClient client = start("full_tier1")) {
            client.ask(INITIALIZE);
            String text = client.ask(FULL).at("/result/content/0/text").asText();

            assertThat(text)
                    .startsWith("{\"range\":\"")
                    .contains("\"columns\":[\"handle\",\"id\",");
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
        return StdioClient.start(command(bootstrap));
    }

    private ProcessBuilder command(String bootstrap) throws Exception {
        ProcessBuilder command =
                Installation.shipped(folder.resolve("home"))
                        .command("--profile=sandbox", "--at=2026-11-20T14:30:00Z");
        command.environment().put("CLOCKIFY_BOOTSTRAP_MODE", bootstrap);
        return command;
    }

    private static int tokens(String text) {
        return O200K.countTokens(text);
    }
}
