package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happened, and who did it, through the packaged server: each deed is found again in the
/// lists.
class ChangesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADA = "sandbox-key-ada-owner";
    private static final String MINA = "sandbox-key-mina-member";

    @TempDir Path folder;
    private int id = 1;

    private StdioClient start(String key) throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home"))
                        .command("--profile=sandbox", "--at=2026-11-20T14:30:00Z");
        command.environment().put("CLOCKIFY_POLICY", "full");
        command.environment().put("CLOCKIFY_API_KEY", key);
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

    @Test
    void a_new_tag_and_a_changed_one_are_listed_and_their_author_is_logged() throws Exception {
        try (StdioClient client = start(ADA)) {
            done(client, "clockify_create_tag", "{\"name\":\"zebra\"}");
            done(client, "clockify_update_tag", "{\"tag\":\"review\",\"name\":\"reviewed\"}");

            assertThat(
                            done(
                                    client,
                                    "clockify_list_changes",
                                    "{\"since\":\"today\",\"kinds\":[\"tag\"]}"))
                    .contains("created | tag ‹zebra›", "updated | tag ‹reviewed›", "No deletions.");
            assertThat(done(client, "clockify_search_audit_log", "{\"since\":\"today\"}"))
                    .contains(
                            Seed.person("ada").name() + " | update tag",
                            "create tag",
                            "2 deeds in all.");
            assertThat(
                            refused(
                                    client,
                                    "clockify_search_audit_log",
                                    "{\"since\":\"2026-09-01\",\"until\":\"today\"}"))
                    .contains("longer than the 31 days", "Give since and until that are closer");
        }
    }

    @Test
    void members_are_refused() throws Exception {
        try (StdioClient client = start(MINA)) {
            assertThat(refused(client, "clockify_list_changes", "{}")).contains("Access Denied");
        }
    }
}
