package io.github.clockifymcp.sandbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// An invoice as it is printed: a PDF, whose words come in the language that the caller has to
/// name. The sandbox prints the words of the workspace's settings in any.
final class InvoiceFile {

    private InvoiceFile() {}

    static Answer answer(Call call) {
        Invoice invoice = InvoiceRoutes.invoice(call);
        if (call.query().text("userLocale").isEmpty()) {
            throw new ApiError(
                    400,
                    ApiError.MISSING_PARAMETER,
                    "Required request parameter 'userLocale' for method parameter type String is not present");
        }
        Invoice.Head head = invoice.head();
        List<List<Object>> rows = new ArrayList<>();
        for (Invoice.Item item : invoice.items()) {
            rows.add(
                    List.of(
                            item.description(),
                            hundredth(item.quantity()),
                            hundredth(item.unitPrice()),
                            hundredth(item.amount())));
        }
        rows.add(List.of("Total " + head.currency(), "", "", hundredth(invoice.amount())));
        Sheet sheet =
                new Sheet(
                        "Invoice " + head.number(),
                        List.of("Description", "Quantity", "Unit price", "Amount"),
                        rows);
        String name = "Invoice_%s.pdf".formatted(head.number().replace("/", "%2F"));
        return Answer.file(name, "application/pdf", Pdf.of(sheet));
    }

    private static BigDecimal hundredth(long hundredths) {
        return BigDecimal.valueOf(hundredths, 2);
    }
}
