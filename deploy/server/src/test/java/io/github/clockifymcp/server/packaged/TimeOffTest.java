package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Time off and holidays through the packaged server: each change is read back, and each refusal
/// says what to do.
class TimeOffTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADA = "sandbox-key-ada-owner";
    private static final String MINA = "sandbox-key-mina-member";
    private static final String SKIING = Seed.id("leave", "skiing");
    private static final String DENTIST = Seed.id("leave", "dentist");

    @TempDir Path folder;
    private int id = 1;

    /// @param asks whether the client can ask its person; one that can agrees to everything
    private StdioClient start(String mode, String key, boolean asks) throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home"))
                        .command("--profile=sandbox", "--at=2026-11-20T14:30:00Z");
        command.environment().put("CLOCKIFY_POLICY", mode);
        command.environment().put("CLOCKIFY_API_KEY", key);
        command.environment().put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        StdioClient client = StdioClient.start(command);
        client.ask(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                        + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":%s,"
                                .formatted(asks ? "{\"elicitation\":{}}" : "{}")
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
    void time_off_is_previewed_asked_for_and_withdrawn() throws Exception {
        String week =
                "{\"policy\":\"vacation\",\"start\":\"14 dec\",\"end\":\"18 dec\",\"dry_run\":%s}";
        try (StdioClient client = start("full", MINA, true)) {
            assertThat(done(client, "clockify_create_time_off_request", week.formatted("true")))
                    .startsWith("Nothing was sent.")
                    .contains(
                            "Mon 14 Dec 2026 – Fri 18 Dec 2026, 4 days",
                            "Balance: 23 days now, 19 days after.");
            assertThat(questions(client)).isZero();

            String asked =
                    done(client, "clockify_create_time_off_request", week.formatted("false"));
            assertThat(asked).contains("it waits for approval, id ");
            assertThat(questions(client)).isEqualTo(1);
            String request =
                    "{\"request\":\"%s\"}"
                            .formatted(asked.replaceAll("(?s).* id ([0-9a-f]{24}).*", "$1"));
            assertThat(done(client, "clockify_get_time_off_request", request))
                    .contains("| 4 days | pending |");

            done(client, "clockify_delete_time_off_request", request);
            assertThat(refused(client, "clockify_get_time_off_request", request))
                    .contains("clockify_list_time_off_requests");
        }
    }

    @Test
    void requests_are_approved_together_and_denied() throws Exception {
        try (StdioClient client = start("full", ADA, true)) {
            done(
                    client,
                    "clockify_approve_time_off",
                    "{\"requests\":[\"%s\",\"%s\"]}".formatted(SKIING, DENTIST));
            assertThat(questions(client)).isEqualTo(1);
            assertThat(done(client, "clockify_time_off_balance", "{\"user\":\"mina@example.org\"}"))
                    .contains("Vacation | 19 days left", "Time in lieu | 9.5 hours left");
            assertThat(
                            refused(
                                    client,
                                    "clockify_deny_time_off",
                                    "{\"requests\":[\"%s\"]}".formatted(SKIING)))
                    .contains("This request is approved already");

            done(
                    client,
                    "clockify_deny_time_off",
                    "{\"requests\":[\"%s\"],\"note\":\"Later\"}"
                            .formatted(Seed.id("leave", "winter")));
            assertThat(
                            done(
                                    client,
                                    "clockify_list_time_off_requests",
                                    "{\"user\":\"elif@example.org\"}"))
                    .contains("| rejected |");
        }
    }

    @Test
    void a_policy_and_a_holiday_are_kept() throws Exception {
        try (StdioClient client = start("full", ADA, true)) {
            done(
                    client,
                    "clockify_create_time_off_policy",
                    "{\"name\":\"Care\",\"time_unit\":\"hours\",\"per_year\":16}");
            done(
                    client,
                    "clockify_update_time_off_policy",
                    "{\"policy\":\"care\",\"requires_approval\":false}");
            assertThat(done(client, "clockify_get_time_off_policy", "{\"policy\":\"care\"}"))
                    .startsWith("Care | in hours, approved at once, 16 hours a year | id ");
            assertThat(done(client, "clockify_list_time_off_policies", "{}")).contains("Care |");
            assertThat(refused(client, "clockify_get_time_off_policy", "{\"policy\":\"leave\"}"))
                    .contains("No policy is called ‹leave›", "‹Sick leave›");

            done(
                    client,
                    "clockify_create_holiday",
                    "{\"name\":\"Open house\",\"start\":\"4 dec\"}");
            done(
                    client,
                    "clockify_update_holiday",
                    "{\"holiday\":\"open house\",\"every_year\":true}");
            assertThat(done(client, "clockify_list_holidays", "{}"))
                    .contains("Open house | Fri 4 Dec 2026 | every year | everybody");
            done(client, "clockify_delete_holiday", "{\"holiday\":\"open house\"}");
            assertThat(refused(client, "clockify_delete_holiday", "{\"holiday\":\"open house\"}"))
                    .contains("No holiday is called ‹open house›.");
        }
    }

    @Test
    void who_may_not_do_it_is_told_so_by_the_mode_or_by_clockify() throws Exception {
        String holiday = "{\"name\":\"Mine\",\"start\":\"4 dec\"}";
        try (StdioClient standard = start("standard", ADA, true)) {
            assertThat(refused(standard, "clockify_create_holiday", holiday))
                    .contains("mode standard");
        }
        id = 1;
        try (StdioClient mina = start("full", MINA, true)) {
            assertThat(refused(mina, "clockify_create_holiday", holiday)).contains("Access Denied");
            assertThat(
                            refused(
                                    mina,
                                    "clockify_approve_time_off",
                                    "{\"requests\":[\"%s\"]}".formatted(SKIING)))
                    .contains("Access Denied");
            assertThat(
                            refused(
                                    mina,
                                    "clockify_create_time_off_request",
                                    "{\"policy\":\"vacation\",\"start\":\"22 dec\"}"))
                    .contains("overlaps");
        }
    }
}
