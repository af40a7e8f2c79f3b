package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a workspace's invoices begin with. There is one row, under the workspace's id.
///
/// @param defaults as Clockify writes them
/// @param labels the words printed on an invoice
/// @param itemTypes names of types an item may have; Clockify lists them nowhere
record InvoiceSettings(
        String id,
        ObjectNode defaults,
        ObjectNode exportFields,
        ObjectNode labels,
        List<String> itemTypes)
        implements Row {

    static final List<String> LABELS =
            List.of(
                    "amount",
                    "billFrom",
                    "billTo",
                    "description",
                    "discount",
                    "dueDate",
                    "issueDate",
                    "itemType",
                    "notes",
                    "paid",
                    "quantity",
                    "subtotal",
                    "tax",
                    "tax2",
                    "total",
                    "totalAmountDue",
                    "unitPrice");

    InvoiceSettings {
        itemTypes = List.copyOf(itemTypes);
    }

    /// The settings of a workspace, made when first asked for.
    static InvoiceSettings of(State workspace) {
        Table<InvoiceSettings> table = workspace.table(InvoiceSettings.class);
        return table.find(workspace.id()).orElseGet(() -> table.put(usual(workspace)));
    }

    private static InvoiceSettings usual(State workspace) {
        ObjectNode defaults =
                Json.object()
                        .put("companyId", Ids.of("company", workspace.id()))
                        .put("dueDays", 14)
                        .put("itemTypeId", Ids.of("item-type", "Service"))
                        .put("defaultImportTimeItemTypeId", Ids.of("item-type", "Service"))
                        .put("defaultImportExpenseItemTypeId", Ids.of("item-type", "Product"))
                        .put("notes", "Thank you for working with us.")
                        .put("subject", "")
                        .put("taxPercent", 20.0)
                        .put("tax2Percent", 0.0)
                        .put("tax", 2_000)
                        .put("tax2", 0)
                        .put("taxType", "SIMPLE");
        ObjectNode fields = Json.object();
        for (String field : List.of("itemType", "quantity", "unitPrice", "tax", "tax2", "rtl")) {
            fields.put(field, !field.equals("rtl"));
        }
        ObjectNode labels = Json.object();
        LABELS.forEach(label -> labels.put(label, label));
        return new InvoiceSettings(
                workspace.id(), defaults, fields, labels, List.of("Service", "Product"));
    }

    String text(String field) {
        return defaults.path(field).asText("");
    }

    /// A percentage as invoices keep it, times 100.
    long hundredths(String field) {
        return Math.round(defaults.path(field).asDouble() * 100);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.set("defaults", defaults);
        json.set("exportFields", exportFields);
        json.set("labels", labels);
        return json;
    }
}
