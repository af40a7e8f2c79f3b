package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Invoices;
import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Invoices.NewPayment;
import io.github.clockifymcp.clockify.Invoices.Status;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.Direction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The life of an invoice: made, changed, sent, paid, copied, deleted.
public final class InvoiceKeeping implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "invoices";
    }

    @Override
    public void before(Workplace ws) {
        PlanFeatures.need("INVOICING", "invoices", ws);
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_create_invoice", CreateInvoice.class, Billed.class)
                .title("Create invoice")
                .describe(
                        "Creates an unsent invoice without items; subject, note and taxes are the"
                                + " workspace's. Then add items, or import time.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan((in, ws) -> new InvoiceDraft(in, ws).plan());

        tools.write("clockify_update_invoice", UpdateInvoice.class, UpdatedInvoice.class)
                .title("Update invoice")
                .describe("Changes the named fields of an invoice; all others stay.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan((in, ws) ->
                        new InvoiceRevision(InvoiceFinder.find(in.invoice(), ws), in, ws).plan());

        tools.write("clockify_send_invoice", SendInvoice.class, Billed.class)
                .title("Mark invoice as sent")
                .describe(
                        "Marks an invoice as sent. No mail goes out: the client gets it from you.")
                .certainRisks(Risk.BILLING, Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .plan(InvoiceKeeping::send);

        tools.write("clockify_mark_invoice_paid", MarkPaid.class, Billed.class)
                .title("Mark invoice as paid")
                .describe("Records a payment of all that is open, and marks the invoice as paid.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(InvoiceKeeping::markPaid);

        tools.write("clockify_duplicate_invoice", DuplicateInvoice.class, Billed.class)
                .title("Duplicate invoice")
                .describe("Makes an unsent copy of an invoice. Clockify gives it a number.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(InvoiceKeeping::duplicate);

        tools.write("clockify_delete_invoice", DeleteInvoice.class, DeletedInvoice.class)
                .title("Delete invoice")
                .describe("Deletes an invoice for good, with its items and payments.")
                .certainRisks(Risk.DESTRUCTIVE, Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(InvoiceKeeping::delete);
    }

    record CreateInvoice(
            @Doc("Who is billed.") String client,
            @Doc("Its number; the one after the latest if left out.") @Size(min = 1, max = 100)
                    @Nullable String number,
            @Doc("The day it is issued; today if left out.") @Nullable String issued,
            @Doc("The day it is due; as the workspace's settings say if left out.")
                    @Nullable String due,
            @Doc("Such as EUR; the client's if left out.") @Nullable String currency) {}

    /// What an invoice can be without.
    enum Field {
        SUBJECT,
        NOTE
    }

    record UpdateInvoice(
            @Doc("Its number or id.") String invoice,
            @Doc("New.") @Nullable String number,
            @Doc("A day.") @Nullable String issued,
            @Doc("A day.") @Nullable String due,
            @Doc("A line.") @Nullable String subject,
            @Doc("For the client.") @Nullable String note,
            @Doc("20 for 20 %.") @Nullable BigDecimal taxPercent,
            @Doc("Likewise.") @Nullable BigDecimal discountPercent,
            @Doc("To empty.") @Nullable List<Field> clear) {

        UpdateInvoice {
            clear = clear == null ? null : List.copyOf(clear);
        }

        /// Whether no field is named at all.
        boolean wishesNothing() {
            return (clear == null || clear.isEmpty())
                    && Stream.of(number, issued, due, subject, note, taxPercent, discountPercent)
                            .allMatch(Objects::isNull);
        }
    }

    /// @param changes each field's old and new value; empty when it was already so
    record UpdatedInvoice(InvoiceRow invoice, List<String> changes) implements Told {
        UpdatedInvoice {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            String what = "invoice ‹%s›".formatted(Lines.one(invoice.number()));
            return Changes.told(what, changes) + "\n" + invoice.line();
        }
    }

    record SendInvoice(@Doc("Its number or id.") String invoice) {}

    static Planned<Billed> send(SendInvoice in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        String said = InvoiceFinder.said(invoice);
        InvoiceRow row = InvoiceRow.of(invoice);
        if (invoice.status().equals("SENT") || invoice.status().equals("OVERDUE")) {
            return nothing("%s is marked as sent already".formatted(Lines.sentence(said)), row, ws);
        }
        refuseVoid(invoice);
        LocalDate due = invoice.due();
        if (!invoice.status().equals("UNSENT")) {
            throw new ToolException(
                    Code.CONFLICT,
                    "The %s is past that: its status is %s."
                            .formatted(said, row.status().replace('_', ' ')),
                    "Nothing needs to be done.");
        }
        Plan plan =
                ws.plan(
                                "Mark %s as sent: %s%s"
                                        .formatted(
                                                said,
                                                Amounts.said(invoice.amount()),
                                                due == null ? "" : ", due " + ws.text().day(due)),
                                "sent",
                                ws.api().invoices().changeStatus(invoice.id(), Status.SENT))
                        .risk(Risk.BILLING)
                        .risk(Risk.EXTERNAL_SIDE_EFFECT)
                        .note(
                                "Clockify mails nothing now. The client gets the invoice from you,"
                                        + " and perhaps reminders where the workspace sends them.");
        if (invoice.items().isEmpty()) {
            plan.note("It has no items.");
        }
        return inStatus(plan, invoice, ws)
                .answering(answers ->
                        new Billed(
                                "Marked %s as sent; no mail went out".formatted(said),
                                row.with(Status.SENT)));
    }

    record MarkPaid(
            @Doc("Its number or id.") String invoice,
            @Doc("When it was paid; today if left out.") @Nullable String date,
            @Doc("False to set the status alone.") @Default("true") boolean recordPayment) {}

    static Planned<Billed> markPaid(MarkPaid in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        String said = InvoiceFinder.said(invoice);
        InvoiceRow row = InvoiceRow.of(invoice);
        long open = invoice.balance().minorUnits();
        boolean pays = in.recordPayment() && open > 0;
        if (invoice.status().equals("PAID") && !pays) {
            return nothing("%s is marked as paid already".formatted(Lines.sentence(said)), row, ws);
        }
        refuseVoid(invoice);
        String amount = Amounts.said(invoice.balance());
        LocalDate day =
                in.date() == null ? ws.words().today() : ws.words().day(in.date(), Direction.PAST);
        Plan plan =
                ws.plan(
                        pays
                                ? "Record that %s was paid for %s on %s, and mark it as paid"
                                        .formatted(amount, said, ws.text().day(day))
                                : "Mark %s as paid, without a payment".formatted(said));
        plan.risk(Risk.BILLING);
        if (pays) {
            plan.send(
                    "payment",
                    ws.api().invoices().addPayment(invoice.id(), new NewPayment(open, day, null)));
        } else if (open > 0) {
            plan.note("%s stays open: no payment is recorded.".formatted(amount));
        }
        if (invoice.status().equals("UNSENT")) {
            plan.note("It was never marked as sent.");
        }
        plan.send("paid", ws.api().invoices().changeStatus(invoice.id(), Status.PAID));
        return inStatus(plan, invoice, ws)
                .answering(answers -> {
                    InvoiceRow now =
                            pays
                                    ? InvoiceRow.of(Plan.read(answers, "payment", Invoice.class))
                                    : row;
                    String done = "Marked %s as paid".formatted(said);
                    return new Billed(
                            pays ? "%s, %s recorded".formatted(done, amount) : done,
                            now.with(Status.PAID));
                });
    }

    /// The end of a plan whose last step gives an invoice another status.
    private static Plan inStatus(Plan plan, Invoice invoice, Workplace ws) {
        Status was = status(invoice.status());
        if (was != null) {
            plan.undoneBy(ws.api().invoices().changeStatus(invoice.id(), was));
        }
        return plan.touching(Reach.WORKSPACE).replacing("invoice", invoice.id(), invoice.raw());
    }

    private static void refuseVoid(Invoice invoice) {
        if (invoice.status().equals("VOID")) {
            throw new ToolException(
                    Code.CONFLICT,
                    "The %s is void.".formatted(InvoiceFinder.said(invoice)),
                    "Make a copy with clockify_duplicate_invoice.");
        }
    }

    private static Planned<Billed> nothing(String said, InvoiceRow row, Workplace ws) {
        return ws.plan("Nothing to change: " + said)
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .answering(answers -> new Billed(said, row));
    }

    record DuplicateInvoice(@Doc("Its number or id.") String invoice) {}

    static Planned<Billed> duplicate(DuplicateInvoice in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        Invoices invoices = ws.api().invoices();
        Plan plan =
                ws.plan(
                                "Make an unsent copy of %s, %s"
                                        .formatted(
                                                InvoiceFinder.said(invoice),
                                                Amounts.said(invoice.amount())),
                                "copy",
                                invoices.duplicate(invoice.id()))
                        .undoneBy(invoices.delete("{copy}"), "copy")
                        .risk(Risk.BILLING)
                        .touching(Reach.WORKSPACE)
                        .note("Its days are as Clockify copies them: look at them afterwards.");
        return plan.answering(answers -> {
            Invoice copy = Plan.read(answers, "copy", Invoice.class);
            return new Billed(
                    "Made invoice ‹%s›, a copy of ‹%s›"
                            .formatted(Lines.one(copy.number()), Lines.one(invoice.number())),
                    InvoiceRow.of(copy));
        });
    }

    record DeleteInvoice(@Doc("Its number or id.") String invoice) {}

    record DeletedInvoice(String id, String number) implements Told {
        @Override
        public String told() {
            return "Deleted invoice ‹%s›".formatted(Lines.one(number));
        }
    }

    static Planned<DeletedInvoice> delete(DeleteInvoice in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        int items = invoice.items().size();
        int entries = invoice.items().stream().mapToInt(i -> i.timeEntryIds().size()).sum();
        Plan plan =
                ws.plan(
                                "Delete %s, %s, with its %s"
                                        .formatted(
                                                InvoiceFinder.said(invoice),
                                                Amounts.said(invoice.amount()),
                                                items == 1 ? "1 item" : items + " items"),
                                "deleted",
                                ws.api().invoices().delete(invoice.id()))
                        .risk(Risk.DESTRUCTIVE)
                        .risk(Risk.BILLING)
                        .touching(Reach.WORKSPACE)
                        .replacing("invoice", invoice.id(), invoice.raw())
                        .notes(InvoiceFinder.warnings(invoice));
        if (invoice.paid().minorUnits() > 0) {
            plan.note("The record of its payments goes with it.");
        }
        if (entries > 0) {
            plan.note("%d time entries are on it and on no invoice afterwards.".formatted(entries));
        }
        return plan.answering(answers -> new DeletedInvoice(invoice.id(), invoice.number()));
    }

    /// The status of this word, where it is one of those that can be set.
    private static @Nullable Status status(String word) {
        return Arrays.stream(Status.values())
                .filter(one -> one.name().equals(word))
                .findFirst()
                .orElse(null);
    }
}
