package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Time off and holidays through the packaged server: each change is read back, and each refusal
/// says what to do.
class TimeOffTest {
    private static final String SKIING = Seed.id("leave", "skiing");
    private static final String DENTIST = Seed.id("leave", "dentist");

    @TempDir Path folder;

    @Test
    void time_off_is_previewed_asked_for_and_withdrawn() throws Exception {
        String week =
                "{\"policy\":\"vacation\",\"start\":\"14 dec\",\"end\":\"18 dec\",\"dry_run\":%s}";
        try (ToolSession session = ToolSession.as("mina", "full", folder)) {
            assertThat(session.told("clockify_create_time_off_request", week.formatted("true")))
                    .startsWith("Nothing was sent.")
                    .contains(
                            "Mon 14 Dec 2026 – Fri 18 Dec 2026, 4 days",
                            "Balance: 23 days now, 19 days after.");
            assertThat(session.questions()).isEmpty();

            String asked =
                    session.told("clockify_create_time_off_request", week.formatted("false"));
            assertThat(asked).contains("it waits for approval, id ");
            assertThat(session.questions()).hasSize(1);
            String request =
                    "{\"request\":\"%s\"}"
                            .formatted(asked.replaceAll("(?s).* id ([0-9a-f]{24}).*", "$1"));
            assertThat(session.told("clockify_get_time_off_request", request))
                    .contains("| 4 days | pending |");

            session.told("clockify_delete_time_off_request", request);
            assertThat(session.refused("clockify_get_time_off_request", request))
                    .contains("clockify_list_time_off_requests");
        }
    }

    @Test
    void requests_are_approved_together_and_denied() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "full", folder)) {
            session.told(
                    "clockify_approve_time_off",
                    "{\"requests\":[\"%s\",\"%s\"]}".formatted(SKIING, DENTIST));
            assertThat(session.questions()).hasSize(1);
            assertThat(session.told("clockify_time_off_balance", "{\"user\":\"mina@example.org\"}"))
                    .contains("Vacation | 19 days left", "Time in lieu | 9.5 hours left");
            assertThat(
                            session.refused(
                                    "clockify_deny_time_off",
                                    "{\"requests\":[\"%s\"]}".formatted(SKIING)))
                    .contains("This request is approved already");

            session.told(
                    "clockify_deny_time_off",
                    "{\"requests\":[\"%s\"],\"note\":\"Later\"}"
                            .formatted(Seed.id("leave", "winter")));
            assertThat(
                            session.told(
                                    "clockify_list_time_off_requests",
                                    "{\"user\":\"elif@example.org\"}"))
                    .contains("| rejected |");
        }
    }

    @Test
    void a_policy_and_a_holiday_are_kept() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "full", folder)) {
            session.told(
                    "clockify_create_time_off_policy",
                    "{\"name\":\"Care\",\"time_unit\":\"hours\",\"per_year\":16}");
            session.told(
                    "clockify_update_time_off_policy",
                    "{\"policy\":\"care\",\"requires_approval\":false}");
            assertThat(session.told("clockify_get_time_off_policy", "{\"policy\":\"care\"}"))
                    .startsWith("Care | in hours, approved at once, 16 hours a year | id ");
            assertThat(session.told("clockify_list_time_off_policies", "{}")).contains("Care |");
            assertThat(session.refused("clockify_get_time_off_policy", "{\"policy\":\"leave\"}"))
                    .contains("No policy is called ‹leave›", "‹Sick leave›");

            session.told(
                    "clockify_create_holiday", "{\"name\":\"Open house\",\"start\":\"4 dec\"}");
            session.told(
                    "clockify_update_holiday", "{\"holiday\":\"open house\",\"every_year\":true}");
            assertThat(session.told("clockify_list_holidays", "{}"))
                    .contains("Open house | Fri 4 Dec 2026 | every year | everybody");
            session.told("clockify_delete_holiday", "{\"holiday\":\"open house\"}");
            assertThat(session.refused("clockify_delete_holiday", "{\"holiday\":\"open house\"}"))
                    .contains("No holiday is called ‹open house›.");
        }
    }

    @Test
    void who_may_not_do_it_is_told_so_by_the_mode_or_by_clockify() throws Exception {
        String holiday = "{\"name\":\"Mine\",\"start\":\"4 dec\"}";
        try (ToolSession standard = ToolSession.as("ada", "standard", folder)) {
            assertThat(standard.refused("clockify_create_holiday", holiday))
                    .contains("mode standard");
        }
        try (ToolSession mina = ToolSession.as("mina", "full", folder)) {
            assertThat(mina.refused("clockify_create_holiday", holiday)).contains("Access Denied");
            assertThat(
                            mina.refused(
                                    "clockify_approve_time_off",
                                    "{\"requests\":[\"%s\"]}".formatted(SKIING)))
                    .contains("Access Denied");
            assertThat(
                            mina.refused(
                                    "clockify_create_time_off_request",
                                    "{\"policy\":\"vacation\",\"start\":\"22 dec\"}"))
                    .contains("overlaps");
        }
    }
}
