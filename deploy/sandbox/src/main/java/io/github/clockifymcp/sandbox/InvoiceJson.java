package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/// Writes invoices as Clockify does: short in lists, with two fields more in a search, whole when
/// one is asked for, and with almost nothing when it was just made.
record InvoiceJson(State workspace, Instant now) {

    ObjectNode listed(Invoice invoice) {
        Invoice.Head head = invoice.head();
        return Json.object()
                .put("id", invoice.id())
                .put("number", head.number())
                .put("clientId", head.clientId())
                .put("clientName", clientName(invoice))
                .put("currency", head.currency())
                .put("issuedDate", head.issued().toString())
                .put("dueDate", head.due().toString())
                .put("status", invoice.statusAt(now))
                .put("amount", invoice.amount())
                .put("paid", invoice.paid())
                .put("balance", invoice.balance());
    }

    ObjectNode found(Invoice invoice) {
        boolean overdue = invoice.statusAt(now).equals("OVERDUE");
        ObjectNode json = listed(invoice);
        json.put("billFrom", invoice.head().billFrom());
        json.put(
                "daysOverdue",
                overdue ? Math.max(0, Duration.between(invoice.head().due(), now).toDays()) : 0);
        json.set("visibleZeroFields", Json.texts(invoice.head().visibleZeroFields()));
        return json;
    }

    ObjectNode made(Invoice invoice) {
        Invoice.Head head = invoice.head();
        return Json.object()
                .put("id", invoice.id())
                .put("number", head.number())
                .put("clientId", head.clientId())
                .put("currency", head.currency())
                .put("billFrom", head.billFrom())
                .put("issuedDate", head.issued().toString())
                .put("dueDate", head.due().toString());
    }

    ObjectNode whole(Invoice invoice) {
        Invoice.Head head = invoice.head();
        ObjectNode json = listed(invoice);
        json.put("userId", invoice.userId());
        json.put("companyId", head.companyId());
        json.put("subject", head.subject());
        json.put("note", head.note());
        json.put("billFrom", head.billFrom());
        json.put("clientAddress", head.clientAddress());
        json.put("calculationType", "INVOICE_BASED");
        json.put("taxType", head.taxType());
        json.put("tax", (double) head.taxHundredths());
        json.put("tax2", (double) head.tax2Hundredths());
        json.put("discount", (double) head.discountHundredths());
        json.put("subtotal", invoice.subtotal());
        json.put("discountAmount", invoice.discount());
        json.put("taxAmount", invoice.tax());
        json.put("tax2Amount", invoice.tax2());
        json.put("containsImportedExpenses", false);
        json.put(
                "containsImportedTimes",
                invoice.items().stream().anyMatch(item -> !item.timeEntryIds().isEmpty()));
        json.set("visibleZeroFields", Json.texts(head.visibleZeroFields()));
        ArrayNode items = json.putArray("items");
        for (Invoice.Item item : invoice.items()) {
            boolean imported = !item.timeEntryIds().isEmpty();
            ObjectNode line = items.addObject();
            line.put("order", items.size());
            line.put("itemType", item.itemType());
            line.put("description", item.description());
            line.put("quantity", item.quantity());
            line.put("unitPrice", item.unitPrice());
            line.put("amount", item.amount());
            line.put("applyTaxes", item.applyTaxes());
            line.put("importType", imported ? "TIME_ENTRY_IMPORT" : "NOT_IMPORTED");
            line.set("timeEntryIds", Json.texts(item.timeEntryIds()));
            line.putArray("expenseIds");
        }
        return json;
    }

    static ObjectNode payment(Invoice.Payment payment) {
        return Json.object()
                .put("id", payment.id())
                .put("amount", payment.amount())
                .put("date", payment.date().toString())
                .put("note", payment.note())
                .put("author", payment.author());
    }

    String clientName(Invoice invoice) {
        return workspace.clients().find(invoice.head().clientId()).map(Client::name).orElse("");
    }
}
