package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.Approvals.Approval;
import io.github.clockifymcp.clockify.Approvals.ApprovalRequest;
import io.github.clockifymcp.clockify.Approvals.DateRange;
import io.github.clockifymcp.clockify.Approvals.Owner;
import io.github.clockifymcp.clockify.Approvals.Period;
import io.github.clockifymcp.clockify.Approvals.State;
import io.github.clockifymcp.clockify.Approvals.Submission;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ApprovalsTest {

    private static final Submission WEEK =
            Submission.of(Period.WEEKLY, LocalDate.parse("2026-11-16"));
    private static final String BODY =
            " {\"period\":\"WEEKLY\",\"periodStart\":\"2026-11-16T00:00:00Z\"}";

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final Approvals approvals = clockify.workspace("w1").approvals();

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void requests_are_listed_with_their_time_and_who_decided() {
        server.answersWith("approvals");

        Page<Approval> page =
                approvals.list(
                        Approvals.Filter.all().pending().sortedBy("START", SortOrder.DESCENDING),
                        Paging.first());

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/approval-requests?status=PENDING"
                                + "&sort-column=START&sort-order=DESCENDING&page=1&page-size=50");
        Approval first = page.items().getFirst();
        assertThat(first.trackedTime()).isEqualTo(Duration.ofMinutes(38 * 60 + 15));
        assertThat(first.pendingTime()).isNull();
        assertThat(first.approvalRequest().is(State.REJECTED)).isTrue();
        assertThat(first.approvalRequest().type()).isEqualTo("TIMESHEET");
        assertThat(first.approvalRequest().firstDay()).isEqualTo("2026-11-16");
        assertThat(first.approvalRequest().dayAfter()).isEqualTo("2026-11-23");
        assertThat(first.entries()).hasSize(1);
        assertThat(first.expenses()).hasSize(1);
    }

    @Test
    void what_clockify_leaves_out_or_thinks_of_next_is_no_reason_to_fail() {
        server.answersWith("approvals");

        List<Approval> all = approvals.list(Approvals.Filter.all(), Paging.first()).items();

        ApprovalRequest pondered = all.get(1).approvalRequest();
        assertThat(State.values()).noneMatch(pondered::is);
        assertThat(pondered.firstDay()).isEqualTo("2026-11-01");
        assertThat(pondered.dayAfter()).isEqualTo("2026-12-01");
        assertThat(all.get(2).entries()).isEmpty();
        assertThat(all.get(2).approvalRequest().firstDay()).isNull();
    }

    @Test
    void a_period_has_its_days_whichever_midnight_it_is_told_in() {
        assertThat(days("America/New_York", "2026-11-16T05:00:00Z", "2026-11-23T04:59:59Z"))
                .isEqualTo("2026-11-16..2026-11-23");
        assertThat(days("America/New_York", "2026-11-16T00:00:00Z", "2026-11-22T23:59:59Z"))
                .isEqualTo("2026-11-16..2026-11-23");
        assertThat(days("Asia/Tokyo", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"))
                .isEqualTo("2026-11-16..2026-11-23");
    }

    private static String days(String zone, String start, String end) {
        ApprovalRequest request =
                new ApprovalRequest(
                        "a1",
                        null,
                        new Owner("u1", "Mina", zone, "MONDAY"),
                        null,
                        new DateRange(Instant.parse(start), Instant.parse(end)),
                        null);
        return "%s..%s".formatted(request.firstDay(), request.dayAfter());
    }

    @Test
    void a_period_is_handed_in_for_oneself_or_for_another() {
        String all = "POST /workspaces/w1/approval-requests";

        assertThat(approvals.submit(WEEK)).hasToString(all + BODY);
        assertThat(approvals.submit(Approvals.Type.EXPENSE, WEEK))
                .hasToString(all + "/EXPENSE" + BODY);
        assertThat(approvals.submitFor("u1", WEEK)).hasToString(all + "/users/u1" + BODY);
        assertThat(approvals.submitFor("u1", Approvals.Type.TIMESHEET, WEEK))
                .hasToString(all + "/users/u1/TIMESHEET" + BODY);
        assertThat(approvals.resubmit(WEEK))
                .hasToString(all + "/resubmit-entries-for-approval" + BODY);
        assertThat(approvals.resubmitFor("u1", WEEK))
                .hasToString(all + "/users/u1/resubmit-entries-for-approval" + BODY);
    }

    @Test
    void a_decision_is_sent_with_its_note_if_there_is_one() {
        assertThat(approvals.changeState("a1", State.REJECTED, "No breaks"))
                .hasToString(
                        "PATCH /workspaces/w1/approval-requests/a1"
                                + " {\"state\":\"REJECTED\",\"note\":\"No breaks\"}");
        assertThat(approvals.changeState("a1", State.APPROVED, null))
                .hasToString("PATCH /workspaces/w1/approval-requests/a1 {\"state\":\"APPROVED\"}");
    }
}
