package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Invoices.NewInvoice;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.catalogs.Currencies;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.invoices.InvoiceKeeping.CreateInvoice;
import io.github.clockifymcp.tools.time.Direction;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// An invoice to be made. What nobody said comes from where people would take it: the number from
/// the latest invoice, the day it is due from the settings, the currency from the client. All of it
/// is shown before anything is sent.
final class InvoiceDraft {
    private final CreateInvoice in;
    private final Workplace ws;

    InvoiceDraft(CreateInvoice in, Workplace ws) {
        this.in = in;
        this.ws = ws;
    }

    /// What stands above the items, and why.
    ///
    /// @param said such as `invoice ‹NL-109› for ‹Acme› in EUR, issued …, due …`
    record Head(Client client, NewInvoice invoice, String said, List<String> notes) {
        Head {
            notes = List.copyOf(notes);
        }
    }

    Head head() {
        Client client = ws.names().client(in.client());
        InvoiceNumbers.Chosen number = InvoiceNumbers.choose(in.number(), ws);
        LocalDate issued =
                in.issued() == null
                        ? ws.words().today()
                        : ws.words().day(in.issued(), Direction.PAST);
        Due due = due(issued);
        String currency = currency(client);
        String said =
                "invoice ‹%s› for ‹%s› in %s, issued %s, due %s"
                        .formatted(
                                Lines.one(number.number()),
                                Lines.one(client.name()),
                                Lines.one(currency),
                                ws.text().day(issued),
                                ws.text().day(due.day()));
        return new Head(
                client,
                new NewInvoice(client.id(), currency, number.number(), issued, due.day()),
                said,
                Stream.concat(number.notes().stream(), due.notes().stream()).toList());
    }

    /// The request that makes it, taken back by deleting it.
    static Plan begin(Head head, String summary, Workplace ws) {
        return ws.plan(summary, "invoice", ws.api().invoices().create(head.invoice()))
                .undoneBy(ws.api().invoices().delete("{invoice}"), "invoice")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .notes(head.notes());
    }

    Planned<Billed> plan() {
        Head head = head();
        return begin(head, "Create " + head.said(), ws)
                .note(
                        "It is empty, 0.00 %s, until items are added."
                                .formatted(Lines.one(head.invoice().currency())))
                .answering(answers -> {
                    Invoice made = Plan.read(answers, "invoice", Invoice.class);
                    String done =
                            "Created invoice ‹%s›, to which items can be added"
                                    .formatted(Lines.one(made.number()));
                    return new Billed(done, InvoiceRow.of(made).named(head.client().name()));
                });
    }

    /// When it is due, and why.
    private record Due(LocalDate day, List<String> notes) {}

    private Due due(LocalDate issued) {
        if (in.due() != null) {
            LocalDate day = ws.words().day(in.due(), Direction.FUTURE);
            checkOrder(issued, day, ws);
            return new Due(day, List.of());
        }
        Long days = ws.api().invoices().settings().dueDays();
        if (days == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is not said when the invoice is due, and the workspace's settings do not"
                            + " say it either.",
                    "Give due, such as ‹in 14 days› or a date.");
        }
        return new Due(
                issued.plusDays(days),
                List.of("Due after %d days, as the workspace's settings say.".formatted(days)));
    }

    /// Refuses days in the wrong order.
    static void checkOrder(LocalDate issued, LocalDate due, Workplace ws) {
        if (due.isBefore(issued)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It would be due on %s, before it is issued on %s."
                            .formatted(ws.text().day(due), ws.text().day(issued)),
                    "Give the days with their year.");
        }
    }

    private String currency(Client client) {
        if (in.currency() != null) {
            return checkedCurrency(in.currency());
        }
        String usual =
                client.currencyCode() != null
                        ? client.currencyCode()
                        : Currencies.usual(ws.account());
        if (usual == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is not known in which currency ‹%s› is billed."
                            .formatted(Lines.one(client.name())),
                    "Give currency, such as EUR.");
        }
        return usual;
    }

    /// An invoice may be in a currency that the workspace does not list.
    private static String checkedCurrency(String code) {
        String upper = code.strip().toUpperCase(Locale.ROOT);
        if (!upper.matches("[A-Z]{3}")) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is not the code of a currency.".formatted(Lines.one(code)),
                    "Write three letters, such as EUR.");
        }
        return upper;
    }
}
