package io.github.clockifymcp.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a client is billed.
///
/// @param userId who made it
/// @param status UNSENT, SENT, PAID, PARTIALLY_PAID or VOID; OVERDUE when somebody said so
record Invoice(
        String id,
        String userId,
        Head head,
        String status,
        List<Item> items,
        List<Payment> payments)
        implements Row {

    /// What an update replaces: all of it.
    ///
    /// @param taxHundredths percent times 100, as Clockify keeps it: 2000 is 20 %
    /// @param taxType SIMPLE, COMPOUND or NONE
    record Head(
            String number,
            String clientId,
            String currency,
            Instant issued,
            Instant due,
            String subject,
            String note,
            String billFrom,
            String clientAddress,
            String companyId,
            long taxHundredths,
            long tax2Hundredths,
            long discountHundredths,
            String taxType,
            List<String> visibleZeroFields) {

        Head {
            visibleZeroFields = List.copyOf(visibleZeroFields);
        }

        /// The same under another number.
        Head numbered(String other) {
            return new Head(
                    other,
                    clientId,
                    currency,
                    issued,
                    due,
                    subject,
                    note,
                    billFrom,
                    clientAddress,
                    companyId,
                    taxHundredths,
                    tax2Hundredths,
                    discountHundredths,
                    taxType,
                    visibleZeroFields);
        }
    }

    /// A line of it. Its place in the list is its order.
    ///
    /// @param quantity in hundredths: 100 is one
    /// @param unitPrice in minor units
    /// @param applyTaxes TAX1, TAX2, TAX1TAX2 or NONE
    /// @param timeEntryIds the time it was made of
    record Item(
            String itemType,
            String description,
            long quantity,
            long unitPrice,
            String applyTaxes,
            List<String> timeEntryIds) {

        Item {
            timeEntryIds = List.copyOf(timeEntryIds);
        }

        long amount() {
            return share(unitPrice, quantity, 100);
        }

        private boolean bears(String tax) {
            return applyTaxes.equals(tax) || applyTaxes.equals("TAX1TAX2");
        }
    }

    /// Money that came for it, in minor units.
    record Payment(String id, long amount, Instant date, String note, String author) {}

    Invoice {
        items = List.copyOf(items);
        payments = List.copyOf(payments);
    }

    Invoice with(Head other) {
        return new Invoice(id, userId, other, status, items, payments);
    }

    Invoice withStatus(String other) {
        return new Invoice(id, userId, head, other, items, payments);
    }

    Invoice withItems(List<Item> others) {
        return new Invoice(id, userId, head, status, others, payments);
    }

    Invoice plus(Item item) {
        List<Item> all = new ArrayList<>(items);
        all.add(item);
        return withItems(all);
    }

    /// The same with these payments, and the status that follows from them.
    Invoice withPayments(List<Payment> others) {
        Invoice changed = new Invoice(id, userId, head, status, items, others);
        String next = others.isEmpty() ? "SENT" : changed.balance() > 0 ? "PARTIALLY_PAID" : "PAID";
        return changed.withStatus(next);
    }

    /// The status as of an instant: what was sent becomes overdue by itself.
    String statusAt(Instant now) {
        return status.equals("SENT") && head.due().isBefore(now) ? "OVERDUE" : status;
    }

    long subtotal() {
        return items.stream().mapToLong(Item::amount).sum();
    }

    long discount() {
        return share(subtotal(), head.discountHundredths(), 10_000);
    }

    long tax() {
        return head.taxType().equals("NONE")
                ? 0
                : share(base("TAX1"), head.taxHundredths(), 10_000);
    }

    /// Where taxes are compound, the second one is also on the first.
    long tax2() {
        long base = base("TAX2") + (head.taxType().equals("COMPOUND") ? tax() : 0);
        return head.taxType().equals("NONE") ? 0 : share(base, head.tax2Hundredths(), 10_000);
    }

    private long base(String tax) {
        long sum = items.stream().filter(i -> i.bears(tax)).mapToLong(Item::amount).sum();
        return sum - share(sum, head.discountHundredths(), 10_000);
    }

    long amount() {
        return subtotal() - discount() + tax() + tax2();
    }

    long paid() {
        return payments.stream().mapToLong(Payment::amount).sum();
    }

    long balance() {
        return amount() - paid();
    }

    private static long share(long of, long part, long whole) {
        return BigDecimal.valueOf(of)
                .multiply(BigDecimal.valueOf(part))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
