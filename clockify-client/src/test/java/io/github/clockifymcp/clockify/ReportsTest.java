package io.github.clockifymcp.clockify;

import static io.github.clockifymcp.clockify.RetryTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.ReportRows.Entry;
import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.clockify.Reports.AmountShown;
import io.github.clockifymcp.clockify.Reports.AttendanceColumn;
import io.github.clockifymcp.clockify.Reports.EntryColumn;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.SummaryColumn;
import io.github.clockifymcp.clockify.Reports.WeekGroup;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReportsTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-16");
    private static final ReportFilter WEEK =
            ReportFilter.days(MONDAY, MONDAY.plusDays(6), ZoneId.of("Europe/Belgrade"));

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final Reports reports = clockify.workspace("w1").reports();

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    private JsonNode sent() {
        return Fixtures.json(server.received().getFirst().body());
    }

    @Test
    void a_summary_is_asked_for_whole_days_of_the_clock_in_the_accounts_zone() {
        server.answersWith("summary-report");

        reports.summary(
                WEEK.showing(AmountShown.EARNED)
                        .sorted(SortOrder.DESCENDING)
                        .weekStart(DayOfWeek.SUNDAY)
                        .users(List.of("u1"))
                        .tags(List.of("t1", "t2"))
                        .billable(true)
                        .description("call"),
                List.of(Group.DATE, Group.PROJECT),
                SummaryColumn.DURATION);

        assertThat(server.lines()).containsExactly("POST /report/v1/workspaces/w1/reports/summary");
        assertThat(sent())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"dateRangeStart": "2026-11-16T00:00:00.000Z",
                                 "dateRangeEnd": "2026-11-22T23:59:59.999Z",
                                 "dateRangeType": "ABSOLUTE", "timeZone": "Europe/Belgrade",
                                 "exportType": "JSON", "rounding": false,
                                 "amountShown": "EARNED", "amounts": ["EARNED"],
                                 "sortOrder": "DESCENDING", "weekStart": "SUNDAY",
                                 "users": {"contains": "CONTAINS", "status": "ALL", "ids": ["u1"]},
                                 "tags": {"contains": "CONTAINS", "status": "ALL",
                                   "ids": ["t1", "t2"], "containedInTimeentry": "CONTAINS"},
                                 "billable": true, "description": "call",
                                 "summaryFilter": {"groups": ["DATE", "PROJECT"],
                                   "sortColumn": "DURATION"}}
                                """));
    }

    @Test
    void a_summary_is_read_with_seconds_cents_and_groups_in_groups() {
        server.answersWith("summary-report");

        ReportRows.Summary summary =
                reports.summary(WEEK, List.of(Group.DATE, Group.PROJECT), SummaryColumn.GROUP);

        assertThat(summary.total().seconds()).isEqualTo(12_600);
        assertThat(summary.total().billableSeconds()).isEqualTo(9_000);
        assertThat(summary.total().entriesCount()).isEqualTo(3);
        assertThat(summary.total().amounts().getFirst().minorUnits())
                .isEqualTo(new BigDecimal("22500.5"));
        assertThat(summary.groupOne())
                .extracting(Row::id)
                .containsExactly("2026-11-17", "2026-11-18");
        Row website = summary.groupOne().getFirst().children().getFirst();
        assertThat(website.name()).isEqualTo("Website");
        assertThat(website.clientName()).isEqualTo("Lighthouse");
        assertThat(website.children()).isEmpty();
        Row without = summary.groupOne().getLast().children().getFirst();
        assertThat(without.id()).isNull();
        assertThat(without.clientName()).isNull();
        assertThat(without.name()).isEmpty();
    }

    @Test
    void a_summary_needs_one_to_three_groups() {
        assertThatThrownBy(() -> reports.summary(WEEK, List.of(), SummaryColumn.GROUP))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReportFilter.days(MONDAY, MONDAY.minusDays(1), ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void a_detailed_report_is_read_page_by_page_with_the_sums_of_all() {
        server.answersWith("detailed-report");

        ReportRows.Detailed detailed = reports.detailed(WEEK, EntryColumn.DATE, new Paging(2, 100));

        assertThat(sent().at("/detailedFilter"))
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"page": 2, "pageSize": 100, "sortColumn": "DATE",
                                 "options": {"totals": "CALCULATE"}}
                                """));
        assertThat(detailed.total().entriesCount()).isEqualTo(3);
        Entry entry = detailed.timeentries().getFirst();
        assertThat(entry.id()).isEqualTo("652000000000000000000001");
        assertThat(entry.interval().start()).isEqualTo(Instant.parse("2026-11-17T08:00:00Z"));
        assertThat(entry.interval().seconds()).isEqualTo(9_000);
        assertThat(entry.tags().getFirst().name()).isEqualTo("Workshop");
        assertThat(entry.earnedAmount()).isEqualTo(new BigDecimal("22500.5"));
        Entry bare = detailed.timeentries().getLast();
        assertThat(bare.id()).isEqualTo("652000000000000000000002");
        assertThat(bare.tags()).isEmpty();
        assertThat(bare.projectName()).isNull();
    }

    @Test
    void a_week_may_have_null_for_its_totals() {
        server.answersWith("weekly-report");

        ReportRows.Weekly week = reports.weekly(WEEK, WeekGroup.USER);

        assertThat(sent().at("/weeklyFilter"))
                .isEqualTo(Fixtures.json("{\"group\": \"USER\", \"subgroup\": \"TIME\"}"));
        assertThat(week.total().seconds()).isZero();
        assertThat(week.totalsByDay()).hasSize(2);
        assertThat(week.groupOne().getFirst().days().getFirst().seconds()).isEqualTo(9_000);
    }

    @Test
    void a_day_of_attendance_says_when_someone_came_and_went() {
        server.answersWith("attendance-report");

        Page<ReportRows.Attendance> days =
                reports.attendance(WEEK, AttendanceColumn.DATE, new Paging(1, 1));

        assertThat(sent().at("/attendanceFilter"))
                .isEqualTo(
                        Fixtures.json("{\"page\": 1, \"pageSize\": 1, \"sortColumn\": \"DATE\"}"));
        assertThat(days.more()).isTrue();
        ReportRows.Attendance day = days.items().getFirst();
        assertThat(day.startTime()).isEqualTo("09:00");
        assertThat(day.workSeconds()).isEqualTo(28_800);
        assertThat(day.breakSeconds()).isEqualTo(1_800);
        assertThat(day.overtimeSeconds()).isEqualTo(3_600);
    }

    @Test
    void a_refusal_with_the_status_200_is_no_empty_report() {
        server.answers(200, "{\"code\":501,\"message\":\"Please select 7 days\"}");

        ClockifyException failure = failureOf(() -> reports.weekly(WEEK, WeekGroup.USER));

        assertThat(failure.category()).isEqualTo(Category.INVALID);
        assertThat(failure).hasMessage("Please select 7 days");
    }

    @Test
    void a_report_only_reads_and_is_asked_for_again() {
        server.answers(503, "").answersWith("weekly-report");

        reports.weekly(WEEK, WeekGroup.PROJECT);

        assertThat(server.received()).hasSize(2);
    }
}
