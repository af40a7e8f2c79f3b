package io.github.clockifymcp.clockify;

import static io.github.clockifymcp.clockify.RetryTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Invoices.NewInvoice;
import io.github.clockifymcp.clockify.Invoices.NewItem;
import io.github.clockifymcp.clockify.Invoices.NewPayment;
import io.github.clockifymcp.clockify.Invoices.Payment;
import io.github.clockifymcp.clockify.Invoices.Status;
import io.github.clockifymcp.clockify.Invoices.Summary;
import io.github.clockifymcp.clockify.Invoices.Taxes;
import io.github.clockifymcp.clockify.TimeImport.Grouping;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InvoicesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-02");

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final Invoices invoices = clockify.workspace("w1").invoices();
    private final Invoice invoice = Fixtures.read("invoice", Invoice.class);

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void a_page_of_invoices_says_by_their_total_whether_there_are_more() {
        server.answersWith("invoices").answersWith("invoices");

        Page<Summary> first = invoices.list(List.of(Status.SENT, Status.VOID), new Paging(1, 2));
        Page<Summary> second = invoices.list(List.of(), new Paging(2, 2));

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/invoices?statuses=SENT&statuses=VOID&sort-column=ID&sort-order=DESCENDING&page=1&page-size=2",
                        "GET /api/v1/workspaces/w1/invoices?sort-column=ID&sort-order=DESCENDING&page=2&page-size=2");
        assertThat(first.more()).isTrue();
        assertThat(second.more()).isFalse();
        Summary overdue = first.items().getFirst();
        assertThat(overdue.balance()).isEqualTo(new Money(100_000, "EUR"));
        assertThat(overdue.due()).isEqualTo("2026-11-16");
        assertThat(overdue.daysOverdue()).isEqualTo(4);
        assertThat(first.items().getLast().status()).isEqualTo("PONDERED");
        assertThat(first.items().getLast().amount()).isEqualTo(new Money(0, null));
    }

    @Test
    void a_search_is_a_read_with_a_body_and_pages_in_camel_case() {
        server.answersWith("invoices");
        InvoiceFilter filter =
                InvoiceFilter.all()
                        .statuses(List.of(Status.PARTIALLY_PAID))
                        .clients(List.of("c1"))
                        .number("2026")
                        .issued(DAY, DAY.plusDays(1));

        invoices.search(filter, new Paging(1, 200));

        assertThat(server.lines()).containsExactly("POST /api/v1/workspaces/w1/invoices/info");
        assertThat(Fixtures.json(server.received().getFirst().body()))
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"statuses": ["PARTIALLY_PAID"],
                                 "clients": {"contains": "CONTAINS", "ids": ["c1"], "status": "ALL"},
                                 "invoiceNumber": "2026", "strictSearch": false,
                                 "issueDate": {"issue-date-start": "2026-11-02",
                                               "issue-date-end": "2026-11-03"},
                                 "sortColumn": "ID", "sortOrder": "DESCENDING",
                                 "page": 1, "pageSize": 200}
                                """));
    }

    @Test
    void an_invoice_is_read_with_plain_percentages_and_items_in_hundredths() {
        assertThat(invoice.taxPercent()).isEqualTo(new BigDecimal("20"));
        assertThat(invoice.tax2Percent()).isEqualTo(new BigDecimal("1.5"));
        assertThat(invoice.discountPercent()).isEqualTo(new BigDecimal("10.5"));
        assertThat(invoice.amount()).isEqualTo(new Money(108_743, "EUR"));
        assertThat(invoice.items())
                .allSatisfy(item ->
                        assertThat(item.amountMinorUnits())
                                .isEqualTo(
                                        item.unitPriceMinorUnits()
                                                * item.quantityHundredths()
                                                / 100));
        assertThat(invoice.items())
                .extracting(Invoices.Item::imported)
                .containsExactly(true, false);
        assertThat(Json.read(Json.tree(invoice), Invoice.class)).isEqualTo(invoice);
    }

    @Test
    void an_update_sends_all_that_would_be_lost_and_percentages_by_their_other_names() {
        ApiRequest<Invoice> request =
                invoices.update(
                        invoice,
                        InvoiceEdit.none()
                                .withSubject(Edit.set("Website"))
                                .withNote(Edit.clear())
                                .withTax2Percent(Edit.clear())
                                .withDue(Edit.set(LocalDate.parse("2026-12-01"))));

        assertThat(request.method() + " " + request.path())
                .isEqualTo("PUT /workspaces/w1/invoices/654000000000000000000001");
        assertThat(request.body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"number": "2026-041", "clientId": "64e000000000000000000001",
                                 "companyId": "655000000000000000000001", "currency": "EUR",
                                 "issuedDate": "2026-11-02T00:00:00Z",
                                 "dueDate": "2026-12-01T00:00:00Z", "subject": "Website",
                                 "billFrom": "Studio Nordlicht", "clientAddress": "1 Main Street",
                                 "taxType": "SIMPLE", "taxPercent": 20, "tax2Percent": 0,
                                 "discountPercent": 10.5, "visibleZeroFields": ["TAX_2"],
                                 "mood": "calm"}
                                """));
    }

    @Test
    void everything_can_be_edited_and_what_must_be_there_cannot_be_cleared() {
        InvoiceEdit edit =
                InvoiceEdit.none()
                        .withNumber(Edit.set("7"))
                        .withClientId(Edit.set("c2"))
                        .withCurrency(Edit.set("USD"))
                        .withIssued(Edit.set(DAY))
                        .withBillFrom(Edit.set("Us"))
                        .withClientAddress(Edit.set("There"))
                        .withTaxPercent(Edit.set(new BigDecimal("7.7")))
                        .withDiscountPercent(Edit.keep());

        assertThat(edit.fields()).hasSize(8);
        assertThat(invoices.update(invoice, edit).toString())
                .contains("\"number\":\"7\"", "\"taxPercent\":7.7", "\"discountPercent\":10.5");
        assertThat(failureOf(() -> InvoiceEdit.none().withDue(Edit.clear())))
                .hasMessage("The due date cannot be cleared.");
    }

    @Test
    void the_life_of_an_invoice_is_described() {
        assertThat(invoices.create(new NewInvoice("c1", "EUR", "42", DAY, DAY.plusDays(14))))
                .hasToString(
                        "POST /workspaces/w1/invoices {\"clientId\":\"c1\",\"currency\":\"EUR\","
                                + "\"number\":\"42\",\"issuedDate\":\"2026-11-02T00:00:00Z\","
                                + "\"dueDate\":\"2026-11-16T00:00:00Z\"}");
        assertThat(invoices.changeStatus("{invoice}", Status.SENT))
                .hasToString(
                        "PATCH /workspaces/w1/invoices/{invoice}/status {\"invoiceStatus\":\"SENT\"}");
        assertThat(invoices.duplicate("i1"))
                .hasToString("POST /workspaces/w1/invoices/i1/duplicate");
        assertThat(invoices.delete("i1")).hasToString("DELETE /workspaces/w1/invoices/i1");
        assertThat(invoices.addItem("i1", new NewItem("Service", "a", 150, 200, Taxes.NONE)))
                .hasToString(
                        "POST /workspaces/w1/invoices/i1/items {\"itemType\":\"Service\","
                                + "\"description\":\"a\",\"quantity\":150,\"unitPrice\":200,"
                                + "\"applyTaxes\":\"NONE\"}");
        assertThat(invoices.deleteItem("i1", 3))
                .hasToString("DELETE /workspaces/w1/invoices/i1/items/3");
        assertThat(invoices.addPayment("i1", new NewPayment(500, DAY, null)))
                .hasToString(
                        "POST /workspaces/w1/invoices/i1/payments"
                                + " {\"amount\":500,\"paymentDate\":\"2026-11-02T00:00:00Z\"}");
        assertThat(invoices.deletePayment("i1", "p1"))
                .hasToString("DELETE /workspaces/w1/invoices/i1/payments/p1");
    }

    @Test
    void imported_time_is_within_whole_days_of_the_account_and_grouped_as_wished() {
        Window november =
                new Window(
                        Instant.parse("2026-10-31T23:00:00Z"),
                        Instant.parse("2026-11-30T23:00:00Z"),
                        ZoneId.of("Europe/Vienna"));

        assertThat(imported(new TimeImport(List.of("p1"), november, Grouping.TASK)))
                .isEqualTo(
                        "{\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-12-01T00:00:00Z\","
                                + "\"importExpenses\":false,\"projectFilter\":{\"contains\":\"CONTAINS\","
                                + "\"ids\":[\"p1\"],\"status\":\"ALL\"},"
                                + "\"timeEntryGroupType\":\"GROUPED\",\"timeEntryPrimaryGroupBy\":\"PROJECT\","
                                + "\"timeEntrySecondaryGroupBy\":\"TASK\"}");
        assertThat(imported(new TimeImport(List.of(), november, Grouping.SINGLE)))
                .endsWith("\"timeEntryGroupType\":\"SINGLE_ITEM\"}");
        assertThat(imported(new TimeImport(List.of(), november, Grouping.DETAILED)))
                .endsWith(
                        "\"timeEntryGroupType\":\"DETAILED\",\"timeEntryFieldsForDetailedGroup\":"
                                + "[\"PROJECT\",\"DESCRIPTION\",\"DATE\"]}");
    }

    private String imported(TimeImport time) {
        return String.valueOf(invoices.importTime("i1", time).body());
    }

    @Test
    void payments_are_read_by_another_name_of_their_day() {
        server.answers(
                200,
                """
                [{"id": "a1", "amount": 8743, "date": "2026-11-09T12:00:00Z", "author": "Ada"},
                 {"id": "a2"}]
                """,
                "Last-Page",
                "true");

        Page<Payment> page = invoices.payments("i1", Paging.first());

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/invoices/i1/payments?page=1&page-size=50");
        assertThat(page.items().getFirst().date()).isEqualTo("2026-11-09");
        assertThat(page.items().getFirst().minorUnits()).isEqualTo(8_743);
        assertThat(page.items().getLast().author()).isNull();
        assertThat(page.more()).isFalse();
    }

    @Test
    void the_settings_say_when_an_invoice_is_due_if_anything() {
        server.answers(
                        200,
                        "{\"defaults\": {\"dueDays\": 14, \"notes\": \"Thanks\"}, \"labels\": {}}")
                .answers(200, "{}");

        assertThat(invoices.settings().dueDays()).isEqualTo(14);
        assertThat(invoices.settings().dueDays()).isNull();
    }

    @Test
    void the_settings_go_back_whole_and_under_the_names_that_an_update_knows() {
        server.answers(
                200,
                """
                {"defaults": {"dueDays": 14, "notes": "Thanks", "taxPercent": 20.0, "tax": 2000},
                 "exportFields": {"quantity": true},
                 "labels": {"tax": "VAT", "totalAmount": "Due"}}
                """);
        Invoices.Settings settings = invoices.settings();

        ApiRequest<Nothing> request =
                invoices.changeSettings(
                        settings,
                        new Invoices.SettingsEdit(
                                Edit.set(30L),
                                Edit.keep(),
                                Edit.clear(),
                                Edit.keep(),
                                Edit.set(BigDecimal.TEN)));

        assertThat(settings.taxPercent()).isEqualTo(new BigDecimal("20"));
        assertThat(request)
                .hasToString(
                        "PUT /workspaces/w1/invoices/settings {\"defaults\":{\"dueDays\":30,"
                                + "\"notes\":\"\",\"taxPercent\":20.0,\"subject\":\"\",\"tax2Percent\":10},"
                                + "\"exportFields\":{\"quantity\":true},"
                                + "\"labels\":{\"tax\":\"VAT\",\"totalAmountDue\":\"Due\"}}");
    }
}
