package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The schedule through the packaged server: each change is read back, and each refusal says what
/// to do.
class SchedulingTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADA = "sandbox-key-ada-owner";
    private static final String MINA = "sandbox-key-mina-member";
    private static final String LIST = "clockify_list_assignments";
    private static final String NOBODY = "{\"assignment\":\"000000000000000000000000\"%s}";
    private static final String SCHEDULED =
            "{\"user\":\"grace@example.org\",\"project\":\"internal\",\"start\":\"2027-01-04\","
                    + "\"end\":\"2027-01-05\",\"hours_per_day\":2}";

    @TempDir Path folder;
    private int id = 1;

    /// A client that can ask its person, who agrees to everything.
    private StdioClient start(String mode, String key) throws Exception {
        id = 1;
        ProcessBuilder command =
                Installation.built(folder.resolve("home"))
                        .command("--profile=sandbox", "--at=2026-11-20T14:30:00Z");
        command.environment().put("CLOCKIFY_POLICY", mode);
        command.environment().put("CLOCKIFY_API_KEY", key);
        command.environment().put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        StdioClient client = StdioClient.start(command);
        client.ask(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                        + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"elicitation\":{}},"
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
    void work_is_scheduled_changed_repeated_copied_and_deleted() throws Exception {
        String january = "{\"start\":\"january\"}";
        try (StdioClient client = start("full", ADA)) {
            String made = done(client, "clockify_create_assignment", SCHEDULED);
            String one =
                    "{\"assignment\":\"%s\""
                            .formatted(made.replaceAll("(?s).* id ([0-9a-f]{24}).*", "$1"));
            assertThat(done(client, "clockify_get_assignment", one + "}"))
                    .contains("Grace Okafor", "2 h a day", "draft");

            done(client, "clockify_update_assignment", one + ",\"hours_per_day\":3}");
            assertThat(done(client, LIST, january)).contains("3 h a day", "1 assignment in all.");
            done(client, "clockify_repeat_assignment", one + ",\"weeks\":3}");
            assertThat(done(client, LIST, january)).contains("3 assignments in all.");
            done(
                    client,
                    "clockify_copy_assignment",
                    one + ",\"user\":\"hana@example.org\",\"series\":\"all\"}");
            assertThat(done(client, LIST, january)).contains("6 assignments in all.");
            assertThat(
                            done(
                                    client,
                                    "clockify_get_project_schedule_totals",
                                    "{\"start\":\"january\",\"project\":\"internal\"}"))
                    .contains("36 h on 6 days");

            long asked = questions(client);
            done(client, "clockify_delete_assignment", one + ",\"series\":\"all\"}");
            assertThat(questions(client)).isEqualTo(asked + 1);
            assertThat(done(client, LIST, january)).contains("3 assignments in all.");
            assertThat(refused(client, "clockify_delete_assignment", one + "}"))
                    .contains("No assignment from", LIST);
        }
    }

    @Test
    void the_schedule_is_previewed_published_and_seen_by_all() throws Exception {
        String days = "{\"start\":\"2026-11-30\",\"end\":\"2026-12-06\"%s}";
        try (StdioClient client = start("full", ADA)) {
            assertThat(
                            done(
                                    client,
                                    "clockify_publish_schedule",
                                    days.formatted(",\"dry_run\":true")))
                    .startsWith("Nothing was sent.")
                    .contains("3 drafts of 3 people", "cannot be taken back");
            assertThat(done(client, LIST, days.formatted(",\"drafts\":true")))
                    .contains("3 assignments in all.");
            assertThat(done(client, "clockify_publish_schedule", days.formatted("")))
                    .contains("Published 3 drafts of 3 people");
            assertThat(questions(client)).isEqualTo(1);
            assertThat(done(client, LIST, days.formatted(",\"drafts\":true")))
                    .contains("No assignments.");
            assertThat(refused(client, "clockify_publish_schedule", days.formatted("")))
                    .contains("There are no drafts to publish", LIST);
        }
    }

    @Test
    void free_hours_say_who_is_over_booked() throws Exception {
        try (StdioClient client = start("standard", ADA)) {
            assertThat(
                            done(
                                    client,
                                    "clockify_filter_schedule_capacity",
                                    "{\"start\":\"next week\",\"users\":[\"elif@example.org\"]}"))
                    .contains(
                            "39 of 35 h scheduled, 2 h free",
                            "over-booked: Mon 23 Nov 2026 9 of 7 h");
            assertThat(
                            refused(
                                    client,
                                    "clockify_filter_schedule_capacity",
                                    "{\"users\":[\"nobody\"]}"))
                    .contains("No person is called ‹nobody›");
        }
    }

    @Test
    void what_cannot_be_is_refused_with_what_helps() throws Exception {
        try (StdioClient client = start("full", ADA)) {
            assertThat(refused(client, LIST, "{\"start\":\"2026\",\"end\":\"2029-01-01\"}"))
                    .isNotBlank();
            assertThat(refused(client, "clockify_get_assignment", NOBODY.formatted("")))
                    .contains(LIST);
            assertThat(
                            refused(
                                    client,
                                    "clockify_update_assignment",
                                    NOBODY.formatted(",\"hours_per_day\":3")))
                    .contains(LIST);
            assertThat(
                            refused(
                                    client,
                                    "clockify_copy_assignment",
                                    NOBODY.formatted(",\"user\":\"hana@example.org\"")))
                    .contains(LIST);
            assertThat(
                            refused(
                                    client,
                                    "clockify_repeat_assignment",
                                    "{\"assignment\":\"%s\",\"weeks\":2}"
                                            .formatted(Seed.id("scheduled-work", "app"))))
                    .contains("cannot be longer than one week");
            assertThat(
                            refused(
                                    client,
                                    "clockify_get_project_schedule_totals",
                                    "{\"project\":\"no such\"}"))
                    .contains("clockify_list_projects");
            assertThat(
                            refused(
                                    client,
                                    "clockify_create_assignment",
                                    SCHEDULED.replace(
                                            "internal", Seed.id("project", "Booking App (old)"))))
                    .contains("is archived", "clockify_list_projects");
        }
    }

    @Test
    void who_may_not_schedule_is_told_so_by_the_mode_or_by_clockify() throws Exception {
        try (StdioClient safe = start("time_tracking_safe", ADA)) {
            assertThat(refused(safe, "clockify_create_assignment", SCHEDULED))
                    .contains("time_tracking_safe");
        }
        try (StdioClient mina = start("full", MINA)) {
            assertThat(refused(mina, "clockify_create_assignment", SCHEDULED))
                    .contains("Access Denied");
            assertThat(done(mina, LIST, "{\"drafts\":true}")).contains("No assignments.");
        }
    }
}
