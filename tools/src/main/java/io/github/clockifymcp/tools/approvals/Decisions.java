package io.github.clockifymcp.tools.approvals;

import io.github.clockifymcp.clockify.Approvals.Approval;
import io.github.clockifymcp.clockify.Approvals.ApprovalRequest;
import io.github.clockifymcp.clockify.Approvals.Owner;
import io.github.clockifymcp.clockify.Approvals.State;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Deciding on timesheets that were handed in. Whoever handed one in is told by Clockify, so every
/// decision is confirmed.
final class Decisions {

    private Decisions() {}

    static void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_approve_timesheet", Approve.class, Decided.class)
                .title("Approve timesheet")
                .describe(
                        "Approves one or more pending timesheets at once, for managers and admins."
                                + " The preview shows the hours of each and what looks wrong.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .plan(Decisions::approve);

        tools.write("clockify_reject_timesheet", Reject.class, Decided.class)
                .title("Reject timesheet")
                .describe(
                        "Rejects a pending timesheet with the reason, which its owner reads. They"
                                + " can change their entries again and resubmit.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .plan(Decisions::reject);

        tools.write("clockify_withdraw_approval", Withdraw.class, Decided.class)
                .title("Withdraw approval")
                .describe(
                        "Takes back a submission that is pending, your own or another's, or an"
                                + " approval that was given. Its entries can be changed again.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(Decisions::withdraw);
    }

    /// What became of some timesheets.
    record Decided(String done, List<String> sheets) implements Told {
        Decided {
            sheets = List.copyOf(sheets);
        }

        @Override
        public String told() {
            return sheets.stream()
                    .map(sheet -> "%s: %s".formatted(done, sheet))
                    .collect(Collectors.joining("\n"));
        }
    }

    record Approve(
            @Doc("Ids, or names of people with one pending.") @Size(min = 1, max = 50)
                    List<String> approvalIds) {}

    static Planned<Decided> approve(Approve in, Workplace ws) {
        Requests requests = new Requests(ws);
        Map<String, Approval> chosen = new LinkedHashMap<>();
        for (String asked : in.approvalIds()) {
            Approval approval = pending(requests.find(asked), "approved", ws);
            chosen.put(approval.id(), approval);
        }
        List<Approval> all = List.copyOf(chosen.values());
        Plan plan =
                ws.plan(
                        all.size() == 1
                                ? "Approve " + Sheet.of(all.getFirst(), ws).said()
                                : "Approve %d timesheets".formatted(all.size()));
        List<String> steps = new ArrayList<>();
        for (Approval approval : all) {
            String step = "approved" + (steps.size() + 1);
            steps.add(step);
            send(plan, step, approval, State.APPROVED, null, ws);
            List<String> doubts = Sheet.doubts(approval);
            Sheet sheet = Sheet.of(approval, ws);
            plan.note(
                    "%s: %s%s."
                            .formatted(
                                    sheet.said(),
                                    sheet.time(),
                                    doubts.isEmpty() ? "" : "; " + String.join("; ", doubts)));
        }
        return plan.risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .note("Its entries are locked then; clockify_withdraw_approval takes it back.")
                .answering(answers ->
                        new Decided(
                                "Approved",
                                steps.stream().map(step -> said(answers, step, ws)).toList()));
    }

    record Reject(
            @Doc("Its id, or who has one pending.") String approvalId,
            @Doc("What its owner should put right.") @Size(min = 1, max = 1000) String reason) {}

    static Planned<Decided> reject(Reject in, Workplace ws) {
        Approval approval = pending(new Requests(ws).find(in.approvalId()), "rejected", ws);
        Sheet sheet = Sheet.of(approval, ws);
        Plan plan =
                ws.plan("Reject %s".formatted(sheet.said()))
                        .note("%s is handed back.".formatted(sheet.time()))
                        .note("Its owner reads: ‹%s›".formatted(Lines.one(in.reason())))
                        .touching(Reach.WORKSPACE);
        return decided(plan, approval, State.REJECTED, in.reason(), "Rejected", ws);
    }

    record Withdraw(
            @Doc("Its id, or who has one pending.") String approvalId,
            @Doc("Shown with it.") @Size(max = 1000) @Nullable String reason) {}

    static Planned<Decided> withdraw(Withdraw in, Workplace ws) {
        Approval approval = new Requests(ws).find(in.approvalId());
        ApprovalRequest request = approval.approvalRequest();
        Sheet sheet = Sheet.of(approval, ws);
        if (!Sheet.isOpen(request)) {
            throw new ToolException(
                    Code.CONFLICT,
                    "%s was %s: there is nothing to withdraw."
                            .formatted(sheet.said(), Sheet.stood(sheet.state())),
                    "Its entries can be changed already.");
        }
        boolean approved = request.is(State.APPROVED);
        State state = approved ? State.WITHDRAWN_APPROVAL : State.WITHDRAWN_SUBMISSION;
        String owner = Requests.owner(approval).userId();
        boolean own = owner != null && ws.account().owns(owner);
        Plan plan =
                ws.plan(
                                "Withdraw the %s of %s"
                                        .formatted(
                                                approved ? "approval" : "submission", sheet.said()))
                        .note("Its entries can be changed again.")
                        .touching(own && !approved ? Reach.OWN_WORK : Reach.WORKSPACE);
        return decided(plan, approval, state, in.reason(), "Withdrawn", ws);
    }

    /// Changes the state of one request.
    private static Planned<Decided> decided(
            Plan plan,
            Approval approval,
            State state,
            @Nullable String note,
            String done,
            Workplace ws) {
        send(plan, "decided", approval, state, note, ws);
        return plan.risk(Risk.EXTERNAL_SIDE_EFFECT)
                .answering(answers -> new Decided(done, List.of(said(answers, "decided", ws))));
    }

    private static void send(
            Plan plan,
            String step,
            Approval approval,
            State state,
            @Nullable String note,
            Workplace ws) {
        plan.send(step, ws.api().approvals().changeState(approval.id(), state, note))
                .replacing(
                        "approval_request", approval.id(), Json.tree(approval.approvalRequest()));
    }

    /// Whose timesheet a step's answer is about.
    private static String said(Answers answers, String step, Workplace ws) {
        ApprovalRequest changed = Plan.read(answers, step, ApprovalRequest.class);
        Owner owner = changed.owner();
        String name = owner == null || owner.userName() == null ? "somebody" : owner.userName();
        return "%s, %s".formatted(Lines.one(name), Sheet.period(changed, ws));
    }

    private static Approval pending(Approval approval, String wish, Workplace ws) {
        if (!approval.approvalRequest().is(State.PENDING)) {
            Sheet sheet = Sheet.of(approval, ws);
            throw new ToolException(
                    Code.CONFLICT,
                    "%s is %s; only what is pending can be %s."
                            .formatted(sheet.said(), Sheet.word(sheet.state()), wish),
                    sheet.state().equals("APPROVED")
                            ? "clockify_withdraw_approval takes an approval back."
                            : "Its owner has to resubmit it first.");
        }
        return approval;
    }
}
