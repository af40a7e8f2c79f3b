package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the modes mean, through the packaged server.
class ModesTest {
    @TempDir Path folder;

    private ToolSession start(String mode) throws Exception {
        Map<String, String> environment = Map.of("CLOCKIFY_POLICY", mode);
        return ToolSession.askingNobody(folder, environment, ToolSession.FRIDAY).byName();
    }

    @Test
    void without_a_mode_a_real_server_is_time_tracking_safe() throws Exception {
        try (ToolSession client =
                ToolSession.start(Installation.built(folder).command("--profile=local-stdio"))) {
            assertThat(client.listed())
                    .contains("clockify_log_time", "clockify_update_entry")
                    .doesNotContain("clockify_delete_entry", "clockify_create_project");
        }
    }

    @Test
    void each_mode_lists_what_it_allows() throws Exception {
        try (ToolSession readOnly = start("read_only")) {
            assertThat(readOnly.listed())
                    .contains("clockify_list_entries", "clockify_policy_info")
                    .doesNotContain("clockify_log_time", "clockify_stop_timer");
        }
        try (ToolSession core = start("safe_core")) {
            assertThat(core.listed())
                    .contains("clockify_create_project", "clockify_create_task")
                    .doesNotContain("clockify_delete_entry");
        }
        try (ToolSession standard = start("standard")) {
            assertThat(standard.listed()).contains("clockify_delete_entry");
        }
    }

    @Test
    void what_is_not_listed_is_refused_with_its_reason() throws Exception {
        try (ToolSession client = start("read_only")) {
            String refused =
                    client.refused("clockify_log_time", "{\"start\":\"x\",\"nonsense\":true}");

            assertThat(refused).contains("mode read_only").contains("time_tracking_safe");
        }
    }

    @Test
    void defect_7_somebody_elses_entry_is_refused_where_the_mode_says_own() throws Exception {
        String minas;
        try (ToolSession mina = ToolSession.start(folder, ToolSession.FRIDAY).byName()) {
            minas = mina.told("clockify_list_entries", "{\"start\":\"last 7 days\"}");
        }
        String handle = minas.lines().skip(1).findFirst().orElseThrow().split(" ", 2)[0];
        String entry;
        try (ToolSession mina = ToolSession.start(folder, ToolSession.FRIDAY).byName()) {
            String detail =
                    mina.told("clockify_get_entry", "{\"entry_id\":\"%s\"}".formatted(handle));
            entry = detail.replaceAll("(?s).*\\bid ([0-9a-f]{24}).*", "$1");
        }
        try (ToolSession ada = ToolSession.as("ada", "time_tracking_safe", folder).byName()) {
            String refused =
                    ada.refused(
                            "clockify_update_entry",
                            "{\"entry_id\":\"%s\",\"description\":\"mine now\"}".formatted(entry));

            assertThat(refused).contains("time_tracking_safe");
        }
    }

    @Test
    void a_client_that_can_ask_nobody_gets_a_token_that_is_good_once() throws Exception {
        try (ToolSession client = start("standard")) {
            String logged =
                    client.told(
                            "clockify_log_time",
                            "{\"project\":\"Booking App\",\"start\":\"yesterday"
                                    + " 7:00\",\"duration\":\"1h\"}");
            String handle = logged.split(" ", 2)[0];

            String preview = client.told("clockify_delete_entry", entry(handle, ""));
            String token = ToolSession.token(preview);
            String deleted = client.told("clockify_delete_entry", entry(handle, token));

            assertThat(preview).startsWith("Nothing was sent.");
            assertThat(deleted).startsWith("Deleted: ");
            assertThat(client.refused("clockify_delete_entry", entry(handle, token))).isNotEmpty();
        }
    }

    private static String entry(String handle, String token) {
        return token.isEmpty()
                ? "{\"entry_id\":\"%s\"}".formatted(handle)
                : "{\"entry_id\":\"%s\",\"confirmation_token\":\"%s\"}".formatted(handle, token);
    }
}
