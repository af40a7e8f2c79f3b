package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.ReportRows.Amount;
import io.github.clockifymcp.clockify.ReportRows.InCurrency;
import io.github.clockifymcp.tools.desk.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What time earned, in one currency.
///
/// @param amount in euros and the like, not in cents
/// @param currency such as `EUR`; null where Clockify does not say
public record Earned(BigDecimal amount, @Nullable String currency) {
    private static final String TYPE = "EARNED";

    /// `2660.00 EUR`, or what it is in each currency; empty for nothing.
    public static String told(List<Earned> all) {
        return all.stream().map(Earned::told).collect(Collectors.joining(" + "));
    }

    private String told() {
        return Amounts.said(amount, currency);
    }

    /// What came of one report's amounts.
    public static List<Earned> of(List<Amount> amounts) {
        Sum sum = new Sum();
        sum.add(amounts);
        return sum.all();
    }

    /// Amounts being added up. They are rounded last: Clockify gives parts of cents.
    public static final class Sum {
        private final Map<String, BigDecimal> cents = new TreeMap<>();

        public void add(List<Amount> amounts) {
            for (Amount amount : amounts) {
                if (!TYPE.equals(amount.type())) {
                    continue;
                }
                if (amount.byCurrency().isEmpty()) {
                    add(null, amount.minorUnits());
                }
                for (InCurrency part : amount.byCurrency()) {
                    add(part.currency(), part.minorUnits());
                }
            }
        }

        private void add(@Nullable String currency, @Nullable BigDecimal minorUnits) {
            if (minorUnits != null) {
                cents.merge(currency == null ? "" : currency, minorUnits, BigDecimal::add);
            }
        }

        public List<Earned> all() {
            return cents.entrySet().stream()
                    .filter(entry -> entry.getValue().signum() != 0)
                    .map(entry ->
                            new Earned(
                                    entry.getValue()
                                            .movePointLeft(2)
                                            .setScale(2, RoundingMode.HALF_UP),
                                    entry.getKey().isEmpty() ? null : entry.getKey()))
                    .toList();
        }
    }
}
