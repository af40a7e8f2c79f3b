package io.github.clockifymcp.tools.approvals;

import static io.github.clockifymcp.tools.AnswerSchemas.assertFits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Answers about approvals fit their schemas, with as little as Clockify can say.
class ApprovalAnswersTest {
    private static final String ALL = StubDesk.WS + "/approval-requests";
    private static final String ID = "65a000000000000000000001";
    private static final String ANNA = "5a0000000000000000000001";
    private static final String REQUEST =
            """
            {"id": "%s", "status": {"state": "PENDING"}, "owner": {"userId": "%s"},
             "dateRange": {"start": "2026-11-15T00:00:00Z", "end": "2026-11-21T23:59:59Z"}}
            """
                    .formatted(ID, ANNA);
    private static final Map<String, String> READS =
            Map.of(
                    "clockify_list_approval_requests", "{\"status\": \"all\"}",
                    "clockify_get_approval_request", "{\"approval_id\": \"%s\"}".formatted(ID),
                    "clockify_unsubmitted_timesheets", "{}");
    private static final Map<String, String> WRITES =
            Map.of(
                    "clockify_approve_timesheet", "{\"approval_ids\": [\"%s\"]}".formatted(ID),
                    "clockify_reject_timesheet",
                            "{\"approval_id\": \"%s\", \"reason\": \"r\"}".formatted(ID),
                    "clockify_withdraw_approval", "{\"approval_id\": \"%s\"}".formatted(ID),
                    "clockify_submit_for_approval", "{\"period\": \"last week\"}",
                    "clockify_resubmit_for_approval", "{\"period\": \"this week\"}");

    private static StubDesk desk(String requests) {
        StubTransport clockify =
                StubDesk.annas()
                        .has(
                                StubDesk.WS + "/users",
                                "{\"id\": \"%s\", \"name\": null, \"roles\": [\"OWNER\"]}"
                                        .formatted(ANNA))
                        .answers(StubDesk.WS + "/user/%s/time-entries".formatted(ANNA), "[]")
                        .answers(ALL, requests)
                        .answers(ALL + "/" + ID, REQUEST)
                        .answers(ALL + "/resubmit-entries-for-approval", REQUEST);
        return StubDesk.at(clockify);
    }

    private static StubDesk desk() {
        return desk("[{\"approvalRequest\": %s}]".formatted(REQUEST));
    }

    @Test
    void what_is_read_fits() {
        for (Map.Entry<String, String> read : READS.entrySet()) {
            assertFits(read.getKey(), desk().call(read.getKey(), read.getValue()));
        }
        StubDesk bare = desk("[{\"approvalRequest\": {\"id\": \"%s\"}}]".formatted(ID));
        assertThat(bare.told("clockify_list_approval_requests", "{\"status\": \"all\"}"))
                .startsWith("somebody | unknown days | unknown | 0 entries | id " + ID);
    }

    @Test
    void what_came_of_a_change_fits() {
        for (Map.Entry<String, String> write : WRITES.entrySet()) {
            if (!write.getKey().equals("clockify_submit_for_approval")) {
                StubDesk desk = desk();
                assertFits(write.getKey(), desk.make(desk.plan(write.getKey(), write.getValue())));
            }
        }
        StubDesk none = StubDesk.at(stubWithAList());
        String submit = "clockify_submit_for_approval";
        assertFits(submit, none.make(none.plan(submit, WRITES.getOrDefault(submit, ""))));
    }

    private static StubTransport stubWithAList() {
        return StubDesk.annas()
                .answers(StubDesk.WS + "/user/%s/time-entries".formatted(ANNA), "[]")
                .has(ALL, "{\"approvalRequest\": {\"id\": \"x\"}}");
    }

    @Test
    void a_request_behind_those_that_are_read_is_not_said_not_to_exist() {
        StubTransport many = StubDesk.annas();
        for (int i = 0; i <= 1_000; i++) {
            many.has(ALL, "{\"approvalRequest\": {\"id\": \"%024x\"}}".formatted(i));
        }
        StubDesk desk = StubDesk.at(many);

        String asked = "{\"approval_id\": \"%024x\"}".formatted(1_000);

        assertThat(desk.problem("clockify_get_approval_request", asked).message())
                .isEqualTo(
                        "Approval request %024x is not among the latest 1000 that you may see."
                                .formatted(1_000));
        assertThat(
                        desk.problem(
                                        "clockify_get_approval_request",
                                        "{\"approval_id\": \"%s\"}".formatted(ID))
                                .message())
                .contains("the latest 1000");
    }

    @Test
    void no_tool_of_the_group_is_left_out() {
        assertThat(desk().toolsOf(List.of("approvals")))
                .hasSize(READS.size() + WRITES.size())
                .containsAll(READS.keySet())
                .containsAll(WRITES.keySet());
    }
}
