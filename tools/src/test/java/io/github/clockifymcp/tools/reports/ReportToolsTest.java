package io.github.clockifymcp.tools.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.entries.ListedEntry;
import io.github.clockifymcp.tools.reports.ReportTools.DetailTime;
import io.github.clockifymcp.tools.reports.ReportTools.SummarizeTime;
import io.github.clockifymcp.tools.reports.SummaryReport.Share;
import io.github.clockifymcp.tools.review.QuickReport;
import io.github.clockifymcp.tools.time.Direction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportToolsTest {
    private SandboxDesk desk = SandboxDesk.ofMina();

    @AfterEach
    void leave() {
        desk.close();
    }

    private void as(String name) {
        desk.close();
        desk = SandboxDesk.of(Seed.person(name));
    }

    private SummaryReport summary(String days, GroupBy by, @Nullable String user) {
        return SandboxDesk.said(() ->
                ReportTools.summary(
                        new SummarizeTime(days, null, by, user, null, false), desk.workplace()));
    }

    private DetailedReport detailed(String days, @Nullable String user, int page, int size) {
        return SandboxDesk.said(() ->
                ReportTools.detailed(
                        new DetailTime(days, null, user, null, null, null, page, size, Detail.FULL),
                        desk.workplace()));
    }

    private List<TimeEntry> entries(String days) {
        return desk.workplace()
                .entries()
                .within(desk.workplace().words().range(days, Direction.PAST))
                .items();
    }

    private static long seconds(List<TimeEntry> entries) {
        return entries.stream()
                .map(entry -> entry.duration().orElse(Duration.ZERO))
                .mapToLong(Duration::toSeconds)
                .sum();
    }

    private void has(String start, @Nullable String end, String description, List<String> tags) {
        var api = desk.workplace().api().timeEntries();
        desk.workplace()
                .clockify()
                .send(
                        api.create(
                                new NewTimeEntry(
                                                Instant.parse(start),
                                                end == null ? null : Instant.parse(end),
                                                description)
                                        .withTags(tags)));
    }

    @Test
    void a_summary_is_over_everything_and_takes_one_request() {
        List<TimeEntry> entries = entries("last 60 days");
        desk.forget();

        SummaryReport report = summary("last 60 days", GroupBy.PROJECT, null);

        assertThat(report.entries()).isEqualTo(entries.size()).isPositive();
        assertThat(report.seconds()).isEqualTo(seconds(entries));
        assertThat(report.groups().stream().mapToLong(Share::seconds).sum())
                .isEqualTo(report.seconds());
        assertThat(report.groups()).extracting(Share::name).contains("Booking App", "no project");
        assertThat(desk.received())
                .containsExactly("POST /report/v1/workspaces/WS/reports/summary");
    }

    @Test
    void a_summary_says_percentages_and_the_most_productive_day() {
        has("2026-11-08T08:00:00Z", "2026-11-08T22:00:00Z", "Fair", List.of());

        SummaryReport report = summary("2026-11-02..2026-11-08", GroupBy.CLIENT, null);

        assertThat(report.mostOn()).isEqualTo(LocalDate.parse("2026-11-08"));
        assertThat(report.told())
                .startsWith("Mon 2 Nov 2026 – Sun 8 Nov 2026, your time: ")
                .containsPattern("\nno client: \\d+:\\d\\d \\(\\d+%\\)\n")
                .endsWith("Most on Sun 8 Nov 2026: 14:00.");
    }

    @Test
    void an_entry_with_two_tags_counts_for_each_and_once_in_the_sum() {
        has(
                "2026-11-08T08:00:00Z",
                "2026-11-08T09:00:00Z",
                "Both",
                List.of(Seed.id("tag", "review"), Seed.id("tag", "urgent")));

        SummaryReport report = summary("2026-11-08", GroupBy.TAG, null);

        assertThat(report.seconds()).isEqualTo(3_600);
        assertThat(report.groups()).extracting(Share::percent).containsExactly(100, 100);
        assertThat(report.told()).endsWith("An entry with several tags counts for each of them.");
    }

    @Test
    void a_year_is_a_sum_of_its_months() {
        SummaryReport months = summary("2026", GroupBy.MONTH, null);
        SummaryReport october = summary("2026-10", GroupBy.PROJECT, null);

        assertThat(months.groups())
                .extracting(Share::name)
                .contains("2026-10", "2026-11")
                .isSorted();
        assertThat(months.groups().stream().mapToLong(Share::seconds).sum())
                .isEqualTo(months.seconds());
        assertThat(months.groups())
                .filteredOn(month -> month.name().equals("2026-10"))
                .extracting(Share::seconds)
                .containsExactly(october.seconds());
    }

    @Test
    void days_and_weeks_are_in_order_and_weeks_begin_on_the_accounts_day() {
        as("grace");

        SummaryReport days = summary("2026-11-01..2026-11-15", GroupBy.DAY, null);
        SummaryReport weeks = summary("2026-11-01..2026-11-15", GroupBy.WEEK, null);

        assertThat(days.groups()).extracting(Share::name).first().asString().endsWith("Nov 2026");
        assertThat(weeks.groups())
                .extracting(Share::name)
                .startsWith("week of Sun 1 Nov 2026", "week of Sun 8 Nov 2026");
        assertThat(weeks.groups().stream().mapToLong(Share::seconds).sum())
                .isEqualTo(days.groups().stream().mapToLong(Share::seconds).sum())
                .isPositive();
    }

    @Test
    void an_admin_sees_what_everybody_earned_and_a_member_only_the_time() {
        SummaryReport members = summary("last week", GroupBy.USER, "everybody");
        as("ada");
        SummaryReport admins = summary("last week", GroupBy.USER, "everybody");

        assertThat(members.seconds()).isEqualTo(admins.seconds());
        assertThat(members.earned()).isEmpty();
        assertThat(members.told()).doesNotContain("EUR");
        assertThat(admins.earned()).hasSize(1);
        assertThat(admins.told()).containsPattern(", [\\d.]+ EUR earned\\.\n");
        assertThat(admins.groups())
                .extracting(Share::name)
                .contains("Grace Okafor", "Mina Petrović");
    }

    @Test
    void one_persons_time_is_found_by_name() {
        SummaryReport report = summary("last week", GroupBy.USER, "grace okafor");

        assertThat(report.whose()).isEqualTo("time of Grace Okafor");
        assertThat(report.groups()).extracting(Share::name).containsExactly("Grace Okafor");
    }

    @Test
    void who_may_not_see_others_is_told_so_and_no_report_is_asked_for() {
        desk.sandbox().setting(Seed.studio(), "onlyAdminsSeeAllTimeEntries", true);

        assertThatThrownBy(() -> summary("last week", GroupBy.USER, "everybody"))
                .isInstanceOfSatisfying(
                        ToolException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(Code.ACCESS_DENIED);
                            assertThat(e.problem().text()).contains("admins and managers alone");
                        });
        assertThatThrownBy(() -> detailed("last week", "grace okafor", 1, 50))
                .isInstanceOf(ToolException.class);
        assertThat(desk.received()).noneMatch(line -> line.contains("/report/"));
        assertThat(summary("last week", GroupBy.USER, null).groups()).hasSize(1);
    }

    @Test
    void an_admin_sees_everybody_where_members_do_not() {
        as("bruno");
        desk.sandbox().setting(Seed.studio(), "onlyAdminsSeeAllTimeEntries", true);

        SummaryReport report = summary("last week", GroupBy.USER, "everybody");

        assertThat(report.groups()).hasSizeGreaterThan(1);
        assertThat(report.told()).doesNotContain("you manage");
    }

    @Test
    void a_manager_is_told_that_it_is_not_everybody() {
        as("chiara");
        desk.sandbox().setting(Seed.studio(), "onlyAdminsSeeAllTimeEntries", true);

        assertThat(summary("last week", GroupBy.USER, "everybody").told())
                .endsWith("it is the time that you manage.");
    }

    @Test
    void time_without_sums_is_added_up_and_a_day_in_an_unknown_form_is_no_day() {
        String path = StubDesk.WS + "/reports/summary";
        String days =
                """
                {"totals": [null], "groupOne": [
                  {"_id": "2026-11-17", "name": "2026-11-17", "duration": 9000, "children": [
                    {"_id": "p", "name": "Web", "duration": 9000}]}]}
                """;
        StubDesk known = StubDesk.at(StubDesk.annas().answers(path, days));
        StubDesk odd = StubDesk.at(StubDesk.annas().answers(path, days.replace("2026-", "26-")));

        assertThat(known.told("clockify_summary_report", "{\"start\": \"2026-11-17\"}"))
                .isEqualTo("Tue 17 Nov 2026, your time: 2:30.\nWeb: 2:30 (100%)");
        assertThat(odd.problem("clockify_summary_report", "{}").code()).isEqualTo(Code.UNAVAILABLE);
    }

    @Test
    void nothing_is_said_to_be_nothing() {
        assertThat(summary("2020-01-01", GroupBy.PROJECT, null).told())
                .isEqualTo("Wed 1 Jan 2020, your time: no entries.");
        assertThatThrownBy(() -> summary("2024-01-01..2026-01-01", GroupBy.DAY, null))
                .hasMessageContaining("are more than 366 days");
    }

    @Test
    void a_detailed_report_is_cut_into_pages_and_its_totals_are_not() {
        List<TimeEntry> entries = entries("october");
        List<String> ids = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            DetailedReport part = detailed("october", null, page, 30);
            assertThat(part.count()).isEqualTo(entries.size());
            assertThat(part.totalSeconds()).isEqualTo(seconds(entries));
            part.entries().stream().map(ListedEntry::id).forEach(ids::add);
        }

        DetailedReport first = detailed("october", null, 1, 30);
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(60);
        assertThat(first.more()).isTrue();
        assertThat(first.told()).contains("Shown are 1 to 30, from the latest; page 2 has more.");
        assertThat(detailed("october", null, 99, 30).told()).endsWith("Page 99 is empty.");
    }

    @Test
    void the_handles_of_a_detailed_report_lead_to_its_entries() {
        ListedEntry row = detailed("last week", null, 1, 5).entries().getFirst();

        TimeEntry entry = desk.workplace().entries().find(row.handle());

        assertThat(entry.id()).isEqualTo(row.id());
        assertThat(entry.start()).isEqualTo(row.start().toInstant());
    }

    @Test
    void entries_of_several_people_say_whose_they_are() {
        DetailedReport report = detailed("last week", "everybody", 1, 200);

        assertThat(report.entries()).extracting(ListedEntry::person).doesNotContainNull();
        assertThat(report.told())
                .containsPattern("\n[0-9a-f]{5,} \\d\\d:\\d\\d–.* Grace Okafor: ")
                .contains("everybody's time: ");
    }

    @Test
    void a_detailed_report_is_filtered() {
        DetailedReport report =
                ReportTools.detailed(
                        new DetailTime(
                                "last 60 days",
                                null,
                                "everybody",
                                "booking app",
                                "a",
                                true,
                                1,
                                50,
                                Detail.FULL),
                        desk.workplace());

        assertThat(report.entries())
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row.project()).isEqualTo("Booking App");
                    assertThat(row.billable()).isTrue();
                    assertThat(row.description()).containsIgnoringCase("a");
                });
    }

    @Test
    void a_quick_report_takes_one_request_and_knows_the_timer() {
        has("2026-11-20T08:30:00Z", null, "Now", List.of());
        desk.workplace().account();
        desk.forget();

        QuickReport report = QuickReport.of(7, desk.workplace());

        assertThat(desk.received()).hasSize(1);
        assertThat(report.runningSince()).isEqualTo("Fri 20 Nov 2026 09:30 CET");
        assertThat(report.latest())
                .hasSize(5)
                .first()
                .extracting(EntryRow::description)
                .isEqualTo("Now");
        assertThat(report.top()).hasSizeBetween(1, 3);
        assertThat(report.told())
                .startsWith("Sat 14 Nov 2026 – Fri 20 Nov 2026: ")
                .containsPattern("\nMost time: .+ \\d+:\\d\\d \\(\\d+%\\)")
                .contains("\nMost on ", "A timer runs since Fri 20 Nov 2026 09:30 CET");
    }

    @Test
    void a_report_that_includes_today_says_that_timers_are_not_in_it() {
        assertThat(summary("this week", GroupBy.PROJECT, null).told())
                .endsWith("Timers that still run are not in it.");
        assertThat(summary("last week", GroupBy.PROJECT, null).told()).doesNotContain("Timers");
    }
}
