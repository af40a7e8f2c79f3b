package io.github.clockifymcp.sandbox;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What stands on an invoice, and what was paid for it. An item's type has to exist, though nothing
/// lists the types; an item is taken off by its place, and those behind it move up. No request
/// changes an item, and none lists them.
final class InvoiceItemRoutes implements Routes {

    private static final String ITEMS = InvoiceRoutes.ONE + "/items";
    private static final String PAYMENTS = InvoiceRoutes.ONE + "/payments";
    private static final List<String> TAXES = List.of("TAX1", "TAX2", "TAX1TAX2", "NONE");
    private static final List<String> GROUPS = List.of("SINGLE_ITEM", "GROUPED", "DETAILED");
    private static final Set<String> FIRST = Set.of("USER", "PROJECT", "DATE");
    private static final Set<String> SECOND =
            Set.of("PROJECT", "USER", "TASK", "DATE", "DESCRIPTION", "NONE");
    private static final int LONGEST_NOTE = 1_000;

    @Override
    public void addTo(Router router) {
        router.add("POST", ITEMS, InvoiceItemRoutes::add);
        router.add("POST", ITEMS + "/import", InvoiceItemRoutes::importTime);
        router.add("DELETE", ITEMS + "/{order}", InvoiceItemRoutes::remove);
        router.add("GET", PAYMENTS, InvoiceItemRoutes::payments);
        router.add("POST", PAYMENTS, InvoiceItemRoutes::pay);
        router.add("DELETE", PAYMENTS + "/{payment}", InvoiceItemRoutes::takeBack);
    }

    private static Answer add(Call call) {
        Invoice invoice = InvoiceRoutes.invoice(call);
        Body body = call.body();
        String type = body.required("itemType");
        if (!InvoiceSettings.of(call.workspace()).itemTypes().contains(type)) {
            throw new ApiError(
                    404, ApiError.RULE, "Invoice item type with name %s not found".formatted(type));
        }
        Invoice.Item item =
                new Invoice.Item(
                        type,
                        body.text("description").orElseThrow(InvoiceItemRoutes::missing),
                        body.amount("quantity").orElseThrow(InvoiceItemRoutes::missing),
                        body.amount("unitPrice").orElseThrow(InvoiceItemRoutes::missing),
                        body.word("applyTaxes", TAXES).orElseThrow(InvoiceItemRoutes::missing),
                        List.of());
        return whole(call, invoice.plus(item));
    }

    private static Answer remove(Call call) {
        Invoice invoice = InvoiceRoutes.invoice(call);
        int order = order(call.path("order"));
        if (order > invoice.items().size()) {
            throw ApiError.foreign("Invoice item");
        }
        List<Invoice.Item> items = new ArrayList<>(invoice.items());
        Invoice.Item gone = items.remove(order - 1);
        InvoiceRoutes.release(call.workspace(), List.of(gone));
        return whole(call, invoice.withItems(items));
    }

    private static int order(String text) {
        try {
            int order = Integer.parseInt(text);
            if (order >= 1) {
                return order;
            }
        } catch (NumberFormatException e) {
            throw new ApiError(
                    400,
                    ApiError.ROUTE,
                    "Method parameter 'order': Failed to convert value of type 'java.lang.String' to required type 'int'; For input string: \"%s\""
                            .formatted(text));
        }
        throw ApiError.field("order", "Must be greater than or equal to 1.");
    }

    /// Bills time that is billable, on a project of the client, and on no invoice yet. Where there
    /// is none, nothing happens and nothing is said.
    private static Answer importTime(Call call) {
        Invoice invoice = InvoiceRoutes.invoice(call);
        Body body = call.body();
        Instant from = wallClock(call, body, "from");
        Instant to = wallClock(call, body, "to");
        if (body.flag("importExpenses").isEmpty()) {
            throw missing();
        }
        Body filter = body.object("projectFilter").orElseThrow(InvoiceItemRoutes::missing);
        String group =
                body.word("timeEntryGroupType", GROUPS).orElseThrow(InvoiceItemRoutes::missing);
        Set<String> projects =
                call
                        .workspace()
                        .projects()
                        .where(p -> invoice.head().clientId().equals(p.clientId()))
                        .stream()
                        .map(Project::id)
                        .filter(id ->
                                filter.texts("ids").isEmpty() || filter.texts("ids").contains(id))
                        .collect(Collectors.toSet());
        Map<String, List<TimeEntry>> groups = new LinkedHashMap<>();
        for (Member member : call.workspace().members().all()) {
            call.workspace()
                    .entries()
                    .of(member.id())
                    .filter(e -> e.billable() && !e.invoiced() && !e.isRunning())
                    .filter(e -> projects.contains(e.projectId()))
                    .filter(e -> !e.start().isBefore(from) && e.start().isBefore(to))
                    .forEach(e -> {
                        boolean alone = group.equals("DETAILED");
                        String key = alone ? e.id() : title(call, body, group, e);
                        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(e);
                    });
        }
        Invoice changed = invoice;
        for (List<TimeEntry> entries : groups.values()) {
            String title = title(call, body, group, entries.getFirst());
            changed = changed.plus(item(call, title, entries));
            entries.forEach(e -> call.workspace().entries().put(e.invoiced(true)));
        }
        return whole(call, changed);
    }

    /// A window of time is one of wall clocks, here as in lists of time entries.
    private static Instant wallClock(Call call, Body body, String field) {
        Instant instant = InvoiceRoutes.instant(body, field);
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).atZone(call.zone()).toInstant();
    }

    /// What the item is called that an entry becomes part of.
    private static String title(Call call, Body body, String group, TimeEntry entry) {
        return switch (group) {
            case "SINGLE_ITEM" -> "Time";
            case "DETAILED" ->
                    "%s - %s - %s"
                            .formatted(
                                    said(call, "PROJECT", entry),
                                    entry.description(),
                                    said(call, "DATE", entry));
            default -> {
                String first = body.word("timeEntryPrimaryGroupBy", FIRST).orElse("PROJECT");
                String second = body.word("timeEntrySecondaryGroupBy", SECOND).orElse("NONE");
                String more = said(call, second, entry);
                yield said(call, first, entry) + (more.isEmpty() ? "" : " - " + more);
            }
        };
    }

    private static String said(Call call, String by, TimeEntry entry) {
        State workspace = call.workspace();
        return switch (by) {
            case "USER" -> call.company().account(entry.userId()).name();
            case "PROJECT" -> name(entry.projectId(), workspace.projects(), Project::name);
            case "TASK" -> name(entry.taskId(), workspace.tasks(), Task::name);
            case "DATE" -> entry.start().atZone(call.zone()).toLocalDate().toString();
            case "DESCRIPTION" -> entry.description();
            default -> "";
        };
    }

    private static <T extends Row> String name(
            @Nullable String id, Table<T> table, Function<T, String> name) {
        return id == null ? "" : table.find(id).map(name).orElse("");
    }

    /// Hours at their rate where the rate is the same for all, otherwise their sum as one piece.
    /// How Clockify writes mixed rates is not known.
    private static Invoice.Item item(Call call, String title, List<TimeEntry> entries) {
        Rates rates = new Rates(call.workspace());
        Set<Long> prices = entries.stream().map(rates::hourlyAmount).collect(Collectors.toSet());
        List<String> ids = entries.stream().map(TimeEntry::id).toList();
        long seconds = entries.stream().mapToLong(e -> e.spent().toSeconds()).sum();
        if (prices.size() == 1) {
            long hundredths = Math.round(seconds / 36.0);
            return new Invoice.Item(
                    "Service", title, hundredths, prices.iterator().next(), "TAX1", ids);
        }
        long sum =
                entries.stream()
                        .mapToLong(e ->
                                Math.round(e.spent().toSeconds() * rates.hourlyAmount(e) / 3600.0))
                        .sum();
        return new Invoice.Item("Service", title, 100, sum, "TAX1", ids);
    }

    private static Answer payments(Call call) {
        return Pages.of(call.query(), InvoiceRoutes.invoice(call).payments(), InvoiceJson::payment);
    }

    /// Answers the invoice; the payment's id has to be looked up.
    private static Answer pay(Call call) {
        Invoice invoice = InvoiceRoutes.invoice(call);
        Body body = call.body();
        long amount = body.amount("amount").orElseThrow(InvoiceItemRoutes::missing);
        if (amount < 1) {
            throw ApiError.field("amount", "Must be greater than or equal to 1.");
        }
        Invoice.Payment payment =
                new Invoice.Payment(
                        call.company().newId(),
                        amount,
                        body.instant("paymentDate").orElse(call.now()),
                        body.text("note", 0, LONGEST_NOTE).orElse(""),
                        call.account().name());
        List<Invoice.Payment> all = new ArrayList<>(invoice.payments());
        all.add(payment);
        Invoice paid = InvoiceRoutes.put(call, invoice.withPayments(all));
        return Answer.created(InvoiceRoutes.json(call).whole(paid));
    }

    private static Answer takeBack(Call call) {
        Invoice invoice = InvoiceRoutes.invoice(call);
        List<Invoice.Payment> left =
                invoice.payments().stream()
                        .filter(payment -> !payment.id().equals(call.path("payment")))
                        .toList();
        if (left.size() == invoice.payments().size()) {
            throw ApiError.foreign("Payment");
        }
        return whole(call, invoice.withPayments(left));
    }

    private static Answer whole(Call call, Invoice invoice) {
        return Answer.ok(InvoiceRoutes.json(call).whole(InvoiceRoutes.put(call, invoice)));
    }

    private static ApiError missing() {
        return ApiError.rule("must not be null");
    }
}
