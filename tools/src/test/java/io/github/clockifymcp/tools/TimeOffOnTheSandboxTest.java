package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.sandbox.Seed;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Time off and holidays through the tools, read back from the sandbox's company. It is Friday, 20
/// November 2026.
class TimeOffOnTheSandboxTest {
    private static final String SKIING = Seed.id("leave", "skiing");
    private static final String DENTIST = Seed.id("leave", "dentist");
    private static final String AUTUMN = Seed.id("leave", "autumn");

    @AutoClose private final SandboxDesks desks = new SandboxDesks();

    @Test
    void requests_are_listed_with_days_amount_and_state() {
        assertThat(
                        desks.mina()
                                .told(
                                        "clockify_list_time_off_requests",
                                        "{\"status\": \"pending\"}"))
                .isEqualTo(
                        """
                        Mina Petrović | Time in lieu | Wed 2 Dec 2026 14:00–17:00 CET (3:00) | 3 hours | pending | Dentist | id %s
                        Mina Petrović | Vacation | Mon 21 Dec 2026 – Thu 24 Dec 2026 | 4 days | pending | Skiing | id %s
                        2 requests in all.\
                        """
                                .formatted(DENTIST, SKIING));
        assertThat(
                        desks.ada()
                                .told(
                                        "clockify_list_time_off_requests",
                                        "{\"user\": \"grace okafor\"}"))
                .contains("| rejected |", "1 request in all.");
        assertThat(
                        desks.ada()
                                .told(
                                        "clockify_list_time_off_requests",
                                        "{\"start\": \"2026-12-24\", \"page_size\": 1}"))
                .contains("Skiing", "1 request in all.");
    }

    @Test
    void a_request_is_found_by_scanning_and_says_who_decided() {
        assertThat(
                        desks.mina()
                                .told(
                                        "clockify_get_time_off_request",
                                        "{\"request\": \"%s\"}"
                                                .formatted(AUTUMN.toUpperCase(Locale.ROOT))))
                .contains("| 5 days | approved |", "decided by: Chiara Rossi", "note: Have fun");
        assertThatThrownBy(() ->
                        desks.mina()
                                .told("clockify_get_time_off_request", "{\"request\": \"skiing\"}"))
                .hasMessageContaining("‹skiing› is not the id of a request");
        assertThatThrownBy(() ->
                        desks.mina()
                                .told(
                                        "clockify_get_time_off_request",
                                        "{\"request\": \"000000000000000000000000\"}"))
                .hasMessageContaining("No request for time off has the id");
    }

    @Test
    void a_week_with_a_holiday_takes_four_days_and_the_preview_says_what_is_left() {
        SandboxTools tools = desks.mina();
        Change change =
                tools.planned(
                        "clockify_create_time_off_request",
                        "{\"policy\": \"vacation\", \"start\": \"14 dec\", \"end\": \"18 dec\"}");

        assertThat(change.summary())
                .isEqualTo("Ask for ‹Vacation›: Mon 14 Dec 2026 – Fri 18 Dec 2026, 4 days");
        assertThat(change.notes())
                .containsExactly(
                        "Holidays in it do not count: Wed 16 Dec 2026 ‹Studio outing›.",
                        "Balance: 23 days now, 19 days after.",
                        "Pending requests ask for 4 days more.",
                        "Somebody has to approve it, and is notified.");
        assertThat(change.risks()).containsExactly(Risk.EXTERNAL_SIDE_EFFECT);
        assertThat(change.reach()).isEqualTo(Reach.OWN_WORK);
        assertThat(change.steps().getFirst().inverse()).isNotNull();

        assertThat(
                        tools.told(
                                "clockify_create_time_off_request",
                                "{\"policy\": \"vacation\", \"start\": \"14 dec\", \"end\": \"18 dec\"}"))
                .startsWith(
                        "Asked for ‹Mina Petrović›, Vacation, Mon 14 Dec 2026 – Fri 18 Dec 2026, 4 days;"
                                + " it waits for approval, id ");
        assertThat(tools.told("clockify_list_time_off_requests", "{\"start\": \"16 dec\"}"))
                .contains("| 4 days | pending |");
        assertThat(
                        tools.planned(
                                        "clockify_create_time_off_request",
                                        "{\"policy\": \"vacation\", \"start\": \"17 dec\", \"end\": \"20 dec\"}")
                                .notes())
                .anyMatch(note -> note.startsWith("Of its 4 days 2 are outside the working week"))
                .anyMatch(
                        note -> note.contains("at the time of another request, which is pending"));
    }

    @Test
    void half_a_day_and_hours_are_asked_for_where_the_policy_has_them() {
        SandboxTools tools = desks.mina();

        assertThat(
                        tools.told(
                                "clockify_create_time_off_request",
                                "{\"policy\": \"vacation\", \"start\": \"1 dec\", \"half_day\": \"second\"}"))
                .contains("Tue 1 Dec 2026, second half, 0.5 days;");
        assertThat(
                        tools.told(
                                "clockify_create_time_off_request",
                                "{\"policy\": \"time in lieu\", \"start\": \"tue 24 nov 14:00\", \"end\": \"16:30\"}"))
                .contains("Tue 24 Nov 2026 14:00–16:30 CET (2:30), 2.5 hours;");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_create_time_off_request",
                                "{\"policy\": \"vacation\", \"start\": \"next week\", \"half_day\": \"first\"}"))
                .hasMessageContaining("Half a day is half of a single one");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_create_time_off_request",
                                "{\"policy\": \"study leave\", \"start\": \"1 dec\"}"))
                .hasMessageContaining("Policy ‹Study leave› is not in use");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_create_time_off_request",
                                "{\"policy\": \"sabbatical\", \"start\": \"1 dec\"}"))
                .hasMessageContaining("No policy is called ‹sabbatical›");
    }

    @Test
    void more_than_is_left_is_mentioned_before_it_is_sent() {
        Change change =
                desks.mina()
                        .planned(
                                "clockify_create_time_off_request",
                                "{\"policy\": \"vacation\", \"start\": \"2027-03-01..2027-04-30\"}");

        assertThat(change.notes())
                .anyMatch(
                        note -> note.contains("more than is left, and this policy allows no debt"));
    }

    @Test
    void what_needs_no_approval_counts_at_once() {
        SandboxTools tools = desks.mina();
        String sick = "{\"policy\": \"sick leave\", \"start\": \"today\"}";

        assertThat(
                        tools.planned("clockify_create_time_off_request", sick)
                                .steps()
                                .getFirst()
                                .inverse())
                .isNull();
        assertThat(tools.told("clockify_create_time_off_request", sick))
                .contains("; approved, id ");
        assertThat(tools.told("clockify_time_off_balance", "{\"policy\": \"Sick leave\"}"))
                .isEqualTo(
                        "Time off of Mina Petrović\nSick leave | -1 day left | 0 days in all, 1 day taken");
    }

    @Test
    void several_requests_are_approved_as_one_change_and_balances_follow() {
        SandboxTools tools = desks.ada();
        String both =
                "{\"requests\": [\"%s\", \"%s\"], \"note\": \"Enjoy\"}".formatted(SKIING, DENTIST);

        Change change = tools.planned("clockify_approve_time_off", both);
        assertThat(change.summary()).isEqualTo("Approve 2 requests for time off");
        assertThat(change.steps()).hasSize(2);
        assertThat(change.before()).hasSize(2);
        assertThat(change.notes())
                .contains(
                        "Balance: 23 days now, 19 days after.",
                        "Balance: 12.5 hours now, 9.5 hours after.");

        assertThat(tools.told("clockify_approve_time_off", both).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("Approved ‹Mina Petrović›, "));
        assertThat(tools.told("clockify_time_off_balance", "{\"user\": \"mina petrović\"}"))
                .contains(
                        "Vacation | 19 days left | 28 days in all, 9 days taken", "9.5 hours left");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_deny_time_off",
                                "{\"requests\": [\"%s\"]}".formatted(SKIING)))
                .hasMessageContaining("This request is approved already");
    }

    @Test
    void two_requests_of_one_person_are_taken_off_one_after_the_other() {
        SandboxTools tools = desks.ada();
        String asked =
                tools.told(
                        "clockify_create_time_off_request",
                        "{\"policy\": \"vacation\", \"start\": \"1 dec\", \"user\": \"mina petrović\"}");
        String id = asked.replaceAll(".* id ", "");

        Change change =
                tools.planned(
                        "clockify_approve_time_off",
                        "{\"requests\": [\"%s\", \"%s\"]}".formatted(SKIING, id));

        assertThat(change.notes())
                .contains(
                        "Balance: 23 days now, 19 days after.",
                        "Balance: 19 days now, 18 days after.");
    }

    @Test
    void a_request_is_denied_and_another_one_withdrawn() {
        SandboxTools tools = desks.ada();

        assertThat(
                        tools.told(
                                "clockify_deny_time_off",
                                "{\"requests\": [\"%s\"], \"note\": \"Busy\"}".formatted(SKIING)))
                .startsWith("Rejected ‹Mina Petrović›, Vacation");
        assertThat(
                        tools.told(
                                "clockify_get_time_off_request",
                                "{\"request\": \"%s\"}".formatted(SKIING)))
                .contains("| rejected |", "their note: Busy");
        assertThat(
                        tools.told(
                                "clockify_delete_time_off_request",
                                "{\"request\": \"%s\"}".formatted(DENTIST)))
                .startsWith("Withdrew ‹Mina Petrović›, Time in lieu");
        assertThat(tools.told("clockify_list_time_off_requests", "{}")).doesNotContain(DENTIST);
    }

    @Test
    void a_policy_is_made_changed_archived_and_listed() {
        SandboxTools tools = desks.ada();

        assertThat(
                        tools.told(
                                "clockify_create_time_off_policy",
                                "{\"name\": \"Care leave\", \"per_year\": 5, \"half_days\": true}"))
                .startsWith("Created policy ‹Care leave›, id ");
        assertThat(tools.told("clockify_list_time_off_policies", "{}"))
                .contains("Care leave | in days, needs approval, half days, 5 days a year\n")
                .contains("4 time off kinds in all.");
        assertThat(
                        tools.told(
                                "clockify_update_time_off_policy",
                                """
                                {"policy": "care leave", "name": "Care", "requires_approval": false,
                                 "per_year": 0, "negative_balance": 2.5, "archived": true}
                                """))
                .isEqualTo(
                        "Changed policy ‹Care›: name ‹Care leave› → ‹Care›; in use → archived;"
                                + " approval ‹yes› → ‹no›; below zero none → ‹2.5 days›;"
                                + " given ‹5 days a year› → none");
        assertThat(tools.told("clockify_get_time_off_policy", "{\"policy\": \"care\"}"))
                .startsWith(
                        "Care | in days, approved at once, half days, 2.5 days below zero at most |"
                                + " archived | id ");
        assertThatThrownBy(() ->
                        tools.told("clockify_create_time_off_policy", "{\"name\": \"vacation\"}"))
                .hasMessageContaining("There is a policy called ‹Vacation› already");
    }

    @Test
    void a_holiday_is_made_changed_and_deleted() {
        SandboxTools tools = desks.ada();

        assertThat(
                        tools.told(
                                "clockify_create_holiday",
                                "{\"name\": \"Open house\", \"start\": \"2027-05-03\", \"users\": [\"Mina Petrović\"]}"))
                .startsWith("Created holiday ‹Open house› on Mon 3 May 2027, id ");
        assertThat(
                        tools.told(
                                "clockify_update_holiday",
                                """
                                {"holiday": "open house", "start": "2027-05-03", "end": "2027-05-04",
                                 "every_year": true, "users": []}
                                """))
                .isEqualTo(
                        "Changed holiday ‹Open house›: days ‹Mon 3 May 2027› → ‹Mon 3 May 2027 – Tue 4"
                                + " May 2027›; every year ‹no› → ‹yes›; for ‹1 person› → ‹everybody›");
        assertThat(tools.told("clockify_list_holidays", "{\"user\": \"elif yılmaz\"}"))
                .contains(
                        "Open house | Mon 3 May 2027 – Tue 4 May 2027 | every year | everybody\n",
                        "4 holidays in all.")
                .doesNotContain("National Day");
        assertThat(tools.told("clockify_delete_holiday", "{\"holiday\": \"Open house\"}"))
                .isEqualTo("Deleted holiday ‹Open house›");
        assertThatThrownBy(() ->
                        tools.told("clockify_delete_holiday", "{\"holiday\": \"Open house\"}"))
                .hasMessageContaining("No holiday is called ‹Open house›");
    }

    @Test
    void somebody_else_is_asked_for_and_may_not_be_seen_by_everybody() {
        String elif = "{\"policy\": \"vacation\", \"start\": \"1 dec\", \"user\": \"elif yılmaz\"}";

        Change change = desks.ada().planned("clockify_create_time_off_request", elif);

        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        assertThat(change.summary()).contains("for ‹Elif Yılmaz›");
        assertThat(desks.mina().planned("clockify_create_time_off_request", elif).notes())
                .contains("The balance could not be read.");
    }

    @Test
    void what_somebody_was_given_is_listed_changed_and_taken_away() {
        SandboxTools ada = desks.ada();
        String to = "{\"policy\": \"vacation\", \"user\": \"elif yılmaz\"";
        ada.told(
                "clockify_create_balance_assignment",
                "{\"policy\": \"vacation\", \"users\": [\"elif yılmaz\"], \"amount\": 2}");
        String listed = ada.told("clockify_list_balance_assignments", to + "}");
        String id = listed.replaceAll("(?s).*2 days \\| id ([0-9a-f]{24}).*", "$1");

        assertThat(id).hasSize(24);
        String one = to + ", \"assignment\": \"" + id + "\"";
        assertThat(ada.told("clockify_update_balance_assignment", one + ", \"change\": -0.5}"))
                .isEqualTo("Elif Yılmaz under ‹Vacation›: 2 days → 1.5 days");
        assertThat(ada.told("clockify_delete_balance_assignment", one + ", \"note\": \"Twice\"}"))
                .isEqualTo("Took 1.5 days from Elif Yılmaz under ‹Vacation›");
        assertThatThrownBy(() ->
                        ada.told(
                                "clockify_delete_balance_assignment",
                                one + ", \"note\": \"Twice\"}"))
                .hasMessageContaining("was given nothing with this id");
        assertThatThrownBy(() ->
                        ada.told("clockify_update_balance_assignment", one + ", \"change\": 0}"))
                .hasMessageContaining("An amount of 0 changes nothing.");
    }
}
