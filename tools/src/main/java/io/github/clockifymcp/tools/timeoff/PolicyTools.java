package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.TimeOffPolicies.Accrual;
import io.github.clockifymcp.clockify.TimeOffPolicies.Period;
import io.github.clockifymcp.clockify.TimeOffPolicies.Policy;
import io.github.clockifymcp.clockify.TimeOffPolicies.Unit;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Finder;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The kinds of time off there are, and their rules.
public final class PolicyTools implements ToolGroup<Workplace> {
    private static final int PAGES = 5;
    private static final Finder<Policy> FINDER =
            Finder.of(
                    "policy",
                    "policies",
                    "clockify_list_time_off_policies",
                    Policy::id,
                    Policy::name);

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
        tools.read("clockify_list_time_off_policies", ListPolicies.class, PolicyPage.class)
                .title("List time off policies")
                .describe("Lists the kinds of time off, such as vacation, and their rules.")
                .by(PolicyTools::list);

        tools.read("clockify_get_time_off_policy", GetPolicy.class, PolicyDetail.class)
                .title("Get time off policy")
                .describe("Shows a policy's rules and its id.")
                .by(PolicyTools::get);

        tools.write(
                        "clockify_create_time_off_policy",
                        PolicyKeeping.CreatePolicy.class,
                        PolicyKeeping.CreatedPolicy.class)
                .title("Create time off policy")
                .describe("Creates a kind of time off, for everybody in the workspace.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(PolicyKeeping::create);

        tools.write(
                        "clockify_update_time_off_policy",
                        PolicyKeeping.UpdatePolicy.class,
                        PolicyKeeping.UpdatedPolicy.class)
                .title("Update time off policy")
                .describe("Changes a policy's rules or archives it.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(PolicyKeeping::update);
    }

    /// The policy with this id, or the only one with this name.
    static Policy find(String nameOrId, Workplace ws) {
        String asked = nameOrId.strip();
        if (Names.isId(asked)) {
            return ws.api().timeOffPolicies().get(asked.toLowerCase(Locale.ROOT));
        }
        Page<Policy> all =
                Page.walk(PAGES, paging -> ws.api().timeOffPolicies().list(null, null, paging));
        List<Policy> used = all.items().stream().filter(p -> !p.archived()).toList();
        boolean inUse = used.stream().anyMatch(p -> Lines.same(p.name(), asked));
        // An archived one is found by its name as well, where no other has it.
        return FINDER.find(asked, inUse ? new Page<>(used, all.more()) : all);
    }

    static String said(String name) {
        return "policy ‹%s›".formatted(Lines.one(name));
    }

    record ListPolicies(
            @Doc("Archived ones instead.") @Default("false") boolean archived,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Policies on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record PolicyPage(@Columns List<PolicyRow> policies, Slice part) implements Told {
        PolicyPage {
            policies = List.copyOf(policies);
        }

        @Override
        public String told() {
            Lines.Shared shared = Lines.shared(policies.stream().map(PolicyRow::name).toList());
            return Lines.told(
                    policies.stream().map(row -> row.line(!shared.has(row.name()))).toList(),
                    part,
                    "time off kind");
        }
    }

    /// @param rules what it counts in, who approves, how balances grow and how far they may fall
    record PolicyRow(String id, String name, boolean archived, List<String> rules) {
        PolicyRow {
            rules = List.copyOf(rules);
        }

        static PolicyRow of(Policy policy) {
            Unit unit = policy.unit();
            Accrual accrual = policy.accrual();
            Stream<String> rules =
                    Stream.of(
                            unit == null
                                    ? "counted in nothing known"
                                    : "in " + unit.name().toLowerCase(Locale.ROOT),
                            policy.requiresApproval() ? "needs approval" : "approved at once",
                            policy.allowHalfDay() ? "half days" : "",
                            accrual == null
                                    ? ""
                                    : LeaveWords.said(accrual.amount(), unit)
                                            + (accrual.period() == Period.YEAR
                                                    ? " a year"
                                                    : " a month"),
                            negative(policy),
                            policy.audience().everybody() ? "" : "for some people only");
            return new PolicyRow(
                    policy.id(),
                    policy.name(),
                    policy.archived(),
                    rules.filter(rule -> !rule.isEmpty()).toList());
        }

        private static String negative(Policy policy) {
            BigDecimal most = policy.negativeAmount();
            if (!policy.allowNegative()) {
                return "";
            }
            return most == null
                    ? "may fall below zero"
                    : LeaveWords.said(most, policy.unit()) + " below zero at most";
        }

        String line(boolean known) {
            return Lines.line(
                    name,
                    known && !archived,
                    id,
                    String.join(", ", rules),
                    archived ? "archived" : "");
        }
    }

    static PolicyPage list(ListPolicies in, Workplace ws) {
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Policy> found = ws.api().timeOffPolicies().list(null, in.archived(), paging);
        return new PolicyPage(
                found.items().stream().map(PolicyRow::of).toList(), Slice.of(found, paging));
    }

    record GetPolicy(@Doc("Its name or id.") String policy) {}

    record PolicyDetail(PolicyRow policy) implements Told {
        @Override
        public String told() {
            return policy.line(false);
        }
    }

    static PolicyDetail get(GetPolicy in, Workplace ws) {
        return new PolicyDetail(PolicyRow.of(find(in.policy(), ws)));
    }
}
