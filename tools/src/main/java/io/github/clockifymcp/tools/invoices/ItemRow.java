package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Invoices.Item;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An item of an invoice, on a line.
///
/// @param item its place, from 1
/// @param unitPrice the price of one, in the currency's major unit; likewise the amount
/// @param taxes tax1, tax2, tax1tax2 or none
/// @param entries how many time entries it was made of
record ItemRow(
        int item,
        @Nullable String description,
        @Nullable String itemType,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal amount,
        @Nullable String taxes,
        int entries) {
    private static final int SHOWN = 120;

    static List<ItemRow> of(Invoice invoice) {
        return invoice.items().stream().map(ItemRow::of).toList();
    }

    static ItemRow of(Item item) {
        return new ItemRow(
                item.order(),
                item.description(),
                item.itemType(),
                Amounts.major(item.quantityHundredths()),
                Amounts.major(item.unitPriceMinorUnits()),
                Amounts.major(item.amountMinorUnits()),
                item.taxes() == null ? null : item.taxes().toLowerCase(Locale.ROOT),
                item.timeEntryIds().size());
    }

    /// Each on a line of its own, the last one too.
    static String lines(List<ItemRow> items) {
        return items.stream().map(item -> item.line() + "\n").collect(Collectors.joining());
    }

    String line() {
        String price =
                "%s × %s = %s"
                        .formatted(
                                Amounts.plain(quantity),
                                unitPrice.toPlainString(),
                                amount.toPlainString());
        return "%d. %s"
                .formatted(
                        item,
                        Lines.line(
                                description == null ? "" : Lines.beginning(description, SHOWN),
                                true,
                                "",
                                price,
                                taxes == null || taxes.equals("none") ? "no tax" : taxes,
                                entries == 0
                                        ? ""
                                        : entries + (entries == 1 ? " entry" : " entries")));
    }
}
