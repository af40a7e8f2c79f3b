package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Money;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All of an invoice.
///
/// @param subtotal what the items come to, before discount and taxes
/// @param taxPercent 20 is twenty percent; likewise the others
record InvoiceDetail(
        InvoiceRow invoice,
        @Columns List<ItemRow> items,
        BigDecimal subtotal,
        BigDecimal discountPercent,
        BigDecimal discount,
        BigDecimal taxPercent,
        BigDecimal tax,
        BigDecimal tax2Percent,
        BigDecimal tax2,
        BigDecimal paid,
        @Nullable String subject,
        @Nullable String note,
        @Nullable String billFrom,
        @Nullable String clientAddress)
        implements Told {
    private static final int SHOWN = 1_000;

    InvoiceDetail {
        items = List.copyOf(items);
    }

    static InvoiceDetail of(Invoice invoice) {
        return new InvoiceDetail(
                InvoiceRow.of(invoice),
                ItemRow.of(invoice),
                major(invoice.subtotal()),
                invoice.discountPercent(),
                major(invoice.discount()),
                invoice.taxPercent(),
                major(invoice.tax()),
                invoice.tax2Percent(),
                major(invoice.tax2()),
                major(invoice.paid()),
                said(invoice.subject()),
                said(invoice.note()),
                said(invoice.billFrom()),
                said(invoice.clientAddress()));
    }

    private static BigDecimal major(Money money) {
        return Amounts.major(money.minorUnits());
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    @Override
    public String told() {
        String sums =
                Stream.of(
                                "subtotal " + subtotal.toPlainString(),
                                percent("discount", discountPercent, discount),
                                percent("tax", taxPercent, tax),
                                percent("second tax", tax2Percent, tax2),
                                paid.signum() == 0 ? "" : "paid " + paid.toPlainString())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" | "));
        return ItemRow.lines(items).isEmpty()
                ? head() + "\nNo items."
                : head() + "\n" + ItemRow.lines(items) + sums;
    }

    private String head() {
        return Stream.of(
                        invoice.line(),
                        line("subject", subject),
                        line("from", billFrom),
                        line("to", clientAddress),
                        line("note", note))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String percent(String word, BigDecimal percent, BigDecimal amount) {
        return percent.signum() == 0
                ? ""
                : "%s %s %% = %s".formatted(word, Amounts.plain(percent), amount.toPlainString());
    }

    private static String line(String word, @Nullable String text) {
        return text == null ? "" : "%s: %s".formatted(word, Lines.beginning(text, SHOWN));
    }
}
