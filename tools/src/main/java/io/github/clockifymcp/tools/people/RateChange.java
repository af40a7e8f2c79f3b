package io.github.clockifymcp.tools.people;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.Money;
import io.github.clockifymcp.clockify.Rate;
import io.github.clockifymcp.clockify.RateKind;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.catalogs.Currencies;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.Direction;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Sets what somebody's hours are billed at, or cost. People say 95.50; Clockify counts cents.
final class RateChange {
    private RateChange() {}

    private static String words(RateKind kind) {
        return kind == RateKind.HOURLY ? "is billed at" : "costs";
    }

    record SetRate(
            @Doc("Name, e-mail or id.") String user,
            @Doc("An hour's price, such as 95.50.") BigDecimal amount,
            @Doc("What it is billed at, or what it costs.") @Default("\"hourly\"") RateKind kind,
            @Doc("From which day, past time included; left out: from now.")
                    @Nullable String since) {}

    /// @param rate in the currency's major unit
    /// @param already whether it was so before, and nothing was done
    /// @param since the first day it counts from; null from now
    record RateSet(
            String user,
            RateKind kind,
            BigDecimal rate,
            @Nullable String currency,
            boolean already,
            @Nullable String since)
            implements Told {
        @Override
        public String told() {
            String said =
                    "%s %s %s an hour".formatted(user, words(kind), Amounts.said(rate, currency));
            if (already) {
                return "Nothing to change: " + said;
            }
            return since == null ? said + " now" : said + ", since " + since;
        }
    }

    static Planned<RateSet> plan(SetRate in, Workplace ws) {
        long minorUnits = Amounts.rate("rate", in.amount());
        Coworker person = Coworker.find(in.user(), ws);
        @Nullable Money was = in.kind() == RateKind.HOURLY ? person.hourly() : person.cost();
        @Nullable LocalDate since =
                in.since() == null ? null : ws.words().day(in.since(), Direction.PAST);
        @Nullable String currency =
                was != null && was.currency() != null
                        ? was.currency()
                        : Currencies.usual(ws.account());
        BigDecimal rate = Amounts.major(minorUnits);
        if (was != null && was.minorUnits() == minorUnits && since == null) {
            return ws.plan("Nothing to change about " + person.name())
                    .risk(Risk.BILLING)
                    .touching(Reach.WORKSPACE)
                    .answering(
                            a -> new RateSet(person.name(), in.kind(), rate, currency, true, null));
        }
        Rate wanted = Rate.from(since, minorUnits);
        Plan plan =
                ws.plan(
                                "%s: %s %s an hour instead of %s%s"
                                        .formatted(
                                                person.name(),
                                                in.kind() == RateKind.HOURLY
                                                        ? "billed at"
                                                        : "costing",
                                                Amounts.said(rate, currency),
                                                said(was, currency),
                                                since == null
                                                        ? ""
                                                        : ", since " + ws.text().day(since)),
                                "workspace",
                                request(in.kind(), person.id(), wanted, ws))
                        .risk(Risk.BILLING)
                        .touching(Reach.WORKSPACE);
        if (was == null) {
            plan.note("There is no rate yet, and one that is set can be changed but not removed.");
        } else {
            plan.replacing("rate", person.id(), Json.tree(was));
        }
        if (was != null && since == null) {
            plan.undoneBy(request(in.kind(), person.id(), new Rate(was.minorUnits(), null), ws));
        }
        if (since != null) {
            plan.note("Time since then is valued anew, also where it was reported already.");
        }
        plan.note("Rates of projects, tasks and people on projects go before this one.");
        return plan.answering(answers ->
                new RateSet(
                        person.name(),
                        in.kind(),
                        rate,
                        currency,
                        false,
                        since == null ? null : ws.text().day(since)));
    }

    private static ApiRequest<Workspace> request(
            RateKind kind, String userId, Rate rate, Workplace ws) {
        return kind == RateKind.HOURLY
                ? ws.api().members().setHourlyRate(userId, rate)
                : ws.api().members().setCostRate(userId, rate);
    }

    private static String said(@Nullable Money money, @Nullable String currency) {
        return money == null
                ? "none"
                : Amounts.said(
                        money.minorUnits(), money.currency() == null ? currency : money.currency());
    }
}
