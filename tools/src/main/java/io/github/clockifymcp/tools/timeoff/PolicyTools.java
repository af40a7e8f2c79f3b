package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Holidays.Audience;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.TimeOffPolicies.Accrual;
import io.github.clockifymcp.clockify.TimeOffPolicies.NewPolicy;
import io.github.clockifymcp.clockify.TimeOffPolicies.Period;
import io.github.clockifymcp.clockify.TimeOffPolicies.Policy;
import io.github.clockifymcp.clockify.TimeOffPolicies.PolicyEdit;
import io.github.clockifymcp.clockify.TimeOffPolicies.Unit;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Tier;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.catalogs.NewNames;
import io.github.clockifymcp.tools.desk.Finder;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The kinds of time off there are, and their rules.
public final class PolicyTools implements ToolGroup<Workplace> {
    private static final int PAGES = 5;
    private static final NewNames.Kind<Policy> KIND =
            new NewNames.Kind<>(
                    "policy",
                    Policy::name,
                    Policy::id,
                    policy -> policy.archived() ? "an archived" : "",
                    "bring it back with clockify_update_time_off_policy");

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
    public Tier tier() {
        return Tier.SECOND;
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

        tools.write("clockify_create_time_off_policy", CreatePolicy.class, CreatedPolicy.class)
                .title("Create time off policy")
                .describe("Creates a kind of time off, for everybody in the workspace.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(PolicyTools::create);

        tools.write("clockify_update_time_off_policy", UpdatePolicy.class, UpdatedPolicy.class)
                .title("Update time off policy")
                .describe("Changes a policy's rules or archives it.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(PolicyTools::update);
    }

    /// The policy with this id, or the only one with this name.
    static Policy find(String nameOrId, Workplace ws) {
        String asked = nameOrId.strip();
        if (Names.isId(asked)) {
            return ws.api().timeOffPolicies().get(asked);
        }
        Page<Policy> all =
                Page.walk(PAGES, paging -> ws.api().timeOffPolicies().list(null, null, paging));
        List<Policy> used = all.items().stream().filter(p -> !p.archived()).toList();
        boolean inUse = used.stream().anyMatch(p -> Lines.same(p.name(), asked));
        // An archived one is found by its name as well, where no other has it.
        return FINDER.find(asked, inUse ? new Page<>(used, all.more()) : all);
    }

    private static String said(String name) {
        return "policy ‹%s›".formatted(Lines.one(name));
    }

    record ListPolicies(
            @Doc("Archived ones instead.") @Default("false") boolean archived,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Policies on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record PolicyPage(List<PolicyRow> policies, Slice part) implements Told {
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

    /// What a policy counts in.
    enum TimeUnit {
        DAYS,
        HOURS
    }

    record CreatePolicy(
            @Doc("Its name.") @Size(min = 2, max = 100) String name,
            @Doc("Counted in.") @Default("\"days\"") TimeUnit timeUnit,
            @Doc("False approves at once.") @Default("true") boolean requiresApproval,
            @Doc("Half days may be asked for.") @Default("false") boolean halfDays,
            @Doc("Days or hours given a year.") @Nullable BigDecimal perYear,
            @Doc("How far below zero; none if left out.") @Nullable BigDecimal negativeBalance) {}

    record CreatedPolicy(PolicyRow policy) implements Told {
        @Override
        public String told() {
            return "Created %s, id %s".formatted(said(policy.name()), policy.id());
        }
    }

    static Planned<CreatedPolicy> create(CreatePolicy in, Workplace ws) {
        String name = NewNames.checked("policy", in.name());
        checkFree(name, null, ws);
        NewPolicy policy =
                new NewPolicy(
                        name,
                        Unit.valueOf(in.timeUnit().name()),
                        in.requiresApproval(),
                        in.halfDays(),
                        positive(in.negativeBalance()),
                        in.perYear() == null || in.perYear().signum() == 0
                                ? null
                                : new Accrual(notNegative(in.perYear()), Period.YEAR),
                        Audience.everyone());
        // Without an inverse: Clockify deletes archived policies only, which takes two requests.
        return ws.plan("Create " + said(name), "policy", ws.api().timeOffPolicies().create(policy))
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .note("Everybody can ask for time off under it, also those who come later.")
                .note(
                        in.requiresApproval()
                                ? "Team managers approve, and admins."
                                : "Nobody has to approve requests: they count at once.")
                .answering(answers ->
                        new CreatedPolicy(
                                PolicyRow.of(Plan.read(answers, "policy", Policy.class))));
    }

    record UpdatePolicy(
            @Doc("Its name or id.") String policy,
            @Doc("Its new name.") @Size(min = 2, max = 100) @Nullable String name,
            @Doc("Put away, or back in use.") @Nullable Boolean archived,
            @Doc("False approves at once.") @Nullable Boolean requiresApproval,
            @Doc("Half days may be asked for.") @Nullable Boolean halfDays,
            @Doc("Days or hours a year; 0 stops it.") @Nullable BigDecimal perYear,
            @Doc("How far below zero; 0 forbids it.") @Nullable BigDecimal negativeBalance) {

        boolean wishesNothing() {
            return Stream.of(name, archived, requiresApproval, halfDays, perYear, negativeBalance)
                    .allMatch(Objects::isNull);
        }
    }

    /// @param changes each rule's old and new value; empty when it was already so
    record UpdatedPolicy(PolicyRow policy, List<String> changes) implements Told {
        UpdatedPolicy {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told(said(policy.name()), changes);
        }
    }

    static Planned<UpdatedPolicy> update(UpdatePolicy in, Workplace ws) {
        Policy policy = find(in.policy(), ws);
        if (in.wishesNothing()) {
            throw Changes.nothingWished(said(policy.name()));
        }
        Changes changes = new Changes();
        String name = in.name() == null ? policy.name() : NewNames.checked("policy", in.name());
        boolean renamed = !name.equals(policy.name());
        if (renamed) {
            checkFree(name, policy.id(), ws);
            changes.add("name", policy.name(), name);
        }
        boolean moved = in.archived() != null && in.archived() != policy.archived();
        if (moved) {
            changes.archived(Boolean.TRUE.equals(in.archived()));
        }
        PolicyEdit edit =
                new PolicyEdit(
                        renamed ? Edit.set(name) : Edit.keep(),
                        moved ? Edit.of(in.archived()) : Edit.keep(),
                        flag("approval", policy.requiresApproval(), in.requiresApproval(), changes),
                        flag("half days", policy.allowHalfDay(), in.halfDays(), changes),
                        negative(policy, in.negativeBalance(), changes),
                        accrual(policy, in.perYear(), changes));
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about " + said(policy.name()))
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> new UpdatedPolicy(PolicyRow.of(policy), List.of()));
        }
        return ws.plan(
                        "Change %s: %s".formatted(said(policy.name()), changes.said()),
                        "policy",
                        ws.api().timeOffPolicies().update(policy, edit))
                .undoneBy(ws.api().timeOffPolicies().update(policy, PolicyEdit.none()))
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .replacing("time_off_policy", policy.id(), policy.raw())
                .note("It changes for everybody it is for.")
                .note(
                        "Clockify does not show whether balances expire, and wants to be told: they"
                                + " will not.")
                .answering(answers ->
                        new UpdatedPolicy(
                                PolicyRow.of(Plan.read(answers, "policy", Policy.class)),
                                changes.lines()));
    }

    private static Edit<Boolean> flag(
            String rule, boolean was, @Nullable Boolean wanted, Changes changes) {
        if (wanted == null || wanted == was) {
            return Edit.keep();
        }
        changes.add(rule, was ? "yes" : "no", wanted ? "yes" : "no");
        return Edit.set(wanted);
    }

    private static Edit<BigDecimal> negative(
            Policy policy, @Nullable BigDecimal wanted, Changes changes) {
        BigDecimal most = wanted == null ? null : positive(wanted);
        if (wanted == null
                || (most == null ? !policy.allowNegative() : same(most, policy.negativeAmount()))) {
            return Edit.keep();
        }
        changes.add("below zero", text(policy.negativeAmount(), policy), text(most, policy));
        return most == null ? Edit.clear() : Edit.set(most);
    }

    private static Edit<Accrual> accrual(
            Policy policy, @Nullable BigDecimal wanted, Changes changes) {
        if (wanted == null) {
            return Edit.keep();
        }
        BigDecimal amount = positive(wanted);
        Accrual was = policy.accrual();
        boolean already =
                amount == null
                        ? was == null
                        : was != null && was.period() == Period.YEAR && same(amount, was.amount());
        if (already) {
            return Edit.keep();
        }
        changes.add(
                "given",
                was == null
                        ? null
                        : text(was.amount(), policy)
                                + (was.period() == Period.YEAR ? " a year" : " a month"),
                amount == null ? null : text(amount, policy) + " a year");
        return amount == null ? Edit.clear() : Edit.set(new Accrual(amount, Period.YEAR));
    }

    private static boolean same(BigDecimal one, @Nullable BigDecimal other) {
        return other != null && one.compareTo(other) == 0;
    }

    private static @Nullable String text(@Nullable BigDecimal amount, Policy policy) {
        return amount == null ? null : LeaveWords.said(amount, policy.unit());
    }

    /// Nothing for 0.
    private static @Nullable BigDecimal positive(@Nullable BigDecimal amount) {
        return amount == null || amount.signum() == 0 ? null : notNegative(amount);
    }

    private static BigDecimal notNegative(BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s is below zero.".formatted(amount.toPlainString()),
                    "Give 0 or more days or hours.");
        }
        return amount;
    }

    private static void checkFree(String name, @Nullable String self, Workplace ws) {
        NewNames.free(
                KIND, name, self, paging -> ws.api().timeOffPolicies().list(name, null, paging));
    }
}
