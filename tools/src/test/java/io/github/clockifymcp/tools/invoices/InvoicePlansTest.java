package io.github.clockifymcp.tools.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is shown before anything happens to an invoice, and what is refused at once.
class InvoicePlansTest {
    private static final String INVOICES = StubDesk.WS + "/invoices";
    private static final String SENT = "65a000000000000000000001";
    private static final String VOID = "65a000000000000000000002";
    private static final String BARE = "65a000000000000000000003";
    private static final String INVOICE =
            """
            {"id": "65a000000000000000000001", "number": "R-007", "clientId": "c1",
             "clientName": "Acme", "currency": "EUR", "status": "OVERDUE", "subject": "Work",
             "issuedDate": "2026-10-02T00:00:00Z", "dueDate": "2026-10-16T00:00:00Z",
             "billFrom": "Us", "clientAddress": "1 Main St", "taxType": "SIMPLE", "tax": 2000.0,
             "tax2": 0.0, "discount": 0.0, "subtotal": 10000, "amount": 12000, "paid": 2000,
             "balance": 10000, "mood": "calm", "items": [
               {"order": 1, "itemType": "Product", "description": "Logo", "quantity": 100,
                "unitPrice": 4000, "amount": 4000, "applyTaxes": "TAX1"},
               {"order": 2, "itemType": "Service", "description": "Hours", "quantity": 60,
                "unitPrice": 10000, "amount": 6000, "applyTaxes": "TAX1",
                "timeEntryIds": ["e1", "e2"]}]}
            """;

    private final StubTransport clockify =
            StubDesk.annas()
                    .has(
                            StubDesk.WS + "/clients",
                            "{\"id\": \"c1\", \"name\": \"Acme\", \"currencyCode\": \"USD\"}")
                    .has(
                            StubDesk.WS + "/projects",
                            "{\"id\": \"p1\", \"name\": \"Website\", \"clientId\": \"c1\"}")
                    .has(INVOICES, INVOICE)
                    .has(INVOICES, invoice(VOID, "VOID"))
                    .has(INVOICES, invoice(BARE, "UNSENT"))
                    .answers(INVOICES + "/settings", "{\"defaults\": {\"dueDays\": 10}}")
                    .answers(
                            INVOICES + "/info",
                            "{\"total\": 1, \"invoices\": [{\"id\": \"%s\", \"number\": \"R-007\"}]}"
                                    .formatted(SENT))
                    .answers(
                            INVOICES + "/" + SENT + "/payments",
                            "[{\"id\": \"y1\", \"amount\": 2000, \"date\": \"2026-10-09T00:00:00Z\"}]");
    private final StubDesk desk = StubDesk.at(clockify);

    private static String invoice(String id, String status) {
        return "{\"id\": \"%s\", \"number\": \"R-006\", \"status\": \"%s\"}".formatted(id, status);
    }

    @Test
    void a_new_invoice_takes_number_day_and_currency_from_where_people_expect_them() {
        Change change = plan("clockify_create_invoice", "{\"client\": \"acme\"}");

        assertThat(change.summary())
                .isEqualTo(
                        "Create invoice ‹R-008› for ‹Acme› in USD, issued Fri 20 Nov 2026, due Mon"
                                + " 30 Nov 2026");
        assertThat(change.notes())
                .containsExactly(
                        "The number follows ‹R-007›, the latest invoice.",
                        "Due after 10 days, as the workspace's settings say.",
                        "It is empty, 0.00 USD, until items are added.");
        assertThat(change.risks()).containsExactly(Risk.BILLING);
        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        assertThat(change.steps())
                .extracting(InvoicePlansTest::line)
                .containsExactly(
                        "POST %s {\"clientId\":\"c1\",\"currency\":\"USD\",\"number\":\"R-008\",\"issuedDate\":\"2026-11-20T00:00:00Z\",\"dueDate\":\"2026-11-30T00:00:00Z\"}"
                                .formatted(INVOICES));
        assertThat(undone(change)).isEqualTo("DELETE %s/{invoice}".formatted(INVOICES));
        assertThat(clockify.received()).noneMatch(line -> line.equals("POST " + INVOICES));
    }

    @Test
    void a_number_that_is_taken_and_a_day_before_the_other_are_refused() {
        assertThat(
                        desk.problem(
                                        "clockify_create_invoice",
                                        "{\"client\": \"acme\", \"number\": \"r-007\"}")
                                .message())
                .isEqualTo("There is an invoice ‹R-007› already, id %s.".formatted(SENT));
        assertThat(
                        desk.problem(
                                        "clockify_create_invoice",
                                        "{\"client\": \"acme\", \"due\": \"2026-11-19\"}")
                                .message())
                .isEqualTo(
                        "It would be due on Thu 19 Nov 2026, before it is issued on Fri 20 Nov"
                                + " 2026.");
        assertThat(
                        desk.problem(
                                        "clockify_create_invoice",
                                        "{\"client\": \"acme\", \"currency\": \"euros\"}")
                                .hint())
                .isEqualTo("Write three letters, such as EUR.");
    }

    @Test
    void without_settings_or_a_number_to_follow_one_has_to_say_them() {
        clockify.answers(INVOICES + "/settings", "{}");
        assertThat(desk.problem("clockify_create_invoice", "{\"client\": \"acme\"}").hint())
                .isEqualTo("Give due, such as ‹in 14 days› or a date.");
        clockify.answers(INVOICES + "/info", "{\"total\": 0, \"invoices\": []}");
        assertThat(desk.problem("clockify_create_invoice", "{\"client\": \"acme\"}").hint())
                .isEqualTo("Give number.");
    }

    @Test
    void a_day_it_is_due_is_said_as_people_say_it() {
        assertThat(
                        plan(
                                        "clockify_create_invoice",
                                        "{\"client\": \"acme\", \"due\": \"in 14 days\"}")
                                .summary())
                .endsWith("due Fri 4 Dec 2026");
    }

    @Test
    void an_update_sends_the_whole_head_and_takes_back_the_whole_head() {
        Change change =
                plan(
                        "clockify_update_invoice",
                        "{\"invoice\": \"r-007\", \"tax_percent\": 10, \"note\": \"Soon, please\"}");

        assertThat(change.summary())
                .isEqualTo(
                        "Change invoice ‹R-007› for ‹Acme›, 120.00 EUR: note none → ‹Soon, please›;"
                                + " tax ‹20 %› → ‹10 %›");
        assertThat(change.notes())
                .containsExactly(
                        "It is marked as sent: the client may have it as it was.",
                        "What it comes to changes with it; Clockify adds it up.");
        String head =
                "PUT %s/%s {\"number\":\"R-007\",\"clientId\":\"c1\",\"currency\":\"EUR\","
                                .formatted(INVOICES, SENT)
                        + "\"subject\":\"Work\",\"issuedDate\":\"2026-10-02T00:00:00Z\","
                        + "\"dueDate\":\"2026-10-16T00:00:00Z\",\"billFrom\":\"Us\","
                        + "\"clientAddress\":\"1 Main St\",\"taxType\":\"SIMPLE\",\"mood\":\"calm\","
                        + "\"taxPercent\":%s,\"tax2Percent\":0,\"discountPercent\":0%s}";
        assertThat(line(change.steps().getFirst()))
                .isEqualTo(head.formatted("10", ",\"note\":\"Soon, please\""));
        assertThat(undone(change)).isEqualTo(head.formatted("20", ""));
        assertThat(change.before()).extracting(Image::id).containsExactly(SENT);
    }

    @Test
    void an_update_of_nothing_is_refused_and_one_that_changes_nothing_has_no_steps() {
        assertThat(desk.problem("clockify_update_invoice", "{\"invoice\": \"R-007\"}").message())
                .isEqualTo("It is not said what should change about invoice ‹R-007› for ‹Acme›.");
        assertThat(
                        plan(
                                        "clockify_update_invoice",
                                        "{\"invoice\": \"R-007\", \"tax_percent\": 20.0}")
                                .steps())
                .isEmpty();
        assertThat(
                        desk.problem(
                                        "clockify_update_invoice",
                                        "{\"invoice\": \"R-007\", \"discount_percent\": 101}")
                                .message())
                .isEqualTo("A discount of 101 % is more than all.");
        assertThat(
                        desk.problem(
                                        "clockify_update_invoice",
                                        "{\"invoice\": \"R-007\", \"subject\": \"x\", \"clear\": [\"subject\"]}")
                                .message())
                .isEqualTo("‹subject› is both set and cleared.");
    }

    @Test
    void sending_says_that_no_mail_goes_out_and_can_be_taken_back() {
        Change change = plan("clockify_send_invoice", "{\"invoice\": \"%s\"}".formatted(BARE));

        assertThat(change.risks())
                .containsExactlyInAnyOrder(Risk.BILLING, Risk.EXTERNAL_SIDE_EFFECT);
        assertThat(change.notes().getFirst()).startsWith("Clockify mails nothing now.");
        assertThat(change.notes().getLast()).isEqualTo("It has no items.");
        assertThat(line(change.steps().getFirst()))
                .isEqualTo(
                        "PATCH %s/%s/status {\"invoiceStatus\":\"SENT\"}"
                                .formatted(INVOICES, BARE));
        assertThat(undone(change)).endsWith("{\"invoiceStatus\":\"UNSENT\"}");
        assertThat(plan("clockify_send_invoice", "{\"invoice\": \"R-007\"}").steps()).isEmpty();
        assertThat(problem("clockify_send_invoice", VOID).hint())
                .isEqualTo("Make a copy with clockify_duplicate_invoice.");
    }

    @Test
    void marking_as_paid_says_the_amount_and_then_sets_the_status() {
        Change change =
                plan(
                        "clockify_mark_invoice_paid",
                        "{\"invoice\": \"R-007\", \"date\": \"2026-11-18\"}");
        Change status =
                plan(
                        "clockify_mark_invoice_paid",
                        "{\"invoice\": \"R-007\", \"record_payment\": false}");

        assertThat(change.summary())
                .isEqualTo(
                        "Record that 100.00 EUR was paid for invoice ‹R-007› for ‹Acme› on Wed 18"
                                + " Nov 2026, and mark it as paid");
        assertThat(change.steps())
                .extracting(InvoicePlansTest::line)
                .containsExactly(
                        "POST %s/%s/payments {\"amount\":10000,\"paymentDate\":\"2026-11-18T00:00:00Z\"}"
                                .formatted(INVOICES, SENT),
                        "PATCH %s/%s/status {\"invoiceStatus\":\"PAID\"}"
                                .formatted(INVOICES, SENT));
        assertThat(status.notes())
                .containsExactly("100.00 EUR stays open: no payment is recorded.");
        assertThat(status.steps()).hasSize(1);
        assertThat(undone(status)).endsWith("{\"invoiceStatus\":\"OVERDUE\"}");
    }

    @Test
    void an_item_is_added_like_the_others_and_its_amount_is_shown() {
        Change change =
                plan(
                        "clockify_add_invoice_item",
                        """
                        {"invoice": "R-007", "description": "Fonts\\nand more", "unit_price": 0.35,
                         "quantity": 1.5}
                        """);

        assertThat(change.summary())
                .isEqualTo(
                        "Add to invoice ‹R-007› for ‹Acme›: ‹Fonts and more›, 1.5 × 0.35 = 0.53"
                                + " EUR");
        assertThat(change.notes()).endsWith("Type ‹Service›, with tax.");
        assertThat(line(change.steps().getFirst()))
                .endsWith("\"quantity\":150,\"unitPrice\":35,\"applyTaxes\":\"TAX1\"}");
        assertThat(
                        desk.problem(
                                        "clockify_add_invoice_item",
                                        "{\"invoice\": \"R-007\", \"description\": \"x\", \"unit_price\": 0.005}")
                                .message())
                .isEqualTo("The unit price 0.005 has more than two decimals.");
        assertThat(
                        desk.problem(
                                        "clockify_add_invoice_item",
                                        "{\"invoice\": \"R-007\", \"description\": \"x\", \"unit_price\": -1}")
                                .message())
                .isEqualTo("The unit price is negative.");
    }

    @Test
    void a_replaced_item_is_added_before_the_old_one_goes() {
        Change change =
                plan(
                        "clockify_update_invoice_item",
                        "{\"invoice\": \"R-007\", \"item\": 1, \"unit_price\": 50, \"taxes\": \"none\"}");

        assertThat(change.summary())
                .isEqualTo(
                        "Replace item 1 of invoice ‹R-007› for ‹Acme›: ‹Logo›, 1 × 40.00 = 40.00 EUR"
                                + " → ‹Logo›, 1 × 50.00 = 50.00 EUR");
        assertThat(change.steps())
                .extracting(InvoicePlansTest::line)
                .containsExactly(
                        "POST %s/%s/items {\"itemType\":\"Product\",\"description\":\"Logo\",\"quantity\":100,\"unitPrice\":5000,\"applyTaxes\":\"NONE\"}"
                                .formatted(INVOICES, SENT),
                        "DELETE %s/%s/items/1".formatted(INVOICES, SENT));
        assertThat(
                        plan(
                                        "clockify_update_invoice_item",
                                        "{\"invoice\": \"R-007\", \"item\": 1, \"unit_price\": 40.00}")
                                .steps())
                .isEmpty();
        assertThat(
                        desk.problem(
                                        "clockify_update_invoice_item",
                                        "{\"invoice\": \"R-007\", \"item\": 2, \"quantity\": 1}")
                                .code())
                .isEqualTo(Code.CONFLICT);
    }

    @Test
    void deleting_says_what_goes_with_it() {
        Change item = plan("clockify_delete_invoice_item", "{\"invoice\": \"R-007\", \"item\": 2}");
        Change invoice = plan("clockify_delete_invoice", "{\"invoice\": \"R-007\"}");
        Change payment =
                plan(
                        "clockify_delete_invoice_payment",
                        "{\"invoice\": \"R-007\", \"payment\": \"y1\"}");

        assertThat(item.notes()).endsWith("The time it was made of is on no invoice then.");
        assertThat(item.summary()).contains("‹Hours›, 0.6 × 100.00 = 60.00 EUR");
        assertThat(invoice.summary())
                .isEqualTo("Delete invoice ‹R-007› for ‹Acme›, 120.00 EUR, with its 2 items");
        assertThat(invoice.notes())
                .endsWith(
                        "The record of its payments goes with it.",
                        "2 time entries are on it and on no invoice afterwards.");
        assertThat(payment.summary())
                .isEqualTo(
                        "Take back the payment of 20.00 EUR of Fri 9 Oct 2026 for invoice ‹R-007›"
                                + " for ‹Acme›");
        assertThat(payment.notes()).containsExactly("120.00 EUR is open then.");
        for (Change change : List.of(item, invoice, payment)) {
            assertThat(change.risks()).containsExactlyInAnyOrder(Risk.DESTRUCTIVE, Risk.BILLING);
        }
        assertThat(
                        desk.problem(
                                        "clockify_delete_invoice_payment",
                                        "{\"invoice\": \"R-007\", \"payment\": \"y2\"}")
                                .hint())
                .isEqualTo("clockify_list_invoice_payments shows their ids.");
    }

    @Test
    void a_payment_says_what_stays_open() {
        Change change =
                plan("clockify_add_invoice_payment", "{\"invoice\": \"R-007\", \"amount\": 40}");

        assertThat(change.summary())
                .isEqualTo(
                        "Record that 40.00 EUR was paid for invoice ‹R-007› for ‹Acme› on Fri 20 Nov"
                                + " 2026; 60.00 EUR stays open");
        assertThat(
                        desk.problem(
                                        "clockify_add_invoice_payment",
                                        "{\"invoice\": \"%s\", \"amount\": 1}".formatted(VOID))
                                .message())
                .isEqualTo("The invoice ‹R-006› is void.");
        assertThat(
                        desk.problem(
                                        "clockify_add_invoice_payment",
                                        "{\"invoice\": \"R-007\", \"amount\": 0}")
                                .code())
                .isEqualTo(Code.INVALID_ARGUMENTS);
    }

    @Test
    void an_import_names_its_projects_days_and_grouping() {
        Change change =
                plan(
                        "clockify_import_invoice_time",
                        "{\"invoice\": \"R-007\", \"start\": \"last month\", \"group_by\": \"user\"}");

        assertThat(change.summary())
                .isEqualTo(
                        "Import billable time of Thu 1 Oct 2026 – Sat 31 Oct 2026 to invoice ‹R-007›"
                                + " for ‹Acme›, which comes to 120.00 EUR now: an item for each"
                                + " person on each project");
        assertThat(change.notes().getFirst()).isEqualTo("From ‹Website›.");
        assertThat(line(change.steps().getFirst()))
                .contains("\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\"")
                .contains("\"ids\":[\"p1\"]", "\"timeEntrySecondaryGroupBy\":\"USER\"");
        assertThat(
                        desk.problem(
                                        "clockify_import_invoice_time",
                                        "{\"invoice\": \"%s\", \"start\": \"today\"}"
                                                .formatted(BARE))
                                .message())
                .isEqualTo("The invoice ‹R-006› has no client, and time is imported by client.");
    }

    @Test
    void an_import_from_more_projects_than_are_read_is_refused_rather_than_made_of_some() {
        for (int i = 0; i < 1_000; i++) {
            clockify.has(
                    StubDesk.WS + "/projects",
                    "{\"id\": \"q%d\", \"name\": \"Q%d\", \"clientId\": \"c1\"}".formatted(i, i));
        }

        Problem problem =
                desk.problem(
                        "clockify_import_invoice_time",
                        "{\"invoice\": \"R-007\", \"start\": \"last month\"}");

        assertThat(problem.message())
                .isEqualTo(
                        "The client of the invoice ‹R-007› for ‹Acme› has more than 1000 projects.");
        assertThat(problem.hint()).isEqualTo("Name the projects whose time is meant.");
    }

    @Test
    void of_two_invoices_of_one_number_none_is_taken() {
        clockify.answers(
                INVOICES + "/info",
                "{\"total\": 2, \"invoices\": [{\"id\": \"i1\", \"number\": \"R-007\"}, {\"id\": \"i2\", \"number\": \"R-007\"}]}");

        Problem problem = desk.problem("clockify_get_invoice", "{\"invoice\": \"R-007\"}");

        assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
        assertThat(problem.hint())
                .isEqualTo("Use the id of the one that is meant: R-007 (i1), R-007 (i2).");
        assertThat(desk.told("clockify_list_invoices", "{\"number\": \"R-007\"}"))
                .contains("R-007 | no client | unsent | 0.00 | id i1");
    }

    private Change plan(String tool, String json) {
        Planned<?> planned = desk.plan(tool, json);
        return planned.change();
    }

    private Problem problem(String tool, String invoice) {
        return desk.problem(tool, "{\"invoice\": \"%s\"}".formatted(invoice));
    }

    private static String undone(Change change) {
        return line(
                Objects.requireNonNull(change.steps().getLast().inverse(), "inverse").request());
    }

    private static String line(Step step) {
        return line(step.request());
    }

    private static String line(Request request) {
        return "%s %s%s"
                .formatted(
                        request.method(),
                        request.path(),
                        request.body() == null ? "" : " " + request.body());
    }
}
