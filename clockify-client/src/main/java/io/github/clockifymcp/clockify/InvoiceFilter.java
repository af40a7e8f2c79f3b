package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which invoices: all unless it says otherwise, the latest made first.
///
/// @param statuses any when empty
/// @param clientIds any when empty
/// @param number part of the number
/// @param issuedFrom the first day of issue
/// @param issuedTo the last day of issue, itself included
/// @param exact whether the number is meant as a whole
public record InvoiceFilter(
        List<Invoices.Status> statuses,
        List<String> clientIds,
        @Nullable String number,
        boolean exact,
        @Nullable LocalDate issuedFrom,
        @Nullable LocalDate issuedTo) {

    public InvoiceFilter {
        statuses = List.copyOf(statuses);
        clientIds = List.copyOf(clientIds);
    }

    public static InvoiceFilter all() {
        return new InvoiceFilter(List.of(), List.of(), null, false, null, null);
    }

    public InvoiceFilter statuses(List<Invoices.Status> only) {
        return new InvoiceFilter(only, clientIds, number, exact, issuedFrom, issuedTo);
    }

    public InvoiceFilter clients(List<String> ids) {
        return new InvoiceFilter(statuses, ids, number, exact, issuedFrom, issuedTo);
    }

    /// Whose number contains this.
    public InvoiceFilter number(String part) {
        return new InvoiceFilter(statuses, clientIds, part, false, issuedFrom, issuedTo);
    }

    /// Whose number is this.
    public InvoiceFilter exactNumber(String whole) {
        return new InvoiceFilter(statuses, clientIds, whole, true, issuedFrom, issuedTo);
    }

    /// Issued on these days, both included.
    public InvoiceFilter issued(LocalDate from, LocalDate to) {
        return new InvoiceFilter(statuses, clientIds, number, exact, from, to);
    }

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!statuses.isEmpty()) {
            body.set("statuses", Json.tree(statuses));
        }
        if (!clientIds.isEmpty()) {
            ObjectNode clients = body.putObject("clients");
            clients.put("contains", "CONTAINS");
            clients.set("ids", Json.tree(clientIds));
            clients.put("status", "ALL");
        }
        if (number != null) {
            body.put("invoiceNumber", number);
            body.put("strictSearch", exact);
        }
        if (issuedFrom != null && issuedTo != null) {
            ObjectNode days = body.putObject("issueDate");
            // The only field names of Clockify's that are written like this inside a body.
            days.put("issue-date-start", issuedFrom.toString());
            days.put("issue-date-end", issuedTo.toString());
        }
        body.put("sortColumn", "ID");
        body.put("sortOrder", "DESCENDING");
        return body;
    }
}
