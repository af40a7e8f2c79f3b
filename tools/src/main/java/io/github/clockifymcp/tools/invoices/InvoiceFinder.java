package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.InvoiceFilter;
import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Invoices.Item;
import io.github.clockifymcp.clockify.Invoices.Summary;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Finder;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Locale;

/// Turns an invoice's number or id into the one invoice meant. It is read anew each time: amounts
/// and items change under it.
final class InvoiceFinder {
    private static final int PAGES = 5;

    private static final Finder<Summary> FINDER =
            Finder.of("invoice", "invoices", "clockify_list_invoices", Summary::id, Summary::number)
                    .saying("No invoice has the number ‹%s›.", "%d invoices have the number ‹%s›.")
                    .showing(one -> Lines.one(one.number()));

    private InvoiceFinder() {}

    static Invoice find(String numberOrId, Workplace ws) {
        String asked = numberOrId.strip();
        return ws.api()
                .invoices()
                .get(
                        Names.isId(asked)
                                ? asked.toLowerCase(Locale.ROOT)
                                : FINDER.find(asked, like(asked, ws)).id());
    }

    /// Whether Clockify heeds capitals here is not known, and people write `nl-105`.
    private static Page<Summary> like(String asked, Workplace ws) {
        if (asked.isEmpty()) {
            return new Page<>(List.of(), false);
        }
        Page<Summary> found = numbered(asked, ws);
        String capitals = asked.toUpperCase(Locale.ROOT);
        return found.items().isEmpty() && !capitals.equals(asked) ? numbered(capitals, ws) : found;
    }

    /// Those whose number contains a text.
    static Page<Summary> numbered(String part, Workplace ws) {
        InvoiceFilter filter = InvoiceFilter.all().number(part);
        return Page.walk(PAGES, paging -> ws.api().invoices().search(filter, paging));
    }

    /// The item at a place.
    static Item item(Invoice invoice, int order) {
        return invoice.items().stream()
                .filter(item -> item.order() == order)
                .findFirst()
                .orElseThrow(() ->
                        new ToolException(
                                Code.NOT_FOUND,
                                "There is no item %d on %s.".formatted(order, said(invoice)),
                                "clockify_list_invoice_items shows the items and their places."));
    }

    /// `invoice ‹NL-105› for ‹Donau Energie AG›`
    static String said(Invoice invoice) {
        String number = "invoice ‹%s›".formatted(Lines.one(invoice.number()));
        String client = invoice.clientName();
        return client == null ? number : "%s for ‹%s›".formatted(number, Lines.one(client));
    }

    /// What a careful colleague says about changing an invoice that is out.
    static List<String> warnings(Invoice invoice) {
        return switch (invoice.status()) {
            case "SENT", "OVERDUE" ->
                    List.of("It is marked as sent: the client may have it as it was.");
            case "PAID" -> List.of("It is paid.");
            case "PARTIALLY_PAID" ->
                    List.of("%s of it is paid.".formatted(Amounts.said(invoice.paid())));
            case "VOID" -> List.of("It is void.");
            default -> List.of();
        };
    }
}
