package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Invoices.Summary;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What all invoices come to. Amounts of different currencies are never added to each other, and a
/// void invoice is counted and not summed.
///
/// @param complete whether every invoice was read
record InvoiceReport(List<CurrencySum> currencies, int count, boolean complete) implements Told {
    private static final String VOID = "void";

    InvoiceReport {
        currencies = List.copyOf(currencies);
    }

    /// What the invoices of one currency come to, all but the void ones.
    ///
    /// @param currency empty where Clockify names none
    record CurrencySum(
            String currency,
            int count,
            BigDecimal billed,
            BigDecimal paid,
            BigDecimal open,
            List<StatusSum> statuses) {
        CurrencySum {
            statuses = List.copyOf(statuses);
        }

        static CurrencySum of(String currency, List<Summary> all) {
            Map<String, List<Summary>> byStatus =
                    all.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            one -> one.status().toLowerCase(Locale.ROOT),
                                            TreeMap::new,
                                            Collectors.toList()));
            List<StatusSum> statuses =
                    byStatus.entrySet().stream()
                            .map(one -> StatusSum.of(one.getKey(), one.getValue()))
                            .toList();
            List<StatusSum> counted =
                    statuses.stream().filter(one -> !one.status().equals(VOID)).toList();
            return new CurrencySum(
                    currency,
                    counted.stream().mapToInt(StatusSum::count).sum(),
                    sum(counted.stream().map(StatusSum::billed)),
                    sum(counted.stream().map(StatusSum::paid)),
                    sum(counted.stream().map(StatusSum::open)),
                    statuses);
        }

        private Stream<String> lines() {
            String all =
                    Lines.line(
                            currency.isEmpty() ? "no currency" : currency,
                            true,
                            "",
                            counted(count),
                            "billed " + billed.toPlainString(),
                            "paid " + paid.toPlainString(),
                            "open " + open.toPlainString());
            return Stream.concat(Stream.of(all), statuses.stream().map(StatusSum::line));
        }
    }

    /// What the invoices of one currency and status come to.
    record StatusSum(
            String status, int count, BigDecimal billed, BigDecimal paid, BigDecimal open) {
        static StatusSum of(String status, List<Summary> all) {
            return new StatusSum(
                    status,
                    all.size(),
                    sum(all.stream().map(one -> Amounts.major(one.amount().minorUnits()))),
                    sum(all.stream().map(one -> Amounts.major(one.paid().minorUnits()))),
                    sum(all.stream().map(one -> Amounts.major(one.balance().minorUnits()))));
        }

        private String line() {
            String note = status.equals(VOID) ? "not in the sums" : "";
            return "  "
                    + Lines.line(
                            status.replace('_', ' '),
                            true,
                            "",
                            counted(count),
                            "billed " + billed.toPlainString(),
                            paid.signum() == 0 ? "" : "paid " + paid.toPlainString(),
                            open.signum() == 0 ? "" : "open " + open.toPlainString(),
                            note);
        }
    }

    static InvoiceReport of(Page<Summary> all) {
        Map<String, List<Summary>> byCurrency =
                all.items().stream()
                        .collect(
                                Collectors.groupingBy(
                                        one ->
                                                Objects.requireNonNullElse(
                                                        one.amount().currency(), ""),
                                        TreeMap::new,
                                        Collectors.toList()));
        List<CurrencySum> sums =
                byCurrency.entrySet().stream()
                        .map(one -> CurrencySum.of(one.getKey(), one.getValue()))
                        .toList();
        return new InvoiceReport(sums, all.items().size(), !all.more());
    }

    @Override
    public String told() {
        if (count == 0) {
            return "No invoices.";
        }
        String end =
                complete
                        ? "%s in all.".formatted(counted(count))
                        : "Only the latest %s were read: ask for fewer, by client or days."
                                .formatted(counted(count));
        return Stream.concat(currencies.stream().flatMap(CurrencySum::lines), Stream.of(end))
                .collect(Collectors.joining("\n"));
    }

    private static String counted(int count) {
        return count == 1 ? "1 invoice" : count + " invoices";
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(Amounts.major(0), BigDecimal::add);
    }
}
