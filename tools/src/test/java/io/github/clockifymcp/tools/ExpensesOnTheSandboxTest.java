package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the tools do to expense categories, read back from the sandbox's company.
class ExpensesOnTheSandboxTest {
    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void those_in_use_are_listed_with_the_price_of_what_is_counted() {
        assertThat(tools.told("clockify_list_expense_categories", "{\"page_size\": 2}"))
                .isEqualTo(
                        """
                        Meals
                        Mileage | 0.50 a km
                        Expense categories 1 to 2 of at least 2; page 2 has more.\
                        """);
        assertThat(tools.told("clockify_list_expense_categories", "{\"archived\": true}"))
                .startsWith("Fax | 0.10 a page | archived | id ");
    }

    @Test
    void a_category_is_made_of_sums_or_of_what_is_counted() {
        assertThat(
                        tools.told(
                                "clockify_create_expense_category",
                                "{\"name\": \" Parking \", \"unit\": \"h\", \"price_in_cents\": 250}"))
                .startsWith("Created expense category ‹Parking›, 2.50 a h, id ");
        assertThat(tools.told("clockify_list_expense_categories", "{\"name\": \"park\"}"))
                .isEqualTo("Parking | 2.50 a h\n1 expense category in all.");
        assertThatThrownBy(() ->
                        tools.told("clockify_create_expense_category", "{\"name\": \"PARKING\"}"))
                .hasMessageContaining("There is an expense category called ‹Parking› already");
        assertThatThrownBy(
                        () -> tools.told("clockify_create_expense_category", "{\"name\": \"fax\"}"))
                .hasMessageContaining("an archived expense category called ‹Fax›");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_create_expense_category",
                                "{\"name\": \"Taxi\", \"unit\": \"km\"}"))
                .hasMessageContaining("both a unit and a price");
    }

    @Test
    void an_update_keeps_what_is_not_named_and_can_be_taken_back() {
        String raise = "{\"category\": \"mileage\", \"price_in_cents\": 60}";
        Change change = tools.planned("clockify_update_expense_category", raise);

        assertThat(change.summary())
                .isEqualTo(
                        "Change expense category ‹Mileage›, 0.50 a km to expense category"
                                + " ‹Mileage›, 0.60 a km");
        assertThat(change.risks()).containsExactly(Risk.ADMIN);
        assertThat(change.steps().getFirst().inverse()).isNotNull();
        tools.told("clockify_update_expense_category", raise);
        assertThat(tools.told("clockify_list_expense_categories", "{\"name\": \"mileage\"}"))
                .startsWith("Mileage | 0.60 a km\n");
        assertThat(
                        tools.told(
                                "clockify_update_expense_category",
                                "{\"category\": \"Meals\", \"archived\": true}"))
                .startsWith("Archived expense category ‹Meals›, id ");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_update_expense_category",
                                "{\"category\": \"Meals\", \"name\": \"Food\"}"))
                .hasMessageContaining("No expense category in use is called ‹Meals›");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_update_expense_category", "{\"category\": \"Travel\"}"))
                .hasMessageContaining("It is not said what should change");
    }

    @Test
    void one_in_use_is_archived_and_deleted() {
        Change change =
                tools.planned("clockify_delete_expense_category", "{\"category\": \"Printing\"}");

        assertThat(change.steps()).hasSize(2);
        // Where Clockify refuses to delete it, it can be brought back into use.
        assertThat(change.steps().getFirst().inverse()).isNotNull();
        assertThat(change.steps().getLast().inverse()).isNull();
        assertThat(change.risks()).containsExactlyInAnyOrder(Risk.ADMIN, Risk.DESTRUCTIVE);
        assertThat(tools.told("clockify_delete_expense_category", "{\"category\": \"Printing\"}"))
                .startsWith("Deleted expense category ‹Printing›");
        assertThat(tools.told("clockify_list_expense_categories", "{}")).doesNotContain("Printing");
        String fax = Seed.id("expense-category", "Fax");
        assertThat(
                        tools.planned(
                                        "clockify_delete_expense_category",
                                        "{\"category\": \"%s\"}".formatted(fax))
                                .steps())
                .hasSize(1);
    }

    @Test
    void who_may_not_keep_them_is_told_so() {
        try (SandboxDesk minas = SandboxDesk.ofMina()) {
            SandboxTools hers = new SandboxTools(minas);

            assertThat(hers.told("clockify_list_expense_categories", "{}")).contains("Travel");
            assertThatThrownBy(() ->
                            hers.told("clockify_create_expense_category", "{\"name\": \"Mine\"}"))
                    .hasMessageContaining("Access Denied");
        }
    }
}
