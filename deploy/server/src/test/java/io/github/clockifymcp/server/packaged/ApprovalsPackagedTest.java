package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Timesheets handed in and decided on, through the packaged server.
class ApprovalsPackagedTest {
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
            """;

    @TempDir Path folder;
    private int id = 1;

    private StdioClient start(String person) throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home"))
                        .command("--profile=sandbox", "--at=2026-11-20T14:30:00Z");
        command.environment().put("CLOCKIFY_ACTIVE_GROUPS", "approvals");
        command.environment().put("CLOCKIFY_API_KEY", Seed.person(person).key());
        command.environment().put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        StdioClient client = StdioClient.start(command);
        client.ask(INITIALIZE);
        return client;
    }

    private JsonNode call(StdioClient client, String tool, String arguments) throws Exception {
        id++;
        JsonNode answer =
                client.ask(
                        ("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\","
                                        + "\"params\":{\"name\":\"%s\",\"arguments\":%s}}")
                                .formatted(id, tool, arguments));
        return answer.path("result");
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }

    /// Calls a tool, and again with the token that its preview gave.
    private JsonNode confirmed(StdioClient client, String tool, String arguments) throws Exception {
        String preview = text(call(client, tool, arguments));
        assertThat(preview).startsWith("Nothing was sent.");
        String token = preview.replaceAll("(?s).*confirmation_token \"([^\"]+)\".*", "$1");
        return call(
                client,
                tool,
                arguments.replaceFirst("}$", ",\"confirmation_token\":\"" + token + "\"}"));
    }

    @Test
    void a_week_is_handed_in_after_a_preview_of_its_hours_and_its_entries_are_locked()
            throws Exception {
        String lastWeek = "{\"period\":\"last week\"}";
        try (StdioClient mina = start("mina")) {
            String preview = text(call(mina, "clockify_submit_for_approval", lastWeek));
            JsonNode done = confirmed(mina, "clockify_submit_for_approval", lastWeek);
            String mine = text(call(mina, "clockify_list_approval_requests", "{}"));
            JsonNode twice = call(mina, "clockify_submit_for_approval", lastWeek);
            String entry =
                    text(call(mina, "clockify_list_entries", "{\"start\":\"2026-11-10\"}"))
                            .lines()
                            .skip(1)
                            .findFirst()
                            .orElseThrow()
                            .split(" ", 2)[0];
            JsonNode locked =
                    call(
                            mina,
                            "clockify_update_entry",
                            "{\"entry_id\":\"%s\",\"description\":\"x\"}".formatted(entry));

            assertThat(preview).contains("billable.", "Mon 9 Nov 2026 – Sun 15 Nov 2026");
            assertThat(text(done)).startsWith("Submitted: your time");
            assertThat(mine).contains("Mina Petrović", "pending", "1 approval request in all.");
            assertThat(twice.path("isError").asBoolean()).isTrue();
            assertThat(text(twice))
                    .contains("is already pending", "clockify_resubmit_for_approval");
            assertThat(locked.path("isError").asBoolean()).as(text(locked)).isTrue();
            assertThat(text(locked)).contains("locked");
        }
    }

    @Test
    void an_admin_approves_several_rejects_with_a_reason_and_sees_who_forgot() throws Exception {
        try (StdioClient ada = start("ada")) {
            JsonNode approved =
                    confirmed(
                            ada,
                            "clockify_approve_timesheet",
                            "{\"approval_ids\":[\"Elif Yılmaz\",\"Bruno Kovač\"]}");
            JsonNode rejected =
                    confirmed(
                            ada,
                            "clockify_reject_timesheet",
                            "{\"approval_id\":\"Chiara Rossi\",\"reason\":\"No breaks\"}");
            JsonNode again =
                    call(ada, "clockify_approve_timesheet", "{\"approval_ids\":[\"Elif Yılmaz\"]}");
            String missing = text(call(ada, "clockify_unsubmitted_timesheets", "{}"));

            assertThat(text(approved)).contains("Approved: Elif Yılmaz", "Approved: Bruno Kovač");
            assertThat(text(rejected)).startsWith("Rejected: Chiara Rossi");
            assertThat(again.path("isError").asBoolean()).isTrue();
            assertThat(text(again)).contains("clockify_list_approval_requests");
            assertThat(missing).contains("Chiara Rossi | rejected").doesNotContain("Elif");
        }
    }

    @Test
    void who_may_not_see_others_is_told_so() throws Exception {
        try (StdioClient mina = start("mina")) {
            JsonNode missing = call(mina, "clockify_unsubmitted_timesheets", "{}");

            assertThat(missing.path("isError").asBoolean()).isTrue();
            assertThat(text(missing)).contains("regular member", "Ask a manager or an admin");
        }
    }
}
