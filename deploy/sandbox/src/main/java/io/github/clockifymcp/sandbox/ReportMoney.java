package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What time is worth in minor units, as far as the caller may know: what is earned unless only
/// admins see rates, what it costs if they are an admin and the plan knows costs. Who may not gets
/// no amounts and zeros, and no error.
final class ReportMoney {

    private static final List<String> TYPES =
            List.of("EARNED", "COST", "PROFIT", "HIDE_AMOUNT", "EXPORT");
    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600);

    private final State workspace;
    private final Rates rates;
    private final List<String> shown = new ArrayList<>();

    ReportMoney(Call call, Body body) {
        this.workspace = call.workspace();
        this.rates = new Rates(workspace);
        List<String> asked = new ArrayList<>();
        asked.add(body.word("amountShown", TYPES).orElse("EARNED"));
        asked.addAll(body.texts("amounts"));
        boolean admin = call.member().isAdmin();
        boolean earned = admin || !workspace.requires("onlyAdminsSeeBillableRates");
        boolean cost = admin && workspace.has("LABOR_COST");
        for (String type : asked) {
            boolean may =
                    switch (type) {
                        case "EARNED" -> earned;
                        case "COST" -> cost;
                        case "PROFIT" -> earned && cost;
                        default -> false;
                    };
            if (may && !shown.contains(type)) {
                shown.add(type);
            }
        }
    }

    /// Writes what some time is worth: the first kind asked for as `amount`, and each in `amounts`.
    void write(ObjectNode json, String amount, List<ReportQuery.Time> times) {
        json.put(amount, shown.isEmpty() ? BigDecimal.ZERO : sum(shown.getFirst(), times));
        ArrayNode amounts = json.putArray("amounts");
        for (String type : shown) {
            BigDecimal value = sum(type, times);
            ObjectNode one = amounts.addObject().put("type", type).put("value", value);
            one.putArray("amountByCurrency")
                    .addObject()
                    .put("amount", value)
                    .put("currency", workspace.currency().code());
        }
    }

    /// Writes what an entry is worth, and at which rate.
    void writeEntry(ObjectNode json, ReportQuery.Time time) {
        json.put("currency", workspace.currency().code());
        json.put("amount", shown.isEmpty() ? BigDecimal.ZERO : of(shown.getFirst(), time));
        for (String type : List.of("EARNED", "COST")) {
            if (shown.contains(type) || shown.contains("PROFIT")) {
                String name = type.equals("EARNED") ? "earned" : "cost";
                Rate rate = rate(type, time);
                json.put(name + "Amount", of(type, time));
                json.put(name + "Rate", rate == null ? 0 : rate.amount());
            }
        }
    }

    private BigDecimal sum(String type, List<ReportQuery.Time> times) {
        return times.stream().map(time -> of(type, time)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal of(String type, ReportQuery.Time time) {
        if (type.equals("PROFIT")) {
            return of("EARNED", time).subtract(of("COST", time));
        }
        Rate rate = rate(type, time);
        return rate == null
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(rate.amount())
                        .multiply(BigDecimal.valueOf(time.seconds()))
                        .divide(HOUR, 2, RoundingMode.HALF_UP);
    }

    /// Only billable time earns; all of it costs.
    private @Nullable Rate rate(String type, ReportQuery.Time time) {
        if (type.equals("COST")) {
            return rates.cost(time.entry());
        }
        return time.entry().billable() ? rates.hourly(time.entry()) : null;
    }
}
