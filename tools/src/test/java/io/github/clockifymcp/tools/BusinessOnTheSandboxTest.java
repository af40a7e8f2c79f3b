package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.ProjectEstimate;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.sandbox.Seed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What those who lead ask, over HTTP on the sandbox's company. It is Friday the 20th of November
/// 2026; Ada owns the studio, and Mina works there.
class BusinessOnTheSandboxTest {

    @AutoClose private SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private SandboxTools tools = new SandboxTools(desk);

    private void as(String person) {
        desk.close();
        desk = SandboxDesk.of(Seed.person(person));
        tools = new SandboxTools(desk);
    }

    private void withoutOthersTime() {
        as("mina");
        desk.sandbox().setting(Seed.studio(), "onlyAdminsSeeAllTimeEntries", true);
    }

    @Test
    void budgets_show_what_is_used_at_which_pace_and_until_when_those_over_them_first() {
        String told = tools.told("clockify_budget_status", "{}");

        assertThat(told)
                .containsPattern(
                        "^Menu and Signage for Café Zentral: \\d+:\\d\\d of 40:00 \\(\\d{3}%\\),"
                                + " over by \\d+:\\d\\d, \\d+:\\d\\d a week\n")
                .containsPattern(
                        "\nWebsite for Alpenblick Hotels: \\d+:\\d\\d of 240:00 \\(\\d\\d%\\),"
                                + " \\d+:\\d\\d a week, used up about \\w{3} \\d+ \\w{3} 2027\n")
                .containsPattern(
                        "\nAlpine Campaign for Alpenblick Hotels: [\\d.]+ EUR of 8000.00 EUR"
                                + " \\(\\d+%\\), over by [\\d.]+ EUR, [\\d.]+ EUR a week\n")
                .containsPattern("\nIn all [\\d:]+ of 1100:00 \\(\\d+%\\)\\.\n")
                .containsPattern("\n\\d of 11 over\\.\n9 more have no estimate\\.\n")
                .endsWith("Money is of the time since Fri 1 Jan 2016.");
        // Who and where, the projects, what they earned, and the last four weeks.
        assertThat(desk.received()).hasSize(5);
    }

    @Test
    void a_project_without_an_estimate_says_so_with_what_it_took() {
        assertThat(tools.told("clockify_budget_status", "{'project': 'intranet'}"))
                .matches(
                        "Intranet has no estimate and no budget; [\\d:]+ tracked in all, [\\d:]+ a"
                                + " week in the last four weeks\\.");
        assertThatThrownBy(() -> tools.told("clockify_budget_status", "{'project': 'nope'}"))
                .hasMessageContaining("No project is called ‹nope›");
    }

    @Test
    void an_estimate_that_nobody_works_on_is_not_forecast() {
        Project internal = desk.workplace().names().project("internal");
        desk.workplace()
                .clockify()
                .send(
                        desk.workplace()
                                .api()
                                .projects()
                                .estimate(
                                        internal,
                                        new ProjectEstimate.Time(Duration.ofHours(9_999))));

        assertThat(tools.told("clockify_budget_status", "{'project': 'internal'}"))
                .contains(" of 9999:00 (", " a week, lasts for years at that");
    }

    @Test
    void who_may_not_see_what_time_earns_sees_hours_and_is_told() {
        as("mina");

        assertThat(tools.told("clockify_budget_status", "{}"))
                .contains(
                        "Customer Portal for Donau Energie AG: 90000.00 EUR budget; what its time"
                                + " earns is not shown to you\n");
        assertThat(tools.told("clockify_billable_leakage", "{'start': '2026-11'}"))
                .contains("Without a rate: not known, since what time earns is not shown to you.");
        assertThat(tools.told("clockify_client_report", "{'client': 'donau energie ag'}"))
                .doesNotContain("earned")
                .endsWith("Its invoices are not shown to you.");
    }

    @Test
    void who_may_not_see_others_time_is_refused_what_would_be_their_own_alone() {
        withoutOthersTime();

        for (String tool :
                List.of(
                        "clockify_budget_status",
                        "clockify_billable_leakage",
                        "clockify_team_hours")) {
            assertThatThrownBy(() -> tools.told(tool, "{}"))
                    .hasMessageContaining("shows the time of others to its admins");
        }
        assertThat(tools.told("clockify_month_in_review", "{}")).startsWith("2026-10, your time: ");
    }

    @Test
    void leaks_are_counted_over_everything_with_what_they_are_worth() {
        String told = tools.told("clockify_billable_leakage", "{'start': '2026-11'}");

        assertThat(told)
                .startsWith("Sun 1 Nov 2026 – Mon 30 Nov 2026, everybody's time: ")
                .containsPattern(
                        "\nNot billable on billable projects: \\d+:\\d\\d, worth [\\d.]+ EUR\n")
                .containsPattern(
                        "\n  Annual Report for Donau Energie AG: \\d+:\\d\\d, [\\d.]+ EUR\n")
                .contains("\nWithout a project: 0:45\n  not billable: 0:45\n")
                .containsPattern("\nBillable and on no invoice: \\d+:\\d\\d, worth [\\d.]+ EUR\n")
                .contains("\n  and 5 more\n", "\nBillable without a rate: none\n");
        assertThat(tools.told("clockify_billable_leakage", "{'start': '2020-01'}"))
                .isEqualTo("Wed 1 Jan 2020 – Fri 31 Jan 2020, everybody's time: no entries.");
        assertThatThrownBy(() -> tools.told("clockify_billable_leakage", "{'start': '2024..2026'}"))
                .hasMessageContaining("more than 366 days");
    }

    @Test
    void a_month_is_seen_beside_the_one_before() {
        String told = tools.told("clockify_month_in_review", "{}");

        assertThat(told)
                .containsPattern("^2026-10, your time: [\\d:]+, [\\d:]+ billable \\(\\d+%\\), ")
                .containsPattern(
                        "\n[\\d:]+ (more|less) than in 2026-09, which had [\\d:]+, \\d+% of it"
                                + " billable\\.\n")
                .contains(
                        "\nThu 1 Oct 2026 – Sun 4 Oct 2026: ",
                        "\nMon 26 Oct 2026 – Sat 31 Oct 2026: ",
                        " more projects\n",
                        "\nLongest gap: Thu 8 Oct 2026. Days off are not known here.")
                .containsPattern("\nMost on \\w{3} \\d+ Oct 2026: \\d+:\\d\\d\\.\n");
        assertThat(desk.received()).hasSize(4);
    }

    @Test
    void a_month_that_runs_is_held_against_as_many_days() {
        String told =
                tools.told(
                        "clockify_month_in_review", "{'month': 'this month', 'user': 'everybody'}");

        assertThat(told)
                .contains(
                        "2026-11, everybody's time: ",
                        " than in 2026-10 up to its day 20, which had ",
                        "\nMon 16 Nov 2026 – Fri 20 Nov 2026: ",
                        "The month is not over; timers that still run are not in it.")
                .doesNotContain("Longest gap");
        assertThatThrownBy(() -> tools.told("clockify_month_in_review", "{'month': 'last week'}"))
                .hasMessageContaining("is not a month");
    }

    @Test
    void a_clients_time_stands_beside_what_they_owe() {
        String told =
                tools.told(
                        "clockify_client_report",
                        "{'client': 'donau energie ag', 'start':'2026-10'}");

        assertThat(told)
                .containsPattern(
                        "^Donau Energie AG, Thu 1 Oct 2026 – Sat 31 Oct 2026: [\\d:]+, [\\d:]+"
                                + " billable \\(\\d+%\\), [\\d.]+ EUR earned\\.\n")
                .containsPattern("\nCustomer Portal: [\\d:]+, [\\d.]+ EUR\n  Mina Petrović: ")
                .endsWith(
                        "1 open invoice:\n  NL-105: 3500.00 open of 6000.00 EUR, partially paid,"
                                + " due 2026-11-26");
        assertThat(
                        tools.told(
                                "clockify_client_report",
                                "{'client':'café zentral','start':'2020-01'}"))
                .startsWith("Café Zentral, Wed 1 Jan 2020 – Fri 31 Jan 2020: no time.\n");
        assertThatThrownBy(() -> tools.told("clockify_client_report", "{'client': 'nobody'}"))
                .hasMessageContaining("No client is called ‹nobody›");
    }

    @Test
    void the_teams_hours_are_a_table_that_adds_up() {
        String told = tools.told("clockify_team_hours", "{'start': 'last week'}");

        assertThat(told)
                .startsWith(
                        "Mon 9 Nov 2026 – Sun 15 Nov 2026, hours:\n"
                                + "person | Mon 9 | Tue 10 | Wed 11 | Thu 12 | Fri 13 | Sat 14 |"
                                + " Sun 15 | all\nAda Winter | ")
                .containsPattern("\nMina Petrović \\| 5:30 \\| .* \\| 2:15 \\| – \\| 38:05\n")
                .containsPattern("\nall \\| 45:30 \\| ")
                .endsWith("Who has no time in it is not listed.");
        assertThat(tools.told("clockify_team_hours", "{'start': '2020-01-01'}"))
                .isEqualTo("Wed 1 Jan 2020: nobody has time in it.");
        assertThatThrownBy(() -> tools.told("clockify_team_hours", "{'start': 'last 32 days'}"))
                .hasMessageContaining("more than 31 days");
    }
}
