package io.github.clockifymcp.tools.expenses;

import io.github.clockifymcp.clockify.Expenses.Expense;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An expense as an answer shows it.
///
/// @param person whose it is; null for one's own
/// @param category its name, or id where Clockify gives no name; likewise project and task
/// @param units what was counted, such as `84 km`; null for a sum of money
/// @param receipt its file's name; null without one
record ExpenseRow(
        String id,
        LocalDate date,
        @Nullable String person,
        @Nullable String category,
        BigDecimal total,
        @Nullable String units,
        @Nullable String project,
        @Nullable String task,
        @Nullable String notes,
        boolean billable,
        boolean locked,
        @Nullable String receipt) {
    private static final int SHOWN = 80;

    /// @param person whose it is, if not one's own
    static ExpenseRow of(Expense expense, @Nullable String person) {
        return new ExpenseRow(
                expense.id(),
                expense.date(),
                person,
                first(expense.categoryName(), expense.categoryId()),
                Amounts.major(expense.totalMinorUnits()),
                units(expense.quantity(), expense.unit()),
                first(expense.projectName(), expense.projectId()),
                first(expense.taskName(), expense.taskId()),
                expense.notes(),
                expense.billable(),
                expense.locked(),
                expense.fileId() == null ? null : first(expense.fileName(), "a file"));
    }

    /// The same with the beginning of its notes.
    ExpenseRow brief() {
        String beginning = notes == null ? null : Lines.beginning(notes, SHOWN);
        return new ExpenseRow(
                id, date, person, category, total, units, project, task, beginning, billable,
                locked, receipt);
    }

    /// `84 km`
    static @Nullable String units(BigDecimal quantity, @Nullable String unit) {
        return unit == null
                ? null
                : "%s %s".formatted(Amounts.plain(quantity), unit.isEmpty() ? "units" : unit);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    /// `Tue 17 Nov 2026 | 18.40 EUR | Travel | Trade Fair 2026 | Taxi | billable | id …`
    String line(@Nullable String currency, Workplace ws) {
        return Lines.line(
                ws.text().day(date),
                false,
                id,
                currency == null
                        ? total.toPlainString()
                        : total.toPlainString() + " " + Lines.one(currency),
                units == null ? "" : units,
                category == null ? "" : category,
                project == null ? "" : task == null ? project : project + " / " + task,
                notes == null ? "" : Lines.beginning(notes, SHOWN),
                billable ? "billable" : "",
                locked ? "locked" : "",
                receipt == null ? "" : "receipt " + receipt,
                person == null ? "" : person);
    }
}
