package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Expenses, their receipts and categories through the packaged server: each change is read back,
/// and each refusal says what to do.
class ExpensesTest {
    private static final String TAXI = Seed.id("expense", "taxi");
    private static final String PDF =
            Base64.getEncoder().encodeToString("%PDF-1.4 lunch".getBytes(StandardCharsets.UTF_8));

    @TempDir Path folder;

    private static String expense(String id) {
        return "{\"expense\":\"%s\"}".formatted(id);
    }

    @Test
    void an_expense_is_written_down_with_a_receipt_that_is_read_back_byte_by_byte()
            throws Exception {
        String lunch =
                "{\"amount\":31.5,\"category\":\"meals\",\"project\":\"Booking App\","
                        + "\"receipt_name\":\"lunch.pdf\",\"receipt_base64\":\"%s\",\"dry_run\":%s}";
        try (ToolSession session = ToolSession.as("mina", "standard", folder)) {
            assertThat(session.told("clockify_create_expense", lunch.formatted(PDF, "true")))
                    .startsWith("Nothing was sent.")
                    .contains(
                            "31.50 EUR for ‹Meals›, Fri 20 Nov 2026",
                            "Receipt: lunch.pdf, application/pdf, 14 bytes.",
                            "(14 bytes)")
                    .doesNotContain(PDF);
            String made = session.told("clockify_create_expense", lunch.formatted(PDF, "false"));
            String one = made.replaceAll("(?s).*, id ([0-9a-f]{24}).*", "$1");

            JsonNode shown = session.call("clockify_get_expense", expense(one));
            JsonNode link = shown.at("/content/1");
            JsonNode read =
                    session.ask(
                                    "resources/read",
                                    "{\"uri\":\"%s\"}".formatted(link.path("uri").asText()))
                            .at("/result/contents/0");

            assertThat(ToolSession.text(shown)).contains("31.50 EUR | Meals", "receipt lunch.pdf");
            assertThat(link.path("type").asText()).isEqualTo("resource_link");
            assertThat(link.path("mimeType").asText()).isEqualTo("application/pdf");
            assertThat(read.path("blob").asText()).isEqualTo(PDF);
            assertThat(read.path("mimeType").asText()).isEqualTo("application/pdf");
            assertThat(
                            session.refused(
                                    "clockify_create_expense",
                                    "{\"amount\":1,\"category\":\"meals\",\"receipt_name\":"
                                            + "\"/etc/passwd\",\"receipt_base64\":\"eA==\"}"))
                    .contains("no plain file name", "paths are not read here");
        }
    }

    @Test
    void an_expense_is_listed_changed_and_deleted() throws Exception {
        try (ToolSession session = ToolSession.as("mina", "full", folder)) {
            assertThat(session.told("clockify_list_expenses", "{}"))
                    .contains("18.40 EUR | Travel | Trade Fair 2026", "5 expenses in all.");
            session.told(
                    "clockify_update_expense",
                    "{\"expense\":\"%s\",\"amount\":20,\"clear\":[\"project\"]}".formatted(TAXI));
            assertThat(session.told("clockify_get_expense", expense(TAXI)))
                    .contains("20.00 EUR | Travel | Taxi to the fair");
            assertThat(
                            session.refused(
                                    "clockify_update_expense",
                                    "{\"expense\":\"%s\",\"category\":\"Mileage\"}"
                                            .formatted(TAXI)))
                    .contains("In ‹Mileage› an amount counts km. Give amount too.");
            session.told("clockify_delete_expense", expense(TAXI));
            assertThat(session.refused("clockify_get_expense", expense(TAXI)))
                    .contains("Expense doesn't belong to Workspace");
            assertThat(
                            session.refused(
                                    "clockify_delete_expense",
                                    expense(Seed.id("expense", "hotel"))))
                    .contains("Access Denied");
            assertThat(session.refused("clockify_list_expenses", "{\"user\":\"Nobody\"}"))
                    .contains("clockify_list_users");
        }
    }

    @Test
    void a_report_sums_everything_by_category() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "read_only", folder)) {
            assertThat(
                            session.told(
                                    "clockify_expense_report",
                                    "{\"start\":\"2026-11\",\"page_size\":1}"))
                    .contains(
                            "613.80 EUR in all",
                            "Printing | 310.00 EUR | 1 expense",
                            "Mileage | 42.00 EUR | 84 km | 1 expense",
                            "page 2 has more.");
            assertThat(
                            session.refused(
                                    "clockify_expense_report",
                                    "{\"start\":\"2024-01-01\",\"end\":\"2026-01-01\"}"))
                    .contains("more than 366 days", "a year at a time");
        }
    }

    @Test
    void a_confirmation_is_for_the_receipt_that_was_there_and_no_other() throws Exception {
        try (ToolSession session =
                ToolSession.askingNobody(
                        folder, ToolSession.studio("mina", "full"), ToolSession.FRIDAY)) {
            String preview = session.told("clockify_delete_expense", expense(TAXI));
            String token = ToolSession.token(preview);
            // Another receipt than the one that was agreed to be lost.
            session.told(
                    "clockify_update_expense",
                    "{\"expense\":\"%s\",\"receipt_name\":\"x.pdf\",\"receipt_base64\":\"%s\"}"
                            .formatted(TAXI, PDF));
            String agreed =
                    "{\"expense\":\"%s\",\"confirmation_token\":\"%s\"}".formatted(TAXI, token);
            assertThat(session.told("clockify_delete_expense", agreed))
                    .contains("it has changed since");
            assertThat(session.told("clockify_get_expense", expense(TAXI)))
                    .contains("receipt x.pdf");
        }
    }

    @Test
    void categories_are_kept_by_admins() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "full", folder)) {
            session.told(
                    "clockify_create_expense_category",
                    "{\"name\":\"Parking\",\"unit\":\"h\",\"price_in_cents\":250}");
            session.told(
                    "clockify_update_expense_category",
                    "{\"category\":\"parking\",\"price_in_cents\":300}");
            assertThat(session.told("clockify_list_expense_categories", "{}"))
                    .contains("Parking | 3.00 a h", "5 expense categories in all.");
            assertThat(session.refused("clockify_create_expense_category", "{\"name\":\"meals\"}"))
                    .contains("There is an expense category called ‹Meals› already");
            session.told("clockify_delete_expense_category", "{\"category\":\"parking\"}");
            assertThat(
                            session.refused(
                                    "clockify_update_expense_category",
                                    "{\"category\":\"parking\",\"name\":\"Cars\"}"))
                    .contains("No expense category is called ‹parking›", "‹Meals›");
            assertThat(
                            session.refused(
                                    "clockify_delete_expense_category",
                                    "{\"category\":\"parking\"}"))
                    .contains("No expense category is called ‹parking›", "There are:");
        }
        try (ToolSession mina = ToolSession.as("mina", "full", folder)) {
            assertThat(mina.refused("clockify_create_expense_category", "{\"name\":\"Mine\"}"))
                    .contains("Access Denied");
        }
    }
}
