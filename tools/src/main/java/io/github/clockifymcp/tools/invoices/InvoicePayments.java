package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Invoices.NewPayment;
import io.github.clockifymcp.clockify.Invoices.Payment;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.Direction;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What was paid for an invoice.
public final class InvoicePayments implements ToolGroup<Workplace> {
    private static final int PAGES = 5;

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
        tools.write("clockify_add_invoice_payment", AddPayment.class, Billed.class)
                .title("Add invoice payment")
                .describe("Records a payment for an invoice, at most what is open of it.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(InvoicePayments::add);

        tools.write("clockify_delete_invoice_payment", DeletePayment.class, Billed.class)
                .title("Delete invoice payment")
                .describe("Takes a recorded payment back; its amount is open again.")
                .certainRisks(Risk.DESTRUCTIVE, Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(InvoicePayments::delete);
    }

    record AddPayment(
            @Doc("Its number or id.") String invoice,
            @Doc("Such as 1250.50, in the invoice's currency.") BigDecimal amount,
            @Doc("When it was paid; today if left out.") @Nullable String date,
            @Doc("Such as a reference.") @Size(max = 1000) @Nullable String note) {}

    static Planned<Billed> add(AddPayment in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        String said = InvoiceFinder.said(invoice);
        long amount = Amounts.hundredths("payment", in.amount());
        long open = invoice.balance().minorUnits();
        if (amount == 0) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS, "A payment of nothing is none.", "Give its amount.");
        }
        if (invoice.status().equals("VOID") || amount > open) {
            throw new ToolException(
                    Code.CONFLICT,
                    invoice.status().equals("VOID")
                            ? "The %s is void.".formatted(said)
                            : "Only %s of the %s is open."
                                    .formatted(Amounts.said(invoice.balance()), said),
                    "clockify_get_invoice shows what is billed and paid.");
        }
        LocalDate day =
                in.date() == null ? ws.words().today() : ws.words().day(in.date(), Direction.PAST);
        String paid = Amounts.said(amount, invoice.currency());
        // Without an inverse: Clockify answers the invoice, and not the payment's id.
        return ws.plan(
                        "Record that %s was paid for %s on %s; %s stays open"
                                .formatted(
                                        paid,
                                        said,
                                        ws.text().day(day),
                                        Amounts.said(open - amount, invoice.currency())),
                        "invoice",
                        ws.api()
                                .invoices()
                                .addPayment(invoice.id(), new NewPayment(amount, day, in.note())))
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .replacing("invoice", invoice.id(), invoice.raw())
                .answering(answers ->
                        Billed.of(
                                "Recorded that %s was paid for %s".formatted(paid, said),
                                answers,
                                "invoice"));
    }

    record DeletePayment(
            @Doc("Its number or id.") String invoice, @Doc("The payment's id.") String payment) {}

    static Planned<Billed> delete(DeletePayment in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        String said = InvoiceFinder.said(invoice);
        Page<Payment> all =
                Page.walk(PAGES, paging -> ws.api().invoices().payments(invoice.id(), paging));
        Payment payment =
                all.items().stream()
                        .filter(one -> one.id().equals(in.payment().strip()))
                        .findFirst()
                        .orElseThrow(() ->
                                new ToolException(
                                        Code.NOT_FOUND,
                                        "No payment of %s has the id ‹%s›."
                                                .formatted(said, Lines.one(in.payment())),
                                        "clockify_list_invoice_payments shows their ids."));
        String amount = Amounts.said(payment.minorUnits(), invoice.currency());
        LocalDate day = payment.date();
        String paid = day == null ? amount : amount + " of " + ws.text().day(day);
        return ws.plan(
                        "Take back the payment of %s for %s".formatted(paid, said),
                        "invoice",
                        ws.api().invoices().deletePayment(invoice.id(), payment.id()))
                .risk(Risk.DESTRUCTIVE)
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .replacing("payment", payment.id(), payment.raw())
                .note(
                        "%s is open then."
                                .formatted(
                                        Amounts.said(
                                                invoice.balance().minorUnits()
                                                        + payment.minorUnits(),
                                                invoice.currency())))
                .answering(answers ->
                        Billed.of(
                                "Took back the payment of %s for %s".formatted(paid, said),
                                answers,
                                "invoice"));
    }
}
