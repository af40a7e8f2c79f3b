package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.invoices.InvoiceItems.Grouping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From hours to an invoice in one go.
public final class TimeBilling implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "business";
    }

    @Override
    public void before(Workplace ws) {
        PlanFeatures.need("INVOICING", "invoices", ws);
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_invoice_from_time", InvoiceTime.class, TimeInvoice.class)
                .title("Invoice from time")
                .describe(
                        "Creates an unsent invoice of a client's billable time of some days, as far"
                                + " as it is on no invoice yet.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan((in, ws) -> new InvoiceFromTime(in, ws).plan());
    }

    record InvoiceTime(
            @Doc("Who is billed; else the projects' client.") @Nullable String client,
            @Doc("Only these; else all of the client's.") @Nullable List<String> projects,
            @Doc("Days: last month.") String start,
            @Doc("Last day.") @Nullable String end,
            @Doc("What one item holds.") @Default("\"project\"") Grouping groupBy,
            @Doc("Its number; else the next.") @Nullable String number,
            @Doc("A day; else as the settings say.") @Nullable String due) {
        InvoiceTime {
            projects = projects == null ? null : List.copyOf(projects);
        }
    }

    record TimeInvoice(InvoiceRow invoice, @Columns List<ItemRow> items) implements Told {
        TimeInvoice {
            items = List.copyOf(items);
        }

        @Override
        public String told() {
            return "Created invoice ‹%s› with %s:\n%s%s"
                    .formatted(
                            Lines.one(invoice.number()),
                            items.size() == 1 ? "1 item" : items.size() + " items",
                            ItemRow.lines(items),
                            invoice.line());
        }
    }
}
