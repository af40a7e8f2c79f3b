package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Invoices.Status;
import io.github.clockifymcp.clockify.Invoices.Summary;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An invoice on a line.
///
/// @param id null where the number leads to it, in a brief list
/// @param status such as `partially_paid`
/// @param issued such as `2026-11-20`; likewise the day it is due
/// @param amount after discount and with taxes, in the currency's major unit
/// @param balance what is still to be paid of it
record InvoiceRow(
        @Nullable String id,
        String number,
        @Nullable String client,
        String status,
        @Nullable String currency,
        BigDecimal amount,
        BigDecimal balance,
        @Nullable String issued,
        @Nullable String due) {

    static InvoiceRow of(Summary invoice) {
        return new InvoiceRow(
                invoice.id(),
                invoice.number(),
                invoice.clientName(),
                status(invoice.status()),
                invoice.amount().currency(),
                Amounts.major(invoice.amount().minorUnits()),
                Amounts.major(invoice.balance().minorUnits()),
                day(invoice.issued()),
                day(invoice.due()));
    }

    static InvoiceRow of(Invoice invoice) {
        return new InvoiceRow(
                invoice.id(),
                invoice.number(),
                invoice.clientName(),
                status(invoice.status()),
                invoice.currency(),
                Amounts.major(invoice.amount().minorUnits()),
                Amounts.major(invoice.balance().minorUnits()),
                day(invoice.issued()),
                day(invoice.due()));
    }

    /// The same after it got a status, which Clockify answers with nothing.
    InvoiceRow with(Status other) {
        return new InvoiceRow(
                id, number, client, status(other.name()), currency, amount, balance, issued, due);
    }

    /// The same for a client whose name the answer lacks.
    InvoiceRow named(String name) {
        return new InvoiceRow(id, number, name, status, currency, amount, balance, issued, due);
    }

    /// The same as a brief list shows it.
    InvoiceRow withoutId() {
        return new InvoiceRow(null, number, client, status, currency, amount, balance, issued, due);
    }

    /// What is neither sent nor anything else is just made.
    private static String status(String word) {
        return word.isBlank() ? "unsent" : word.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    String line() {
        String billed = amount.toPlainString() + (currency == null ? "" : " " + currency);
        return Lines.line(
                number,
                id,
                client == null ? "no client" : client,
                status.replace('_', ' '),
                billed,
                balance.compareTo(amount) == 0 || balance.signum() == 0
                        ? ""
                        : "open " + balance.toPlainString(),
                issued == null ? "" : "issued " + issued,
                due == null ? "" : "due " + due);
    }
}
