package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the tools do to invoices, read back from the sandbox's company.
class InvoicesOnTheSandboxTest {
    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void invoices_are_listed_the_latest_first_and_by_status_client_number_and_days() {
        assertThat(tools.told("clockify_list_invoices", "{}").lines())
                .hasSize(9)
                .startsWith(
                        "NL-108 | Alpenblick Hotels | unsent | 1440.00 EUR | issued 2026-11-19"
                                + " | due 2026-12-03",
                        "NL-107 | Kestrel Labs | sent | 2530.00 USD | issued 2026-11-11"
                                + " | due 2026-12-11")
                .endsWith("8 invoices in all.");
        assertThat(tools.told("clockify_list_invoices", "{\"status\": \"overdue\"}"))
                .startsWith("NL-104 | Brauerei Kronstein | overdue | 2646.00 EUR")
                .endsWith("1 invoice in all.");
        assertThat(tools.told("clockify_list_invoices", "{\"client\": \"donau energie ag\"}"))
                .contains("NL-105 | Donau Energie AG | partially paid | 6000.00 EUR | open 3500.00")
                .contains("NL-102")
                .endsWith("2 invoices in all.");
        assertThat(
                        tools.told(
                                "clockify_list_invoices",
                                "{\"number\": \"NL-10\", \"page_size\": 3}"))
                .endsWith("Invoices 1 to 3 of at least 3; page 2 has more.");
        assertThat(tools.told("clockify_list_invoices", "{\"issued\": \"november\"}"))
                .endsWith("3 invoices in all.");
        assertThat(tools.told("clockify_list_invoices", "{\"issued\": \"january\"}"))
                .isEqualTo("No invoices.");
    }

    @Test
    void an_invoice_is_shown_with_its_items_and_sums() {
        assertThat(tools.told("clockify_get_invoice", "{\"invoice\": \"nl-105\"}"))
                .isEqualTo(
                        """
                        NL-105 | Donau Energie AG | partially paid | 6000.00 EUR | open 3500.00\
                         | issued 2026-10-27 | due 2026-11-26 | id %s
                        subject: Customer Portal, research
                        from: Studio Nordlicht
                        note: Thank you for working with us.
                        1. UX research | 40 × 125.00 = 5000.00 | tax1
                        subtotal 5000.00 | tax 20 %% = 1000.00 | paid 2500.00\
                        """
                                .formatted(Seed.id("invoice", "NL-105")));
        assertThat(tools.told("clockify_list_invoice_items", "{\"invoice\": \"NL-104\"}"))
                .isEqualTo(
                        """
                        1. Sketches | 18 × 90.00 = 1620.00 | tax1
                        2. Print files | 6.5 × 90.00 = 585.00 | tax1
                        2 items, 2205.00 EUR before discount and taxes.\
                        """);
    }

    @Test
    void a_report_adds_up_by_currency_and_status_and_leaves_out_what_is_void() {
        assertThat(tools.told("clockify_invoice_report", "{}"))
                .isEqualTo(
                        """
                        EUR | 6 invoices | billed 24867.00 | paid 16021.00 | open 8846.00
                          overdue | 1 invoice | billed 2646.00 | open 2646.00
                          paid | 2 invoices | billed 13521.00 | paid 13521.00
                          partially paid | 1 invoice | billed 6000.00 | paid 2500.00 | open 3500.00
                          sent | 1 invoice | billed 1260.00 | open 1260.00
                          unsent | 1 invoice | billed 1440.00 | open 1440.00
                          void | 1 invoice | billed 1260.00 | open 1260.00 | not in the sums
                        USD | 1 invoice | billed 2530.00 | paid 0.00 | open 2530.00
                          sent | 1 invoice | billed 2530.00 | open 2530.00
                        8 invoices in all.\
                        """);
        assertThat(tools.told("clockify_invoice_report", "{\"client\": \"kestrel labs\"}"))
                .doesNotContain("EUR")
                .endsWith("1 invoice in all.");
    }

    @Test
    void an_invoice_is_made_filled_changed_and_sent() {
        String made =
                tools.told(
                        "clockify_create_invoice",
                        "{\"client\": \"kestrel labs\", \"due\": \"2026-12-24\"}");
        assertThat(made)
                .startsWith("Created invoice ‹NL-109›, to which items can be added.\n")
                .contains("NL-109 | Kestrel Labs | unsent | 0.00 EUR | issued 2026-11-20")
                .contains("due 2026-12-24");

        assertThat(
                        tools.told(
                                "clockify_add_invoice_item",
                                """
                                {"invoice": "NL-109", "description": "Logo", "quantity": 2.5,
                                 "unit_price": 110}
                                """))
                .startsWith(
                        "Added to invoice ‹NL-109› for ‹Kestrel Labs›: ‹Logo›, 2.5 × 110.00 ="
                                + " 275.00 EUR.\nNL-109 | Kestrel Labs | unsent | 330.00 EUR");

        assertThat(
                        tools.told(
                                "clockify_update_invoice",
                                """
                                {"invoice": "NL-109", "subject": "Brand", "discount_percent": 10,
                                 "tax_percent": 0, "number": "NL-110", "clear": ["note"]}
                                """))
                .startsWith(
                        "Changed invoice ‹NL-110›: number ‹NL-109› → ‹NL-110›; subject none →"
                                + " ‹Brand›; note ‹Thank you for working with us.› → none; tax"
                                + " ‹20 %› → ‹0 %›; discount ‹0 %› → ‹10 %›\n")
                .contains("unsent | 247.50 EUR");
        assertThat(tools.told("clockify_get_invoice", "{\"invoice\": \"NL-110\"}"))
                .contains("subject: Brand", "from: Studio Nordlicht", "discount 10 % = 27.50")
                .doesNotContain("note:", "| tax 0");

        assertThat(tools.told("clockify_send_invoice", "{\"invoice\": \"NL-110\"}"))
                .startsWith(
                        "Marked invoice ‹NL-110› for ‹Kestrel Labs› as sent; no mail went out.");
        assertThat(tools.told("clockify_list_invoices", "{\"status\": \"sent\"}"))
                .contains("NL-110");
        assertThat(tools.told("clockify_send_invoice", "{\"invoice\": \"NL-110\"}"))
                .startsWith("Invoice ‹NL-110› for ‹Kestrel Labs› is marked as sent already.");
    }

    @Test
    void an_update_keeps_addresses_percentages_and_all_else_that_it_does_not_name() {
        tools.told("clockify_update_invoice", "{\"invoice\": \"NL-104\", \"due\": \"2026-12-01\"}");

        assertThat(tools.told("clockify_get_invoice", "{\"invoice\": \"NL-104\"}"))
                .contains("sent | 2646.00 EUR | issued 2026-10-11 | due 2026-12-01")
                .contains("subject: Label Redesign", "from: Studio Nordlicht", "tax 20 %");
    }

    @Test
    void an_item_is_replaced_and_taken_off_by_its_place() {
        assertThat(
                        tools.told(
                                "clockify_update_invoice_item",
                                "{\"invoice\": \"NL-104\", \"item\": 1, \"quantity\": 20}"))
                .startsWith(
                        "Replaced item 1 of invoice ‹NL-104› for ‹Brauerei Kronstein›: ‹Sketches›,"
                                + " 18 × 90.00 = 1620.00 EUR → ‹Sketches›, 20 × 90.00 = 1800.00"
                                + " EUR.\n")
                .contains("2862.00 EUR");
        assertThat(tools.told("clockify_list_invoice_items", "{\"invoice\": \"NL-104\"}"))
                .startsWith("1. Print files | 6.5")
                .contains("\n2. Sketches | 20 × 90.00");

        tools.told("clockify_delete_invoice_item", "{\"invoice\": \"NL-104\", \"item\": 1}");

        assertThat(tools.told("clockify_list_invoice_items", "{\"invoice\": \"NL-104\"}"))
                .isEqualTo(
                        "1. Sketches | 20 × 90.00 = 1800.00 | tax1\n"
                                + "1 item, 1800.00 EUR before discount and taxes.");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_delete_invoice_item",
                                "{\"invoice\": \"NL-104\", \"item\": 2}"))
                .hasMessageContaining("There is no item 2 on invoice ‹NL-104›");
    }

    @Test
    void billable_time_is_imported_once_and_its_items_cannot_be_replaced() {
        String november =
                """
                {"invoice": "NL-108", "start": "2026-11-01..2026-11-19", "projects":
                 ["booking app"], "group_by": "project"}
                """;
        assertThat(tools.told("clockify_import_invoice_time", november))
                .startsWith("Imported 1 item:\n2. Booking App | ")
                .containsPattern("× 105.00 = \\d+\\.\\d\\d \\| tax1 \\| \\d+ entries\nNL-108");
        assertThat(tools.told("clockify_import_invoice_time", november))
                .startsWith("Nothing was imported");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_update_invoice_item",
                                "{\"invoice\": \"NL-108\", \"item\": 2, \"quantity\": 1}"))
                .hasMessageContaining("could be billed twice");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_import_invoice_time",
                                """
                                {"invoice": "NL-108", "start": "november",
                                 "projects": ["intranet"]}
                                """))
                .hasMessageContaining("‹Intranet› is not of the client");

        assertThat(
                        tools.told(
                                "clockify_import_invoice_time",
                                """
                                {"invoice": "NL-108", "start": "2026-11-01", "end": "2026-11-19",
                                 "group_by": "task"}
                                """))
                .startsWith("Imported ")
                .contains("Alpine Campaign - ", "Website - ")
                .doesNotContain("Booking App");
    }

    @Test
    void payments_are_recorded_listed_and_taken_back() {
        assertThat(
                        tools.told(
                                "clockify_add_invoice_payment",
                                """
                                {"invoice": "NL-105", "amount": 1250.5, "date": "yesterday",
                                 "note": "Instalment 2"}
                                """))
                .startsWith(
                        "Recorded that 1250.50 EUR was paid for invoice ‹NL-105› for ‹Donau Energie"
                                + " AG›.")
                .contains("open 2249.50");
        String payments = tools.told("clockify_list_invoice_payments", "{\"invoice\": \"NL-105\"}");
        assertThat(payments)
                .contains("1250.50 EUR | 2026-11-19 | Instalment 2 | by Ada Winter | id ")
                .endsWith("2 payments in all. Paid 3750.50 EUR in all, 2249.50 EUR open.");
        String id = payments.lines().toList().get(1).replaceAll(".* id ", "");

        assertThat(
                        tools.told(
                                "clockify_delete_invoice_payment",
                                "{\"invoice\": \"NL-105\", \"payment\": \"%s\"}".formatted(id)))
                .startsWith("Took back the payment of 1250.50 EUR of Thu 19 Nov 2026")
                .contains("open 3500.00");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_add_invoice_payment",
                                "{\"invoice\": \"NL-105\", \"amount\": 3500.01}"))
                .hasMessageContaining("Only 3500.00 EUR of the invoice ‹NL-105›");
    }

    @Test
    void marking_as_paid_records_what_is_open() {
        assertThat(tools.told("clockify_mark_invoice_paid", "{\"invoice\": \"NL-105\"}"))
                .startsWith(
                        "Marked invoice ‹NL-105› for ‹Donau Energie AG› as paid, 3500.00 EUR"
                                + " recorded.\nNL-105 | Donau Energie AG | paid | 6000.00 EUR | issued");
        assertThat(tools.told("clockify_list_invoice_payments", "{\"invoice\": \"NL-105\"}"))
                .contains("3500.00 EUR | 2026-11-20")
                .endsWith("Paid 6000.00 EUR in all, 0.00 EUR open.");
        assertThat(tools.told("clockify_mark_invoice_paid", "{\"invoice\": \"NL-105\"}"))
                .startsWith("Invoice ‹NL-105› for ‹Donau Energie AG› is marked as paid already.");

        tools.told(
                "clockify_mark_invoice_paid",
                "{\"invoice\": \"NL-104\", \"record_payment\": false}");
        assertThat(tools.told("clockify_get_invoice", "{\"invoice\": \"NL-104\"}"))
                .contains("paid | 2646.00 EUR | issued")
                .doesNotContain("| paid 2646");
        assertThatThrownBy(
                        () -> tools.told("clockify_mark_invoice_paid", "{\"invoice\": \"NL-103\"}"))
                .hasMessageContaining("is void");
    }

    @Test
    void an_invoice_is_copied_and_deleted() {
        assertThat(tools.told("clockify_duplicate_invoice", "{\"invoice\": \"NL-103\"}"))
                .startsWith("Made invoice ‹109›, a copy of ‹NL-103›.\n109 | Café Zentral | unsent");
        assertThat(tools.told("clockify_delete_invoice", "{\"invoice\": \"NL-103\"}"))
                .isEqualTo("Deleted invoice ‹NL-103›");
        assertThatThrownBy(() -> tools.told("clockify_get_invoice", "{\"invoice\": \"NL-103\"}"))
                .hasMessageContaining("No invoice has the number ‹NL-103›");
    }

    @Test
    void who_may_not_see_invoices_is_told_so_and_so_is_who_has_none() {
        try (SandboxDesk minas = SandboxDesk.ofMina()) {
            assertThatThrownBy(() -> new SandboxTools(minas).told("clockify_list_invoices", "{}"))
                    .hasMessageContaining("Access Denied");
        }
        assertThatThrownBy(() -> tools.told("clockify_get_invoice", "{\"invoice\": \"NL-10\"}"))
                .hasMessageContaining("No invoice has the number ‹NL-10›");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_add_invoice_item",
                                """
                                {"invoice": "NL-108", "description": "x", "unit_price": 1,
                                 "item_type": "Wizardry"}
                                """))
                .hasMessageContaining("Invoice item type with name Wizardry not found");
    }

    @Test
    void what_new_invoices_begin_with_is_changed_and_taken_back() {
        String before = tools.told("clockify_get_invoice_settings", "{}");

        assertThat(before).contains("due after: 14 days", "taxes: 20 % and 0 %");
        assertThat(
                        tools.told(
                                "clockify_update_invoice_settings",
                                "{\"due_days\": 30, \"clear\": [\"note\"]}"))
                .startsWith(
                        "Changed what new invoices begin with: days until due ‹14› → ‹30›; note ");
        assertThat(tools.told("clockify_get_invoice_settings", "{}"))
                .contains("due after: 30 days", "note: none");
        assertThat(tools.told("clockify_update_invoice_settings", "{\"due_days\": 30}"))
                .startsWith("Nothing to change");
        assertThatThrownBy(() ->
                        tools.told("clockify_update_invoice_settings", "{\"tax_percent\": 101}"))
                .hasMessageContaining("A tax of 101 percent is none.");
        tools.makeAndTakeBack("clockify_update_invoice_settings", "{\"subject\": \"x\"}");
        assertThat(tools.told("clockify_get_invoice_settings", "{}")).contains("subject: none");
    }
}
