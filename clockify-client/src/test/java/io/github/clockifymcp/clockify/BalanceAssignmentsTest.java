package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.BalanceAssignments.Assignment;
import io.github.clockifymcp.clockify.BalanceAssignments.Days;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BalanceAssignmentsTest {

    private static final Days YEAR =
            new Days(LocalDate.parse("2027-01-01"), LocalDate.parse("2027-12-31"));

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final BalanceAssignments given = clockify.workspace("w1").balanceAssignments();
    private final Assignment first =
            Json.readList(
                            Json.tree(
                                    List.of(Map.of("id", "a1", "policyId", "p1", "userId", "u1"))),
                            Assignment.class)
                    .getFirst();

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void what_somebody_was_given_is_read_with_the_days_it_is_good_for() {
        server.answersWith("balance-assignments");

        List<Assignment> found = given.list("u1", "p1");

        assertThat(server.received().getFirst().line())
                .endsWith("/workspaces/w1/time-off/balance/assignment/user/u1/policy/p1");
        assertThat(found.getFirst().amount()).isEqualTo(new BigDecimal("2.5"));
        assertThat(found.getFirst().last()).isEqualTo(LocalDate.parse("2027-03-31"));
        assertThat(found.getLast().amount()).isEqualTo(new BigDecimal("20"));
        assertThat(found.getLast().first()).isNull();
    }

    @Test
    void giving_names_the_people_and_leaves_the_days_to_clockify_where_none_are_said() {
        assertThat(given.give("p1", List.of("u1"), BigDecimal.TEN, null, null))
                .hasToString(
                        "POST /workspaces/w1/time-off/balance/assignment"
                                + " {\"policyId\":\"p1\",\"balance\":10,\"userIds\":[\"u1\"]}");
        assertThat(given.give("p1", List.of("u1"), BigDecimal.ONE, YEAR, "x").toString())
                .endsWith(
                        "\"dateRange\":{\"start\":\"2027-01-01\",\"end\":\"2027-12-31\"},\"note\":\"x\"}");
    }

    @Test
    void a_change_is_what_is_added_and_a_deletion_says_why() {
        assertThat(given.change(first, new BigDecimal("-1"), null, null))
                .hasToString(
                        "PUT /workspaces/w1/time-off/balance/assignment/a1/user/u1/policy/p1"
                                + " {\"balanceChange\":-1}");
        assertThat(given.delete(first, "Left"))
                .hasToString(
                        "DELETE /workspaces/w1/time-off/balance/assignment/a1/user/u1/policy/p1"
                                + " {\"note\":\"Left\"}");
    }
}
