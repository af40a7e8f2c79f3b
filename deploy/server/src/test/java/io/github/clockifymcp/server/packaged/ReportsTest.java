package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports through the packaged server and its sandbox, on behalf of a regular member.
class ReportsTest {
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
            """;

    @TempDir Path folder;
    private int id = 1;

    private StdioClient start() throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home"))
                        .command("--profile=sandbox", "--at=2026-11-20T14:30:00Z");
        command.environment().put("CLOCKIFY_ACTIVE_GROUPS", "reports");
        StdioClient client = StdioClient.start(command);
        client.ask(INITIALIZE);
        return client;
    }

    private JsonNode call(StdioClient client, String tool, String arguments) throws Exception {
        id++;
        return client.ask(
                        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
                                .formatted(id, tool, arguments))
                .path("result");
    }

    private String told(StdioClient client, String tool, String arguments) throws Exception {
        JsonNode result = call(client, tool, arguments);
        assertThat(result.path("isError").asBoolean()).as("%s", result).isFalse();
        return result.at("/content/0/text").asText();
    }

    @Test
    void what_was_just_logged_is_in_every_report_about_its_day() throws Exception {
        try (StdioClient client = start()) {
            String day = "\"start\":\"2026-11-08\"";
            String before = told(client, "clockify_summary_report", "{%s}".formatted(day));
            told(
                    client,
                    "clockify_log_time",
                    "{\"start\":\"2026-11-08 09:00\",\"duration\":\"1h30m\",\"project\":\"Booking App\","
                            + "\"description\":\"Packaged\"}");

            assertThat(before).isEqualTo("Sun 8 Nov 2026, your time: no entries.");
            assertThat(told(client, "clockify_summary_report", "{%s}".formatted(day)))
                    .contains("1:30 in 1 entry", "Booking App: 1:30 (100%)");
            assertThat(told(client, "clockify_detailed_report", "{%s}".formatted(day)))
                    .contains("09:00–10:30 Booking App — Packaged");
            assertThat(
                            told(
                                    client,
                                    "clockify_detailed_report",
                                    "{%s,\"user\":\"everybody\"}".formatted(day)))
                    .contains("09:00–10:30 Mina Petrović: Booking App — Packaged");
            assertThat(told(client, "clockify_quick_report", "{\"days\":31}"))
                    .contains("Most time: ", "Most on ");
        }
    }

    @Test
    void a_teams_reports_add_up() throws Exception {
        try (StdioClient client = start()) {
            String week =
                    "{\"week_start\":\"last week\",\"group_by\":\"user\",\"user\":\"everybody\"}";

            assertThat(told(client, "clockify_team_summary", "{\"start\":\"last week\"}"))
                    .startsWith("Mon 9 Nov 2026 – Sun 15 Nov 2026, everybody's time: ")
                    .contains("\nGrace Okafor: ", " billable (", "to admins alone.");
            assertThat(told(client, "clockify_weekly_report", week))
                    .contains("user | Mon | Tue | Wed", "\nMina Petrović | ", "\nall | ");
            assertThat(told(client, "clockify_attendance_report", "{\"start\":\"last week\"}"))
                    .contains("\nMina Petrović ", ", worked ");
        }
    }

    @Test
    void what_is_asked_wrongly_ends_with_what_to_say_instead() throws Exception {
        try (StdioClient client = start()) {
            JsonNode nobody =
                    call(client, "clockify_summary_report", "{\"user\":\"Grace Hopper\"}");
            JsonNode month = call(client, "clockify_weekly_report", "{\"week_start\":\"october\"}");

            assertThat(nobody.path("isError").asBoolean()).isTrue();
            assertThat(nobody.at("/content/0/text").asText())
                    .contains("No person is called ‹Grace Hopper›");
            assertThat(month.path("isError").asBoolean()).isTrue();
            assertThat(month.at("/content/0/text").asText()).contains("is not a week", "last week");
        }
    }
}
