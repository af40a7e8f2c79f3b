package io.github.clockifymcp.tools;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import java.util.Map;

/// What the invoice tools answer fits the schema they publish for it, with as little as Clockify
/// can say of an invoice.
class InvoiceAnswersFitTheirSchemasTest extends GroupAnswers {
    private static final String ID = "65a000000000000000000001";
    private static final String INVOICES = StubDesk.WS + "/invoices";
    private static final String IT = "{\"invoice\": \"%s\"".formatted(ID);
    private static final String INVOICE =
            """
            {"id": "%s", "clientId": "c", "status": "ODD", "amount": 500, "balance": 500,
             "items": [{"order": 1, "applyTaxes": "NONE"}, {"order": 2}]}
            """
                    .formatted(ID);

    InvoiceAnswersFitTheirSchemasTest() {
        super(
                List.of("invoices"),
                Map.of(
                        "clockify_list_invoices", "{}",
                        "clockify_get_invoice", IT + "}",
                        "clockify_list_invoice_items", IT + "}",
                        "clockify_invoice_report", "{}",
                        "clockify_list_invoice_payments", IT + "}",
                        "clockify_get_invoice_settings", "{}",
                        "clockify_export_invoice", IT + "}"),
                Map.ofEntries(
                        Map.entry(
                                "clockify_create_invoice",
                                "{\"client\": \"Bare\", \"number\": \"9\", \"due\": \"2026-12-31\"}"),
                        Map.entry("clockify_update_invoice", IT + ", \"note\": \"n\"}"),
                        Map.entry("clockify_update_invoice_settings", "{\"due_days\": 3}"),
                        Map.entry("clockify_send_invoice", IT + "}"),
                        Map.entry("clockify_mark_invoice_paid", IT + "}"),
                        Map.entry("clockify_duplicate_invoice", IT + "}"),
                        Map.entry("clockify_delete_invoice", IT + "}"),
                        Map.entry(
                                "clockify_add_invoice_item",
                                IT + ", \"description\": \"d\", \"unit_price\": 1}"),
                        Map.entry(
                                "clockify_update_invoice_item",
                                IT + ", \"item\": 1, \"quantity\": 2}"),
                        Map.entry("clockify_delete_invoice_item", IT + ", \"item\": 2}"),
                        Map.entry("clockify_import_invoice_time", IT + ", \"start\": \"today\"}"),
                        Map.entry("clockify_add_invoice_payment", IT + ", \"amount\": 1}"),
                        Map.entry(
                                "clockify_delete_invoice_payment", IT + ", \"payment\": \"y\"}")));
    }

    @Override
    StubTransport bare() {
        String one = INVOICES + "/" + ID;
        StubTransport clockify =
                StubDesk.annas()
                        .has(StubDesk.WS + "/clients", "{\"id\": \"c\", \"name\": \"Bare\"}")
                        .has(
                                StubDesk.WS + "/projects",
                                "{\"id\": \"p\", \"name\": \"P\", \"clientId\": \"c\"}")
                        .answers(INVOICES, INVOICE)
                        .answers(INVOICES + "/info", "{\"invoices\": [%s]}".formatted(INVOICE))
                        .answers(one, INVOICE.replace("ODD", "UNSENT"))
                        .answers(INVOICES + "/settings", "{}")
                        .answers(one + "/payments", "[{\"id\": \"y\"}]");
        List.of("/status", "/duplicate", "/items", "/items/1", "/items/2", "/items/import")
                .forEach(path -> clockify.answers(one + path, INVOICE));
        return clockify.answers(one + "/payments/y", INVOICE);
    }

    @Override
    StubTransport writable(String tool) {
        StubTransport clockify = bare();
        if (tool.matches("clockify_(add_invoice_payment|mark_invoice_paid)")) {
            clockify.answers(INVOICES + "/" + ID + "/payments", INVOICE);
        }
        return clockify;
    }
}
