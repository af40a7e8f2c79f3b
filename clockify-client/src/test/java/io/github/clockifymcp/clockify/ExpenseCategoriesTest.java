package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.ExpenseCategories.ExpenseCategory;
import io.github.clockifymcp.clockify.ExpenseCategories.NewCategory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExpenseCategoriesTest {

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final ExpenseCategories categories = clockify.workspace("w1").expenseCategories();

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void a_page_says_by_their_number_whether_there_are_more() {
        server.answersWith("expense-categories").answersWith("expense-categories");

        Page<ExpenseCategory> first =
                categories.list(
                        ExpenseCategories.Filter.inUse()
                                .name("mi")
                                .sortedByName(SortOrder.ASCENDING),
                        new Paging(1, 2));
        Page<ExpenseCategory> second =
                categories.list(ExpenseCategories.Filter.archived(), new Paging(2, 2));

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/expenses/categories?archived=false&name=mi"
                                + "&sort-column=NAME&sort-order=ASCENDING&page=1&page-size=2",
                        "GET /api/v1/workspaces/w1/expenses/categories?archived=true"
                                + "&page=2&page-size=2");
        assertThat(first.more()).isTrue();
        assertThat(second.more()).isFalse();
        assertThat(first.items().getFirst())
                .isEqualTo(
                        new ExpenseCategory(
                                "66a000000000000000000001", "Mileage", false, true, "km", 50L));
        assertThat(first.items().getLast().name()).isEmpty();
    }

    @Test
    void a_category_is_of_sums_or_counted() {
        String all = "/workspaces/w1/expenses/categories";

        assertThat(categories.create(NewCategory.ofSums("Travel")))
                .hasToString("POST " + all + " {\"name\":\"Travel\",\"hasUnitPrice\":false}");
        assertThat(categories.replace("c1", NewCategory.counted("Car", "km", 42)))
                .hasToString(
                        "PUT %s/c1 {\"name\":\"Car\",\"hasUnitPrice\":true,\"unit\":\"km\",\"priceInCents\":42}"
                                .formatted(all));
        assertThat(categories.archive("c1", true))
                .hasToString("PATCH " + all + "/c1/status {\"archived\":true}");
        assertThat(categories.delete("c1")).hasToString("DELETE " + all + "/c1");
    }
}
