package io.github.clockifymcp.tools.expenses;

import io.github.clockifymcp.clockify.Expenses.Expense;
import io.github.clockifymcp.tools.desk.Detail;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expense in a list. It has no name, so it has its id in brief too.
///
/// @param expense with the beginning of its notes in brief
/// @param rest null in brief
record ListedExpense(ExpenseRow expense, @Nullable Rest rest) {

    /// What else a list of expenses knows of one.
    record Rest(
            String userId,
            @Nullable String categoryId,
            BigDecimal quantity,
            @Nullable String projectId,
            @Nullable String taskId,
            @Nullable String fileId) {}

    /// @param rows of the same expenses, in the same order
    static List<ListedExpense> of(List<Expense> expenses, List<ExpenseRow> rows, Detail detail) {
        List<ListedExpense> listed = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ExpenseRow row = rows.get(i);
            listed.add(
                    detail.full()
                            ? new ListedExpense(row, rest(expenses.get(i)))
                            : new ListedExpense(row.brief(), null));
        }
        return List.copyOf(listed);
    }

    private static Rest rest(Expense expense) {
        return new Rest(
                expense.userId(),
                expense.categoryId(),
                expense.quantity(),
                expense.projectId(),
                expense.taskId(),
                expense.fileId());
    }
}
