package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.BalanceAssignments.Assignment;
import io.github.clockifymcp.clockify.BalanceAssignments.Days;
import io.github.clockifymcp.clockify.TimeOffPolicies.Policy;
import io.github.clockifymcp.clockify.TimeOffPolicies.Unit;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What people were given under a policy, one by one. Their sum is what they have to take from.
public final class AssignmentTools implements ToolGroup<Workplace> {
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
        tools.read("clockify_list_balance_assignments", ListAssignments.class, Given.class)
                .title("List balance assignments")
                .describe(
                        "Lists what a person was given under a policy, with the days it is good"
                                + " for. What is left of it is in clockify_time_off_balance.")
                .by(AssignmentTools::list);

        tools.write("clockify_create_balance_assignment", Give.class, GaveOut.class)
                .title("Create balance assignment")
                .describe("Gives people days or hours under a policy, on top.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(AssignmentTools::give);

        tools.write("clockify_update_balance_assignment", Adjust.class, Adjusted.class)
                .title("Update balance assignment")
                .describe("Makes what a person was given larger or smaller.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(AssignmentTools::adjust);

        tools.write("clockify_delete_balance_assignment", TakeAway.class, TakenAway.class)
                .title("Delete balance assignment")
                .describe("Takes away what a person was given.")
                .certainRisks(Risk.ADMIN, Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(AssignmentTools::takeAway);
    }

    /// Somebody under a policy, and what was given.
    private record Share(User user, Policy policy, List<Assignment> given) {
        static Share of(String user, String policy, Workplace ws) {
            Policy under = PolicyTools.find(policy, ws);
            User person = ws.names().person(user);
            return new Share(
                    person, under, ws.api().balanceAssignments().list(person.id(), under.id()));
        }

        /// The one with this id, or the only one there is.
        Assignment find(@Nullable String id) {
            List<Assignment> meant =
                    id == null
                            ? given
                            : given.stream()
                                    .filter(one -> one.id().equalsIgnoreCase(id.strip()))
                                    .toList();
            if (meant.size() == 1) {
                return meant.getFirst();
            }
            throw new ToolException(
                    meant.isEmpty() ? Code.NOT_FOUND : Code.AMBIGUOUS,
                    meant.isEmpty()
                            ? "%s was given nothing%s under ‹%s›."
                                    .formatted(
                                            name(),
                                            id == null ? "" : " with this id",
                                            Lines.one(policy.name()))
                            : "%s was given something %d times under ‹%s›."
                                    .formatted(name(), meant.size(), Lines.one(policy.name())),
                    given.isEmpty()
                            ? "clockify_create_balance_assignment gives something."
                            : "Use the id of the one that is meant: %s."
                                    .formatted(
                                            given.stream()
                                                    .map(one ->
                                                            "%s (%s)"
                                                                    .formatted(
                                                                            one.id(), amount(one)))
                                                    .collect(Collectors.joining(", "))));
        }

        String name() {
            return People.name(user);
        }

        String amount(Assignment one) {
            return LeaveWords.said(one.amount(), policy.unit());
        }

        String under() {
            return "under ‹%s›".formatted(Lines.one(policy.name()));
        }
    }

    record ListAssignments(
            @Doc("Name, e-mail or id.") String user, @Doc("Policy's name or id.") String policy) {}

    record Given(String user, String policy, @Columns List<GivenRow> assignments) implements Told {
        Given {
            assignments = List.copyOf(assignments);
        }

        @Override
        public String told() {
            String head = "%s, policy ‹%s›".formatted(user, Lines.one(policy));
            return assignments.isEmpty()
                    ? head + "\nNothing was given by hand."
                    : head
                            + assignments.stream()
                                    .map(row -> "\n" + row.line())
                                    .collect(Collectors.joining());
        }
    }

    /// @param amount with its unit
    /// @param days when it can be used; null where Clockify does not say
    record GivenRow(String id, String amount, @Nullable String days) {
        String line() {
            return Lines.line(amount, false, id, days == null ? "" : days);
        }
    }

    static Given list(ListAssignments in, Workplace ws) {
        Share share = Share.of(in.user(), in.policy(), ws);
        return new Given(
                share.name(),
                share.policy().name(),
                share.given().stream()
                        .map(one -> new GivenRow(one.id(), share.amount(one), days(one, ws)))
                        .toList());
    }

    private static @Nullable String days(Assignment one, Workplace ws) {
        return one.first() == null || one.last() == null
                ? null
                : "%s – %s".formatted(ws.text().day(one.first()), ws.text().day(one.last()));
    }

    record Give(
            @Doc("Policy's name or id.") String policy,
            @Doc("Names, e-mails or ids.") @Size(min = 1, max = 50) List<String> users,
            @Doc("For each, in its unit.") BigDecimal amount,
            @Doc("Good when: 2027; left out: a year.") @Nullable String start,
            @Doc("Why.") @Size(min = 1, max = 250) @Nullable String note) {
        Give {
            users = List.copyOf(users);
        }
    }

    record GaveOut(List<String> users, String policy, String amount) implements Told {
        GaveOut {
            users = List.copyOf(users);
        }

        @Override
        public String told() {
            return "Gave %s %s under ‹%s›"
                    .formatted(String.join(", ", users), amount, Lines.one(policy));
        }
    }

    static Planned<GaveOut> give(Give in, Workplace ws) {
        Policy policy = PolicyTools.find(in.policy(), ws);
        checkAmount(in.amount());
        List<User> people =
                in.users().stream().map(user -> ws.names().person(user)).distinct().toList();
        List<String> names = people.stream().map(People::name).toList();
        Days days = days(in.start(), ws);
        String amount = LeaveWords.said(in.amount(), policy.unit());
        return ws.plan(
                        "Give %s %s under ‹%s›%s"
                                .formatted(
                                        String.join(", ", names),
                                        amount,
                                        Lines.one(policy.name()),
                                        days == null
                                                ? ", good for a year"
                                                : ", good from %s to %s"
                                                        .formatted(
                                                                ws.text().day(days.first()),
                                                                ws.text().day(days.last()))),
                        "given",
                        ws.api()
                                .balanceAssignments()
                                .give(
                                        policy.id(),
                                        people.stream().map(User::id).toList(),
                                        in.amount(),
                                        days,
                                        in.note()))
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .note("It comes on top of what they have.")
                .note("clockify_delete_balance_assignment takes it away again.")
                .answering(answers -> new GaveOut(names, policy.name(), amount));
    }

    private static @Nullable Days days(@Nullable String said, Workplace ws) {
        if (said == null) {
            return null;
        }
        DateRange range = LeaveWords.days(said, null, ws);
        return new Days(range.start(), range.last());
    }

    private static void checkAmount(BigDecimal amount) {
        if (amount.signum() == 0) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "An amount of 0 changes nothing.",
                    "Give how much it is, such as 2.5 or -1.");
        }
    }

    record Adjust(
            @Doc("Name, e-mail or id.") String user,
            @Doc("Policy's name or id.") String policy,
            @Doc("Its id, if there are several.") @Nullable String assignment,
            @Doc("What is added; -2 takes two away.") BigDecimal change,
            @Doc("Why.") @Size(min = 1, max = 250) @Nullable String note) {}

    record Adjusted(String user, String policy, String was, String now) implements Told {
        @Override
        public String told() {
            return "%s under ‹%s›: %s → %s".formatted(user, Lines.one(policy), was, now);
        }
    }

    static Planned<Adjusted> adjust(Adjust in, Workplace ws) {
        checkAmount(in.change());
        Share share = Share.of(in.user(), in.policy(), ws);
        Assignment one = share.find(in.assignment());
        Unit unit = share.policy().unit();
        String was = share.amount(one);
        String now = LeaveWords.said(one.amount().add(in.change()), unit);
        var api = ws.api().balanceAssignments();
        return ws.plan(
                        "Change what %s was given %s: %s → %s"
                                .formatted(share.name(), share.under(), was, now),
                        "changed",
                        api.change(one, in.change(), null, in.note()))
                .undoneBy(api.change(one, in.change().negate(), null, "Taken back"))
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .replacing("balance_assignment", one.id(), one.raw())
                .answering(answers -> new Adjusted(share.name(), share.policy().name(), was, now));
    }

    record TakeAway(
            @Doc("Name, e-mail or id.") String user,
            @Doc("Policy's name or id.") String policy,
            @Doc("Its id, if there are several.") @Nullable String assignment,
            @Doc("Why.") @Size(min = 1, max = 250) String note) {}

    record TakenAway(String user, String policy, String amount) implements Told {
        @Override
        public String told() {
            return "Took %s from %s under ‹%s›".formatted(amount, user, Lines.one(policy));
        }
    }

    static Planned<TakenAway> takeAway(TakeAway in, Workplace ws) {
        Share share = Share.of(in.user(), in.policy(), ws);
        Assignment one = share.find(in.assignment());
        Days days =
                one.first() == null || one.last() == null
                        ? null
                        : new Days(one.first(), one.last());
        var api = ws.api().balanceAssignments();
        return ws.plan(
                        "Take from %s the %s given %s"
                                .formatted(share.name(), share.amount(one), share.under()),
                        "deleted",
                        api.delete(one, in.note()))
                .undoneBy(
                        api.give(
                                one.policyId(),
                                List.of(one.userId()),
                                one.amount(),
                                days,
                                "Given back"))
                .risk(Risk.ADMIN)
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .replacing("balance_assignment", one.id(), one.raw())
                .note("What was taken of it stays taken, and the balance may fall below zero.")
                .answering(answers ->
                        new TakenAway(share.name(), share.policy().name(), share.amount(one)));
    }
}
