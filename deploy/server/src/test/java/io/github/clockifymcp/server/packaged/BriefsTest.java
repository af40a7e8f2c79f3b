package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What those who lead ask about everybody's time, through the packaged server.
class BriefsTest {
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}\
            """;

    private static final Map<String, String> ADMIN =
            Map.of("CLOCKIFY_API_KEY", "sandbox-key-bruno-admin");

    @TempDir Path folder;
    private int id = 1;

    private StdioClient start(Map<String, String> environment) throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home")).command("--profile=sandbox");
        command.environment().putAll(environment);
        StdioClient client = StdioClient.start(command);
        client.ask(INITIALIZE);
        return client;
    }

    private ObjectNode run(StdioClient client, String tool, String arguments) throws Exception {
        id++;
        return client.ask(
                ("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":"
                                + "\"clockify_run_tool\",\"arguments\":{\"name\":\"%s\","
                                + "\"arguments\":%s}}}")
                        .formatted(id, tool, arguments.replace('\'', '"')));
    }

    private static String text(JsonNode answer) {
        return answer.at("/result/content/0/text").asText();
    }

    @Test
    void an_admin_sees_whose_timers_run_and_which_was_forgotten() throws Exception {
        try (StdioClient client = start(ADMIN)) {
            JsonNode seen = run(client, "clockify_running_timers", "{}");
            JsonNode wrong = run(client, "clockify_running_timers", "{'person':'Grace'}");

            assertThat(text(seen)).contains("Grace Okafor | ", "| forgotten?", "1 timer runs.");
            assertThat(wrong.at("/result/isError").asBoolean()).isTrue();
            assertThat(text(wrong)).contains("‹person› is not an argument");
        }
    }

    @Test
    void an_admin_marks_time_as_billed_after_being_asked_and_a_member_may_not() throws Exception {
        String log =
                "{'start':'2025-01-07 9:00','end':'10:30','project':'Booking App',"
                        + "'description':'Billed on paper'}";
        try (StdioClient client = start(ADMIN)) {
            String entry = handle(text(run(client, "clockify_log_time", log)));
            String mark = "{'entry_ids':['%s'],'invoiced':true}".formatted(entry);
            JsonNode marked = run(client, "clockify_mark_entries_billed", mark);

            assertThat(text(marked)).contains("Marked 1 entry, 1:30 in all, as invoiced.");
            assertThat(String.join("\n", client.output()))
                    .contains("Mark 1 entry, 1:30 in all, as invoiced", "Billed on paper");
        }
        try (StdioClient client = start(Map.of())) {
            String entry = handle(text(run(client, "clockify_log_time", log)));
            String mark = "{'entry_ids':['%s'],'invoiced':true}".formatted(entry);
            JsonNode refused = run(client, "clockify_mark_entries_billed", mark);

            assertThat(refused.at("/result/isError").asBoolean()).as(text(refused)).isTrue();
            assertThat(text(refused)).contains("Access Denied");
        }
    }

    private static String handle(String line) {
        Matcher found = Pattern.compile("(?m)^([0-9a-f]{5,24}) ").matcher(line);
        assertThat(found.find()).as(line).isTrue();
        return found.group(1);
    }
}
