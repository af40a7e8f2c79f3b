package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/// What to change about an invoice.
///
/// @param fields what each field becomes, by the name an update sends it under
public record InvoiceEdit(Map<String, Edit<JsonNode>> fields) {

    public InvoiceEdit {
        fields = Map.copyOf(fields);
    }

    /// Changes nothing yet.
    public static InvoiceEdit none() {
        return new InvoiceEdit(Map.of());
    }

    public InvoiceEdit withNumber(Edit<String> number) {
        return with("number", Edits.notCleared("number", number).map(Json::tree));
    }

    public InvoiceEdit withClientId(Edit<String> clientId) {
        return with("clientId", Edits.notCleared("client", clientId).map(Json::tree));
    }

    public InvoiceEdit withCurrency(Edit<String> currency) {
        return with("currency", Edits.notCleared("currency", currency).map(Json::tree));
    }

    public InvoiceEdit withIssued(Edit<LocalDate> issued) {
        return with("issuedDate", day(Edits.notCleared("issue date", issued)));
    }

    public InvoiceEdit withDue(Edit<LocalDate> due) {
        return with("dueDate", day(Edits.notCleared("due date", due)));
    }

    public InvoiceEdit withSubject(Edit<String> subject) {
        return with("subject", subject.map(Json::tree));
    }

    public InvoiceEdit withNote(Edit<String> note) {
        return with("note", note.map(Json::tree));
    }

    public InvoiceEdit withBillFrom(Edit<String> billFrom) {
        return with("billFrom", billFrom.map(Json::tree));
    }

    public InvoiceEdit withClientAddress(Edit<String> clientAddress) {
        return with("clientAddress", clientAddress.map(Json::tree));
    }

    /// Ten percent is 10.
    public InvoiceEdit withTaxPercent(Edit<BigDecimal> percent) {
        return with("taxPercent", percent(percent));
    }

    /// Ten percent is 10.
    public InvoiceEdit withTax2Percent(Edit<BigDecimal> percent) {
        return with("tax2Percent", percent(percent));
    }

    /// Ten percent is 10.
    public InvoiceEdit withDiscountPercent(Edit<BigDecimal> percent) {
        return with("discountPercent", percent(percent));
    }

    private InvoiceEdit with(String field, Edit<JsonNode> edit) {
        Map<String, Edit<JsonNode>> all = new LinkedHashMap<>(fields);
        all.put(field, edit);
        return new InvoiceEdit(all);
    }

    private static Edit<JsonNode> day(Edit<LocalDate> edit) {
        return edit.map(day -> Json.tree(Invoices.day(day)));
    }

    /// An update has to have the percentages, so no tax is 0.
    private static Edit<JsonNode> percent(Edit<BigDecimal> edit) {
        return switch (edit) {
            case Edit.Keep<BigDecimal>() -> Edit.keep();
            case Edit.Set<BigDecimal>(BigDecimal percent) -> Edit.set(Json.tree(percent));
            case Edit.Clear<BigDecimal>() -> Edit.set(Json.tree(BigDecimal.ZERO));
        };
    }

    void applyTo(ObjectNode body) {
        fields.forEach((field, edit) -> {
            switch (edit) {
                case Edit.Keep<JsonNode>() -> {}
                case Edit.Set<JsonNode>(JsonNode value) -> body.set(field, value);
                case Edit.Clear<JsonNode>() -> body.remove(field);
            }
        });
    }
}
