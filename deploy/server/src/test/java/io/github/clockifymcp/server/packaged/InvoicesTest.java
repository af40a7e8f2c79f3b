package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Invoices through the packaged server, by somebody who may see them and somebody who may not.
class InvoicesTest {
    @TempDir Path folder;

    @Test
    void an_invoice_is_made_filled_and_paid_and_each_time_the_amount_is_asked_about()
            throws Exception {
        try (ToolSession session = ToolSession.start(folder, ToolSession.ADMIN)) {
            String preview =
                    session.told(
                            "clockify_create_invoice",
                            "{\"client\":\"Café Zentral\",\"due\":\"in 10 days\",\"dry_run\":true}");
            session.told(
                    "clockify_create_invoice",
                    "{\"client\":\"Café Zentral\",\"due\":\"in 10 days\"}");
            String filled =
                    session.told(
                            "clockify_add_invoice_item",
                            "{\"invoice\":\"NL-109\",\"description\":\"Menu\",\"unit_price\":75,"
                                    + "\"quantity\":2}");
            String question = session.asked();
            String paid = session.told("clockify_mark_invoice_paid", "{\"invoice\":\"NL-109\"}");
            String payments =
                    session.told("clockify_list_invoice_payments", "{\"invoice\":\"NL-109\"}");

            assertThat(preview).contains("Create invoice ‹NL-109› for ‹Café Zentral› in EUR");
            assertThat(filled).contains("NL-109 | Café Zentral | unsent | 180.00 EUR");
            assertThat(question).contains("‹Menu›, 2 × 75.00 = 150.00 EUR");
            assertThat(paid).contains("180.00 EUR recorded");
            assertThat(payments).contains("180.00 EUR in all, 0.00 EUR open");
        }
    }

    @Test
    void a_member_is_told_that_invoices_are_not_theirs_to_see() throws Exception {
        try (ToolSession session = ToolSession.start(folder)) {
            String listed = session.refused("clockify_list_invoices", "{}");

            assertThat(listed).contains("Access Denied", "Ask an admin of the workspace");
        }
    }

    @Test
    void a_type_of_item_that_does_not_exist_changes_nothing_and_is_named() throws Exception {
        try (ToolSession session = ToolSession.start(folder, ToolSession.ADMIN)) {
            String failed =
                    session.refused(
                            "clockify_add_invoice_item",
                            "{\"invoice\":\"NL-108\",\"description\":\"x\",\"unit_price\":1,"
                                    + "\"item_type\":\"Wizardry\"}");
            String items = session.told("clockify_list_invoice_items", "{\"invoice\":\"NL-108\"}");

            assertThat(failed).contains("Invoice item type with name Wizardry not found");
            assertThat(items).endsWith("1 item, 1200.00 EUR before discount and taxes.");
        }
    }
}
