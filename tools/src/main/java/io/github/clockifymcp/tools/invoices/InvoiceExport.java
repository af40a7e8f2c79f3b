package io.github.clockifymcp.tools.invoices;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Download;
import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Link;
import io.github.clockifymcp.mcp.tool.Linked;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ResourceContent;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Invoices as files. The tool makes a link; the file is made when the link is read.
public final class InvoiceExport implements ToolGroup<Workplace> {
    private static final String TOOL = "clockify_export_invoice";
    private static final String URI = WorkspaceUris.WORKSPACE + "/invoice/{invoiceId}/pdf/{locale}";
    private static final String PDF = "application/pdf";
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");

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
        tools.read(TOOL, ExportInvoice.class, ExportedInvoice.class)
                .title("Export invoice")
                .describe("Makes a link to an invoice as a PDF, to be read as a resource.")
                .by(InvoiceExport::export);

        tools.resource(URI, "invoice_pdf")
                .title("Invoice as PDF")
                .describe("An invoice; %s gives the URI.".formatted(TOOL))
                .withRightsOf(TOOL)
                .by(PDF, WorkspaceUris.within(InvoiceExport::read));
    }

    record ExportInvoice(
            @Doc("Its number or id.") String invoice,
            @Doc("Language, such as en-US or de.") @Default("\"en-US\"") String locale) {}

    record ExportedInvoice(String id, String number, List<Link> links, @JsonIgnore String told)
            implements Linked, Told {
        ExportedInvoice {
            links = List.copyOf(links);
        }
    }

    static ExportedInvoice export(ExportInvoice in, Workplace ws) {
        String locale = in.locale().strip();
        if (!LOCALE.matcher(locale).matches()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› names no language.".formatted(Lines.one(locale)),
                    "Use a tag such as en-US, de or fr-CA.");
        }
        Invoice invoice = InvoiceFinder.find(in.invoice(), ws);
        String said = InvoiceFinder.said(invoice);
        String uri = WorkspaceUris.of(ws, URI, Map.of("invoiceId", invoice.id(), "locale", locale));
        String name = Lines.one(invoice.number()).replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        Link link = new Link(uri, "%s.pdf".formatted(name), said, PDF, null);
        return new ExportedInvoice(
                invoice.id(),
                invoice.number(),
                List.of(link),
                "%s, %s: the link is the PDF, made when it is read."
                        .formatted(said, Amounts.said(invoice.amount())));
    }

    private static ResourceContent read(Map<String, String> values, Workplace ws) {
        Download file =
                ws.api()
                        .invoices()
                        .file(
                                WorkspaceUris.value(values, "invoiceId"),
                                WorkspaceUris.value(values, "locale"));
        return ResourceContent.Blob.of(PDF, file.bytes());
    }
}
