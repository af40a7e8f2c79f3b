package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Projects and tasks through the packaged server: each change is read back, and each refusal says
/// what to do.
class ProjectsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADA = "sandbox-key-ada-owner";
    private static final String MINA = "sandbox-key-mina-member";

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
    void a_project_is_changed_archived_and_deleted() throws Exception {
        try (StdioClient client = start("standard", ADA, true)) {
            done(
                    client,
                    "clockify_update_project",
                    "{\"project\":\"intranet\",\"note\":\"Ask Chiara\",\"clear\":[\"client\"]}");
            assertThat(done(client, "clockify_get_project", "{\"project\":\"intranet\"}"))
                    .startsWith("Intranet | no client")
                    .contains("note: Ask Chiara", "billable at 115.00 EUR an hour, public");

            done(client, "clockify_archive_projects", "{\"projects\":[\"pitches\",\"learning\"]}");
            assertThat(questions(client)).isZero();
            assertThat(done(client, "clockify_list_projects", "{\"archived\":true}"))
                    .contains("Learning", "Pitches");

            done(client, "clockify_delete_project", "{\"project\":\"intranet\"}");
            assertThat(questions(client)).isEqualTo(1);
            assertThat(refused(client, "clockify_get_project", "{\"project\":\"intranet\"}"))
                    .contains("No project is called ‹intranet›");
        }
    }

    @Test
    void a_task_is_changed_and_deleted() throws Exception {
        try (StdioClient client = start("standard", ADA, true)) {
            String layout = "\"project\":\"annual report\",\"task\":\"layout\"";
            done(
                    client,
                    "clockify_update_task",
                    "{%s,\"assignees\":[\"mina@example.org\"],\"estimate\":\"20h\"}"
                            .formatted(layout));
            done(client, "clockify_set_task_rate", "{%s,\"amount\":130}".formatted(layout));
            assertThat(questions(client)).isEqualTo(1);
            assertThat(done(client, "clockify_get_task", "{%s}".formatted(layout)))
                    .contains(
                            "billable at 130.00 EUR an hour",
                            "of 20:00 estimated",
                            "assigned to Mina Petrović");

            done(client, "clockify_delete_task", "{%s}".formatted(layout));
            assertThat(questions(client)).isEqualTo(2);
            assertThat(refused(client, "clockify_get_task", "{%s}".formatted(layout)))
                    .contains("No task in ‹Annual Report› is called ‹layout›");
        }
    }

    @Test
    void templates_and_estimates_are_read_back() throws Exception {
        try (StdioClient client = start("standard", ADA, true)) {
            done(
                    client,
                    "clockify_create_project_template",
                    "{\"name\":\"Launch\",\"client\":\"kestrel labs\"}");
            done(client, "clockify_create_task", "{\"project\":\"launch\",\"name\":\"Plan\"}");
            assertThat(done(client, "clockify_list_project_templates", "{}"))
                    .startsWith("Launch | Kestrel Labs");
            assertThat(done(client, "clockify_get_project_template", "{\"template\":\"launch\"}"))
                    .endsWith("tasks: Plan");

            done(
                    client,
                    "clockify_create_project_from_template",
                    "{\"name\":\"Spring\",\"template\":\"launch\"}");
            assertThat(done(client, "clockify_list_tasks", "{\"project\":\"spring\"}"))
                    .contains("Plan");
            assertThat(
                            refused(
                                    client,
                                    "clockify_create_project_from_template",
                                    "{\"name\":\"Summer\",\"template\":\"spring\"}"))
                    .contains("No project template is called ‹spring›");

            done(
                    client,
                    "clockify_update_project_estimate",
                    "{\"project\":\"spring\",\"estimate_type\":\"budget\","
                            + "\"estimate_value\":\"2500.50\"}");
            assertThat(done(client, "clockify_get_project", "{\"project\":\"spring\"}"))
                    .contains("budget 2500.50 EUR");
            assertThat(
                            refused(
                                    client,
                                    "clockify_update_project_estimate",
                                    "{\"project\":\"spring\",\"estimate_type\":\"time\"}"))
                    .contains("Give estimate_value.");
        }
    }

    @Test
    void people_and_their_rates_are_shown_before_they_change() throws Exception {
        try (StdioClient client = start("full", ADA, false)) {
            String set =
                    "{\"project\":\"intranet\",\"members\":[\"mina petrović\",\"ada winter\"]%s}";

            String preview = done(client, "clockify_set_project_memberships", set.formatted(""));
            String token = preview.replaceAll("(?s).*confirmation_token \"([^\"]+)\".*", "$1");
            String changed =
                    done(
                            client,
                            "clockify_set_project_memberships",
                            set.formatted(",\"confirmation_token\":\"%s\"".formatted(token)));

            assertThat(preview)
                    .startsWith("Nothing was sent.")
                    .contains("It is public, so who leaves still sees it.", "Leaving: ");
            assertThat(changed).contains("2 on it now: Mina Petrović, Ada Winter");
            assertThat(done(client, "clockify_get_project", "{\"project\":\"intranet\"}"))
                    .contains("2 members");

            String rate =
                    done(
                            client,
                            "clockify_set_project_user_rate",
                            "{\"project\":\"intranet\",\"user\":\"mina petrović\","
                                    + "\"amount\":99.5}");
            assertThat(rate)
                    .startsWith("Nothing was sent.")
                    .contains("none → 99.50 EUR an hour", "cannot take a rate away again");
        }
    }

    @Test
    void people_are_added_and_removed() throws Exception {
        try (StdioClient client = start("full", ADA, true)) {
            String elif = "{\"project\":\"intranet\",\"members\":[\"elif@example.org\"]}";
            done(client, "clockify_remove_project_members", elif);
            assertThat(done(client, "clockify_remove_project_members", elif))
                    .startsWith("Nothing to change");
            done(client, "clockify_add_project_members", elif);
            assertThat(done(client, "clockify_add_project_members", elif))
                    .startsWith("Nothing to change")
                    .contains("Elif Yılmaz");

            String rate =
                    "{\"project\":\"intranet\",\"user\":\"elif@example.org\",\"amount\":99.5}";
            done(client, "clockify_set_project_user_rate", rate);
            assertThat(done(client, "clockify_set_project_user_rate", rate))
                    .startsWith("Nothing to change, the hourly rate of Elif Yılmaz");
        }
    }

    @Test
    void who_may_not_do_it_is_told_so_by_the_mode_or_by_clockify() throws Exception {
        String hide = "{\"project\":\"intranet\",\"is_public\":false}";
        try (StdioClient standard = start("standard", ADA, true)) {
            assertThat(refused(standard, "clockify_update_project", hide))
                    .contains("mode standard");
        }
        id = 1;
        try (StdioClient mina = start("full", MINA, true)) {
            assertThat(refused(mina, "clockify_update_project", hide)).contains("Access Denied");
            assertThat(
                            refused(
                                    mina,
                                    "clockify_archive_projects",
                                    "{\"projects\":[\"pitches\",\"intranet\"]}"))
                    .contains("Access Denied");
            assertThat(done(mina, "clockify_list_projects", "{\"name\":\"pitches\"}"))
                    .startsWith("Pitches");
        }
    }
}
