package io.github.clockifymcp.tools.invoices;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.InvoiceFilter;
import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Invoices.Payment;
import io.github.clockifymcp.clockify.Invoices.Status;
import io.github.clockifymcp.clockify.Invoices.Summary;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Detailed;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looking at invoices.
public final class InvoiceReads implements ToolGroup<Workplace> {
    /// 10,000 invoices; a report that did not read them all says so.
    private static final int PAGES = 50;

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
        tools.read("clockify_list_invoices", ListInvoices.class, InvoicePage.class)
                .title("List invoices")
                .describe("Lists invoices, the latest made first. Only admins see any.")
                .by(InvoiceReads::list);

        tools.read("clockify_get_invoice", GetInvoice.class, InvoiceDetail.class)
                .title("Get invoice")
                .describe("Shows all of an invoice: items, discount, taxes and what is open.")
                .by(InvoiceReads::get);

        tools.read("clockify_list_invoice_items", ListInvoiceItems.class, ItemPage.class)
                .title("List invoice items")
                .describe("Lists an invoice's items with their places, by which they are changed.")
                .by(InvoiceReads::items);

        tools.read("clockify_invoice_report", ReportInvoices.class, InvoiceReport.class)
                .title("Invoice report")
                .describe(
                        "Adds up all invoices by currency and status: billed, paid, open."
                                + " Use it for who owes what in sum.")
                .by(InvoiceReads::report);

        tools.read("clockify_list_invoice_payments", ListPayments.class, PaymentPage.class)
                .title("List invoice payments")
                .describe("Lists the payments recorded for an invoice, with their ids.")
                .by(InvoiceReads::payments);
    }

    record ListInvoices(
            @Doc("Only these.") @Nullable Status status,
            @Doc("Whose.") @Nullable String client,
            @Doc("Part of the number.") @Nullable String number,
            @Doc("When issued, such as ‹last month›.") @Nullable String issued,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Invoices on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize,
            @Doc(Detail.DOC) @Default("\"brief\"") Detail detail) {}

    record InvoicePage(@Columns List<ListedInvoice> invoices, Slice part, @JsonIgnore Detail detail)
            implements Detailed {
        InvoicePage {
            invoices = List.copyOf(invoices);
        }

        @Override
        public String told() {
            return Lines.told(invoices.stream().map(ListedInvoice::line).toList(), part, "invoice");
        }
    }

    /// @param invoice without its id in brief where its number leads to it
    /// @param rest null in brief
    record ListedInvoice(InvoiceRow invoice, @Nullable Rest rest) {

        /// What else a list of invoices knows of one.
        record Rest(@Nullable String clientId, BigDecimal paid, @Nullable Long daysOverdue) {}

        static ListedInvoice of(Summary one, boolean known, Detail detail) {
            InvoiceRow row = InvoiceRow.of(one);
            return detail.full()
                    ? new ListedInvoice(
                            row,
                            new Rest(
                                    one.clientId(),
                                    Amounts.major(one.paid().minorUnits()),
                                    one.daysOverdue()))
                    : new ListedInvoice(known ? row.withoutId() : row, null);
        }

        String line() {
            return invoice.line();
        }
    }

    static InvoicePage list(ListInvoices in, Workplace ws) {
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Summary> found = found(in, paging, ws);
        Lines.Shared shared = Lines.shared(found.items().stream().map(Summary::number).toList());
        List<ListedInvoice> rows =
                found.items().stream()
                        .map(one -> ListedInvoice.of(one, !shared.has(one.number()), in.detail()))
                        .toList();
        return new InvoicePage(rows, Slice.of(found, paging), in.detail());
    }

    /// The list where it knows what is asked for, and the search where it does not.
    private static Page<Summary> found(ListInvoices in, Paging paging, Workplace ws) {
        if (in.client() == null && in.issued() == null && in.number() == null) {
            return ws.api()
                    .invoices()
                    .list(in.status() == null ? List.of() : List.of(in.status()), paging);
        }
        InvoiceFilter filter = filter(in.status(), in.client(), in.issued(), ws);
        return ws.api()
                .invoices()
                .search(in.number() == null ? filter : filter.number(in.number()), paging);
    }

    private static InvoiceFilter filter(
            @Nullable Status status,
            @Nullable String client,
            @Nullable String issued,
            Workplace ws) {
        InvoiceFilter filter = InvoiceFilter.all();
        if (status != null) {
            filter = filter.statuses(List.of(status));
        }
        if (client != null) {
            filter = filter.clients(List.of(ws.names().client(client).id()));
        }
        if (issued != null) {
            DateRange days = ws.words().range(issued, Direction.PAST);
            filter = filter.issued(days.start(), days.last());
        }
        return filter;
    }

    record GetInvoice(@Doc("Its number or id.") String invoice) {}

    static InvoiceDetail get(GetInvoice in, Workplace ws) {
        return InvoiceDetail.of(InvoiceFinder.find(in.invoice(), ws));
    }

    record ListInvoiceItems(@Doc("Its number or id.") String invoice) {}

    record ItemPage(@Columns List<ItemRow> items, BigDecimal subtotal, @Nullable String currency)
            implements Told {
        ItemPage {
            items = List.copyOf(items);
        }

        @Override
        public String told() {
            String sum =
                    items.isEmpty()
                            ? "No items."
                            : "%d item%s, %s%s before discount and taxes."
                                    .formatted(
                                            items.size(),
                                            items.size() == 1 ? "" : "s",
                                            subtotal.toPlainString(),
                                            currency == null ? "" : " " + Lines.one(currency));
            return ItemRow.lines(items) + sum;
        }
    }

    static ItemPage items(ListInvoiceItems in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        return new ItemPage(
                ItemRow.of(invoice),
                Amounts.major(invoice.subtotal().minorUnits()),
                invoice.currency());
    }

    record ReportInvoices(
            @Doc("Only these.") @Nullable Status status,
            @Doc("Whose.") @Nullable String client,
            @Doc("When issued, such as ‹2026›.") @Nullable String issued) {}

    static InvoiceReport report(ReportInvoices in, Workplace ws) {
        InvoiceFilter filter = filter(in.status(), in.client(), in.issued(), ws);
        return InvoiceReport.of(
                Page.walk(PAGES, paging -> ws.api().invoices().search(filter, paging)));
    }

    record ListPayments(
            @Doc("Its number or id.") String invoice,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Payments on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    /// @param currency of all of them
    record PaymentPage(
            @Columns List<PaymentRow> payments,
            @Nullable String currency,
            BigDecimal paid,
            BigDecimal balance,
            Slice part)
            implements Told {
        PaymentPage {
            payments = List.copyOf(payments);
        }

        @Override
        public String told() {
            String unit = currency == null ? "" : " " + Lines.one(currency);
            return "%s Paid %s%s in all, %s%s open."
                    .formatted(
                            Lines.told(
                                    payments.stream().map(one -> one.line(unit)).toList(),
                                    part,
                                    "payment"),
                            paid.toPlainString(),
                            unit,
                            balance.toPlainString(),
                            unit);
        }
    }

    record PaymentRow(
            String id,
            BigDecimal amount,
            @Nullable String date,
            @Nullable String note,
            @Nullable String author) {
        private static final int SHOWN = 80;

        static PaymentRow of(Payment payment) {
            return new PaymentRow(
                    payment.id(),
                    Amounts.major(payment.minorUnits()),
                    payment.date() == null ? null : payment.date().toString(),
                    payment.note() == null || payment.note().isBlank() ? null : payment.note(),
                    payment.author());
        }

        String line(String unit) {
            return Lines.line(
                    amount.toPlainString() + unit,
                    false,
                    id,
                    date == null ? "" : date,
                    note == null ? "" : Lines.beginning(note, SHOWN),
                    author == null ? "" : "by " + author);
        }
    }

    static PaymentPage payments(ListPayments in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Payment> found = ws.api().invoices().payments(invoice.id(), paging);
        return new PaymentPage(
                found.items().stream().map(PaymentRow::of).toList(),
                invoice.currency(),
                Amounts.major(invoice.paid().minorUnits()),
                Amounts.major(invoice.balance().minorUnits()),
                Slice.of(found, paging));
    }
}
