package io.github.clockifymcp.tools.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.Reports.WeekGroup;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.reports.AttendanceReport.PersonDay;
import io.github.clockifymcp.tools.reports.ReportTools.SummarizeTime;
import io.github.clockifymcp.tools.reports.TeamReports.ReportAttendance;
import io.github.clockifymcp.tools.reports.TeamReports.SummarizeTeam;
import io.github.clockifymcp.tools.reports.TeamReports.TabulateWeek;
import io.github.clockifymcp.tools.reports.TeamReports.TeamBy;
import io.github.clockifymcp.tools.reports.TeamSummary.TeamRow;
import io.github.clockifymcp.tools.reports.WeekTable.TableRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeamReportsTest {
    private SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));

    @AfterEach
    void leave() {
        desk.close();
    }

    private TeamSummary team(TeamBy by) {
        return TeamReports.team(new SummarizeTeam("last week", null, by, false), desk.workplace());
    }

    private WeekTable week(String words, WeekGroup by, @Nullable String user) {
        return TeamReports.week(new TabulateWeek(words, by, user), desk.workplace());
    }

    private AttendanceReport attendance(@Nullable String user, int size) {
        return TeamReports.attendance(
                new ReportAttendance("last week", null, user, 1, size), desk.workplace());
    }

    @Test
    void a_team_is_summed_up_by_person_with_the_billable_part_and_what_it_earned() {
        TeamSummary team = team(TeamBy.USER);

        assertThat(team.rows()).extracting(TeamRow::name).contains("Grace Okafor", "Mina Petrović");
        assertThat(team.rows().stream().mapToLong(TeamRow::seconds).sum())
                .isEqualTo(team.seconds())
                .isPositive();
        assertThat(team.rows().stream().mapToLong(TeamRow::billableSeconds).sum())
                .isEqualTo(team.billableSeconds())
                .isPositive();
        assertThat(team.told())
                .containsPattern(
                        "\nGrace Okafor: \\d+:\\d\\d \\(\\d+%\\), \\d+:\\d\\d billable \\(\\d+%\\), [\\d.]+ EUR\n")
                .endsWith("Who has no time in it is not listed.");
    }

    @Test
    void projects_of_one_name_are_told_apart_and_sums_are_the_same_by_anything() {
        TeamSummary projects = team(TeamBy.PROJECT);
        TeamSummary clients = team(TeamBy.CLIENT);
        desk.forget();
        TeamSummary halves = team(TeamBy.BILLABLE);

        assertThat(projects.rows())
                .extracting(TeamRow::name)
                .contains("Website for Alpenblick Hotels", "website for Kestrel Labs");
        assertThat(clients.earned()).isEqualTo(projects.earned());
        assertThat(halves.rows())
                .extracting(TeamRow::name)
                .containsExactly("billable", "not billable");
        assertThat(halves.rows().stream().mapToLong(TeamRow::seconds).sum())
                .isEqualTo(projects.seconds());
        assertThat(desk.received()).hasSize(1);
    }

    @Test
    void who_may_not_see_the_team_is_told_what_they_may() {
        desk.close();
        desk = SandboxDesk.ofMina();
        TeamSummary open = team(TeamBy.USER);
        desk.sandbox().setting(Seed.studio(), "onlyAdminsSeeAllTimeEntries", true);
        desk.close();
        desk = SandboxDesk.ofMina();
        desk.sandbox().setting(Seed.studio(), "onlyAdminsSeeAllTimeEntries", true);

        assertThat(open.told()).contains("shows what time earns to admins alone");
        assertThatThrownBy(() -> team(TeamBy.USER))
                .isInstanceOfSatisfying(
                        ToolException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(Code.ACCESS_DENIED);
                            assertThat(e.problem().hint()).contains("clockify_summary_report");
                        });
    }

    @Test
    void a_week_is_a_table_whose_columns_and_rows_add_up() {
        WeekTable table = week("last week", WeekGroup.USER, "everybody");

        assertThat(table.days()).hasSize(7);
        for (int i = 0; i < 7; i++) {
            int day = i;
            assertThat(table.rows().stream().mapToLong(row -> row.seconds().get(day)).sum())
                    .isEqualTo(table.total().seconds().get(day));
        }
        assertThat(table.rows().stream().mapToLong(TableRow::totalSeconds).sum())
                .isEqualTo(table.total().totalSeconds())
                .isPositive();
        assertThat(table.told())
                .startsWith("Mon 9 Nov 2026 – Sun 15 Nov 2026, everybody's time:\n")
                .contains("user | Mon | Tue | Wed | Thu | Fri | Sat | Sun | all\n")
                .containsPattern("\nGrace Okafor \\| [\\d:–]+ \\|");
    }

    @Test
    void a_weekly_report_equals_the_summary_of_its_week() {
        WeekTable table = week("2026-11-12", WeekGroup.PROJECT, null);
        SummaryReport summary =
                ReportTools.summary(
                        new SummarizeTime("last week", null, GroupBy.PROJECT, null, null, false),
                        desk.workplace());

        assertThat(table.total().totalSeconds()).isEqualTo(summary.seconds());
        assertThat(table.rows()).hasSameSizeAs(summary.groups());
        assertThat(week("2020-01-01", WeekGroup.PROJECT, null).told()).endsWith("\nno entries");
    }

    @Test
    void attendance_says_when_people_came_and_went() {
        AttendanceReport days = attendance("grace okafor", 50);

        assertThat(days.days())
                .isNotEmpty()
                .allSatisfy(day -> {
                    assertThat(day.user()).isEqualTo("Grace Okafor");
                    assertThat(day.start()).matches("\\d\\d:\\d\\d");
                });
        assertThat(days.more()).isFalse();
        assertThat(days.told())
                .containsPattern(
                        "\n[A-Z][a-z]{2} \\d+ Nov 2026\nGrace Okafor \\d\\d:\\d\\d–\\d\\d:\\d\\d, worked \\d+:\\d\\d of 7:00");
    }

    @Test
    void attendance_of_everybody_comes_in_pages() {
        AttendanceReport days = attendance("everybody", 3);

        assertThat(days.days()).extracting(PersonDay::user).doesNotHaveDuplicates().hasSize(3);
        assertThat(days.told()).endsWith("Page 2 may have more.");
    }

    @Test
    void a_plan_without_attendance_is_named() {
        desk.sandbox().withoutFeature(Seed.studio(), "ATTENDANCE_REPORT");

        assertThatThrownBy(() -> attendance(null, 50))
                .isInstanceOfSatisfying(
                        ToolException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(Code.PLAN_REQUIRED));
    }
}
