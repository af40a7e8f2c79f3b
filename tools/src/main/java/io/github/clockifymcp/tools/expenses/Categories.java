package io.github.clockifymcp.tools.expenses;

import io.github.clockifymcp.clockify.ExpenseCategories.ExpenseCategory;
import io.github.clockifymcp.clockify.ExpenseCategories.Filter;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.tools.desk.Finder;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Whole;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks up categories by what people call them. Clockify has no route for one alone, and lists
/// those in use and those that are archived apart.
final class Categories {
    private static final int MOST_PAGES = 10;
    private static final Finder<ExpenseCategory> FINDER =
            Finder.of(
                            "expense category",
                            "expense categories",
                            "clockify_list_expense_categories",
                            ExpenseCategory::id,
                            ExpenseCategory::name)
                    .archived(ExpenseCategory::archived);

    private final Workplace ws;

    Categories(Workplace ws) {
        this.ws = ws;
    }

    /// The one with this id, or the one in use with this name; names are given once.
    ExpenseCategory find(String nameOrId) {
        return FINDER.find(nameOrId, all());
    }

    /// Those with this name, archived or not.
    List<ExpenseCategory> called(String name) {
        return Whole.of(all(), "expense categories", "Archive or delete some that are not used.")
                .stream()
                .filter(one -> Lines.same(one.name(), name))
                .toList();
    }

    /// The one with this id, archived or not; empty if it was deleted.
    Optional<ExpenseCategory> of(@Nullable String id) {
        return all().items().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private Page<ExpenseCategory> all() {
        Page<ExpenseCategory> used = read(Filter.inUse());
        Page<ExpenseCategory> archived = read(Filter.archived());
        List<ExpenseCategory> all = new ArrayList<>(used.items());
        all.addAll(archived.items());
        return new Page<>(all, used.more() || archived.more());
    }

    private Page<ExpenseCategory> read(Filter filter) {
        return Page.walk(MOST_PAGES, paging -> ws.api().expenseCategories().list(filter, paging));
    }
}
