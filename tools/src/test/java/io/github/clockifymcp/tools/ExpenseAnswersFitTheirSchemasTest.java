package io.github.clockifymcp.tools;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import java.util.Map;

/// What the tools about expense categories answer fits the schema they publish for it, with as
/// little as Clockify can say.
class ExpenseAnswersFitTheirSchemasTest extends GroupAnswers {
    private static final String CATEGORIES = StubDesk.WS + "/expenses/categories";

    ExpenseAnswersFitTheirSchemasTest() {
        super(
                List.of("expenses"),
                Map.of(
                        "clockify_list_expense_categories", "{}",
                        "clockify_list_expenses", "{}",
                        "clockify_get_expense", "{\"expense\": \"65a0000000000000000000e1\"}",
                        "clockify_expense_report", "{}"),
                Map.of(
                        "clockify_create_expense", "{\"amount\": 1, \"category\": \"Bare\"}",
                        "clockify_update_expense",
                                "{\"expense\": \"65a0000000000000000000e1\", \"notes\": \"New\"}",
                        "clockify_delete_expense", "{\"expense\": \"65a0000000000000000000e1\"}",
                        "clockify_create_expense_category", "{\"name\": \"New\"}",
                        "clockify_update_expense_category",
                                "{\"category\": \"Bare\", \"name\": \"New\", \"archived\": true}",
                        "clockify_delete_expense_category", "{\"category\": \"Bare\"}"));
    }

    @Override
    StubTransport bare() {
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
}
