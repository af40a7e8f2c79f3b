package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Timesheets handed in for approval: who sees them, what may become of them, and what they hold on
/// to.
class ApprovalTest extends SandboxTest {

    private static final String WEEK = "{'period':'WEEKLY','periodStart':'2026-11-09T00:00:00Z'}";

    private final String all = ws + "/approval-requests";
    private final String elifs = all + "/" + Seed.id("approval", "elif/1");

    @Test
    void the_seed_has_requests_in_every_state() {
        Reply reply = ada.get(all + "?page-size=200");

        assertThat(reply.header("Last-Page")).isEqualTo("true");
        assertThat(reply.json().findValuesAsText("state"))
                .contains(
                        "PENDING",
                        "APPROVED",
                        "REJECTED",
                        "WITHDRAWN_SUBMISSION",
                        "WITHDRAWN_APPROVAL");
        JsonNode first = reply.json().get(0);
        assertThat(Duration.parse(first.path("trackedTime").asText())).isPositive();
        assertThat(first.path("entries").get(0).path("approvalRequestId"))
                .isEqualTo(first.at("/approvalRequest/id"));
    }

    @Test
    void only_three_states_are_filtered_and_people_and_dates_are_ignored() {
        Reply pending = ada.get(all + "?status=PENDING&userId=nobody&start=2030-01-01");

        assertThat(pending.json().findValuesAsText("state")).isNotEmpty().containsOnly("PENDING");
        assertThat(ada.get(all + "?status=REJECTED").code()).isEqualTo(3000);
        assertThat(ada.get(all + "?types=HOLIDAY").code()).isEqualTo(3000);
        assertThat(ada.get(all + "/" + Seed.id("approval", "elif/1")).status()).isEqualTo(405);
    }

    @Test
    void members_see_their_own_managers_those_of_all_and_nobody_without_the_feature() {
        assertThat(mina.get(all).json().findValuesAsText("userName"))
                .isNotEmpty()
                .containsOnly(Seed.main().name());
        assertThat(chiara.get(all).json()).hasSameSizeAs(ada.get(all).json());
        sandbox().withoutFeature(Seed.studio(), "APPROVAL");

        assertThat(ada.get(all).status()).isEqualTo(403);
        assertThat(mina.post(all, WEEK).status()).isEqualTo(403);
    }

    @Test
    void a_week_is_handed_in_once_by_any_of_its_days() {
        Reply made = mina.post(all, "{'period':'WEEKLY','periodStart':'2026-11-11T00:00:00.000Z'}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("/status/state").asText()).isEqualTo("PENDING");
        assertThat(made.json().at("/dateRange/start").asText()).isEqualTo("2026-11-08T23:00:00Z");
        assertThat(made.json().at("/dateRange/end").asText()).isEqualTo("2026-11-15T22:59:59Z");
        assertThat(mina.post(all, WEEK).message()).contains("already exists");
        assertThat(mina.post(all, "{'periodStart':'yesterday'}").code()).isEqualTo(3002);
        assertThat(mina.post(all, "{'period':'WEEKLY'}").message()).isEqualTo("must not be null");
        assertThat(
                        mina.post(all, "{'period':'MONTHLY','periodStart':'2026-11-01T00:00:00Z'}")
                                .code())
                .isEqualTo(501);
    }

    @Test
    void time_and_expenses_are_handed_in_together_or_apart() {
        assertThat(mina.post(all + "/EXPENSE", WEEK).text("type")).isEqualTo("EXPENSE");
        assertThat(mina.post(all + "/TIMESHEET", WEEK).status()).isEqualTo(201);
        assertThat(mina.post(all, WEEK).status()).isEqualTo(400);
        assertThat(mina.post(all + "/TIMESHEET_AND_EXPENSE", WEEK).code()).isEqualTo(3000);
        String hers = all + "/users/" + Seed.person("elif").id();
        String earlier = "{'periodStart':'2026-09-07T00:00:00Z'}";
        assertThat(ada.post(hers + "/TIMESHEET_AND_EXPENSE", earlier).status()).isEqualTo(201);
    }

    @Test
    void managers_hand_in_and_decide_for_others_but_not_for_themselves() {
        String hana = all + "/users/" + Seed.person("hana").id();
        String chiaras = all + "/" + Seed.id("approval", "chiara/1");

        Reply made = chiara.post(hana, WEEK);

        assertThat(made.json().at("/creator/userName").asText()).isEqualTo("Chiara Rossi");
        assertThat(mina.post(hana, WEEK).status()).isEqualTo(403);
        assertThat(mina.patch(elifs, "{'state':'APPROVED'}").status()).isEqualTo(400);
        assertThat(chiara.patch(chiaras, "{'state':'APPROVED'}").status()).isEqualTo(403);
        assertThat(chiara.patch(elifs, "{'state':'APPROVED'}").status()).isEqualTo(200);
        assertThat(ada.patch(chiaras, "{'state':'APPROVED'}").status()).isEqualTo(200);
    }

    @Test
    void a_state_follows_only_where_it_can() {
        assertThat(ada.patch(elifs, "{'state':'WITHDRAWN_APPROVAL'}").status()).isEqualTo(400);
        assertThat(ada.patch(elifs, "{'state':'MAYBE'}").code()).isEqualTo(3002);
        assertThat(ada.patch(elifs, "{}").message()).isEqualTo("must not be null");
        Reply rejected = ada.patch(elifs, "{'state':'REJECTED','note':'No breaks'}");
        assertThat(rejected.json().at("/status/note").asText()).isEqualTo("No breaks");
        assertThat(rejected.json().at("/status/updatedByUserName").asText())
                .isEqualTo("Ada Winter");
        assertThat(ada.patch(elifs, "{'state':'APPROVED'}").status()).isEqualTo(400);
    }

    @Test
    void what_was_handed_in_is_locked_until_it_is_withdrawn() {
        String entry = finished();
        String change = "{'start':'2026-11-10T08:00:00Z','end':'2026-11-10T09:00:00Z'}";
        assertThat(mina.put(entry, change).status()).isEqualTo(200);

        String request = all + "/" + mina.post(all, WEEK).text("id");

        assertThat(mina.get(entry).json().path("isLocked").asBoolean()).isTrue();
        assertThat(mina.put(entry, change).code()).isEqualTo(501);
        assertThat(mina.delete(entry).status()).isEqualTo(400);
        assertThat(ada.put(entry, change).status()).isEqualTo(200);
        assertThat(mina.patch(request, "{'state':'WITHDRAWN_SUBMISSION'}").status()).isEqualTo(200);
        assertThat(mina.put(entry, change).status()).isEqualTo(200);
        assertThat(mina.get(entry).json().path("isLocked").asBoolean()).isFalse();
    }

    @Test
    void what_is_logged_later_is_not_in_a_request_until_it_is_resubmitted() {
        String resubmit = all + "/resubmit-entries-for-approval";
        assertThat(mina.post(resubmit, WEEK).status()).isEqualTo(400);
        String id = mina.post(all, WEEK).text("id");
        assertThat(mina.post(resubmit, WEEK).message()).contains("no entries to resubmit");
        mina.post(
                ws + "/time-entries",
                "{'start':'2026-11-12T19:00:00Z','end':'2026-11-12T20:00:00Z'}");
        int before = entries(id);

        Reply again = mina.post(resubmit, WEEK);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("id")).isEqualTo(id);
        assertThat(entries(id)).isEqualTo(before + 1);
    }

    @Test
    void a_rejected_week_is_resubmitted_by_its_owner_or_for_them() {
        String rejected = Seed.id("approval", "grace/2");
        String grace = all + "/users/" + Seed.person("grace").id();
        String week = "{'period':'WEEKLY','periodStart':'2026-11-03T00:00:00Z'}";

        Reply again = ada.post(grace + "/resubmit-entries-for-approval", week);

        assertThat(again.text("id")).isEqualTo(rejected);
        assertThat(again.json().at("/status/state").asText()).isEqualTo("PENDING");
        assertThat(again.json().at("/owner/startOfWeek").asText()).isEqualTo("SUNDAY");
    }

    private int entries(String request) {
        for (JsonNode row : mina.get(all).json()) {
            if (row.at("/approvalRequest/id").asText().equals(request)) {
                return row.path("entries").size();
            }
        }
        throw new AssertionError("There is no request " + request);
    }

    private String finished() {
        List<String> ids =
                mina.get(minas + "?start=2026-11-10T00:00:00Z&end=2026-11-11T00:00:00Z")
                        .json()
                        .findValuesAsText("id");
        return ws + "/time-entries/" + ids.getFirst();
    }
}
