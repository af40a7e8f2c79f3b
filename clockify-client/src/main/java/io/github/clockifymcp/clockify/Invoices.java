package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A workspace's invoices, with their items and payments.
///
/// Amounts are in the currency's minor unit. An item costs `unitPrice × quantity / 100`: its
/// quantity counts hundredths, 150 is one and a half.
public final class Invoices {

    // What Clockify counts itself, and the percentages, which go back under other names.
    private static final Set<String> READ_ONLY =
            Set.of(
                    "id",
                    "workspaceId",
                    "userId",
                    "clientName",
                    "status",
                    "items",
                    "amount",
                    "balance",
                    "paid",
                    "subtotal",
                    "tax",
                    "tax2",
                    "discount",
                    "taxAmount",
                    "tax2Amount",
                    "discountAmount",
                    "calculationType",
                    "containsImportedExpenses",
                    "containsImportedTimes");

    private final Connection connection;
    private final String workspace;

    Invoices(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// How far an invoice is. Clockify knows no draft: a new invoice is unsent.
    public enum Status {
        UNSENT,
        SENT,
        PAID,
        PARTIALLY_PAID,
        OVERDUE,
        VOID
    }

    /// Which taxes an item bears.
    public enum Taxes {
        TAX1,
        TAX2,
        TAX1TAX2,
        NONE
    }

    /// A page of them, the latest made first.
    public Page<Summary> list(List<Status> statuses, Paging paging) {
        Query query =
                Query.none()
                        .with("statuses", statuses.stream().map(Status::name).toList())
                        .with("sort-column", "ID")
                        .with("sort-order", "DESCENDING")
                        .with(paging.query());
        return page(ApiRequest.get(path(), query, JsonNode.class), paging);
    }

    /// A page of those that fit a filter.
    public Page<Summary> search(InvoiceFilter filter, Paging paging) {
        ObjectNode body = filter.body();
        body.put("page", paging.page());
        body.put("pageSize", paging.size());
        return page(ApiRequest.search(Service.CORE, path("info"), body, JsonNode.class), paging);
    }

    private Page<Summary> page(ApiRequest<JsonNode> request, Paging paging) {
        JsonNode answer = connection.transport().exchange(request).body();
        List<Summary> items = Json.readList(answer.path("invoices"), Summary.class);
        long seen = (long) paging.page() * paging.size();
        return new Page<>(items, !items.isEmpty() && seen < answer.path("total").asLong());
    }

    /// An invoice with its items.
    public Invoice get(String id) {
        return connection.send(ApiRequest.get(path(id), Query.none(), Invoice.class));
    }

    /// Makes an unsent invoice without items. Subject, note and taxes are the workspace's own; all
    /// that is not in the record is ignored. The answer has no amounts yet.
    public ApiRequest<Invoice> create(NewInvoice invoice) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("clientId", invoice.clientId());
        body.put("currency", invoice.currency());
        body.put("number", invoice.number());
        body.put("issuedDate", day(invoice.issued()));
        body.put("dueDate", day(invoice.due()));
        return ApiRequest.post(path(), body, Invoice.class);
    }

    /// Changes what stands above and below an invoice's items. Clockify replaces all of it, and
    /// empties what is not sent, subject, note and addresses among it; so all of it is sent.
    ///
    /// It takes percentages by other names than it gives them: plain as `taxPercent`, times 100 as
    /// `tax`. Sent by the names they were read by, they would become 0.
    public ApiRequest<Invoice> update(Invoice current, InvoiceEdit edit) {
        ObjectNode body = new Fields(current.raw()).without(READ_ONLY);
        body.put("taxPercent", current.taxPercent());
        body.put("tax2Percent", current.tax2Percent());
        body.put("discountPercent", current.discountPercent());
        edit.applyTo(body);
        return ApiRequest.put(path(current.id()), body, Invoice.class);
    }

    /// Deletes an invoice with its items and payments.
    public ApiRequest<Nothing> delete(String id) {
        return ApiRequest.delete(path(id), Nothing.class);
    }

    /// Makes an unsent copy, to which Clockify gives a number.
    public ApiRequest<Invoice> duplicate(String id) {
        return ApiRequest.post(path(id, "duplicate"), null, Invoice.class);
    }

    /// Gives an invoice a status. Nothing is mailed to anybody.
    public ApiRequest<Nothing> changeStatus(String id, Status status) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("invoiceStatus", status.name());
        return ApiRequest.patch(path(id, "status"), body, Nothing.class);
    }

    /// Adds an item behind the others. There is no request that changes one.
    public ApiRequest<Invoice> addItem(String id, NewItem item) {
        return ApiRequest.post(path(id, "items"), Json.tree(item), Invoice.class);
    }

    /// Takes an item off.
    ///
    /// @param order the item's place, from 1
    public ApiRequest<Invoice> deleteItem(String id, int order) {
        return ApiRequest.delete(path(id, "items", Integer.toString(order)), Invoice.class);
    }

    /// Makes items of billable time that is on no invoice yet, and marks it invoiced.
    public ApiRequest<Invoice> importTime(String id, TimeImport time) {
        return ApiRequest.post(path(id, "items", "import"), time.body(), Invoice.class);
    }

    /// A page of an invoice's payments.
    public Page<Payment> payments(String id, Paging paging) {
        return connection.page(path(id, "payments"), Query.none(), paging, Payment.class);
    }

    /// Records a payment. The answer is the invoice, and does not say the payment's id.
    public ApiRequest<Invoice> addPayment(String id, NewPayment payment) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("amount", payment.minorUnits());
        body.put("paymentDate", day(payment.date()));
        if (payment.note() != null) {
            body.put("note", payment.note());
        }
        return ApiRequest.post(path(id, "payments"), body, Invoice.class);
    }

    /// Takes a payment back.
    public ApiRequest<Invoice> deletePayment(String id, String payment) {
        return ApiRequest.delete(path(id, "payments", payment), Invoice.class);
    }

    /// What new invoices begin with.
    public Settings settings() {
        return connection.send(ApiRequest.get(path("settings"), Query.none(), Settings.class));
    }

    /// Changes what new invoices begin with. Clockify replaces all of it, so all of it is sent.
    public ApiRequest<Nothing> changeSettings(Settings current, SettingsEdit edit) {
        return ApiRequest.put(path("settings"), edit.bodyFor(current), Nothing.class);
    }

    /// An invoice as a file: a PDF.
    ///
    /// @param locale the language of what is printed on it, such as `en-US`
    public Download file(String id, String locale) {
        return connection.send(
                ApiRequest.get(
                        path(id, "export"),
                        Query.none().with("userLocale", locale),
                        Download.class));
    }

    private String path(String... more) {
        String[] segments = new String[3 + more.length];
        segments[0] = "workspaces";
        segments[1] = workspace;
        segments[2] = "invoices";
        System.arraycopy(more, 0, segments, 3, more.length);
        return Paths.of(segments);
    }

    /// A day as Clockify writes an invoice's days: an instant of which the clock reading in UTC
    /// counts, as in its windows of time.
    static String day(LocalDate day) {
        return day + "T00:00:00Z";
    }

    private static @Nullable LocalDate day(Fields fields, String name) {
        String text = fields.id(name);
        return text == null || text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
    }

    private static String textOrEmpty(Fields fields, String name) {
        String text = fields.text(name);
        return text == null ? "" : text;
    }

    private static long units(Fields fields, String name) {
        Long value = fields.number(name);
        return value == null ? 0 : value;
    }

    /// What Clockify writes as a percentage times 100.
    private static BigDecimal percent(JsonNode raw, String name) {
        BigDecimal hundredfold = raw.path(name).decimalValue();
        BigDecimal percent = hundredfold.movePointLeft(2).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }

    /// An invoice in a list.
    ///
    /// @param status one of [Status], or one that nobody has heard of
    /// @param daysOverdue null where Clockify does not say
    public record Summary(
            String id,
            String number,
            @Nullable String clientId,
            @Nullable String clientName,
            String status,
            @Nullable LocalDate issued,
            @Nullable LocalDate due,
            Money amount,
            Money paid,
            Money balance,
            @Nullable Long daysOverdue) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Summary from(JsonNode raw) {
            Fields fields = new Fields(raw);
            String currency = fields.text("currency");
            return new Summary(
                    fields.required("id"),
                    textOrEmpty(fields, "number"),
                    fields.id("clientId"),
                    fields.id("clientName"),
                    textOrEmpty(fields, "status"),
                    day(fields, "issuedDate"),
                    day(fields, "dueDate"),
                    new Money(units(fields, "amount"), currency),
                    new Money(units(fields, "paid"), currency),
                    new Money(units(fields, "balance"), currency),
                    fields.number("daysOverdue"));
        }
    }

    /// All of an invoice.
    ///
    /// @param status one of [Status], or one that nobody has heard of; empty for one just made
    /// @param subtotal what its items cost before discount and taxes
    /// @param taxPercent 10 is ten percent; likewise the others
    /// @param raw all that Clockify said about it
    public record Invoice(
            String id,
            String number,
            @Nullable String clientId,
            @Nullable String clientName,
            String status,
            @Nullable String currency,
            @Nullable LocalDate issued,
            @Nullable LocalDate due,
            @Nullable String subject,
            @Nullable String note,
            @Nullable String billFrom,
            @Nullable String clientAddress,
            BigDecimal taxPercent,
            BigDecimal tax2Percent,
            BigDecimal discountPercent,
            Money subtotal,
            Money discount,
            Money tax,
            Money tax2,
            Money amount,
            Money paid,
            Money balance,
            List<Item> items,
            @JsonValue JsonNode raw) {

        public Invoice {
            items = List.copyOf(items);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Invoice from(JsonNode raw) {
            Fields fields = new Fields(raw);
            String currency = fields.text("currency");
            return new Invoice(
                    fields.required("id"),
                    textOrEmpty(fields, "number"),
                    fields.id("clientId"),
                    fields.id("clientName"),
                    textOrEmpty(fields, "status"),
                    currency,
                    day(fields, "issuedDate"),
                    day(fields, "dueDate"),
                    fields.text("subject"),
                    fields.text("note"),
                    fields.text("billFrom"),
                    fields.text("clientAddress"),
                    percent(raw, "tax"),
                    percent(raw, "tax2"),
                    percent(raw, "discount"),
                    new Money(units(fields, "subtotal"), currency),
                    new Money(units(fields, "discountAmount"), currency),
                    new Money(units(fields, "taxAmount"), currency),
                    new Money(units(fields, "tax2Amount"), currency),
                    new Money(units(fields, "amount"), currency),
                    new Money(units(fields, "paid"), currency),
                    new Money(units(fields, "balance"), currency),
                    fields.list("items", Item.class),
                    raw);
        }
    }

    /// A line of an invoice.
    ///
    /// @param order its place, from 1, by which it is taken off
    /// @param quantityHundredths 150 is one and a half
    /// @param unitPriceMinorUnits the price of one
    /// @param taxes one of [Taxes], or one that nobody has heard of
    /// @param timeEntryIds the time it bills
    /// @param expenseIds the expenses it bills
    public record Item(
            int order,
            @Nullable String itemType,
            @Nullable String description,
            @JsonProperty("quantity") long quantityHundredths,
            @JsonProperty("unitPrice") long unitPriceMinorUnits,
            @JsonProperty("amount") long amountMinorUnits,
            @JsonProperty("applyTaxes") @Nullable String taxes,
            List<String> timeEntryIds,
            List<String> expenseIds) {

        public Item {
            timeEntryIds = Json.list(timeEntryIds);
            expenseIds = Json.list(expenseIds);
        }

        /// Whether it was made of time or expenses, which are billed through it.
        public boolean imported() {
            return !timeEntryIds.isEmpty() || !expenseIds.isEmpty();
        }
    }

    /// A payment.
    ///
    /// @param minorUnits in the invoice's currency
    /// @param author who recorded it
    public record Payment(
            String id,
            long minorUnits,
            @Nullable LocalDate date,
            @Nullable String note,
            @Nullable String author,
            @JsonValue JsonNode raw) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Payment from(JsonNode raw) {
            Fields fields = new Fields(raw);
            return new Payment(
                    fields.required("id"),
                    units(fields, "amount"),
                    day(fields, "date"),
                    fields.text("note"),
                    fields.text("author"),
                    raw);
        }
    }

    /// What new invoices begin with.
    ///
    /// @param dueDays how long after its day an invoice is due; null where nothing is set
    /// @param taxPercent ten percent is 10; null where nothing is set
    /// @param raw all that Clockify said about it
    public record Settings(
            @Nullable Long dueDays,
            @Nullable String subject,
            @Nullable String notes,
            @Nullable BigDecimal taxPercent,
            @Nullable BigDecimal tax2Percent,
            @JsonValue JsonNode raw) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Settings from(JsonNode raw) {
            JsonNode defaults = raw.path("defaults");
            Fields fields = new Fields(defaults);
            return new Settings(
                    fields.number("dueDays"),
                    fields.text("subject"),
                    fields.text("notes"),
                    decimal(defaults.path("taxPercent")),
                    decimal(defaults.path("tax2Percent")),
                    raw);
        }

        private static @Nullable BigDecimal decimal(JsonNode value) {
            return value.isNumber() ? TimeOff.plain(value.decimalValue()) : null;
        }
    }

    /// What to change about the settings.
    public record SettingsEdit(
            Edit<Long> dueDays,
            Edit<String> subject,
            Edit<String> notes,
            Edit<BigDecimal> taxPercent,
            Edit<BigDecimal> tax2Percent) {

        // The update knows none of these.
        private static final Set<String> READ_ONLY =
                Set.of(
                        "defaultImportExpenseItemTypeId",
                        "defaultImportTimeItemTypeId",
                        "itemType",
                        "tax",
                        "tax2");

        /// Changes nothing.
        public static SettingsEdit none() {
            return new SettingsEdit(
                    Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep());
        }

        private ObjectNode bodyFor(Settings current) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            ObjectNode defaults = part(current, "defaults", READ_ONLY);
            set(defaults, "dueDays", dueDays, 0L);
            // Both have to be there, if only empty.
            defaults.put("subject", textOrEmpty(new Fields(defaults), "subject"));
            defaults.put("notes", textOrEmpty(new Fields(defaults), "notes"));
            set(defaults, "subject", subject, "");
            set(defaults, "notes", notes, "");
            set(defaults, "taxPercent", taxPercent, BigDecimal.ZERO);
            set(defaults, "tax2Percent", tax2Percent, BigDecimal.ZERO);
            body.set("defaults", defaults);
            body.set("exportFields", part(current, "exportFields", Set.of("RTL")));
            ObjectNode labels = part(current, "labels", Set.of("totalAmount"));
            // Read under one name and written under another.
            if (!labels.has("totalAmountDue")
                    && current.raw().at("/labels/totalAmount").isTextual()) {
                labels.set("totalAmountDue", current.raw().at("/labels/totalAmount"));
            }
            return body.set("labels", labels);
        }

        private static ObjectNode part(Settings current, String name, Set<String> readOnly) {
            JsonNode part = current.raw().path(name);
            return part.isObject()
                    ? new Fields(part).without(readOnly)
                    : JsonNodeFactory.instance.objectNode();
        }

        private static void set(ObjectNode into, String field, Edit<?> edit, Object empty) {
            switch (edit) {
                case Edit.Keep<?>() -> {}
                case Edit.Set<?>(Object value) -> into.set(field, Json.tree(value));
                case Edit.Clear<?>() -> into.set(field, Json.tree(empty));
            }
        }
    }

    /// An invoice to be made. These are all that Clockify honours here; anything else must follow
    /// in an update.
    public record NewInvoice(
            String clientId, String currency, String number, LocalDate issued, LocalDate due) {}

    /// An item to be added.
    ///
    /// @param itemType the name of a type that the workspace has; no request lists them
    /// @param quantityHundredths 150 is one and a half
    /// @param unitPriceMinorUnits the price of one
    public record NewItem(
            String itemType,
            String description,
            @JsonProperty("quantity") long quantityHundredths,
            @JsonProperty("unitPrice") long unitPriceMinorUnits,
            @JsonProperty("applyTaxes") Taxes taxes) {}

    /// A payment to be recorded.
    ///
    /// @param minorUnits in the invoice's currency, at least 1
    public record NewPayment(long minorUnits, LocalDate date, @Nullable String note) {}
}
