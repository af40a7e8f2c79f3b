package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.TimeOff.Balance;
import io.github.clockifymcp.clockify.TimeOffPolicies.Policy;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What everybody has left under a policy, and giving or taking some of it; and deleting a policy.
public final class BalanceTools implements ToolGroup<Workplace> {
    @Override
    public String id() {
        return "time_off";
    }

    @Override
    public void before(Workplace ws) {
        PlanFeatures.need("TIME_OFF", "time off", ws);
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_time_off_balances", ListBalances.class, BalancePage.class)
                .title("List time off balances")
                .describe(
                        "Lists what each person has left under one policy, for those who decide on"
                                + " it. One person's balances are in clockify_time_off_balance.")
                .by(BalanceTools::list);

        tools.write("clockify_set_time_off_balance", SetBalance.class, BalanceSet.class)
                .title("Set time off balance")
                .describe("Sets what a person has left under a policy. For admins.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(BalanceTools::set);

        tools.write("clockify_delete_time_off_policy", DeletePolicy.class, DeletedPolicy.class)
                .title("Delete time off policy")
                .describe(
                        "Deletes a policy for good, with its balances, archiving it first where it"
                                + " is in use. clockify_update_time_off_policy only archives it.")
                .certainRisks(Risk.ADMIN, Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(BalanceTools::delete);
    }

    record ListBalances(
            @Doc("Policy's name or id.") String policy,
            @Doc("From 1.") @Range(min = 1, max = 1_000) @Default("1") int page,
            @Doc("People on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record BalancePage(String policy, @Columns List<BalanceRow> balances, Slice part)
            implements Told {
        BalancePage {
            balances = List.copyOf(balances);
        }

        @Override
        public String told() {
            return "Policy ‹%s›\n%s"
                    .formatted(
                            Lines.one(policy),
                            Lines.told(
                                    balances.stream().map(BalanceRow::line).toList(),
                                    part,
                                    "balance"));
        }
    }

    /// @param left with its unit
    record BalanceRow(String userId, String name, String left) {
        static BalanceRow of(Balance balance) {
            String name = balance.userName();
            return new BalanceRow(
                    balance.userId(),
                    name == null ? balance.userId() : name,
                    LeaveWords.said(balance.left(), balance.unit()) + " left");
        }

        String line() {
            return Lines.line(name, true, userId, left);
        }
    }

    static BalancePage list(ListBalances in, Workplace ws) {
        Policy policy = PolicyTools.find(in.policy(), ws);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Balance> found = ws.api().timeOff().balances(policy.id(), paging);
        return new BalancePage(
                policy.name(),
                found.items().stream().map(BalanceRow::of).toList(),
                Slice.of(found, paging));
    }

    record SetBalance(
            @Doc("Policy's name or id.") String policy,
            @Doc("Name, e-mail or id.") String user,
            @Doc("Days or hours left, in the policy's unit.") BigDecimal balance,
            @Doc("Why.") @Size(min = 1, max = 250) String note) {}

    record BalanceSet(String user, String policy, String left) implements Told {
        @Override
        public String told() {
            return "%s has %s left under ‹%s›".formatted(user, left, Lines.one(policy));
        }
    }

    static Planned<BalanceSet> set(SetBalance in, Workplace ws) {
        Policy policy = PolicyTools.find(in.policy(), ws);
        User user = ws.names().person(in.user());
        String name = Lines.one(user.name());
        Optional<Balance> was =
                LeaveWords.balances(user.id(), ws).stream()
                        .filter(balance -> balance.policyId().equals(policy.id()))
                        .findFirst();
        String left = LeaveWords.said(in.balance(), policy.unit());
        Plan plan =
                ws.plan(
                                "Set what %s has left under ‹%s›: %s → %s"
                                        .formatted(
                                                name,
                                                Lines.one(policy.name()),
                                                was.map(b -> LeaveWords.said(b.left(), b.unit()))
                                                        .orElse("unknown"),
                                                left),
                                "balance",
                                ws.api()
                                        .timeOff()
                                        .setBalance(
                                                policy.id(), user.id(), in.balance(), in.note()))
                        .risk(Risk.ADMIN)
                        .touching(Reach.WORKSPACE);
        was.ifPresent(balance ->
                plan.undoneBy(
                        ws.api()
                                .timeOff()
                                .setBalance(policy.id(), user.id(), balance.left(), "Taken back")));
        if (was.isEmpty()) {
            plan.note("The policy does not seem to be for this person.");
        }
        return plan.answering(answers -> new BalanceSet(name, policy.name(), left));
    }

    record DeletePolicy(@Doc("Its name or id.") String policy) {}

    record DeletedPolicy(String id, String name) implements Told {
        @Override
        public String told() {
            return "Deleted policy ‹%s›".formatted(Lines.one(name));
        }
    }

    static Planned<DeletedPolicy> delete(DeletePolicy in, Workplace ws) {
        Policy policy = PolicyTools.find(in.policy(), ws);
        Plan plan =
                ws.plan("Delete policy ‹%s›".formatted(Lines.one(policy.name())))
                        .risk(Risk.ADMIN)
                        .risk(Risk.DESTRUCTIVE)
                        .touching(Reach.WORKSPACE)
                        .replacing("time_off_policy", policy.id(), policy.raw())
                        .note("Everybody's balances under it go with it.");
        if (!policy.archived()) {
            plan.send("archived", ws.api().timeOffPolicies().archive(policy.id(), true));
            plan.undoneBy(ws.api().timeOffPolicies().archive(policy.id(), false));
            plan.note("Archiving it instead keeps what was taken.");
        }
        return plan.send("deleted", ws.api().timeOffPolicies().delete(policy.id()))
                .answering(answers -> new DeletedPolicy(policy.id(), policy.name()));
    }
}
