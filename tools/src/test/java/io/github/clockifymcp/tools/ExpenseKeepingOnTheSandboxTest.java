package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the tools do to expenses, read back from the sandbox's company.
class ExpenseKeepingOnTheSandboxTest {
    private static final String PDF =
            Base64.getEncoder().encodeToString("%PDF-1.4 x".getBytes(StandardCharsets.UTF_8));
    private static final String TAXI = Seed.id("expense", "taxi");

    @AutoClose private final SandboxDesk desk = SandboxDesk.ofMina();
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void ones_own_are_listed_with_names_the_latest_first() {
        assertThat(tools.told("clockify_list_expenses", "{\"page_size\": 2}"))
                .isEqualTo(
                        """
                        Tue 17 Nov 2026 | 18.40 EUR | Travel | Trade Fair 2026 | Taxi to the fair | billable | receipt taxi.png | id %s
                        Thu 12 Nov 2026 | 42.90 EUR | Meals | Booking App | Lunch with Alpenblick | billable | id %s
                        Expenses 1 to 2 of at least 2; page 2 has more.\
                        """
                                .formatted(TAXI, Seed.id("expense", "lunch")));
        assertThat(tools.told("clockify_list_expenses", "{}"))
                .contains("42.00 EUR | 84 km | Mileage");
    }

    @Test
    void one_is_shown_with_names_and_without_a_receipt_says_so() {
        assertThat(tools.told("clockify_get_expense", expense(TAXI, "")))
                .contains("18.40 EUR | Travel | Trade Fair 2026", "receipt taxi.png")
                .endsWith("\nNotes: Taxi to the fair");
        assertThat(tools.told("clockify_get_expense", expense(Seed.id("expense", "lunch"), "")))
                .endsWith("\nNo receipt.");
    }

    @Test
    void a_report_sums_by_category_over_everything_and_shows_a_page() {
        String report =
                tools.told(
                        "clockify_expense_report",
                        "{\"start\": \"2026-10-01\", \"end\": \"2026-11-20\", \"page_size\": 1}");

        assertThat(report)
                .startsWith(
                        """
                        Thu 1 Oct 2026 – Fri 20 Nov 2026: 163.10 EUR in all, 163.10 EUR billable, 4 expenses.
                          Travel | 78.20 EUR | 2 expenses
                          Meals | 42.90 EUR | 1 expense
                          Mileage | 42.00 EUR | 84 km | 1 expense
                        Tue 17 Nov 2026 |\
                        """)
                .endsWith("Expenses 1 to 1 of at least 1; page 2 has more.");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_expense_report",
                                "{\"start\": \"2024-01-01\", \"end\": \"2026-11-01\"}"))
                .hasMessageContaining("more than 366 days");
    }

    @Test
    void admins_see_whose_an_expense_is() {
        try (SandboxDesk adas = SandboxDesk.of(Seed.person("ada"))) {
            SandboxTools hers = new SandboxTools(adas);

            assertThat(
                            hers.told(
                                    "clockify_list_expenses",
                                    "{\"user\": \"Grace Hopper\"}"
                                            .replace("Grace Hopper", Seed.person("grace").name())))
                    .contains("| " + Seed.person("grace").name() + " | id ");
            assertThat(
                            hers.told(
                                    "clockify_expense_report",
                                    "{\"start\": \"2026-11\", \"category\": \"mileage\"}"))
                    .contains("1 expense.", Seed.main().name());
        }
    }

    @Test
    void an_expense_is_written_down_with_its_receipt_and_taken_back() {
        String lunch =
                "{\"amount\": 42.9, \"category\": \"meals\", \"date\": \"12 nov\","
                        + " \"project\": \"Booking App\", \"notes\": \"Again\","
                        + " \"receipt_name\": \"lunch.pdf\", \"receipt_base64\": \"%s\"}"
                                .formatted(PDF);
        Change change = tools.planned("clockify_create_expense", lunch);

        assertThat(change.summary())
                .isEqualTo(
                        "Write down 42.90 EUR for ‹Meals›, Thu 12 Nov 2026, project ‹Booking App›,"
                                + " billable");
        assertThat(change.notes())
                .containsExactly(
                        "Receipt: lunch.pdf, application/pdf, 10 bytes.",
                        "There is one of this day, category and amount already, id %s."
                                .formatted(Seed.id("expense", "lunch")));
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        // Money is not time: the modes for one's own time leave it alone.
        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        JsonNode body = change.steps().getFirst().request().body();
        assertThat(body).isNotNull();
        assertThat(body.findValue("bytes").isBinary()).isTrue();

        String id = id(tools.told("clockify_create_expense", lunch));
        assertThat(tools.told("clockify_get_expense", expense(id, "")))
                .contains("receipt lunch.pdf");
        Step.Inverse inverse = change.steps().getFirst().inverse();
        assertThat(inverse).isNotNull();
        assertThat(inverse.request().method()).isEqualTo("DELETE");
        assertThat(inverse.request().path()).endsWith("/expenses/{expense}");
    }

    @Test
    void a_receipt_is_a_file_of_a_known_kind_and_comes_with_its_bytes() {
        assertRefused("\"receipt_name\": \"a.pdf\"", "only a name or only bytes");
        assertRefused(
                "\"receipt_name\": \"/etc/passwd\", \"receipt_base64\": \"" + PDF + "\"",
                "no plain file name");
        assertRefused(
                "\"receipt_name\": \"a.png\", \"receipt_base64\": \"" + PDF + "\"",
                "not what its name ‹a.png› says");
        assertRefused(
                "\"receipt_name\": \"a.sh\", \"receipt_base64\": \"" + PDF + "\"",
                "not what its name ‹a.sh› says");
    }

    private void assertRefused(String receipt, String why) {
        assertThatThrownBy(() ->
                        tools.planned(
                                "clockify_create_expense",
                                "{\"amount\": 1, \"category\": \"meals\", " + receipt + "}"))
                .hasMessageContaining(why);
    }

    @Test
    void an_update_keeps_what_is_not_named_and_can_be_taken_back() {
        String change =
                expense(
                        TAXI,
                        ", \"amount\": 20, \"project\": \"Booking App\", \"clear\": [\"notes\"]");

        assertThat(tools.told("clockify_update_expense", change))
                .isEqualTo(
                        ("Changed expense of Tue 17 Nov 2026, 20.00 EUR: project ‹Trade Fair 2026› →"
                                        + " ‹Booking App›; notes ‹Taxi to the fair› → none;"
                                        + " amount ‹18.40 EUR› → ‹20.00 EUR›, id %s")
                                .formatted(TAXI));
        assertThat(tools.told("clockify_get_expense", expense(TAXI, "")))
                .contains("20.00 EUR | Travel | Booking App | billable | receipt taxi.png");
        assertThat(tools.told("clockify_update_expense", change)).startsWith("Nothing to change");
        String before = tools.told("clockify_list_expenses", "{}");
        tools.makeAndTakeBack(
                "clockify_update_expense",
                expense(TAXI, ", \"date\": \"1 nov\", \"notes\": \"x\", \"clear\": [\"project\"]"));
        assertThat(tools.told("clockify_list_expenses", "{}")).isEqualTo(before);
        assertThatThrownBy(() -> tools.told("clockify_update_expense", expense(TAXI, "")))
                .hasMessageContaining("It is not said what should change");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_update_expense",
                                expense(TAXI, ", \"category\": \"Mileage\"")))
                .hasMessageContaining("In ‹Mileage› an amount counts km.");
    }

    @Test
    void a_receipt_is_added_later_and_its_change_is_not_taken_back() {
        String lunch = Seed.id("expense", "lunch");
        String receipt = ", \"receipt_name\": \"l.pdf\", \"receipt_base64\": \"%s\"".formatted(PDF);
        Change change = tools.planned("clockify_update_expense", expense(lunch, receipt));

        assertThat(change.summary()).endsWith("receipt none → ‹l.pdf›");
        assertThat(change.steps().getFirst().inverse()).isNull();
        tools.told("clockify_update_expense", expense(lunch, receipt));
        assertThat(tools.told("clockify_get_expense", expense(lunch, "")))
                .contains("receipt l.pdf");
    }

    @Test
    void one_is_deleted_with_its_receipt() {
        Change change = tools.planned("clockify_delete_expense", expense(TAXI, ""));

        assertThat(change.risks()).containsExactly(Risk.DESTRUCTIVE);
        assertThat(change.notes())
                .containsExactly("Its notes say: ‹Taxi to the fair›.", "Its receipt goes with it.");
        assertThat(tools.told("clockify_delete_expense", expense(TAXI, "")))
                .startsWith("Deleted expense of Tue 17 Nov 2026, 18.40 EUR");
        assertThatThrownBy(() -> tools.told("clockify_get_expense", expense(TAXI, "")))
                .hasMessageContaining("Expense doesn't belong to Workspace");
    }

    @Test
    void what_is_for_somebody_else_is_for_admins() {
        String elifs =
                "{\"amount\": 5, \"category\": \"meals\", \"user\": \"%s\"}"
                        .formatted(Seed.person("elif").email());

        assertThatThrownBy(() -> tools.told("clockify_create_expense", elifs))
                .hasMessageContaining("Access Denied");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_get_expense", expense(Seed.id("expense", "hotel"), "")))
                .hasMessageContaining("Access Denied");
    }

    private static String id(String told) {
        return told.replaceAll("(?s).*, id ", "");
    }

    private static String expense(String id, String more) {
        return "{\"expense\": \"%s\"%s}".formatted(id, more);
    }
}
