package io.github.clockifymcp.tools.expenses;

import io.github.clockifymcp.clockify.ExpenseCategories.ExpenseCategory;
import io.github.clockifymcp.clockify.Expenses.Expense;
import io.github.clockifymcp.tools.catalogs.Currencies;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An expense in words.
final class Spent {
    private Spent() {}

    /// `expense of Tue 17 Nov 2026, 18.40 EUR`
    static String said(Expense expense, Workplace ws) {
        return "expense of %s, %s"
                .formatted(
                        ws.text().day(expense.date()),
                        Amounts.said(expense.totalMinorUnits(), Currencies.usual(ws.account())));
    }

    /// An amount that can be sent: money, or units where the category counts.
    static BigDecimal checked(BigDecimal amount) {
        return Amounts.major(Amounts.hundredths("amount", amount));
    }

    /// `18.40 EUR`, `84 km, 42.00 EUR`
    static String amount(
            BigDecimal amount, @Nullable ExpenseCategory category, @Nullable String currency) {
        if (category == null || !category.hasUnitPrice()) {
            return Amounts.said(Amounts.hundredths("amount", amount), currency);
        }
        long price = Objects.requireNonNullElse(category.priceInCents(), 0L);
        long total =
                amount.multiply(BigDecimal.valueOf(price))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
        return "%s %s, %s"
                .formatted(Amounts.plain(amount), unit(category), Amounts.said(total, currency));
    }

    /// `km`
    static String unit(ExpenseCategory category) {
        String unit = category.unit();
        return unit == null || unit.isBlank() ? "units" : Lines.one(unit);
    }
}
