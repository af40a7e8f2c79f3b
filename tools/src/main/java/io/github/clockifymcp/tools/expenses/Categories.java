package io.github.clockifymcp.tools.expenses;

import io.github.clockifymcp.clockify.ExpenseCategories.ExpenseCategory;
import io.github.clockifymcp.clockify.ExpenseCategories.Filter;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks up categories by what people call them. Clockify has no route for one alone, and lists
/// those in use and those that are archived apart.
final class Categories {
    private static final int MOST_PAGES = 10;

    private final Workplace ws;

    Categories(Workplace ws) {
        this.ws = ws;
    }

    /// The one with this id, or the one in use with this name; names are given once.
    ExpenseCategory find(String nameOrId) {
        String asked = nameOrId.strip();
        boolean id = Names.isId(asked);
        String wanted = asked.toLowerCase(Locale.ROOT);
        List<ExpenseCategory> found =
                all().stream()
                        .filter(one ->
                                id
                                        ? one.id().equals(wanted)
                                        : !one.archived() && Lines.same(one.name(), asked))
                        .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw found.isEmpty()
                ? new ToolException(
                        Code.NOT_FOUND,
                        "No expense category in use is called ‹%s›.".formatted(asked),
                        "clockify_list_expense_categories shows the names there are; archived ones"
                                + " are found by their id.")
                : new ToolException(
                        Code.AMBIGUOUS,
                        "%d expense categories are called ‹%s›.".formatted(found.size(), asked),
                        "Use an id: %s."
                                .formatted(
                                        String.join(
                                                ", ",
                                                found.stream().map(ExpenseCategory::id).toList())));
    }

    /// Those with this name, archived or not.
    List<ExpenseCategory> called(String name) {
        return all().stream().filter(one -> Lines.same(one.name(), name)).toList();
    }

    private List<ExpenseCategory> all() {
        List<ExpenseCategory> all = new ArrayList<>(read(Filter.inUse()));
        all.addAll(read(Filter.archived()));
        return all;
    }

    private List<ExpenseCategory> read(Filter filter) {
        return Page.walk(MOST_PAGES, paging -> ws.api().expenseCategories().list(filter, paging))
                .items();
    }
}
