package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.Holidays.Audience;
import io.github.clockifymcp.clockify.Holidays.Holiday;
import io.github.clockifymcp.clockify.Holidays.HolidayEdit;
import io.github.clockifymcp.clockify.Holidays.NewHoliday;
import io.github.clockifymcp.clockify.TimeOff.Balance;
import io.github.clockifymcp.clockify.TimeOff.Days;
import io.github.clockifymcp.clockify.TimeOff.Filter;
import io.github.clockifymcp.clockify.TimeOff.Half;
import io.github.clockifymcp.clockify.TimeOff.Hours;
import io.github.clockifymcp.clockify.TimeOff.Leave;
import io.github.clockifymcp.clockify.TimeOff.NewLeave;
import io.github.clockifymcp.clockify.TimeOff.Status;
import io.github.clockifymcp.clockify.TimeOffPolicies.Accrual;
import io.github.clockifymcp.clockify.TimeOffPolicies.NewPolicy;
import io.github.clockifymcp.clockify.TimeOffPolicies.Period;
import io.github.clockifymcp.clockify.TimeOffPolicies.Policy;
import io.github.clockifymcp.clockify.TimeOffPolicies.PolicyEdit;
import io.github.clockifymcp.clockify.TimeOffPolicies.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TimeOffTest {

    private static final LocalDate DAY = LocalDate.parse("2026-12-23");

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final WorkspaceApi workspace = clockify.workspace("w1");
    private final TimeOff timeOff = workspace.timeOff();
    private final Policy policy = Fixtures.read("time-off-policy", Policy.class);

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void requests_are_searched_by_a_post_that_only_reads() {
        server.answersWith("time-off-requests").answersWith("time-off-requests");

        Page<Leave> first =
                timeOff.search(
                        Filter.all()
                                .statuses(Status.PENDING)
                                .users(List.of("u1"))
                                .within(
                                        Instant.parse("2026-12-01T00:00:00Z"),
                                        Instant.parse("2027-01-01T00:00:00Z")),
                        new Paging(1, 2));
        timeOff.search(Filter.all(), new Paging(2, 2));

        assertThat(first.more()).isTrue();
        assertThat(server.lines())
                .containsOnly("POST /api/v1/workspaces/w1/time-off/requests")
                .hasSize(2);
        assertThat(Fixtures.json(server.received().getFirst().body()))
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"statuses": ["PENDING"], "users": ["u1"],
                                 "start": "2026-12-01T00:00:00Z", "end": "2027-01-01T00:00:00Z",
                                 "page": 1, "pageSize": 2}
                                """));
        assertThat(Fixtures.json(server.received().getLast().body()))
                .isEqualTo(
                        Fixtures.json("{\"statuses\": [\"ALL\"], \"page\": 2, \"pageSize\": 2}"));
    }

    @Test
    void a_request_says_its_days_where_its_person_is() {
        server.answersWith("time-off-requests");

        List<Leave> found = timeOff.search(Filter.all(), Paging.first()).items();

        Leave skiing = found.getFirst();
        assertThat(skiing.first(ZoneId.of("UTC"))).isEqualTo("2026-12-23");
        assertThat(skiing.last(ZoneId.of("UTC"))).isEqualTo("2026-12-24");
        assertThat(skiing.amount()).isEqualTo(new BigDecimal("2"));
        assertThat(skiing.isPending()).isTrue();
        assertThat(skiing.half()).isNull();
        Leave odd = found.getLast();
        assertThat(odd.unit()).isNull();
        assertThat(odd.zone()).isNull();
        assertThat(odd.half()).isEqualTo(Half.SECOND_HALF);
        assertThat(odd.status()).isEqualTo("PONDERED");
        assertThat(odd.decidedBy()).isEqualTo("Chief");
        assertThat(Json.read(Json.tree(skiing), Leave.class)).isEqualTo(skiing);
    }

    @Test
    void days_are_asked_for_by_the_first_and_their_number_hours_by_start_and_end() {
        ApiRequest<Leave> days =
                timeOff.request("p1", NewLeave.of(new Days(DAY, 2, null), "Skiing"));
        ApiRequest<Leave> half =
                timeOff.request("p1", "u2", NewLeave.of(new Days(DAY, 1, Half.FIRST_HALF), null));
        ApiRequest<Leave> hours =
                timeOff.request(
                        "p2",
                        NewLeave.of(
                                new Hours(
                                        Instant.parse("2026-12-23T08:00:00.123Z"),
                                        Instant.parse("2026-12-23T10:00:00Z")),
                                null));

        assertThat(days.target()).isEqualTo("/workspaces/w1/time-off/policies/p1/requests");
        assertThat(days.body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"note": "Skiing", "timeOffPeriod": {
                                  "period": {"start": "2026-12-23", "days": 2},
                                  "isHalfDay": false, "halfDayPeriod": "NOT_DEFINED"}}
                                """));
        assertThat(half.target())
                .isEqualTo("/workspaces/w1/time-off/policies/p1/users/u2/requests");
        assertThat(body(half).at("/timeOffPeriod/halfDayPeriod").asText()).isEqualTo("FIRST_HALF");
        assertThat(body(hours))
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"timeOffPeriod": {"period": {
                                  "start": "2026-12-23T08:00:00Z", "end": "2026-12-23T10:00:00Z"}}}
                                """));
    }

    @Test
    void a_decision_says_status_where_an_answer_says_status_type() {
        server.answersWith("time-off-requests");
        Leave leave = timeOff.search(Filter.all(), Paging.first()).items().getFirst();

        assertThat(timeOff.decide(leave, Status.REJECTED, "Busy").toString())
                .isEqualTo(
                        "PATCH /workspaces/w1/time-off/policies/p1/requests/r1"
                                + " {\"status\":\"REJECTED\",\"note\":\"Busy\"}");
        assertThat(timeOff.delete("p1", "r1").toString())
                .isEqualTo("DELETE /workspaces/w1/time-off/policies/p1/requests/r1");
    }

    @Test
    void balances_come_by_person_and_by_policy_in_its_unit() {
        server.answersWith("time-off-balances").answersWith("time-off-balances");

        Page<Balance> mine = timeOff.balancesOf("u1", new Paging(1, 200));
        Page<Balance> theirs = timeOff.balances("p1", new Paging(2, 200));

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/time-off/balance/user/u1?page=1&page-size=200",
                        "GET /api/v1/workspaces/w1/time-off/balance/policy/p1?page=2&page-size=200");
        assertThat(mine.more()).isTrue();
        assertThat(theirs.more()).isFalse();
        Balance vacation = mine.items().getFirst();
        assertThat(vacation.left()).isEqualTo(new BigDecimal("14.5"));
        assertThat(vacation.mayGoNegative()).isEqualTo(new BigDecimal("2"));
        Unit unit = Objects.requireNonNull(vacation.unit());
        assertThat(unit.said(vacation.left())).isEqualTo("14.5 days");
        assertThat(unit.said(BigDecimal.ONE)).isEqualTo("1 day");
        assertThat(mine.items().getLast().left()).isEqualTo(new BigDecimal("-20"));
        assertThat(mine.items().getLast().mayGoNegative()).isNull();
    }

    @Test
    void a_policy_update_sends_all_of_it_with_people_in_the_form_it_wants() {
        ApiRequest<Policy> request =
                workspace
                        .timeOffPolicies()
                        .update(
                                policy,
                                new PolicyEdit(
                                        Edit.set("Holiday"),
                                        Edit.keep(),
                                        Edit.keep(),
                                        Edit.keep(),
                                        Edit.clear(),
                                        Edit.set(new Accrual(BigDecimal.TWO, Period.MONTH))));

        assertThat(request.body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"name": "Holiday", "archived": false, "color": "#4CAF50",
                                 "icon": "UMBRELLA", "allowHalfDay": true,
                                 "allowNegativeBalance": false, "hasExpiration": false,
                                 "automaticAccrual":
                                   {"amount": 2, "period": "MONTH", "timeUnit": "DAYS"},
                                 "automaticTimeEntryCreation": {"enabled": true,
                                   "defaultEntities": {"projectId": "j1"}},
                                 "approve": {"requiresApproval": true, "specificMembers": true,
                                   "teamManagers": false, "userIds": ["u9"]},
                                 "everyoneIncludingNew": false,
                                 "users": {"contains": "CONTAINS", "status": "ACTIVE",
                                   "ids": ["u1", "u2"]},
                                 "userGroups": {"contains": "CONTAINS", "status": "ACTIVE",
                                   "ids": []},
                                 "mood": "sunny"}
                                """));
    }

    @Test
    void a_new_policy_says_who_approves_and_how_far_below_zero_it_may_go() {
        ApiRequest<Policy> request =
                workspace
                        .timeOffPolicies()
                        .create(
                                new NewPolicy(
                                        "Care",
                                        Unit.HOURS,
                                        true,
                                        false,
                                        BigDecimal.TEN,
                                        null,
                                        Audience.everyone()));

        JsonNode body = body(request);
        assertThat(body.at("/approve/teamManagers").asBoolean()).isTrue();
        assertThat(body.at("/negativeBalance/amount").asInt()).isEqualTo(10);
        assertThat(body.at("/negativeBalance/timeUnit").asText()).isEqualTo("HOURS");
        assertThat(body.path("allowNegativeBalance").asBoolean()).isTrue();
        assertThat(body.path("everyoneIncludingNew").asBoolean()).isTrue();
    }

    @Test
    void a_policy_keeps_what_is_not_edited() {
        Policy same = Json.read(Json.tree(policy), Policy.class);

        assertThat(same).isEqualTo(policy);
        assertThat(policy.accrual()).isEqualTo(new Accrual(new BigDecimal("25"), Period.YEAR));
        assertThat(
                        body(workspace.timeOffPolicies().update(policy, PolicyEdit.none()))
                                .at("/negativeBalance/amount")
                                .asInt())
                .isEqualTo(2);
    }

    @Test
    void a_holiday_of_every_year_is_on_its_days_from_its_first_year_on() {
        server.answersWith("holidays");

        List<Holiday> all = workspace.holidays().list();

        Holiday newYear = all.getFirst();
        assertThat(newYear.isOn(LocalDate.parse("2027-12-31"))).isTrue();
        assertThat(newYear.isOn(LocalDate.parse("2028-01-01"))).isTrue();
        assertThat(newYear.isOn(LocalDate.parse("2028-01-02"))).isFalse();
        assertThat(newYear.isOn(LocalDate.parse("2024-12-31"))).isFalse();
        Holiday once = all.getLast();
        assertThat(once.isOn(LocalDate.parse("2026-12-07"))).isTrue();
        assertThat(once.isOn(LocalDate.parse("2027-12-07"))).isFalse();
    }

    @Test
    void a_holiday_is_replaced_whole_with_the_project_of_its_entries() {
        server.answersWith("holidays");
        List<Holiday> all = workspace.holidays().of("u1");

        ApiRequest<Holiday> annual =
                workspace
                        .holidays()
                        .update(all.getFirst(), HolidayEdit.none().withName("New Year's Eve"));
        ApiRequest<Holiday> once =
                workspace.holidays().update(all.getLast(), HolidayEdit.none().withEveryYear(true));

        assertThat(server.lines())
                .containsExactly("GET /api/v1/workspaces/w1/holidays?assigned-to=u1");
        assertThat(annual.body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"name": "New Year's Eve", "occursAnnually": true,
                                 "datePeriod":
                                   {"startDate": "2025-12-31", "endDate": "2026-01-01"},
                                 "everyoneIncludingNew": true,
                                 "users": {"contains": "CONTAINS", "status": "ALL", "ids": []},
                                 "userGroups":
                                   {"contains": "CONTAINS", "status": "ALL", "ids": []},
                                 "automaticTimeEntryCreation": {"enabled": true,
                                   "defaultEntities": {"projectId": "j1", "taskId": "k1"}}}
                                """));
        assertThat(body(once).at("/userGroups/ids/0").asText()).isEqualTo("g1");
        assertThat(body(once).path("occursAnnually").asBoolean()).isTrue();
        assertThat(body(once).has("automaticTimeEntryCreation")).isFalse();
    }

    @Test
    void a_new_holiday_is_plain_days_for_somebody() {
        ApiRequest<Holiday> request =
                workspace
                        .holidays()
                        .create(
                                new NewHoliday(
                                        "Off", DAY, DAY, false, Audience.people(List.of("u1"))));

        assertThat(body(request).at("/datePeriod/startDate").asText()).isEqualTo("2026-12-23");
        assertThat(body(request).at("/users/ids/0").asText()).isEqualTo("u1");
        assertThat(workspace.holidays().delete("h1").toString())
                .isEqualTo("DELETE /workspaces/w1/holidays/h1");
    }

    private static JsonNode body(ApiRequest<?> request) {
        return Objects.requireNonNull(request.body());
    }
}
