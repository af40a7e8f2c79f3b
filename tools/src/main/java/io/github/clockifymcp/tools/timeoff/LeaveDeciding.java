package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.TimeOff;
import io.github.clockifymcp.clockify.TimeOff.Leave;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Approving, rejecting and withdrawing requests for time off.
final class LeaveDeciding {
    private LeaveDeciding() {}

    record Decide(
            @Doc("Ids of pending requests.") @Size(min = 1, max = 20) List<String> requests,
            @Doc("For the people who asked.") @Size(max = 3000) @Nullable String note) {
        Decide {
            requests = List.copyOf(requests);
        }
    }

    /// @param verb `Approved` or `Rejected`
    record Decided(String verb, @Columns List<LeaveRow> decided) implements Told {
        Decided {
            decided = List.copyOf(decided);
        }

        @Override
        public String told() {
            return decided.stream()
                    .map(request -> verb + " " + request.said())
                    .collect(Collectors.joining("\n"));
        }
    }

    static Planned<Decided> approve(Decide in, Workplace ws) {
        return decide(in, TimeOff.Status.APPROVED, "Approve", ws);
    }

    static Planned<Decided> deny(Decide in, Workplace ws) {
        return decide(in, TimeOff.Status.REJECTED, "Reject", ws);
    }

    /// One step for each request. None has an inverse: a decision is the last word.
    private static Planned<Decided> decide(
            Decide in, TimeOff.Status status, String verb, Workplace ws) {
        List<Leave> leaves =
                LeaveWords.find(in.requests(), ws).stream()
                        .map(leave -> pending(leave, ws))
                        .toList();
        List<LeaveRow> rows = leaves.stream().map(leave -> LeaveRow.of(leave, ws)).toList();
        String what =
                rows.size() == 1
                        ? rows.getFirst().said()
                        : "%d requests for time off".formatted(rows.size());
        Plan plan =
                ws.plan("%s %s".formatted(verb, what))
                        .risk(Risk.EXTERNAL_SIDE_EFFECT)
                        .touching(Reach.WORKSPACE);
        Map<String, BigDecimal> spent = new HashMap<>();
        int number = 0;
        for (Leave leave : leaves) {
            number++;
            plan.send("request" + number, ws.api().timeOff().decide(leave, status, in.note()))
                    .replacing("time_off_request", leave.id(), leave.raw());
            LeaveRow row = rows.get(number - 1);
            if (rows.size() > 1) {
                plan.note(row.said());
            }
            if (status == TimeOff.Status.APPROVED) {
                balance(leave, spent, plan);
            }
        }
        plan.note("Those who asked are notified; a decision cannot be taken back here.");
        return plan.answering(
                answers -> new Decided(verb + (verb.endsWith("e") ? "d" : "ed"), rows));
    }

    /// @param spent what earlier requests of this change take, by person and policy
    private static void balance(Leave leave, Map<String, BigDecimal> spent, Plan plan) {
        BigDecimal before = leave.balance();
        BigDecimal amount = leave.amount();
        if (before != null && amount != null) {
            String key = leave.userId() + "/" + leave.policyId();
            BigDecimal left = before.subtract(spent.getOrDefault(key, BigDecimal.ZERO));
            BigDecimal after = left.subtract(amount);
            spent.merge(key, amount, BigDecimal::add);
            plan.note(
                    "Balance: %s now, %s after.%s"
                            .formatted(
                                    LeaveWords.said(left, leave.unit()),
                                    LeaveWords.said(after, leave.unit()),
                                    after.signum() < 0 ? " That is below zero." : ""));
        }
    }

    private static Leave pending(Leave leave, Workplace ws) {
        if (!leave.isPending()) {
            LeaveRow row = LeaveRow.of(leave, ws);
            throw new ToolException(
                    Code.CONFLICT,
                    "This request is %s already: %s.".formatted(row.status(), row.said()),
                    "Clockify lets only pending requests change.");
        }
        return leave;
    }

    record Withdraw(@Doc("Its id, as lists show it.") String request) {}

    record Withdrawn(LeaveRow withdrawn) implements Told {
        @Override
        public String told() {
            return "Withdrew " + withdrawn.said();
        }
    }

    static Planned<Withdrawn> withdraw(Withdraw in, Workplace ws) {
        Leave leave = pending(LeaveWords.find(in.request(), ws), ws);
        LeaveRow row = LeaveRow.of(leave, ws);
        boolean own = ws.account().owns(leave.userId());
        return ws.plan(
                        "Withdraw " + row.said(),
                        "request",
                        ws.api().timeOff().delete(leave.policyId(), leave.id()))
                .risk(Risk.DESTRUCTIVE)
                .touching(own ? Reach.OWN_WORK : Reach.WORKSPACE)
                .replacing("time_off_request", leave.id(), leave.raw())
                .note("It is gone afterwards, and would have to be asked for again.")
                .answering(answers -> new Withdrawn(row));
    }
}
