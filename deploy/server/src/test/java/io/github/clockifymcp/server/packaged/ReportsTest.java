package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports through the packaged server and its sandbox, on behalf of a regular member.
class ReportsTest {
    @TempDir Path folder;

    private ToolSession start() throws Exception {
        Map<String, String> listed = Map.of("CLOCKIFY_ACTIVE_GROUPS", "reports");
        return ToolSession.start(folder, listed, ToolSession.FRIDAY).byName();
    }

    @Test
    void what_was_just_logged_is_in_every_report_about_its_day() throws Exception {
        try (ToolSession session = start()) {
            String day = "\"start\":\"2026-11-08\"";
            String before = session.told("clockify_summary_report", "{%s}".formatted(day));
            session.told(
                    "clockify_log_time",
                    "{\"start\":\"2026-11-08 09:00\",\"duration\":\"1h30m\",\"project\":\"Booking App\","
                            + "\"description\":\"Packaged\"}");

            assertThat(before).isEqualTo("Sun 8 Nov 2026, your time: no entries.");
            assertThat(session.told("clockify_summary_report", "{%s}".formatted(day)))
                    .contains("1:30 in 1 entry", "Booking App: 1:30 (100%)");
            assertThat(session.told("clockify_detailed_report", "{%s}".formatted(day)))
                    .contains("09:00–10:30 Booking App — Packaged");
            assertThat(
                            session.told(
                                    "clockify_detailed_report",
                                    "{%s,\"user\":\"everybody\"}".formatted(day)))
                    .contains("09:00–10:30 Mina Petrović: Booking App — Packaged");
            assertThat(session.told("clockify_quick_report", "{\"days\":31}"))
                    .contains("Most time: ", "Most on ");
        }
    }

    @Test
    void a_teams_reports_add_up() throws Exception {
        try (ToolSession session = start()) {
            String week =
                    "{\"week_start\":\"last week\",\"group_by\":\"user\",\"user\":\"everybody\"}";

            assertThat(session.told("clockify_team_summary", "{\"start\":\"last week\"}"))
                    .startsWith("Mon 9 Nov 2026 – Sun 15 Nov 2026, everybody's time: ")
                    .contains("\nGrace Okafor: ", " billable (", "to admins alone.");
            assertThat(session.told("clockify_weekly_report", week))
                    .contains("user | Mon | Tue | Wed", "\nMina Petrović | ", "\nall | ");
            assertThat(session.told("clockify_attendance_report", "{\"start\":\"last week\"}"))
                    .contains("\nMina Petrović ", ", worked ");
        }
    }

    @Test
    void what_is_asked_wrongly_ends_with_what_to_say_instead() throws Exception {
        try (ToolSession session = start()) {
            String nobody =
                    session.refused("clockify_summary_report", "{\"user\":\"Grace Hopper\"}");
            String month =
                    session.refused("clockify_weekly_report", "{\"week_start\":\"october\"}");

            assertThat(nobody).contains("No person is called ‹Grace Hopper›");
            assertThat(month).contains("is not a week", "last week");
        }
    }
}
