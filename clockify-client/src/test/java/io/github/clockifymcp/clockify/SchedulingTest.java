package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.ProjectTotal.Milestone;
import io.github.clockifymcp.clockify.Scheduling.AssignmentEdit;
import io.github.clockifymcp.clockify.Scheduling.Days;
import io.github.clockifymcp.clockify.Scheduling.NewAssignment;
import io.github.clockifymcp.clockify.Scheduling.Series;
import io.github.clockifymcp.clockify.Scheduling.Status;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SchedulingTest {

    private static final String ALL = "/workspaces/w1/scheduling/assignments";
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final Days WEEK = new Days(MONDAY, MONDAY.plusDays(4));
    private static final String DAYS =
            "\"start\":\"2026-11-23T00:00:00Z\",\"end\":\"2026-11-27T23:59:59Z\"";
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final Scheduling scheduling = clockify.workspace("w1").scheduling();

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void days_are_what_a_clock_in_utc_shows_or_else_the_accounts() {
        server.answersWith("scheduled-work");

        Page<ScheduledWork> page = scheduling.list(WEEK, new Paging(1, 3));

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1"
                                + ALL
                                + "/all?start=2026-11-23T00%3A00%3A00Z&end=2026-11-27T23%3A59%3A59Z"
                                + "&sort-column=USER&sort-order=ASCENDING&page=1&page-size=3");
        assertThat(page.items().getFirst().days(VIENNA)).isEqualTo(WEEK);
        assertThat(page.items().getFirst().taskId()).isNull();
        assertThat(page.items().getFirst().published()).isNull();
        assertThat(page.items().get(1).days(VIENNA)).isEqualTo(new Days(MONDAY, MONDAY));
        assertThat(page.items().get(1).seriesId()).isEqualTo("s1");
        assertThat(page.items().getLast().days(VIENNA)).isNull();
        assertThat(page.items().getLast().hoursPerDay()).isZero();
    }

    @Test
    void capacity_is_in_seconds_and_working_days_come_in_two_forms() {
        server.answersWith("capacities");

        List<Capacity> found =
                scheduling
                        .capacities(WEEK, Status.UNPUBLISHED, List.of("u1"), Paging.first())
                        .items();

        assertThat(found.getFirst().perDay()).isEqualTo(Duration.ofHours(7));
        assertThat(found.getFirst().on(MONDAY)).isEqualByComparingTo("7.5");
        assertThat(found.getLast().workingDays()).containsExactly(DayOfWeek.FRIDAY);
        assertThat(found.getLast().perDay()).isNull();
    }

    @Test
    void totals_name_the_days_with_work_and_are_nothing_where_there_is_none() {
        server.answersWith("project-totals").answers(200, "").answers(200, "");

        ProjectTotal total =
                scheduling.projectTotals(WEEK, Status.ALL, null, Paging.first()).items().getFirst();

        assertThat(total.days()).containsExactly(MONDAY, MONDAY.plusDays(1));
        assertThat(total.milestones()).containsExactly(new Milestone("Launch", MONDAY.plusDays(4)));
        assertThat(scheduling.projectTotal("p1", WEEK)).isEmpty();
        assertThat(scheduling.capacity("u1", WEEK)).isEmpty();
    }

    @Test
    void work_is_planned_once_or_every_week() {
        BigDecimal hours = new BigDecimal("4.5");

        assertThat(
                        scheduling.create(
                                new NewAssignment(
                                        "u1", "p1", null, WEEK, hours, null, null, false, null,
                                        null)))
                .hasToString(
                        "POST %s/recurring {%s,\"userId\":\"u1\",\"projectId\":\"p1\",\"hoursPerDay\":4.5,\"includeNonWorkingDays\":false}"
                                .formatted(ALL, DAYS));
        assertThat(
                        scheduling
                                .create(
                                        new NewAssignment(
                                                "u1",
                                                "p1",
                                                "k1",
                                                WEEK,
                                                hours,
                                                "10:00:00",
                                                true,
                                                true,
                                                "n",
                                                3))
                                .toString())
                .endsWith(
                        "\"taskId\":\"k1\",\"startTime\":\"10:00:00\",\"note\":\"n\",\"billable\":true,"
                                + "\"recurringAssignment\":{\"repeat\":true,\"weeks\":3}}");
    }

    @Test
    void changes_say_which_of_a_series_they_mean() {
        assertThat(
                        scheduling.update(
                                "a1",
                                new AssignmentEdit(WEEK, null, null, null, null, null, ""),
                                Series.THIS_ONE))
                .hasToString(
                        "PATCH %s/recurring/a1 {%s,\"note\":\"\",\"seriesUpdateOption\":\"THIS_ONE\"}"
                                .formatted(ALL, DAYS));
        assertThat(scheduling.delete("a1", Series.ALL))
                .hasToString("DELETE " + ALL + "/recurring/a1?seriesUpdateOption=ALL");
        assertThat(scheduling.copy("a1", "u2", Series.THIS_AND_FOLLOWING))
                .hasToString(
                        "POST "
                                + ALL
                                + "/a1/copy {\"userId\":\"u2\",\"seriesUpdateOption\":\"THIS_AND_FOLLOWING\"}");
        assertThat(scheduling.repeat("a1", true, 4))
                .hasToString("PUT " + ALL + "/series/a1 {\"repeat\":true,\"weeks\":4}");
    }

    @Test
    void publishing_is_by_days_and_people() {
        assertThat(scheduling.publish(WEEK, List.of("u1"), true))
                .hasToString(
                        "PUT %s/publish {%s,\"notifyUsers\":true,\"viewType\":\"ALL\",\"userFilter\":{\"contains\":\"CONTAINS\",\"status\":\"ALL\",\"ids\":[\"u1\"]}}"
                                .formatted(ALL, DAYS));
        assertThat(scheduling.publish(WEEK, List.of(), false).toString())
                .doesNotContain("userFilter");
    }
}
