package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Holidays.Audience;
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
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.catalogs.NewNames;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.timeoff.PolicyTools.PolicyRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Making and changing the kinds of time off there are.
final class PolicyKeeping {
    private static final NewNames.Kind<Policy> KIND =
            new NewNames.Kind<>(
                    "policy",
                    Policy::name,
                    Policy::id,
                    policy -> policy.archived() ? "an archived" : "",
                    "bring it back with clockify_update_time_off_policy");

    private PolicyKeeping() {}

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
            return "Created %s, id %s".formatted(PolicyTools.said(policy.name()), policy.id());
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
        return ws.plan(
                        "Create " + PolicyTools.said(name),
                        "policy",
                        ws.api().timeOffPolicies().create(policy))
                .undoneBy(ws.api().timeOffPolicies().archive("{policy}", true), "policy")
                .then(ws.api().timeOffPolicies().delete("{policy}"), "policy")
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
            return Changes.told(PolicyTools.said(policy.name()), changes);
        }
    }

    static Planned<UpdatedPolicy> update(UpdatePolicy in, Workplace ws) {
        Policy policy = PolicyTools.find(in.policy(), ws);
        if (in.wishesNothing()) {
            throw Changes.nothingWished(PolicyTools.said(policy.name()));
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
            return ws.plan("Nothing to change about " + PolicyTools.said(policy.name()))
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> new UpdatedPolicy(PolicyRow.of(policy), List.of()));
        }
        return ws.plan(
                        "Change %s: %s".formatted(PolicyTools.said(policy.name()), changes.said()),
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
