package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The schedule through the packaged server: each change is read back, and each refusal says what
/// to do.
class SchedulingTest {
    private static final String LIST = "clockify_list_assignments";
    private static final String NOBODY = "{\"assignment\":\"000000000000000000000000\"%s}";
    private static final String SCHEDULED =
            "{\"user\":\"grace@example.org\",\"project\":\"internal\",\"start\":\"2027-01-04\","
                    + "\"end\":\"2027-01-05\",\"hours_per_day\":2}";

    @TempDir Path folder;

    @Test
    void work_is_scheduled_changed_repeated_copied_and_deleted() throws Exception {
        String january = "{\"start\":\"january\"}";
        try (ToolSession session = ToolSession.as("ada", "full", folder)) {
            String made = session.told("clockify_create_assignment", SCHEDULED);
            String one =
                    "{\"assignment\":\"%s\""
                            .formatted(made.replaceAll("(?s).* id ([0-9a-f]{24}).*", "$1"));
            assertThat(session.told("clockify_get_assignment", one + "}"))
                    .contains("Grace Okafor", "2 h a day", "draft");

            session.told("clockify_update_assignment", one + ",\"hours_per_day\":3}");
            assertThat(session.told(LIST, january)).contains("3 h a day", "1 assignment in all.");
            session.told("clockify_repeat_assignment", one + ",\"weeks\":3}");
            assertThat(session.told(LIST, january)).contains("3 assignments in all.");
            session.told(
                    "clockify_copy_assignment",
                    one + ",\"user\":\"hana@example.org\",\"series\":\"all\"}");
            assertThat(session.told(LIST, january)).contains("6 assignments in all.");
            assertThat(
                            session.told(
                                    "clockify_get_project_schedule_totals",
                                    "{\"start\":\"january\",\"project\":\"internal\"}"))
                    .contains("36 h on 6 days");

            int asked = session.questions().size();
            session.told("clockify_delete_assignment", one + ",\"series\":\"all\"}");
            assertThat(session.questions()).hasSize(asked + 1);
            assertThat(session.told(LIST, january)).contains("3 assignments in all.");
            assertThat(session.refused("clockify_delete_assignment", one + "}"))
                    .contains("No assignment from", LIST);
        }
    }

    @Test
    void the_schedule_is_previewed_published_and_seen_by_all() throws Exception {
        String days = "{\"start\":\"2026-11-30\",\"end\":\"2026-12-06\"%s}";
        try (ToolSession session = ToolSession.as("ada", "full", folder)) {
            assertThat(
                            session.told(
                                    "clockify_publish_schedule",
                                    days.formatted(",\"dry_run\":true")))
                    .startsWith("Nothing was sent.")
                    .contains("3 drafts of 3 people", "cannot be taken back");
            assertThat(session.told(LIST, days.formatted(",\"drafts\":true")))
                    .contains("3 assignments in all.");
            assertThat(session.told("clockify_publish_schedule", days.formatted("")))
                    .contains("Published 3 drafts of 3 people");
            assertThat(session.questions()).hasSize(1);
            assertThat(session.told(LIST, days.formatted(",\"drafts\":true")))
                    .contains("No assignments.");
            assertThat(session.refused("clockify_publish_schedule", days.formatted("")))
                    .contains("There are no drafts to publish", LIST);
        }
    }

    @Test
    void free_hours_say_who_is_over_booked() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "standard", folder)) {
            assertThat(
                            session.told(
                                    "clockify_filter_schedule_capacity",
                                    "{\"start\":\"next week\",\"users\":[\"elif@example.org\"]}"))
                    .contains(
                            "39 of 35 h scheduled, 2 h free",
                            "over-booked: Mon 23 Nov 2026 9 of 7 h");
            assertThat(
                            session.refused(
                                    "clockify_filter_schedule_capacity",
                                    "{\"users\":[\"nobody\"]}"))
                    .contains("No person is called ‹nobody›");
        }
    }

    @Test
    void what_cannot_be_is_refused_with_what_helps() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "full", folder)) {
            assertThat(session.refused(LIST, "{\"start\":\"2026\",\"end\":\"2029-01-01\"}"))
                    .isNotBlank();
            assertThat(session.refused("clockify_get_assignment", NOBODY.formatted("")))
                    .contains(LIST);
            assertThat(
                            session.refused(
                                    "clockify_update_assignment",
                                    NOBODY.formatted(",\"hours_per_day\":3")))
                    .contains(LIST);
            assertThat(
                            session.refused(
                                    "clockify_copy_assignment",
                                    NOBODY.formatted(",\"user\":\"hana@example.org\"")))
                    .contains(LIST);
            assertThat(
                            session.refused(
                                    "clockify_repeat_assignment",
                                    "{\"assignment\":\"%s\",\"weeks\":2}"
                                            .formatted(Seed.id("scheduled-work", "app"))))
                    .contains("cannot be longer than one week");
            assertThat(
                            session.refused(
                                    "clockify_get_project_schedule_totals",
                                    "{\"project\":\"no such\"}"))
                    .contains("clockify_list_projects");
            assertThat(
                            session.refused(
                                    "clockify_create_assignment",
                                    SCHEDULED.replace(
                                            "internal", Seed.id("project", "Booking App (old)"))))
                    .contains("is archived", "clockify_list_projects");
        }
    }

    @Test
    void who_may_not_schedule_is_told_so_by_the_mode_or_by_clockify() throws Exception {
        try (ToolSession safe = ToolSession.as("ada", "time_tracking_safe", folder)) {
            assertThat(safe.refused("clockify_create_assignment", SCHEDULED))
                    .contains("time_tracking_safe");
        }
        try (ToolSession mina = ToolSession.as("mina", "full", folder)) {
            assertThat(mina.refused("clockify_create_assignment", SCHEDULED))
                    .contains("Access Denied");
            assertThat(mina.told(LIST, "{\"drafts\":true}")).contains("No assignments.");
        }
    }
}
