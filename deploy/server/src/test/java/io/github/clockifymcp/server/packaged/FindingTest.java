package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people say leads to the tool that does it: among the first three, of all there are.
class FindingTest {
    @TempDir Path folder;

    private static Map<String, String> sayings() {
        Map<String, String> sayings = new LinkedHashMap<>();
        sayings.put("vacation", "clockify_list_time_off_requests");
        sayings.put("how much vacation is left", "clockify_time_off_balance");
        sayings.put("a receipt", "clockify_create_expense");
        sayings.put("split an entry", "clockify_split_entry");
        sayings.put("who is free next week", "clockify_filter_schedule_capacity");
        sayings.put("forgot to stop the timer", "clockify_stop_forgotten_timer");
        sayings.put("export as pdf", "clockify_export_report");
        sayings.put("invite a colleague", "clockify_invite_user");
        sayings.put("new webhook secret", "clockify_reset_webhook_token");
        sayings.put("bank holiday", "clockify_create_holiday");
        sayings.put("send invoice to client", "clockify_send_invoice");
        sayings.put("log several entries", "clockify_log_many");
        sayings.put("copy last week", "clockify_copy_entries");
        sayings.put("who changed this", "clockify_list_entity_changes");
        sayings.put("who has not submitted their timesheet", "clockify_unsubmitted_timesheets");
        sayings.put("whose timer is running", "clockify_running_timers");
        sayings.put("remove a person from a project", "clockify_remove_project_members");
        sayings.put("project estimate", "clockify_update_project_estimate");
        sayings.put("fill a gap", "clockify_timesheet_fill_gap");
        sayings.put("undo", "clockify_undo");
        sayings.put("take the last change back", "clockify_undo");
        sayings.put("customer", "clockify_create_client");
        return sayings;
    }

    @Test
    void what_people_say_finds_the_tool_that_does_it() throws Exception {
        try (ToolSession session = ToolSession.start(folder, Map.of("CLOCKIFY_POLICY", "full"))) {
            SoftAssertions all = new SoftAssertions();
            for (Map.Entry<String, String> saying : sayings().entrySet()) {
                List<String> found =
                        session.told(
                                        "clockify_list_tools",
                                        "{\"query\":\"%s\"}".formatted(saying.getKey()))
                                .lines()
                                .limit(3)
                                .toList();
                all.assertThat(found)
                        .as(saying.getKey())
                        .anyMatch(row -> row.startsWith(saying.getValue() + " "));
            }
            all.assertAll();
        }
    }

    @Test
    void what_nothing_fits_is_said() throws Exception {
        try (ToolSession session = ToolSession.start(folder)) {
            assertThat(session.told("clockify_list_tools", "{\"query\":\"xylophone\"}"))
                    .isEqualTo("No tool fits. Try fewer or other words.");
        }
    }
}
