package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Invoices: lists, the whole of one, its settings and its status. Only those who run the place see
/// any. A new one takes five fields and ignores the rest; an update replaces all that stands above
/// the items, and reads percentages under other names than it writes them.
///
/// Any status may follow any other: Clockify is known to refuse words only, not ways between them.
final class InvoiceRoutes implements Routes {

    static final String ALL = "/workspaces/{ws}/invoices";
    static final String ONE = ALL + "/{invoice}";
    private static final Set<String> COLUMNS =
            Set.of("ID", "CLIENT", "DUE_ON", "ISSUE_DATE", "AMOUNT", "BALANCE");
    private static final List<String> STATUSES =
            List.of("UNSENT", "SENT", "PAID", "PARTIALLY_PAID", "VOID", "OVERDUE");
    private static final Set<String> ORDERS = Set.of("ASCENDING", "DESCENDING");
    private static final int LONGEST_LABEL = 20;

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, InvoiceRoutes::list);
        router.add("POST", ALL, InvoiceRoutes::create);
        router.add("POST", ALL + "/info", InvoiceRoutes::search);
        router.add("GET", ALL + "/settings", call -> Answer.ok(settings(call).json()));
        router.add("PUT", ALL + "/settings", InvoiceRoutes::changeSettings);
        router.add("GET", ONE, call -> Answer.ok(json(call).whole(invoice(call))));
        router.add("PUT", ONE, InvoiceRoutes::update);
        router.add("DELETE", ONE, InvoiceRoutes::delete);
        router.add("POST", ONE + "/duplicate", InvoiceRoutes::duplicate);
        router.add("PATCH", ONE + "/status", InvoiceRoutes::changeStatus);
        router.add("GET", ONE + "/export", InvoiceFile::answer);
    }

    private static Answer list(Call call) {
        allowed(call);
        Query query = call.query();
        List<String> statuses = query.list("statuses");
        for (String status : statuses) {
            if (!STATUSES.contains(status)) {
                throw new ApiError(
                        400,
                        ApiError.ROUTE,
                        "Method parameter 'statuses': Failed to convert value of type 'java.lang.String' to required type 'enum'; For input string: \"%s\""
                                .formatted(status));
            }
        }
        String column = query.word("sort-column", COLUMNS).orElse("ID");
        InvoiceJson json = json(call);
        List<Invoice> found =
                call.workspace().table(Invoice.class).all().stream()
                        .filter(i ->
                                statuses.isEmpty() || statuses.contains(i.statusAt(call.now())))
                        .toList();
        return page(query, sorted(found, column, query.descending(), json), json::listed);
    }

    private static Answer search(Call call) {
        allowed(call);
        Body body = call.body();
        InvoiceJson json = json(call);
        List<Invoice> found =
                call.workspace().table(Invoice.class).all().stream()
                        .filter(invoice -> fits(call, body, invoice))
                        .toList();
        String column = body.word("sortColumn", COLUMNS).orElse("ID");
        boolean descending =
                body.word("sortOrder", ORDERS).filter("DESCENDING"::equals).isPresent();
        Query paging =
                new Query(
                        Map.of(
                                "page", List.of(body.text("page").orElse("1")),
                                "page-size", List.of(body.text("pageSize").orElse("50"))));
        Answer page = page(paging, sorted(found, column, descending, json), json::found);
        return new Answer(page.status(), page.body(), Map.of());
    }

    private static boolean fits(Call call, Body body, Invoice invoice) {
        List<String> statuses = body.texts("statuses");
        for (String status : statuses) {
            new Body(Json.object().put("statuses", status)).word("statuses", STATUSES);
        }
        String number = body.text("invoiceNumber").orElse("");
        boolean strict = body.flag("strictSearch").orElse(false);
        String own = invoice.head().number();
        return (statuses.isEmpty() || statuses.contains(invoice.statusAt(call.now())))
                && (number.isEmpty() || (strict ? own.equals(number) : own.contains(number)))
                && body.object("clients").map(f -> contains(f, invoice)).orElse(true)
                && body.object("issueDate").map(f -> issued(f, invoice)).orElse(true)
                && bounded(body, "Amount", invoice, Invoice::amount)
                && bounded(body, "Balance", invoice, Invoice::balance);
    }

    private static boolean contains(Body filter, Invoice invoice) {
        boolean in = filter.texts("ids").contains(invoice.head().clientId());
        return filter.text("contains").orElse("CONTAINS").equals("DOES_NOT_CONTAIN") != in;
    }

    private static boolean issued(Body filter, Invoice invoice) {
        LocalDate day = LocalDate.ofInstant(invoice.head().issued(), ZoneOffset.UTC);
        return filter.text("issue-date-start").map(d -> !day.isBefore(date(d))).orElse(true)
                && filter.text("issue-date-end").map(d -> !day.isAfter(date(d))).orElse(true);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiError.rule("invalid date format");
        }
    }

    private static boolean bounded(
            Body body, String what, Invoice invoice, ToLongFunction<Invoice> of) {
        long value = of.applyAsLong(invoice);
        return body.amount("exact" + what).map(v -> value == v).orElse(true)
                && body.amount("greaterThan" + what).map(v -> value > v).orElse(true)
                && body.amount("lessThan" + what).map(v -> value < v).orElse(true);
    }

    /// The order of ids is the order in which invoices were made.
    private static List<Invoice> sorted(
            List<Invoice> invoices, String column, boolean descending, InvoiceJson json) {
        List<Invoice> sorted = new ArrayList<>(invoices);
        switch (column) {
            case "CLIENT" -> sorted.sort(Comparator.comparing(json::clientName));
            case "DUE_ON" -> sorted.sort(Comparator.comparing(i -> i.head().due()));
            case "ISSUE_DATE" -> sorted.sort(Comparator.comparing(i -> i.head().issued()));
            case "AMOUNT" -> sorted.sort(Comparator.comparingLong(Invoice::amount));
            case "BALANCE" -> sorted.sort(Comparator.comparingLong(Invoice::balance));
            default -> {}
        }
        return descending ? sorted.reversed() : sorted;
    }

    private static Answer page(
            Query query, List<Invoice> all, Function<Invoice, ? extends JsonNode> row) {
        Answer page = Pages.of(query, all, row);
        ObjectNode envelope = Json.object().put("total", all.size());
        envelope.set("invoices", page.body());
        return new Answer(page.status(), envelope, page.headers());
    }

    private static Answer create(Call call) {
        allowed(call);
        State workspace = call.workspace();
        InvoiceSettings settings = InvoiceSettings.of(workspace);
        Body body = call.body();
        Client client = workspace.get(Client.class, body.required("clientId"));
        String currency = body.required("currency");
        String number = body.required("number");
        Invoice.Head head =
                new Invoice.Head(
                        number,
                        client.id(),
                        currency,
                        instant(body, "issuedDate"),
                        instant(body, "dueDate"),
                        settings.text("subject"),
                        settings.text("notes"),
                        workspace.name(),
                        client.address() == null ? "" : client.address(),
                        settings.text("companyId"),
                        settings.hundredths("taxPercent"),
                        settings.hundredths("tax2Percent"),
                        0,
                        settings.text("taxType"),
                        List.of());
        Invoice invoice =
                new Invoice(
                        call.company().newId(),
                        call.account().id(),
                        head,
                        "UNSENT",
                        List.of(),
                        List.of());
        return Answer.created(json(call).made(put(call, invoice)));
    }

    private static Answer update(Call call) {
        Invoice old = invoice(call);
        Body body = call.body();
        String client =
                body.id("clientId")
                        .map(id -> call.workspace().get(Client.class, id).id())
                        .orElse(old.head().clientId());
        Invoice.Head head =
                new Invoice.Head(
                        body.required("number"),
                        client,
                        body.required("currency"),
                        instant(body, "issuedDate"),
                        instant(body, "dueDate"),
                        body.text("subject").orElse(""),
                        body.text("note").orElse(""),
                        body.text("billFrom").orElse(""),
                        body.text("clientAddress").orElse(""),
                        body.text("companyId").orElse(""),
                        hundredths(body, "taxPercent"),
                        hundredths(body, "tax2Percent"),
                        hundredths(body, "discountPercent"),
                        body.word("taxType", List.of("COMPOUND", "SIMPLE", "NONE"))
                                .orElse("SIMPLE"),
                        body.texts("visibleZeroFields"));
        return Answer.ok(json(call).whole(put(call, old.with(head))));
    }

    private static Answer delete(Call call) {
        Invoice invoice = invoice(call);
        call.workspace().table(Invoice.class).remove(invoice.id());
        release(call.workspace(), invoice.items());
        return Answer.empty(200);
    }

    private static Answer duplicate(Call call) {
        Invoice invoice = invoice(call);
        List<Invoice.Item> items =
                invoice.items().stream()
                        .map(i ->
                                new Invoice.Item(
                                        i.itemType(),
                                        i.description(),
                                        i.quantity(),
                                        i.unitPrice(),
                                        i.applyTaxes(),
                                        List.of()))
                        .toList();
        Invoice copy =
                new Invoice(
                        call.company().newId(),
                        call.account().id(),
                        invoice.head().numbered(nextNumber(call)),
                        "UNSENT",
                        items,
                        List.of());
        return Answer.created(json(call).whole(put(call, copy)));
    }

    /// One more than the highest number that stands at the end of any.
    private static String nextNumber(Call call) {
        long highest =
                call.workspace().table(Invoice.class).all().stream()
                        .map(invoice -> invoice.head().number().replaceAll("^.*?(\\d{0,9})$", "$1"))
                        .filter(digits -> !digits.isEmpty())
                        .mapToLong(Long::parseLong)
                        .max()
                        .orElse(0);
        return Long.toString(highest + 1);
    }

    private static Answer changeStatus(Call call) {
        Invoice invoice = invoice(call);
        String status =
                call.body()
                        .word("invoiceStatus", STATUSES)
                        .orElseThrow(() -> ApiError.rule("must not be null"));
        put(call, invoice.withStatus(status));
        return Answer.empty(200);
    }

    private static InvoiceSettings settings(Call call) {
        allowed(call);
        return InvoiceSettings.of(call.workspace());
    }

    private static Answer changeSettings(Call call) {
        InvoiceSettings old = settings(call);
        Body body = call.body();
        Body sent = body.object("labels").orElseThrow(() -> ApiError.rule("must not be null"));
        ObjectNode labels = Json.object();
        for (String label : InvoiceSettings.LABELS) {
            String text =
                    sent.text(label, 0, LONGEST_LABEL)
                            .orElseThrow(() -> ApiError.rule("must not be null"));
            labels.put(label, text);
        }
        ObjectNode defaults = old.defaults().deepCopy();
        body.object("defaults").ifPresent(d -> defaults.setAll((ObjectNode) d.json()));
        ObjectNode fields = old.exportFields().deepCopy();
        body.object("exportFields").ifPresent(d -> fields.setAll((ObjectNode) d.json()));
        call.workspace()
                .table(InvoiceSettings.class)
                .put(new InvoiceSettings(old.id(), defaults, fields, labels, old.itemTypes()));
        return Answer.empty(200);
    }

    /// Refuses unless there are invoices here and the caller may see them.
    static void allowed(Call call) {
        call.needs("INVOICING");
        call.needsAdmin();
    }

    /// The invoice of the path, for those who may see it.
    static Invoice invoice(Call call) {
        allowed(call);
        return call.workspace().get(Invoice.class, call.path("invoice"));
    }

    static Invoice put(Call call, Invoice invoice) {
        return call.workspace().table(Invoice.class).put(invoice);
    }

    static InvoiceJson json(Call call) {
        return new InvoiceJson(call.workspace(), call.now());
    }

    /// Lets the time of items be billed again.
    static void release(State workspace, List<Invoice.Item> items) {
        Set<String> ids = new HashSet<>();
        items.forEach(item -> ids.addAll(item.timeEntryIds()));
        workspace.entries().replace(e -> ids.contains(e.id()), e -> e.invoiced(false));
    }

    static Instant instant(Body body, String field) {
        return body.instant(field).orElseThrow(() -> ApiError.rule("must not be null"));
    }

    /// A percentage; one that is left out is none.
    private static long hundredths(Body body, String field) {
        JsonNode value = body.value(field).orElse(null);
        if (value == null) {
            return 0;
        }
        if (!value.isNumber()) {
            throw ApiError.unreadable(
                    "Cannot deserialize value of type `java.lang.Double` from " + value);
        }
        BigDecimal percent = value.decimalValue();
        if (percent.signum() < 0) {
            throw ApiError.field(field, "Must be greater than or equal to 0.");
        }
        return percent.movePointRight(2).longValue();
    }
}
