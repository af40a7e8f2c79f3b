package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.InvoiceEdit;
import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.invoices.InvoiceKeeping.Field;
import io.github.clockifymcp.tools.invoices.InvoiceKeeping.UpdateInvoice;
import io.github.clockifymcp.tools.invoices.InvoiceKeeping.UpdatedInvoice;
import io.github.clockifymcp.tools.time.Direction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One invoice and what is wished of it: each field becomes part of the edit where it really
/// changes. A field that nobody named is not touched.
final class InvoiceRevision {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final Invoice invoice;
    private final UpdateInvoice wished;
    private final Workplace ws;
    private final Changes changes = new Changes();
    private final List<String> notes = new ArrayList<>();

    InvoiceRevision(Invoice invoice, UpdateInvoice wished, Workplace ws) {
        this.invoice = invoice;
        this.wished = wished;
        this.ws = ws;
    }

    /// The change of one invoice; without steps when it is already as wished.
    Planned<UpdatedInvoice> plan() {
        String said = InvoiceFinder.said(invoice);
        if (wished.wishesNothing()) {
            throw Changes.nothingWished(said);
        }
        InvoiceEdit edit =
                InvoiceEdit.none()
                        .withNumber(number())
                        .withIssued(
                                day("issued", invoice.issued(), wished.issued(), Direction.PAST))
                        .withDue(day("due", invoice.due(), wished.due(), Direction.FUTURE))
                        .withSubject(text(Field.SUBJECT, invoice.subject(), wished.subject()))
                        .withNote(text(Field.NOTE, invoice.note(), wished.note()))
                        .withTaxPercent(percent("tax", invoice.taxPercent(), wished.taxPercent()))
                        .withDiscountPercent(
                                percent(
                                        "discount",
                                        invoice.discountPercent(),
                                        wished.discountPercent()));
        checkDays();
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about " + said)
                    .risk(Risk.BILLING)
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> updated(invoice, List.of()));
        }
        return ws.plan(
                        "Change %s, %s: %s"
                                .formatted(said, Amounts.said(invoice.amount()), changes.said()),
                        "invoice",
                        ws.api().invoices().update(invoice, edit))
                .undoneBy(ws.api().invoices().update(invoice, InvoiceEdit.none()))
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .replacing("invoice", invoice.id(), invoice.raw())
                .notes(InvoiceFinder.warnings(invoice))
                .notes(notes)
                .answering(answers ->
                        updated(Plan.read(answers, "invoice", Invoice.class), changes.lines()));
    }

    private static UpdatedInvoice updated(Invoice now, List<String> changed) {
        return new UpdatedInvoice(InvoiceRow.of(now), changed);
    }

    private Edit<String> number() {
        if (wished.number() == null || wished.number().strip().equals(invoice.number())) {
            return Edit.keep();
        }
        String number = InvoiceNumbers.checked(wished.number(), invoice.id(), ws);
        changes.add("number", invoice.number(), number);
        return Edit.set(number);
    }

    private Edit<LocalDate> day(
            String field, @Nullable LocalDate was, @Nullable String wanted, Direction direction) {
        if (wanted == null) {
            return Edit.keep();
        }
        LocalDate day = ws.words().day(wanted, direction);
        if (day.equals(was)) {
            return Edit.keep();
        }
        changes.add(field, was == null ? null : ws.text().day(was), ws.text().day(day));
        return Edit.set(day);
    }

    private void checkDays() {
        LocalDate issued =
                wished.issued() == null
                        ? invoice.issued()
                        : ws.words().day(wished.issued(), Direction.PAST);
        LocalDate due =
                wished.due() == null
                        ? invoice.due()
                        : ws.words().day(wished.due(), Direction.FUTURE);
        if (issued != null && due != null && (wished.issued() != null || wished.due() != null)) {
            InvoiceDraft.checkOrder(issued, due, ws);
        }
    }

    private Edit<String> text(Field field, @Nullable String was, @Nullable String wanted) {
        String word = field.name().toLowerCase(Locale.ROOT);
        boolean clears = wished.clear() != null && wished.clear().contains(field);
        if (clears && wanted != null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is both set and cleared.".formatted(word),
                    "Leave one of the two out.");
        }
        String now = clears ? "" : wanted;
        if (now == null || now.strip().equals(was == null ? "" : was.strip())) {
            return Edit.keep();
        }
        changes.add(word, was, now);
        return now.isBlank() ? Edit.clear() : Edit.set(now.strip());
    }

    private Edit<BigDecimal> percent(String word, BigDecimal was, @Nullable BigDecimal wanted) {
        if (wanted == null || wanted.compareTo(was) == 0) {
            return Edit.keep();
        }
        Amounts.hundredths(word, wanted);
        if (wanted.compareTo(ALL) > 0) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A %s of %s %% is more than all.".formatted(word, Amounts.plain(wanted)),
                    "20 is twenty percent.");
        }
        changes.add(word, Amounts.plain(was) + " %", Amounts.plain(wanted) + " %");
        if (notes.stream().noneMatch(note -> note.startsWith("What it comes to"))) {
            notes.add("What it comes to changes with it; Clockify adds it up.");
        }
        return Edit.set(wanted);
    }
}
