package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Timesheets handed in and decided on, through the packaged server.
class ApprovalsTest {
    @TempDir Path folder;

    private ToolSession start(String person) throws Exception {
        Map<String, String> environment = new HashMap<>(ToolSession.studio(person, "standard"));
        environment.put("CLOCKIFY_ACTIVE_GROUPS", "approvals");
        return ToolSession.askingNobody(folder, environment, ToolSession.FRIDAY).byName();
    }

    /// Calls a tool, and again with the token that its preview gave.
    private static String confirmed(ToolSession session, String tool, String arguments)
            throws Exception {
        String preview = session.told(tool, arguments);
        assertThat(preview).startsWith("Nothing was sent.");
        String token = ToolSession.token(preview);
        return session.told(
                tool, arguments.replaceFirst("}$", ",\"confirmation_token\":\"" + token + "\"}"));
    }

    @Test
    void a_week_is_handed_in_after_a_preview_of_its_hours_and_its_entries_are_locked()
            throws Exception {
        String lastWeek = "{\"period\":\"last week\"}";
        try (ToolSession mina = start("mina")) {
            String preview = mina.told("clockify_submit_for_approval", lastWeek);
            String done = confirmed(mina, "clockify_submit_for_approval", lastWeek);
            String mine = mina.told("clockify_list_approval_requests", "{}");
            String twice = mina.refused("clockify_submit_for_approval", lastWeek);
            String entry =
                    mina.told("clockify_list_entries", "{\"start\":\"2026-11-10\"}")
                            .lines()
                            .skip(1)
                            .findFirst()
                            .orElseThrow()
                            .split(" ", 2)[0];
            String locked =
                    mina.refused(
                            "clockify_update_entry",
                            "{\"entry_id\":\"%s\",\"description\":\"x\"}".formatted(entry));

            assertThat(preview).contains("billable.", "Mon 9 Nov 2026 – Sun 15 Nov 2026");
            assertThat(done).startsWith("Submitted: your time");
            assertThat(mine).contains("Mina Petrović", "pending", "1 approval request in all.");
            assertThat(twice).contains("is already pending", "clockify_resubmit_for_approval");
            assertThat(locked).contains("locked");
        }
    }

    @Test
    void an_admin_approves_several_rejects_with_a_reason_and_sees_who_forgot() throws Exception {
        try (ToolSession ada = start("ada")) {
            String approved =
                    confirmed(
                            ada,
                            "clockify_approve_timesheet",
                            "{\"approval_ids\":[\"Elif Yılmaz\",\"Bruno Kovač\"]}");
            String rejected =
                    confirmed(
                            ada,
                            "clockify_reject_timesheet",
                            "{\"approval_id\":\"Chiara Rossi\",\"reason\":\"No breaks\"}");
            String again =
                    ada.refused(
                            "clockify_approve_timesheet", "{\"approval_ids\":[\"Elif Yılmaz\"]}");
            String missing = ada.told("clockify_unsubmitted_timesheets", "{}");

            assertThat(approved).contains("Approved: Elif Yılmaz", "Approved: Bruno Kovač");
            assertThat(rejected).startsWith("Rejected: Chiara Rossi");
            assertThat(again).contains("clockify_list_approval_requests");
            assertThat(missing).contains("Chiara Rossi | rejected").doesNotContain("Elif");
        }
    }

    @Test
    void who_may_not_see_others_is_told_so() throws Exception {
        try (ToolSession mina = start("mina")) {
            String missing = mina.refused("clockify_unsubmitted_timesheets", "{}");

            assertThat(missing).contains("regular member", "Ask a manager or an admin");
        }
    }
}
