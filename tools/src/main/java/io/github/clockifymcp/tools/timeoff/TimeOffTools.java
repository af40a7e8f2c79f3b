package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.TimeOff;
import io.github.clockifymcp.clockify.TimeOff.Balance;
import io.github.clockifymcp.clockify.TimeOff.Filter;
import io.github.clockifymcp.clockify.TimeOff.Leave;
import io.github.clockifymcp.clockify.Users.User;
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
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is away and when, and how much time off is left.
public final class TimeOffTools implements ToolGroup<Workplace> {
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
        tools.read("clockify_list_time_off_requests", ListRequests.class, LeavePage.class)
                .title("List time off requests")
                .describe(
                        "Lists requests for time off, the latest first: one's own, and those one"
                                + " may decide.")
                .by(TimeOffTools::list);

        tools.read("clockify_get_time_off_request", GetRequest.class, LeaveDetail.class)
                .title("Get time off request")
                .describe("Shows one request for time off, with notes and who decided.")
                .by(TimeOffTools::get);

        tools.read("clockify_time_off_balance", ShowBalance.class, BalancePage.class)
                .title("Show time off balance")
                .describe(
                        "Shows how many days or hours somebody has left under each policy."
                                + " Pending requests are not taken off yet.")
                .by(TimeOffTools::balance);

        tools.write(
                        "clockify_create_time_off_request",
                        LeaveAsking.Ask.class,
                        LeaveAsking.Asked.class)
                .title("Request time off")
                .describe(
                        "Asks for time off; approvers are notified. The preview says what it takes"
                                + " and what is left.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(LeaveAsking::plan);

        tools.write(
                        "clockify_delete_time_off_request",
                        LeaveDeciding.Withdraw.class,
                        LeaveDeciding.Withdrawn.class)
                .title("Withdraw time off request")
                .describe("Withdraws a pending request for good; decided ones stay.")
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(LeaveDeciding::withdraw);

        tools.write(
                        "clockify_approve_time_off",
                        LeaveDeciding.Decide.class,
                        LeaveDeciding.Decided.class)
                .title("Approve time off")
                .describe(
                        "Approves pending requests for time off; people are notified. It cannot be"
                                + " taken back.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .plan(LeaveDeciding::approve);

        tools.write(
                        "clockify_deny_time_off",
                        LeaveDeciding.Decide.class,
                        LeaveDeciding.Decided.class)
                .title("Deny time off")
                .describe(
                        "Rejects pending requests for time off; people are notified. It cannot be"
                                + " taken back.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .plan(LeaveDeciding::deny);
    }

    /// How far a request is.
    enum Status {
        PENDING,
        APPROVED,
        REJECTED,
        ALL
    }

    record ListRequests(
            @Doc("Name, e-mail or id; left out, everybody one may see.") @Nullable String user,
            @Doc("Which ones.") @Default("\"all\"") Status status,
            @Doc("Days it touches: december, next week, or the first one.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("From 1.") @Range(min = 1, max = 1_000) @Default("1") int page,
            @Doc("Requests on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record LeavePage(@Columns List<LeaveRow> requests, Slice part) implements Told {
        LeavePage {
            requests = List.copyOf(requests);
        }

        @Override
        public String told() {
            return Lines.told(requests.stream().map(LeaveRow::line).toList(), part, "request");
        }
    }

    static LeavePage list(ListRequests in, Workplace ws) {
        Filter filter = Filter.all();
        if (in.status() != Status.ALL) {
            filter = filter.statuses(TimeOff.Status.valueOf(in.status().name()));
        }
        if (in.user() != null) {
            filter = filter.users(List.of(ws.names().person(in.user()).id()));
        }
        if (in.start() != null) {
            DateRange days = LeaveWords.days(in.start(), in.end(), ws);
            filter =
                    filter.within(
                            days.startsAt(ws.account().zone()), days.endsAt(ws.account().zone()));
        } else if (in.end() != null) {
            throw LeaveWords.endAlone();
        }
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Leave> found = ws.api().timeOff().search(filter, paging);
        return new LeavePage(
                found.items().stream().map(leave -> LeaveRow.of(leave, ws)).toList(),
                Slice.of(found, paging));
    }

    record GetRequest(@Doc("Its id, as lists show it.") String request) {}

    record LeaveDetail(
            LeaveRow request,
            @Nullable String asked,
            @Nullable String decidedBy,
            @Nullable String decisionNote)
            implements Told {
        @Override
        public String told() {
            StringBuilder told = new StringBuilder(request.line());
            add(told, "asked", asked);
            add(told, "decided by", decidedBy);
            add(told, "their note", decisionNote);
            return told.toString();
        }

        private static void add(StringBuilder told, String what, @Nullable String text) {
            if (text != null) {
                told.append("\n%s: %s".formatted(what, Lines.one(text)));
            }
        }
    }

    static LeaveDetail get(GetRequest in, Workplace ws) {
        Leave leave = LeaveWords.find(in.request(), ws);
        return new LeaveDetail(
                LeaveRow.of(leave, ws),
                leave.asked() == null ? null : ws.text().moment(leave.asked()),
                leave.decidedBy(),
                leave.decisionNote());
    }

    record ShowBalance(
            @Doc("Name, e-mail or id; left out, oneself.") @Nullable String user,
            @Doc("A policy's name or id; left out, each.") @Nullable String policy) {}

    /// @param whose the name of the person
    record BalancePage(String whose, @Columns List<BalanceRow> balances) implements Told {
        BalancePage {
            balances = List.copyOf(balances);
        }

        @Override
        public String told() {
            StringBuilder told = new StringBuilder("Time off of ").append(Lines.one(whose));
            balances.forEach(balance -> told.append("\n").append(balance.line()));
            return balances.isEmpty() ? told.append(": no policies.").toString() : told.toString();
        }
    }

    /// What is left under a policy, with its unit, as are the others.
    record BalanceRow(String policy, String left, @Nullable String total, @Nullable String used) {
        static BalanceRow of(Balance balance) {
            return new BalanceRow(
                    balance.policyName() == null ? balance.policyId() : balance.policyName(),
                    LeaveWords.said(balance.left(), balance.unit()),
                    balance.total() == null
                            ? null
                            : LeaveWords.said(balance.total(), balance.unit()),
                    balance.used() == null
                            ? null
                            : LeaveWords.said(balance.used(), balance.unit()));
        }

        String line() {
            String of =
                    total == null || used == null
                            ? ""
                            : "%s in all, %s taken".formatted(total, used);
            return Lines.line(policy, true, "", left + " left", of);
        }
    }

    static BalancePage balance(ShowBalance in, Workplace ws) {
        User user = in.user() == null ? ws.account().user() : ws.names().person(in.user());
        String policy = in.policy() == null ? null : PolicyTools.find(in.policy(), ws).id();
        List<BalanceRow> rows =
                LeaveWords.balances(user.id(), ws).stream()
                        .filter(balance ->
                                policy == null
                                        ? !balance.archived()
                                        : balance.policyId().equals(policy))
                        .map(BalanceRow::of)
                        .toList();
        return new BalancePage(user.name(), rows);
    }
}
