package io.github.clockifymcp.tools.expenses;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Expenses.Expense;
import io.github.clockifymcp.clockify.Expenses.Report;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.ReportFilter;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.catalogs.Currencies;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryTools;
import io.github.clockifymcp.tools.expenses.ExpenseTools.ReportExpenses;
import io.github.clockifymcp.tools.time.DateRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was spent in some days: in all and by category over everything, and a page of it.
///
/// @param currency of all amounts; null where Clockify names none
/// @param total of everything that fits, as Clockify adds it up; likewise billable and count
/// @param categories what was spent most on comes first
/// @param complete whether the categories have all of it; otherwise the latest of it
record ExpenseSums(
        String range,
        @Nullable String currency,
        BigDecimal total,
        BigDecimal billable,
        long count,
        @Columns List<CategorySum> categories,
        boolean complete,
        @Columns List<ExpenseRow> expenses,
        Slice part,
        @JsonIgnore String told)
        implements Told {
    /// At 200 a page.
    private static final int MOST_PAGES = 25;

    private static final int MOST_DAYS = 366;
    private static final int MONTH = 31;

    ExpenseSums {
        categories = List.copyOf(categories);
        expenses = List.copyOf(expenses);
    }

    /// What was spent on one thing.
    ///
    /// @param units what was counted, such as `296.5 km`; null for sums of money
    record CategorySum(String category, long count, BigDecimal total, @Nullable String units) {

        String line(@Nullable String currency) {
            return Lines.line(
                    category,
                    true,
                    "",
                    money(total, currency),
                    units == null ? "" : units,
                    counted(count));
        }
    }

    static ExpenseSums of(ReportExpenses in, Workplace ws) {
        DateRange range = days(in, ws);
        ReportFilter filter =
                ReportFilter.days(range.start(), range.last(), ws.account().zone())
                        .sorted(SortOrder.DESCENDING);
        if (in.user() != null) {
            filter = filter.users(List.of(ws.names().person(in.user()).id()));
        }
        if (in.category() != null) {
            filter = filter.categories(List.of(new Categories(ws).find(in.category()).id()));
        }
        if (in.project() != null) {
            filter = filter.projects(List.of(ws.names().project(in.project()).id()));
        }
        Report first = ws.api().expenses().report(filter, new Paging(1, Paging.LARGEST));
        return of(range, first, all(first, filter, ws), in, ws);
    }

    private static DateRange days(ReportExpenses in, Workplace ws) {
        DateRange range = EntryTools.days(in.start(), in.end(), "this month", ws);
        var workspace = ws.account().workspace();
        boolean monthOnly =
                workspace.has("ONE_MONTH_RANGE_REPORTS")
                        && !workspace.has("ONE_YEAR_RANGE_REPORTS")
                        && !workspace.has("UNLIMITED_REPORTS");
        int most = monthOnly ? MONTH : MOST_DAYS;
        if (range.days() > most) {
            throw new ToolException(
                    monthOnly ? Code.PLAN_REQUIRED : Code.INVALID_ARGUMENTS,
                    "%s are more than %d days%s."
                            .formatted(
                                    ws.text().range(range),
                                    most,
                                    monthOnly ? ", the most that the workspace's plan shows" : ""),
                    monthOnly ? "Report on a month at a time." : "Report on a year at a time.");
        }
        return range;
    }

    private static List<Expense> all(Report first, ReportFilter filter, Workplace ws) {
        List<Expense> all = new ArrayList<>(first.expenses());
        List<Expense> last = first.expenses();
        for (int page = 2; page <= MOST_PAGES && all.size() < first.count(); page++) {
            List<Expense> next =
                    ws.api().expenses().report(filter, new Paging(page, Paging.LARGEST)).expenses();
            // Without progress there is no end.
            if (next.isEmpty() || next.equals(last)) {
                break;
            }
            all.addAll(next);
            last = next;
        }
        return all;
    }

    private static ExpenseSums of(
            DateRange range, Report report, List<Expense> all, ReportExpenses in, Workplace ws) {
        Paging paging = new Paging(in.page(), in.pageSize());
        int from = Math.min(all.size(), (in.page() - 1) * in.pageSize());
        int to = Math.min(all.size(), from + in.pageSize());
        boolean complete = all.size() >= report.count();
        Slice part =
                Slice.of(new Page<>(all.subList(from, to), to < all.size() || !complete), paging);
        List<ExpenseRow> rows =
                all.subList(from, to).stream()
                        .map(one -> ExpenseRow.of(one, person(one, ws)))
                        .toList();
        String currency = Currencies.usual(ws.account());
        BigDecimal total = Amounts.major(report.totalMinorUnits());
        BigDecimal billable = Amounts.major(report.billableMinorUnits());
        List<CategorySum> sums = byCategory(all);
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s: %s in all, %s billable, %s."
                        .formatted(
                                ws.text().range(range),
                                money(total, currency),
                                money(billable, currency),
                                counted(report.count())));
        sums.forEach(sum -> lines.add("  " + sum.line(currency)));
        if (!complete) {
            lines.add(
                    "By category only the latest %d of %d are summed: ask for fewer days."
                            .formatted(all.size(), report.count()));
        }
        rows.forEach(row -> lines.add(row.line(currency, ws)));
        if (report.count() > 0) {
            lines.add(part.told("expense"));
        }
        return new ExpenseSums(
                ws.text().range(range),
                currency,
                total,
                billable,
                report.count(),
                sums,
                complete,
                rows,
                part,
                String.join("\n", lines));
    }

    private static @Nullable String person(Expense expense, Workplace ws) {
        return ws.account().owns(expense.userId())
                ? null
                : Objects.requireNonNullElse(expense.userName(), expense.userId());
    }

    /// By id, since a category may have been renamed or share its name.
    private static List<CategorySum> byCategory(List<Expense> all) {
        Map<String, List<Expense>> groups = new LinkedHashMap<>();
        for (Expense expense : all) {
            String id = Objects.requireNonNullElse(expense.categoryId(), "");
            groups.computeIfAbsent(id, key -> new ArrayList<>()).add(expense);
        }
        return groups.values().stream()
                .map(ExpenseSums::sum)
                .sorted(Comparator.comparing(CategorySum::total).reversed())
                .toList();
    }

    private static CategorySum sum(List<Expense> expenses) {
        Expense one = expenses.getFirst();
        String name =
                Objects.requireNonNullElse(
                        one.categoryName(),
                        Objects.requireNonNullElse(one.categoryId(), "no category"));
        long total = expenses.stream().mapToLong(Expense::totalMinorUnits).sum();
        BigDecimal quantity =
                expenses.stream().map(Expense::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new CategorySum(
                Lines.one(name),
                expenses.size(),
                Amounts.major(total),
                ExpenseRow.units(quantity, one.unit()));
    }

    private static String money(BigDecimal amount, @Nullable String currency) {
        return currency == null
                ? amount.toPlainString()
                : amount.toPlainString() + " " + Lines.one(currency);
    }

    private static String counted(long count) {
        return count == 1 ? "1 expense" : count + " expenses";
    }
}
