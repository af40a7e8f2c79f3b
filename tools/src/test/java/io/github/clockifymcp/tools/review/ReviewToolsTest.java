package io.github.clockifymcp.tools.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.review.ReviewTools.ReviewTimesheet;
import io.github.clockifymcp.tools.review.ReviewTools.WeeklySummary;
import io.github.clockifymcp.tools.review.TimesheetReview.Issue;
import io.github.clockifymcp.tools.review.TimesheetReview.Kind;
import io.github.clockifymcp.tools.review.WeekSummary.ProjectShare;
import io.github.clockifymcp.tools.time.Direction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReviewToolsTest {
    private final SandboxDesk desk = SandboxDesk.ofMina();

    @AfterEach
    void leave() {
        desk.close();
    }

    private WeekSummary week(String words) {
        return ReviewTools.week(new WeeklySummary(words, false), desk.workplace());
    }

    private TimesheetReview review(String date) {
        return ReviewTools.review(new ReviewTimesheet(date, "15 min"), desk.workplace());
    }

    private List<String> says(String date) {
        return review(date).issues().stream().map(Issue::says).toList();
    }

    private List<Kind> kinds(String date) {
        return review(date).issues().stream().map(Issue::kind).toList();
    }

    /// Makes an entry on Internal and answers with the handle it will have.
    private String has(String start, @Nullable String end) {
        return has(start, end, "Work", "REGULAR");
    }

    private String has(String start, @Nullable String end, String description, String type) {
        var api = desk.workplace().api().timeEntries();
        NewTimeEntry entry =
                new NewTimeEntry(
                                Instant.parse(start),
                                end == null ? null : Instant.parse(end),
                                description)
                        .withProject(
                                type.equals("REGULAR") ? Seed.id("project", "Internal") : null,
                                null)
                        .withType(type);
        String id = desk.workplace().clockify().send(api.create(entry)).id();
        return id.substring(19);
    }

    @Test
    void a_weeks_sums_are_over_everything_in_it() {
        List<TimeEntry> entries =
                desk.workplace()
                        .entries()
                        .within(desk.workplace().words().range("last week", Direction.PAST))
                        .items();
        desk.forget();

        WeekSummary week = week("last week");

        long seconds =
                entries.stream()
                        .map(entry -> entry.duration().orElseThrow())
                        .mapToLong(Duration::toSeconds)
                        .sum();
        assertThat(week.total().entries()).isEqualTo(entries.size()).isPositive();
        assertThat(week.total().seconds()).isEqualTo(seconds);
        assertThat(week.days()).hasSize(7);
        assertThat(week.days().stream().mapToLong(day -> day.sum().seconds()).sum())
                .isEqualTo(seconds);
        assertThat(week.projects().stream().mapToLong(share -> share.sum().seconds()).sum())
                .isEqualTo(seconds);
        assertThat(week.days().stream().mapToLong(day -> day.sum().billableSeconds()).sum())
                .isEqualTo(week.total().billableSeconds());
        assertThat(desk.received()).hasSize(1);
    }

    @Test
    void a_week_is_told_by_day_and_by_project() {
        has("2026-11-22T08:00:00Z", "2026-11-22T10:00:00Z");

        String told = week("this week").told();

        assertThat(told)
                .startsWith("Mon 16 Nov 2026 – Sun 22 Nov 2026: ")
                .contains("\nSat 21 Nov 2026: 0:00\nSun 22 Nov 2026: 2:00, 0:00 billable\n")
                .contains("\nBy project:\n")
                .containsPattern("\nInternal: \\d+:\\d\\d \\(\\d+%\\), 0:00 billable");
    }

    @Test
    void defect_11_projects_have_their_names() {
        List<ProjectShare> shares = new ArrayList<>();
        for (int back = 0; back < 8; back++) {
            LocalDate day = LocalDate.of(2026, 11, 16).minusWeeks(back);
            shares.addAll(week(day.toString()).projects());
        }

        assertThat(shares).noneMatch(share -> share.name().matches("[0-9a-f]{24}"));
        assertThat(shares)
                .filteredOn(share -> Seed.id("project", "Booking App").equals(share.id()))
                .isNotEmpty()
                .allMatch(share -> share.name().equals("Booking App"));
        assertThat(shares)
                .filteredOn(share -> share.id() == null)
                .isNotEmpty()
                .allMatch(share -> share.name().equals("no project"));
    }

    @Test
    void projects_that_share_a_name_are_told_apart_by_their_clients() {
        // In that week there is time on Website as well as on website.
        assertThat(week("last week").projects())
                .extracting(ProjectShare::name)
                .contains("Website for Alpenblick Hotels", "website for Kestrel Labs", "Internal");
    }

    @Test
    void a_week_begins_on_the_accounts_first_day() {
        assertThat(week("2026-11-18").week()).isEqualTo("Mon 16 Nov 2026 – Sun 22 Nov 2026");
        assertThat(week("2026-W46").week()).isEqualTo("Mon 9 Nov 2026 – Sun 15 Nov 2026");
        try (SandboxDesk grace = SandboxDesk.of(Seed.person("grace"))) {
            assertThat(
                            ReviewTools.week(
                                            new WeeklySummary("2026-11-18", false),
                                            grace.workplace())
                                    .week())
                    .isEqualTo("Sun 15 Nov 2026 – Sat 21 Nov 2026");
        }
    }

    @Test
    void what_is_no_week_is_refused() {
        assertThatThrownBy(() -> week("november"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("Sun 1 Nov 2026 – Mon 30 Nov 2026 is not a week");
    }

    @Test
    void a_running_timer_counts_up_to_now_and_that_is_said() {
        has("2026-11-20T09:00:00Z", null);

        WeekSummary week = week("this week");

        assertThat(week.days().get(4).sum().seconds()).isEqualTo(1_800);
        assertThat(week.told()).contains("A timer runs since Fri 20 Nov 2026 10:00 CET");
    }

    @Test
    void an_empty_week_is_told_without_dividing_by_it() {
        assertThat(week("2025-11-18").told())
                .startsWith(
                        "Mon 17 Nov 2025 – Sun 23 Nov 2025: 0:00 in 0 entries, 0:00 billable (0%).")
                .doesNotContain("By project");
    }

    @Test
    void gaps_and_overlaps_are_found_with_the_calls_that_mend_them() {
        String a = has("2026-11-21T08:00:00Z", "2026-11-21T10:30:00Z");
        String b = has("2026-11-21T10:00:00Z", "2026-11-21T11:00:24Z");
        String c = has("2026-11-21T12:00:00Z", "2026-11-21T13:00:00Z");
        String d = has("2026-11-21T12:15:00Z", "2026-11-21T12:30:00Z");

        TimesheetReview review = review("2026-11-21");

        assertThat(review.told())
                .isEqualTo(
                        """
                        Sat 21 Nov 2026: 4:45 in 4 entries, 3 issues.
                        Sat 21 Nov 2026
                        - %s and %s overlap 11:00–11:30 (0:30) → clockify_update_entry, entry_id %s, start 2026-11-21 11:30
                        - gap 12:00–13:00 (0:59) after %s → clockify_log_time, start 2026-11-21 12:00:24, end 13:00
                        - %s and %s overlap 13:15–13:30 (0:15) → clockify_update_entry or clockify_delete_entry, entry_id %s\
                        """
                                .formatted(a, b, b, b, c, d, d));
    }

    @Test
    void how_long_a_gap_has_to_be_can_be_said() {
        has("2026-11-21T08:00:00Z", "2026-11-21T09:00:00Z");
        has("2026-11-21T09:10:00Z", "2026-11-21T10:00:00Z");

        assertThat(says("2026-11-21")).isEmpty();
        assertThat(
                        ReviewTools.review(
                                        new ReviewTimesheet("2026-11-21", "10 min"),
                                        desk.workplace())
                                .issues())
                .hasSize(1);
    }

    @Test
    void the_calls_it_suggests_are_understood_again_in_an_hour_that_happens_twice() {
        has("2025-10-26T00:00:00Z", "2025-10-26T00:15:00Z");
        has("2025-10-26T01:30:00Z", "2025-10-26T02:00:00Z");

        assertThat(review("2025-10-26").issues())
                .extracting(Issue::next)
                .containsExactly("clockify_log_time, start 2025-10-26 02:15 CEST, end 02:30 CET");
        assertThat(
                        desk.workplace()
                                .words()
                                .span("2025-10-26 02:15 CEST", "02:30 CET", null, Direction.PAST)
                                .length())
                .isEqualTo(Duration.ofMinutes(75));
    }

    @Test
    void the_oddities_of_a_real_week_are_found() {
        List<Issue> issues = review("last week").issues();

        assertThat(issues).extracting(Issue::kind).contains(Kind.OVERLAP, Kind.OVER_MIDNIGHT);
        assertThat(issues)
                .anyMatch(issue ->
                        issue.says()
                                .contains(
                                        "goes over midnight, Wed 11 Nov 2026 22:30 – Thu 12 Nov"
                                                + " 2026 01:15 CET (2:45)"));
        assertThat(review("2026-11-05").told()).contains("18:00–18:30 (0:30) has no description");
        assertThat(review("2026-11-04").told()).contains("18:15–19:00 (0:45) has no project");
    }

    @Test
    void issues_come_in_the_order_of_their_days() {
        assertThat(review("last 60 days").issues())
                .hasSizeGreaterThan(20)
                .isSortedAccordingTo(Comparator.comparing(Issue::day));
    }

    @Test
    void a_timer_forgotten_days_ago_is_found_by_todays_review() {
        String handle = has("2026-11-16T08:00:00Z", null);

        TimesheetReview review = review("today");

        assertThat(review.issues()).extracting(Issue::kind).contains(Kind.FORGOTTEN_TIMER);
        assertThat(review.told())
                .contains("the timer %s runs since Mon 16 Nov 2026 09:00 CET".formatted(handle));
    }

    @Test
    void a_forgotten_timer_is_one_issue_and_not_one_with_every_entry_since() {
        String handle = has("2026-11-16T08:00:00Z", null);

        assertThat(review("this week").issues())
                .filteredOn(issue -> issue.handles().contains(handle))
                .extracting(Issue::kind)
                .containsExactly(Kind.FORGOTTEN_TIMER);
    }

    @Test
    void a_timer_of_today_is_no_issue() {
        has("2026-11-20T08:00:00Z", null);

        assertThat(kinds("today")).isEmpty();
        assertThat(review("today").told()).contains("A timer runs since Fri 20 Nov 2026 09:00 CET");
    }

    @Test
    void long_entries_are_found_and_breaks_need_no_project() {
        has("2026-11-21T05:00:00Z", "2026-11-21T15:30:00Z");
        has("2026-11-21T15:30:00Z", "2026-11-21T16:00:00Z", "", "BREAK");

        assertThat(kinds("2026-11-21")).containsExactly(Kind.LONG);
    }

    @Test
    void working_days_with_nothing_are_named_and_weekends_are_not() {
        assertThat(says("2025-11-17..2025-11-23"))
                .hasSize(5)
                .containsOnly("nothing on a working day");
        assertThat(says("today")).containsExactly("nothing yet");
        assertThat(says("tomorrow")).isEmpty();
        assertThat(review("tomorrow").told())
                .isEqualTo("Sat 21 Nov 2026: 0:00 in 0 entries, nothing is wrong.");
    }

    @Test
    void a_night_that_reaches_into_the_first_day_is_seen() {
        String night = has("2026-11-20T22:00:00Z", "2026-11-21T02:00:00Z");
        String early = has("2026-11-21T01:00:00Z", "2026-11-21T03:00:00Z");

        assertThat(says("2026-11-21"))
                .containsExactly("%s and %s overlap 02:00–03:00 (1:00)".formatted(night, early));
    }

    @Test
    void a_review_of_too_many_days_is_refused() {
        assertThatThrownBy(() -> review("this year"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("more than 62 days");
    }

    @Test
    void a_review_costs_two_requests_and_one_when_a_timer_is_seen_or_the_days_are_past() {
        desk.workplace().account();
        desk.forget();
        review("last week");
        assertThat(desk.received()).hasSize(1);

        review("today");

        assertThat(desk.received()).hasSize(3);
        assertThat(desk.written()).isEmpty();
    }
}
