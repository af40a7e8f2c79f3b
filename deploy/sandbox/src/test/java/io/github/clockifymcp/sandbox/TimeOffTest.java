package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Time off: who sees and decides what, how balances come about, and where the API is other than
/// one expects.
class TimeOffTest extends SandboxTest {

    private final String off = ws + "/time-off";
    private final String vacation = off + "/policies/" + Seed.id("policy", "Vacation");
    private final String lieu = off + "/policies/" + Seed.id("policy", "Time in lieu");
    private final String balances = off + "/balance/user/" + Seed.main().id();

    @Test
    void the_seed_has_requests_in_every_state_and_one_sees_ones_own() {
        Reply all = ada.post(off + "/requests", "{}");
        Reply own = mina.post(off + "/requests", "{'statuses':['PENDING'],'pageSize':1}");

        assertThat(statuses(all)).contains("PENDING", "APPROVED", "REJECTED").hasSize(6);
        assertThat(statuses(chiara.post(off + "/requests", "{'statuses':['ALL']}"))).hasSize(5);
        assertThat(own.json().path("count").asInt()).isEqualTo(2);
        assertThat(own.json().path("requests")).hasSize(1);
        JsonNode dentist = own.json().path("requests").get(0);
        assertThat(dentist.path("timeUnit").asText()).isEqualTo("HOURS");
        assertThat(dentist.path("balanceDiff").asDouble()).isEqualTo(-3);
        assertThat(dentist.path("balance").asDouble()).isEqualTo(12.5);
        assertThat(ada.get(off + "/requests").status()).isEqualTo(405);
        assertThat(ada.get(off + "/requests/" + Seed.id("leave", "skiing")).code()).isEqualTo(3000);
        assertThat(ada.post(off + "/requests", "{'statuses':['WITHDRAWN']}").code()).isEqualTo(501);
    }

    @Test
    void days_are_a_first_one_and_a_number_and_holidays_are_not_taken_off() {
        // From a Monday to a Friday with the outing in the middle.
        Reply asked =
                mina.post(
                        vacation + "/requests",
                        "{'timeOffPeriod':{'period':{'start':'2026-12-14','days':5}}}");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.json().path("balanceDiff").asDouble()).isEqualTo(-4);
        assertThat(asked.json().at("/timeOffPeriod/period/start").asText())
                .isEqualTo("2026-12-13T23:00:00Z");
        assertThat(asked.json().at("/timeOffPeriod/period/end").asText())
                .isEqualTo("2026-12-18T22:59:59Z");
        assertThat(
                        mina.post(
                                        vacation + "/requests",
                                        "{'timeOffPeriod':{'period':{'start':'2027-03-01','end':'2027-03-02'}}}")
                                .message())
                .isEqualTo("Value for number of days is not allowed");
    }

    @Test
    void a_half_day_takes_a_half_and_only_where_the_policy_has_them() {
        String half =
                "{'timeOffPeriod':{'period':{'start':'2026-12-01','days':1},'isHalfDay':true,'halfDayPeriod':'%s'}}";

        Reply first = mina.post(vacation + "/requests", half.formatted("FIRST_HALF"));
        Reply second = mina.post(vacation + "/requests", half.formatted("SECOND_HALF"));
        Reply again = mina.post(vacation + "/requests", half.formatted("FIRST_HALF"));

        assertThat(first.json().path("balanceDiff").asDouble()).isEqualTo(-0.5);
        assertThat(second.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.message()).contains("overlaps");
    }

    @Test
    void hours_are_a_start_and_an_end_without_fractions() {
        String body = "{'timeOffPeriod':{'period':{'start':'%s','end':'2026-11-24T12:00:00Z'}}}";

        Reply asked = mina.post(lieu + "/requests", body.formatted("2026-11-24T10:30:00Z"));

        assertThat(asked.json().path("balanceDiff").asDouble()).isEqualTo(-1.5);
        assertThat(
                        mina.post(lieu + "/requests", body.formatted("2026-11-24T10:30:00.000Z"))
                                .message())
                .isEqualTo("invalid date format");
        assertThat(
                        mina.post(
                                        lieu + "/requests",
                                        "{'timeOffPeriod':{'period':{'start':'2026-11-25T00:00:00Z','end':'2026-11-25T20:00:00Z'}}}")
                                .message())
                .isEqualTo("Insufficient balance");
    }

    @Test
    void a_balance_changes_when_a_request_is_approved_and_not_before() {
        String skiing = vacation + "/requests/" + Seed.id("leave", "skiing");

        double before = left(mina.get(balances), "Vacation");
        Reply denied = mina.patch(skiing, "{'status':'APPROVED'}");
        Reply approved = chiara.patch(skiing, "{'status':'APPROVED','note':'Enjoy'}");

        assertThat(before).isEqualTo(23);
        assertThat(denied.status()).isEqualTo(403);
        assertThat(approved.json().at("/status/statusType").asText()).isEqualTo("APPROVED");
        assertThat(approved.json().at("/status/changedByUserName").asText())
                .isEqualTo("Chiara Rossi");
        assertThat(left(mina.get(balances), "Vacation")).isEqualTo(19);
        assertThat(chiara.patch(skiing, "{'status':'REJECTED'}").status()).isEqualTo(400);
        assertThat(chiara.patch(skiing, "{'status':'ALL'}").code()).isEqualTo(501);
        assertThat(mina.delete(skiing).status()).isEqualTo(400);
    }

    @Test
    void what_nobody_has_to_approve_is_approved_at_once() {
        String sick = off + "/policies/" + Seed.id("policy", "Sick leave") + "/requests";

        Reply asked =
                mina.post(sick, "{'timeOffPeriod':{'period':{'start':'2026-11-20','days':1}}}");

        assertThat(asked.json().at("/status/statusType").asText()).isEqualTo("APPROVED");
        assertThat(asked.json().at("/status/changedByUserId").isNull()).isTrue();
        assertThat(left(mina.get(balances), "Sick leave")).isEqualTo(-1);
    }

    @Test
    void a_pending_request_is_withdrawn_and_answers_itself_once() {
        String skiing = vacation + "/requests/" + Seed.id("leave", "skiing");

        assertThat(mina.delete(skiing).text("note")).isEqualTo("Skiing");
        assertThat(mina.delete(skiing).code()).isEqualTo(501);
    }

    @Test
    void others_are_asked_for_by_those_who_decide_and_strange_policies_refuse() {
        String body = "{'timeOffPeriod':{'period':{'start':'2027-02-01','days':1}}}";
        String of = vacation + "/users/" + Seed.person("elif").id() + "/requests";

        Reply asked = chiara.post(of, body);

        assertThat(asked.text("userName")).isEqualTo("Elif Yılmaz");
        assertThat(asked.text("requesterUserName")).isEqualTo("Chiara Rossi");
        assertThat(mina.post(of, body).status()).isEqualTo(403);
        assertThat(mina.post(off + "/policies/nobody/requests", body).message())
                .isEqualTo("Access Denied");
        assertThat(ada.get(off + "/policies/nobody").message())
                .isEqualTo("Policy doesn't belong to Workspace");
    }

    @Test
    void balances_are_seen_by_their_person_and_set_by_those_who_run_the_place() {
        String policy = off + "/balance/policy/" + Seed.id("policy", "Time in lieu");
        String set = "{'userIds':['%s'],'value':20,'note':'x'}".formatted(Seed.main().id());

        assertThat(mina.get(policy).status()).isEqualTo(403);
        assertThat(mina.get(off + "/balance/user/" + Seed.person("ada").id()).status())
                .isEqualTo(403);
        assertThat(mina.patch(policy, set).status()).isEqualTo(403);
        assertThat(ada.patch(policy, set).status()).isEqualTo(204);
        assertThat(left(mina.get(balances), "Time in lieu")).isEqualTo(20);
        assertThat(ada.get(policy).json().path("count").asInt()).isEqualTo(3);
        assertThat(ada.get(policy + "?page-size=201").code()).isEqualTo(501);
    }

    @Test
    void time_given_to_somebody_is_added_changed_by_a_difference_and_taken_back() {
        String mina = Seed.main().id();
        String policy = Seed.id("policy", "Time in lieu");
        String given = off + "/balance/assignment";
        String of = "/user/" + mina + "/policy/" + policy;

        Reply made =
                ada.post(
                        given,
                        "{'policyId':'%s','userIds':['%s'],'balance':2}".formatted(policy, mina));
        String id = ada.get(given + of).json().get(1).path("id").asText();
        Reply changed = ada.put(given + "/" + id + of, "{'balanceChange':-0.5}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(changed.status()).isEqualTo(204);
        assertThat(left(ada.get(balances), "Time in lieu")).isEqualTo(14);
    }

    @Test
    void a_policy_is_replaced_whole_archived_first_and_then_deleted() {
        Reply sparse = ada.put(vacation, "{'name':'Holiday'}");
        Reply status = ada.patch(vacation, "{'status':'ALL'}");
        Reply active = ada.delete(vacation);
        Reply archived = ada.patch(vacation, "{'status':'ARCHIVED'}");

        assertThat(sparse.message()).isEqualTo("must not be null");
        assertThat(status.message()).isEqualTo("Invalid status");
        assertThat(active.status()).isEqualTo(400);
        assertThat(archived.json().path("archived").asBoolean()).isTrue();
        assertThat(ada.delete(vacation).status()).isEqualTo(200);
        assertThat(mina.post(off + "/policies", "{'name':'x1','approve':{}}").status())
                .isEqualTo(403);
        assertThat(ada.post(off + "/policies", "{'name':'x1'}").message())
                .isEqualTo("must not be null");
        assertThat(
                        ada.post(
                                        off + "/policies",
                                        "{'name':'x1','approve':{},'allowNegativeBalance':true}")
                                .message())
                .isEqualTo("must not be null");
    }

    @Test
    void holidays_ignore_paging_and_have_no_route_for_one() {
        String holidays = ws + "/holidays";
        String christmas = holidays + "/" + Seed.id("holiday", "Christmas");

        Reply all = mina.get(holidays + "?page=7&page-size=1");

        assertThat(all.json()).hasSize(4);
        assertThat(all.header("Last-Page")).isEmpty();
        assertThat(mina.get(holidays + "?assigned-to=" + Seed.person("elif").id()).json())
                .hasSize(3);
        assertThat(ada.get(christmas).status()).isEqualTo(405);
        assertThat(mina.delete(christmas).status()).isEqualTo(403);
        assertThat(ada.put(christmas, "{'name':'Xmas'}").message()).isEqualTo("must not be null");
        assertThat(
                        ada.post(
                                        holidays,
                                        "{'name':'Nobody','datePeriod':{'startDate':'2026-12-01','endDate':'2026-12-01'}}")
                                .status())
                .isEqualTo(400);
        assertThat(ada.delete(christmas).json().path("users")).isEmpty();
    }

    @Test
    void holidays_in_a_period_need_a_person_the_workspace_knows() {
        String in = ws + "/holidays/in-period?start=2027-12-20T00:00:00Z&end=2028-01-03T00:00:00Z";

        assertThat(ada.get(in).code()).isEqualTo(3001);
        assertThat(ada.get(in + "&assigned-to=nobody").status()).isEqualTo(500);
        assertThat(ada.get(in + "&assigned-to=" + Seed.main().id()).json()).hasSize(2);
    }

    @Test
    void a_plan_without_time_off_refuses_all_of_it() {
        sandbox().withoutFeature(Seed.studio(), "TIME_OFF");

        assertThat(ada.get(off + "/policies").status()).isEqualTo(403);
        assertThat(ada.post(off + "/requests", "{}").message()).isEqualTo("Access Denied");
        assertThat(ada.get(ws + "/holidays").status()).isEqualTo(403);
        assertThat(ada.get(balances).status()).isEqualTo(403);
    }

    private static double left(Reply balances, String policy) {
        for (JsonNode balance : balances.json().path("balances")) {
            if (balance.path("policyName").asText().equals(policy)) {
                return balance.path("balance").asDouble();
            }
        }
        throw new AssertionError("no balance for " + policy);
    }

    private static List<String> statuses(Reply reply) {
        List<String> statuses = new ArrayList<>();
        reply.json()
                .path("requests")
                .forEach(request -> statuses.add(request.at("/status/statusType").asText()));
        return statuses;
    }
}
