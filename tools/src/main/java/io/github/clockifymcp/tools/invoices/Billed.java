package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Plan;

/// What came of a change of an invoice.
///
/// @param done what was done
/// @param invoice as it is now
record Billed(String done, InvoiceRow invoice) implements Told {

    /// With the invoice as a step's answer has it.
    static Billed of(String done, Answers answers, String step) {
        return new Billed(done, InvoiceRow.of(Plan.read(answers, step, Invoice.class)));
    }

    @Override
    public String told() {
        return done + ".\n" + invoice.line();
    }
}
