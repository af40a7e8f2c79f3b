package io.github.clockifymcp.tools;

import static io.github.clockifymcp.tools.AnswerSchemas.assertFits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the tools about expense categories answer fits the schema they publish for it, with as
/// little as Clockify can say.
class ExpenseAnswersFitTheirSchemasTest {
    private static final String CATEGORIES = StubDesk.WS + "/expenses/categories";
    private static final Map<String, String> READS =
            Map.of(
                    "clockify_list_expense_categories", "{}",
                    "clockify_list_expenses", "{}",
                    "clockify_get_expense", "{\"expense\": \"65a0000000000000000000e1\"}",
                    "clockify_expense_report", "{}");
    private static final Map<String, String> WRITES =
            Map.of(
                    "clockify_create_expense", "{\"amount\": 1, \"category\": \"Bare\"}",
                    "clockify_update_expense",
                            "{\"expense\": \"65a0000000000000000000e1\", \"notes\": \"New\"}",
                    "clockify_delete_expense", "{\"expense\": \"65a0000000000000000000e1\"}",
                    "clockify_create_expense_category", "{\"name\": \"New\"}",
                    "clockify_update_expense_category",
                            "{\"category\": \"Bare\", \"name\": \"New\", \"archived\": true}",
                    "clockify_delete_expense_category", "{\"category\": \"Bare\"}");

    private static StubTransport bare() {
        String one = "{\"id\": \"e\", \"name\": \"Bare\"}";
        String expense = "{\"id\": \"65a0000000000000000000e1\", \"date\": \"2026-11-17\"}";
        String expenses = StubDesk.WS + "/expenses";
        return StubDesk.annas()
                .answers(StubDesk.WS + "/users", "[]")
                .answers(
                        expenses,
                        """
                        {"id": "y", "date": "2026-11-17", "expenses": {"count": 1,
                         "expenses": [{"id": "65a0000000000000000000e1", "date": "2026-11-17"}]}}
                        """)
                .answers(expenses + "/65a0000000000000000000e1", expense)
                .answers(
                        StubDesk.WS + "/reports/expenses/detailed",
                        "{\"expenses\": [%s]}".formatted(expense))
                .answers(
                        CATEGORIES,
                        """
                        {"id": "n", "count": 2,
                         "categories": [{"id": "e", "name": "Bare"},
                            {"id": "u", "hasUnitPrice": true}]}
                        """)
                .answers(CATEGORIES + "?archived=true&page=1&page-size=200", "{}")
                .answers(CATEGORIES + "/e", one)
                .answers(CATEGORIES + "/e/status", one);
    }

    @Test
    void bare_answers_fit() {
        READS.forEach((tool, json) -> assertFits(tool, StubDesk.at(bare()).call(tool, json)));
    }

    @Test
    void what_came_of_a_change_fits() {
        WRITES.forEach((tool, json) -> {
            StubDesk desk = StubDesk.at(bare());
            assertFits(tool, desk.make(desk.plan(tool, json)));
        });
    }

    @Test
    void no_tool_of_the_group_is_left_out() {
        assertThat(StubDesk.at(bare()).toolsOf(List.of("expenses")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(READS.keySet().stream(), WRITES.keySet().stream()).toList());
    }
}
