package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Invoices.Item;
import io.github.clockifymcp.clockify.Invoices.NewItem;
import io.github.clockifymcp.clockify.Invoices.Taxes;
import io.github.clockifymcp.clockify.TimeImport;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands on an invoice.
public final class InvoiceItems implements ToolGroup<Workplace> {
    private static final int SHOWN = 80;

    /// Clockify's own; no request lists the types a workspace has.
    private static final String USUAL_TYPE = "Service";

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
        tools.write("clockify_add_invoice_item", AddItem.class, Billed.class)
                .title("Add invoice item")
                .describe("Adds an item to an invoice, behind the others.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(InvoiceItems::add);

        tools.write("clockify_update_invoice_item", UpdateItem.class, Billed.class)
                .title("Update invoice item")
                .describe(
                        "Changes an item by replacing it: it moves to the end. Not for imported time.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(InvoiceItems::update);

        tools.write("clockify_delete_invoice_item", DeleteItem.class, Billed.class)
                .title("Delete invoice item")
                .describe("Takes an item off an invoice. Items behind it move up.")
                .certainRisks(Risk.DESTRUCTIVE, Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(InvoiceItems::delete);

        tools.write("clockify_import_invoice_time", ImportTime.class, TimeImporting.Imported.class)
                .title("Import time to invoice")
                .describe(
                        "Adds billable time of the invoice's client that is on no invoice yet, at"
                                + " its rates.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan((in, ws) ->
                        new TimeImporting(InvoiceFinder.find(in.invoice(), ws), in, ws).plan());
    }

    record AddItem(
            @Doc("Its number or id.") String invoice,
            @Doc("What is billed.") @Size(min = 1, max = 3000) String description,
            @Doc("The price of one.") BigDecimal unitPrice,
            @Doc("Hours or pieces.") @Default("1") BigDecimal quantity,
            @Doc("All that the invoice has, if left out.") @Nullable Taxes taxes,
            @Doc("The name of a type that exists.") @Nullable String itemType) {}

    static Planned<Billed> add(AddItem in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        String said = InvoiceFinder.said(invoice);
        NewItem item =
                new NewItem(
                        in.itemType() == null ? type(invoice) : in.itemType().strip(),
                        in.description().strip(),
                        Amounts.hundredths("quantity", in.quantity()),
                        Amounts.hundredths("unit price", in.unitPrice()),
                        in.taxes() == null ? taxes(invoice) : in.taxes());
        String what = said(item, invoice);
        return ws.plan(
                        "Add to %s: %s".formatted(said, what),
                        "invoice",
                        ws.api().invoices().addItem(invoice.id(), item))
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .replacing("invoice", invoice.id(), invoice.raw())
                .notes(InvoiceFinder.warnings(invoice))
                .note("Type ‹%s›, %s.".formatted(Lines.one(item.itemType()), said(item.taxes())))
                .answering(answers ->
                        Billed.of("Added to %s: %s".formatted(said, what), answers, "invoice"));
    }

    /// What its latest item is.
    private static String type(Invoice invoice) {
        return invoice.items().reversed().stream()
                .map(Item::itemType)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(USUAL_TYPE);
    }

    private static Taxes taxes(Invoice invoice) {
        boolean first = invoice.taxPercent().signum() > 0;
        boolean second = invoice.tax2Percent().signum() > 0;
        if (first) {
            return second ? Taxes.TAX1TAX2 : Taxes.TAX1;
        }
        return second ? Taxes.TAX2 : Taxes.NONE;
    }

    private static String said(Taxes taxes) {
        return switch (taxes) {
            case TAX1 -> "with tax";
            case TAX2 -> "with the second tax";
            case TAX1TAX2 -> "with both taxes";
            case NONE -> "without tax";
        };
    }

    /// `‹Logo›, 2 × 110.00 = 220.00 EUR`
    private static String said(NewItem item, Invoice invoice) {
        return said(
                item.description(), item.quantityHundredths(), item.unitPriceMinorUnits(), invoice);
    }

    private static String said(Item item, Invoice invoice) {
        return said(
                Objects.requireNonNullElse(item.description(), ""),
                item.quantityHundredths(),
                item.unitPriceMinorUnits(),
                invoice);
    }

    private static String said(String description, long quantity, long price, Invoice invoice) {
        long amount =
                BigDecimal.valueOf(quantity)
                        .multiply(BigDecimal.valueOf(price))
                        .movePointLeft(2)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
        return "‹%s›, %s × %s = %s"
                .formatted(
                        Lines.beginning(description, SHOWN),
                        Amounts.plain(Amounts.major(quantity)),
                        Amounts.major(price).toPlainString(),
                        Amounts.said(amount, invoice.currency()));
    }

    record UpdateItem(
            @Doc("Its number or id.") String invoice,
            @Doc("Its place, from 1.") @Range(min = 1, max = 10_000) int item,
            @Doc("A new one.") @Size(min = 1, max = 3000) @Nullable String description,
            @Doc("The price of one.") @Nullable BigDecimal unitPrice,
            @Doc("Hours or pieces.") @Nullable BigDecimal quantity,
            @Doc("Which it bears.") @Nullable Taxes taxes) {

        /// Whether no field is named at all.
        boolean wishesNothing() {
            return Stream.of(description, unitPrice, quantity, taxes).allMatch(Objects::isNull);
        }
    }

    static Planned<Billed> update(UpdateItem in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        Item old = InvoiceFinder.item(invoice, in.item());
        String said = "item %d of %s".formatted(old.order(), InvoiceFinder.said(invoice));
        if (in.wishesNothing()) {
            throw Changes.nothingWished(said);
        }
        if (old.imported()) {
            throw new ToolException(
                    Code.CONFLICT,
                    "Clockify cannot change items, and %s cannot be replaced: it would lose the"
                                    .formatted(said)
                            + " time it was made of, which could be billed twice.",
                    "Change the time entries, take the item off and import again; or add an item.");
        }
        NewItem item = replacement(in, old);
        String change = "%s → %s".formatted(said(old, invoice), said(item, invoice));
        if (same(old, item)) {
            InvoiceRow row = InvoiceRow.of(invoice);
            return ws.plan("Nothing to change about " + said)
                    .risk(Risk.BILLING)
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> new Billed("Nothing to change, it is already so", row));
        }
        // First the new one: if Clockify refuses it, nothing is lost. It goes behind the others, so
        // the old one keeps its place until then.
        return ws.plan(
                        "Replace %s: %s".formatted(said, change),
                        "added",
                        ws.api().invoices().addItem(invoice.id(), item))
                .send("removed", ws.api().invoices().deleteItem(invoice.id(), old.order()))
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .replacing("invoice", invoice.id(), invoice.raw())
                .notes(InvoiceFinder.warnings(invoice))
                .note(
                        "Clockify cannot change an item: the new one is added at the end, then the old"
                                + " one is taken off.")
                .answering(answers ->
                        Billed.of("Replaced %s: %s".formatted(said, change), answers, "removed"));
    }

    private static NewItem replacement(UpdateItem in, Item old) {
        return new NewItem(
                Objects.requireNonNullElse(old.itemType(), USUAL_TYPE),
                in.description() == null
                        ? Objects.requireNonNullElse(old.description(), "")
                        : in.description().strip(),
                in.quantity() == null
                        ? old.quantityHundredths()
                        : Amounts.hundredths("quantity", in.quantity()),
                in.unitPrice() == null
                        ? old.unitPriceMinorUnits()
                        : Amounts.hundredths("unit price", in.unitPrice()),
                in.taxes() == null ? taxes(old) : in.taxes());
    }

    private static Taxes taxes(Item item) {
        return Arrays.stream(Taxes.values())
                .filter(one -> one.name().equals(item.taxes()))
                .findFirst()
                .orElseThrow(() ->
                        new ToolException(
                                Code.INVALID_ARGUMENTS,
                                "Which taxes item %d bears is not understood."
                                        .formatted(item.order()),
                                "Give taxes."));
    }

    private static boolean same(Item old, NewItem item) {
        return item.description().equals(old.description())
                && item.quantityHundredths() == old.quantityHundredths()
                && item.unitPriceMinorUnits() == old.unitPriceMinorUnits()
                && item.taxes().name().equals(old.taxes());
    }

    record DeleteItem(
            @Doc("Its number or id.") String invoice,
            @Doc("Its place, from 1.") @Range(min = 1, max = 10_000) int item) {}

    static Planned<Billed> delete(DeleteItem in, Workplace ws) {
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        Item item = InvoiceFinder.item(invoice, in.item());
        String said = InvoiceFinder.said(invoice);
        String what = said(item, invoice);
        Plan plan =
                ws.plan(
                                "Take item %d off %s: %s".formatted(item.order(), said, what),
                                "invoice",
                                ws.api().invoices().deleteItem(invoice.id(), item.order()))
                        .risk(Risk.DESTRUCTIVE)
                        .risk(Risk.BILLING)
                        .touching(Reach.WORKSPACE)
                        .replacing("invoice", invoice.id(), invoice.raw())
                        .notes(InvoiceFinder.warnings(invoice));
        if (item.imported()) {
            plan.note("The time it was made of is on no invoice then.");
        }
        return plan.answering(
                answers -> Billed.of("Took off %s: %s".formatted(said, what), answers, "invoice"));
    }

    /// How imported time is put together.
    enum Grouping {
        PROJECT,
        TASK,
        USER,
        DETAILED,
        SINGLE;

        TimeImport.Grouping sent() {
            return TimeImport.Grouping.valueOf(name());
        }

        String said() {
            return switch (this) {
                case PROJECT -> "an item for each project";
                case TASK -> "an item for each task";
                case USER -> "an item for each person on each project";
                case DETAILED -> "an item for each entry";
                case SINGLE -> "one item for all";
            };
        }
    }

    record ImportTime(
            @Doc("Its number or id.") String invoice,
            @Doc("First day, or all days, such as ‹last month›.") String start,
            @Doc("Last day.") @Nullable String end,
            @Doc("Only these of the client's projects.") @Nullable List<String> projects,
            @Doc("What one item holds.") @Default("\"project\"") Grouping groupBy) {

        ImportTime {
            projects = projects == null ? null : List.copyOf(projects);
        }
    }
}
