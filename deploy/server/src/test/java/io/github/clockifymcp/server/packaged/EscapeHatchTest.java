package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Documented operations by their path, through the packaged server: what may be sent in which
/// mode, and what never is.
class EscapeHatchTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADA = "sandbox-key-ada-owner";
    private static final String RENAME =
            "{\"method\":\"put\",\"path\":\"/workspaces/{workspaceId}/tags/%s\","
                            .formatted(Seed.id("tag", "review"))
                    + "\"body\":\"{\\\"name\\\":\\\"checked\\\"}\"}";

    @TempDir Path folder;
    private int id = 1;

    private StdioClient start(String mode) throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home"))
                        .command("--profile=sandbox", "--at=2026-11-20T14:30:00Z");
        command.environment().put("CLOCKIFY_POLICY", mode);
        command.environment().put("CLOCKIFY_API_KEY", ADA);
        command.environment().put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        StdioClient client = StdioClient.start(command);
        client.ask(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                        + "\"protocolVersion\":\"2025-11-25\","
                        + "\"capabilities\":{\"elicitation\":{}},"
                        + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}");
        return client;
    }

    private JsonNode run(StdioClient client, String tool, String arguments) throws Exception {
        id++;
        String call =
                "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, JSON.readTree(arguments));
        return client.ask(
                        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{"
                                        .formatted(id)
                                + "\"name\":\"clockify_run_tool\",\"arguments\":%s}}"
                                        .formatted(call))
                .path("result");
    }

    private String done(StdioClient client, String tool, String arguments) throws Exception {
        JsonNode result = run(client, tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(text(result)).isFalse();
        return text(result);
    }

    private String refused(StdioClient client, String tool, String arguments) throws Exception {
        JsonNode result = run(client, tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(text(result)).isTrue();
        return text(result);
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }

    private static long questions(StdioClient client) {
        return client.output().stream().filter(line -> line.contains("elicitation/create")).count();
    }

    @Test
    void in_full_a_write_is_asked_for_and_read_back() throws Exception {
        try (StdioClient client = start("full")) {
            assertThat(done(client, "clockify_api_write", RENAME)).contains("\"name\":\"checked\"");
            assertThat(questions(client)).isEqualTo(1);
            assertThat(
                            done(
                                    client,
                                    "clockify_api_read",
                                    "{\"path\":\"/workspaces/{workspaceId}/tags\",\"query\":[\"name=checked\"]}"))
                    .contains(Seed.id("tag", "review"));
        }
    }

    @Test
    void below_full_there_is_no_writing_and_reading_stays() throws Exception {
        for (String mode : new String[] {"standard", "read_only"}) {
            try (StdioClient client = start(mode)) {
                assertThat(refused(client, "clockify_api_write", RENAME)).contains("Mode full");
                assertThat(done(client, "clockify_api_read", "{\"path\":\"/user\"}"))
                        .contains("ada@example.org");
            }
        }
    }

    @Test
    void what_does_not_exist_is_refused_with_the_tool_for_it() throws Exception {
        try (StdioClient client = start("full")) {
            assertThat(
                            refused(
                                    client,
                                    "clockify_api_read",
                                    "{\"path\":\"/workspaces/{workspaceId}/policies\"}"))
                    .contains("clockify_list_time_off_policies");
            assertThat(refused(client, "clockify_api_read", "{\"path\":\"//evil.example/user\"}"))
                    .contains("is no operation of Clockify's");
            assertThat(
                            refused(
                                    client,
                                    "clockify_api_read",
                                    "{\"path\":\"/user\",\"host\":\"evil.example\"}"))
                    .contains("host");
        }
    }
}
