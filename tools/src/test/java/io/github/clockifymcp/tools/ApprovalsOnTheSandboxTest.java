package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.sandbox.Seed;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Handing in timesheets and deciding on them, read back from the sandbox's company.
class ApprovalsOnTheSandboxTest {
    private static final String ELIFS = Seed.id("approval", "elif/1");
    private static final String LAST_WEEK = "{\"period\": \"last week\"}";

    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);
    @AutoClose private final SandboxDesk minasDesk = SandboxDesk.ofMina();
    private final SandboxTools mina = new SandboxTools(minasDesk);

    @Test
    void what_waits_is_listed_with_its_hours_and_its_id() {
        String told = tools.told("clockify_list_approval_requests", "{}");

        assertThat(told.lines()).hasSize(4).last().isEqualTo("3 approval requests in all.");
        assertThat(told)
                .containsPattern(
                        "Elif Yılmaz \\| Mon 9 Nov 2026 – Sun 15 Nov 2026 \\| pending .* by Elif"
                                + " Yılmaz \\| \\d+:\\d\\d, \\d+:\\d\\d billable \\| id "
                                + ELIFS);
    }

    @Test
    void states_and_people_that_clockify_cannot_filter_are_looked_for() {
        assertThat(tools.told("clockify_list_approval_requests", "{\"status\": \"rejected\"}"))
                .contains("Grace Okafor", "note: Thursday afternoon is missing")
                .endsWith("2 approval requests in all.");
        assertThat(
                        tools.told(
                                "clockify_list_approval_requests",
                                "{\"status\": \"withdrawn\", \"page_size\": 1}"))
                .contains("page 2 has more");
        assertThat(
                        tools.told(
                                "clockify_list_approval_requests",
                                "{\"status\": \"all\", \"user\": \"grace okafor\"}"))
                .doesNotContain("Elif")
                .endsWith("2 approval requests in all.");
        assertThat(tools.told("clockify_list_approval_requests", "{\"status\": \"approved\"}"))
                .contains("| approved ");
        assertThat(mina.told("clockify_list_approval_requests", "{\"status\": \"all\"}"))
                .doesNotContain("Elif")
                .endsWith("2 approval requests in all.");
    }

    @Test
    void one_is_shown_by_project_found_by_its_id_or_by_whose_it_is() {
        String byName =
                tools.told("clockify_get_approval_request", "{\"approval_id\": \"elif yılmaz\"}");

        assertThat(byName).contains("pending", " in ", "id " + ELIFS).contains(" entries");
        assertThat(
                        tools.told(
                                "clockify_get_approval_request",
                                "{\"approval_id\": \"%s\"}".formatted(ELIFS)))
                .isEqualTo(byName);
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_get_approval_request",
                                "{\"approval_id\": \"Grace Okafor\"}"))
                .hasMessageContaining("No approval request of ‹Grace Okafor› is pending");
        assertThatThrownBy(() ->
                        mina.told(
                                "clockify_get_approval_request",
                                "{\"approval_id\": \"%s\"}".formatted(ELIFS)))
                .hasMessageContaining("that you may see");
    }

    @Test
    void submitting_says_hours_and_gaps_before_anything_is_sent() {
        Change change = mina.planned("clockify_submit_for_approval", LAST_WEEK);

        assertThat(change.summary())
                .isEqualTo("Submit your time, Mon 9 Nov 2026 – Sun 15 Nov 2026 for approval");
        assertThat(change.notes().getFirst())
                .matches("\\d+:\\d\\d in \\d+ entries, .* billable\\.");
        assertThat(change.notes())
                .anyMatch(note -> note.contains("gap ") || note.contains("overlap"));
        assertThat(change.risks()).containsExactly(Risk.EXTERNAL_SIDE_EFFECT);
        assertThat(change.reach()).isEqualTo(Reach.OWN_WORK);
        assertThat(String.valueOf(change.steps().getFirst().request().body()))
                .isEqualTo("{\"period\":\"WEEKLY\",\"periodStart\":\"2026-11-09T00:00:00Z\"}");
        assertThat(Objects.requireNonNull(change.steps().getFirst().inverse()).request().path())
                .endsWith("/approval-requests/{submitted}");
        assertThat(minasDesk.written()).isEmpty();
    }

    @Test
    void a_week_is_submitted_withdrawn_and_submitted_again() {
        String told = mina.told("clockify_submit_for_approval", LAST_WEEK);
        String id = told.replaceAll(".* id ", "");

        assertThat(told)
                .startsWith("Submitted: your time, Mon 9 Nov 2026 – Sun 15 Nov 2026, pending, id ");
        assertThatThrownBy(() -> mina.told("clockify_submit_for_approval", LAST_WEEK))
                .hasMessageContaining("is already pending");
        assertThat(
                        mina.told(
                                "clockify_withdraw_approval",
                                "{\"approval_id\": \"%s\"}".formatted(id)))
                .isEqualTo("Withdrawn: Mina Petrović, Mon 9 Nov 2026 – Sun 15 Nov 2026");
        assertThatThrownBy(() ->
                        mina.told(
                                "clockify_withdraw_approval",
                                "{\"approval_id\": \"%s\"}".formatted(id)))
                .hasMessageContaining("there is nothing to withdraw");
        assertThat(mina.told("clockify_resubmit_for_approval", LAST_WEEK))
                .contains("pending, id " + id);
    }

    @Test
    void a_period_that_is_none_and_one_that_the_workspace_does_not_have_are_refused() {
        assertThatThrownBy(() ->
                        mina.told(
                                "clockify_submit_for_approval",
                                "{\"period\": \"2026-11-02..2026-11-05\"}"))
                .hasMessageContaining("is not a period that is approved at once");
        assertThatThrownBy(() ->
                        mina.told("clockify_submit_for_approval", "{\"period\": \"last month\"}"))
                .hasMessageContaining("approval period");
        assertThatThrownBy(() -> mina.told("clockify_resubmit_for_approval", LAST_WEEK))
                .hasMessageContaining("was never submitted");
    }

    @Test
    void anothers_week_is_counted_as_they_count_it() {
        Change change =
                tools.planned(
                        "clockify_submit_for_approval",
                        "{\"period\": \"last week\", \"user\": \"grace okafor\"}");

        assertThat(change.summary()).contains("Grace Okafor", "Sun 8 Nov 2026 – Sat 14 Nov 2026");
        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        assertThat(
                        tools.told(
                                "clockify_resubmit_for_approval",
                                "{\"period\": \"2026-11-04\", \"user\": \"grace okafor\"}"))
                .contains("pending, id " + Seed.id("approval", "grace/2"));
    }

    @Test
    void several_timesheets_are_approved_as_one_change() {
        String both = "{\"approval_ids\": [\"elif yılmaz\", \"Chiara Rossi\", \"%s\"]}";
        Change change = tools.planned("clockify_approve_timesheet", both.formatted(ELIFS));

        assertThat(change.summary()).isEqualTo("Approve 2 timesheets");
        assertThat(change.steps()).hasSize(2);
        assertThat(change.before()).hasSize(2);
        assertThat(change.notes())
                .anyMatch(note -> note.startsWith("Elif Yılmaz, ") && note.contains(" billable"));
        assertThat(tools.told("clockify_approve_timesheet", both.formatted(ELIFS)))
                .isEqualTo(
                        """
                        Approved: Elif Yılmaz, Mon 9 Nov 2026 – Sun 15 Nov 2026
                        Approved: Chiara Rossi, Mon 9 Nov 2026 – Sun 15 Nov 2026\
                        """);
        assertThatThrownBy(() -> tools.told("clockify_approve_timesheet", both.formatted(ELIFS)))
                .hasMessageContaining("No approval request of ‹elif yılmaz› is pending");
        assertThat(
                        tools.told(
                                "clockify_withdraw_approval",
                                "{\"approval_id\": \"%s\", \"reason\": \"x\"}".formatted(ELIFS)))
                .startsWith("Withdrawn: Elif");
    }

    @Test
    void a_rejected_timesheet_shows_its_reason_and_is_not_approved_after() {
        assertThat(
                        tools.told(
                                "clockify_reject_timesheet",
                                """
                                {"approval_id": "Elif Yılmaz", "reason": "Breaks are missing"}
                                """))
                .isEqualTo("Rejected: Elif Yılmaz, Mon 9 Nov 2026 – Sun 15 Nov 2026");

        assertThat(
                        tools.told(
                                "clockify_get_approval_request",
                                "{\"approval_id\": \"%s\"}".formatted(ELIFS)))
                .contains("rejected", "by Ada Winter", "note: Breaks are missing");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_approve_timesheet",
                                "{\"approval_ids\": [\"%s\"]}".formatted(ELIFS)))
                .hasMessageContaining("is rejected; only what is pending can be approved");
    }

    @Test
    void who_forgot_a_week_is_told_to_those_who_may_know() {
        String missing = tools.told("clockify_unsubmitted_timesheets", "{}");

        assertThat(missing)
                .startsWith("Mon 9 Nov 2026 – Sun 15 Nov 2026: 4 of 7 people have not submitted.")
                .contains("Ada Winter", "Grace Okafor", "Mina Petrović")
                .doesNotContain("Elif", "Ivan");
        assertThat(tools.told("clockify_unsubmitted_timesheets", "{\"period\": \"2026-11-04\"}"))
                .contains("Grace Okafor | rejected", "| withdrawn submission");
        assertThat(tools.told("clockify_unsubmitted_timesheets", "{\"period\": \"2026-10\"}"))
                .contains("7 of 7 people", "requests of shorter or longer periods are there");
        assertThatThrownBy(() -> mina.told("clockify_unsubmitted_timesheets", "{}"))
                .hasMessageContaining("You are a regular member here");
        try (SandboxDesk chiaras = SandboxDesk.of(Seed.person("chiara"))) {
            assertThat(new SandboxTools(chiaras).told("clockify_unsubmitted_timesheets", "{}"))
                    .contains("You are a manager");
        }
    }

    @Test
    void without_the_feature_the_plan_is_named() {
        desk.sandbox().withoutFeature(Seed.studio(), "APPROVAL");

        assertThatThrownBy(() -> tools.told("clockify_list_approval_requests", "{}"))
                .hasMessageContaining("has no approvals");
    }

    @Test
    void who_may_not_decide_is_refused_by_clockify() {
        String id = mina.told("clockify_submit_for_approval", LAST_WEEK).replaceAll(".* id ", "");

        assertThatThrownBy(() ->
                        mina.told(
                                "clockify_approve_timesheet",
                                "{\"approval_ids\": [\"%s\"]}".formatted(id)))
                .hasMessageContaining("Access Denied");
    }
}
