package io.github.clockifymcp.tools.expenses;

import io.github.clockifymcp.clockify.ExpenseCategories.ExpenseCategory;
import io.github.clockifymcp.clockify.ExpenseCategories.Filter;
import io.github.clockifymcp.clockify.ExpenseCategories.NewCategory;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What expenses are for, such as travel or kilometres.
public final class ExpenseCategoryTools implements ToolGroup<Workplace> {
    @Override
    public String id() {
        return "expenses";
    }

    @Override
    public void before(Workplace ws) {
        PlanFeatures.need("EXPENSES", "expenses", ws);
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_expense_categories", ListCategories.class, CategoryPage.class)
                .title("List expense categories")
                .describe("Lists what expenses can be for, with the price of what is counted.")
                .by(ExpenseCategoryTools::list);

        tools.write("clockify_create_expense_category", CreateCategory.class, CategoryChanged.class)
                .title("Create expense category")
                .describe(
                        "Creates an expense category: of sums, or with a unit and its price of"
                                + " counted things such as kilometres. For admins.")
                .risk(Risk.ADMIN)
                .touching(Reach.NEW_NAMES)
                .plan(ExpenseCategoryTools::create);

        tools.write("clockify_update_expense_category", UpdateCategory.class, CategoryChanged.class)
                .title("Update expense category")
                .describe(
                        "Renames an expense category, changes its unit or price, archives it or"
                                + " brings it back; the rest stays. For admins.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(ExpenseCategoryTools::update);

        tools.write("clockify_delete_expense_category", DeleteCategory.class, CategoryChanged.class)
                .title("Delete expense category")
                .describe(
                        "Deletes an expense category for good, archiving it first where it is in"
                                + " use. For admins.")
                .certainRisks(Risk.ADMIN, Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(ExpenseCategoryTools::delete);
    }

    record ListCategories(
            @Doc("Part of the name.") @Nullable String name,
            @Doc("Archived ones instead.") @Default("false") boolean archived,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Categories on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record CategoryPage(@Columns List<CategoryRow> categories, Slice part) implements Told {
        CategoryPage {
            categories = List.copyOf(categories);
        }

        @Override
        public String told() {
            Lines.Shared shared = Lines.shared(categories.stream().map(CategoryRow::name).toList());
            return Lines.told(
                    categories.stream().map(row -> row.line(shared)).toList(),
                    part,
                    "expense category");
        }
    }

    /// @param unit what its expenses are counted in; null where they are sums
    /// @param priceInCents of one unit, in the workspace's currency; null where they are sums
    record CategoryRow(
            String id,
            String name,
            boolean archived,
            @Nullable String unit,
            @Nullable Long priceInCents) {
        static CategoryRow of(ExpenseCategory category) {
            return new CategoryRow(
                    category.id(),
                    category.name(),
                    category.archived(),
                    category.hasUnitPrice() ? unitOf(category) : null,
                    category.hasUnitPrice() ? category.priceInCents() : null);
        }

        String line(Lines.Shared shared) {
            return Lines.line(
                    name,
                    !archived && !shared.has(name),
                    id,
                    unit == null ? "" : price(unit, priceInCents),
                    archived ? "archived" : "");
        }
    }

    static CategoryPage list(ListCategories in, Workplace ws) {
        Filter filter = in.archived() ? Filter.archived() : Filter.inUse();
        if (in.name() != null) {
            filter = filter.name(in.name());
        }
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<ExpenseCategory> found =
                ws.api().expenseCategories().list(filter.sortedByName(SortOrder.ASCENDING), paging);
        return new CategoryPage(
                found.items().stream().map(CategoryRow::of).toList(), Slice.of(found, paging));
    }

    record CreateCategory(
            @Doc("Its name.") @Size(min = 1, max = 250) String name,
            @Doc("What is counted, such as km.") @Size(min = 1, max = 50) @Nullable String unit,
            @Doc("Price of one unit, in cents.") @Range(min = 0, max = 2_000_000_000)
                    @Nullable Long priceInCents) {}

    /// @param done what became of it
    record CategoryChanged(String id, String name, String done) implements Told {
        @Override
        public String told() {
            return "%s, id %s".formatted(done, id);
        }
    }

    static Planned<CategoryChanged> create(CreateCategory in, Workplace ws) {
        String name = named(in.name());
        checkFree(name, null, ws);
        NewCategory category = category(name, in.unit(), in.priceInCents());
        return ws.plan(
                        "Create %s".formatted(said(category)),
                        "category",
                        ws.api().expenseCategories().create(category))
                .undoneBy(ws.api().expenseCategories().archive("{category}", true), "category")
                .then(ws.api().expenseCategories().delete("{category}"), "category")
                .risk(Risk.ADMIN)
                .touching(Reach.NEW_NAMES)
                .answering(answers -> {
                    ExpenseCategory made = Plan.read(answers, "category", ExpenseCategory.class);
                    return new CategoryChanged(
                            made.id(), made.name(), "Created %s".formatted(said(category)));
                });
    }

    record UpdateCategory(
            @Doc("Its name, or id if archived.") String category,
            @Doc("Its new name.") @Size(min = 1, max = 250) @Nullable String name,
            @Doc("What is counted.") @Size(min = 1, max = 50) @Nullable String unit,
            @Doc("Price of one unit, in cents.") @Range(min = 0, max = 2_000_000_000)
                    @Nullable Long priceInCents,
            @Doc("Put away, or with false in use again.") @Nullable Boolean archived) {}

    static Planned<CategoryChanged> update(UpdateCategory in, Workplace ws) {
        ExpenseCategory old = new Categories(ws).find(in.category());
        boolean fields = in.name() != null || in.unit() != null || in.priceInCents() != null;
        if (!fields && in.archived() == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is not said what should change about %s.".formatted(said(old)),
                    "Give the fields that should, with their new values.");
        }
        String name = in.name() == null ? old.name() : named(in.name());
        if (!name.equals(old.name())) {
            checkFree(name, old.id(), ws);
        }
        NewCategory before =
                old.hasUnitPrice()
                        ? category(old.name(), unitOf(old), old.priceInCents())
                        : NewCategory.ofSums(old.name());
        NewCategory wanted =
                category(
                        name,
                        in.unit() == null ? before.unit() : in.unit(),
                        in.priceInCents() == null ? before.priceInCents() : in.priceInCents());
        Plan plan =
                ws.plan(summary(before, wanted, old.archived(), in.archived()))
                        .risk(Risk.ADMIN)
                        .touching(Reach.WORKSPACE)
                        .replacing("expense_category", old.id(), Json.tree(old));
        var api = ws.api().expenseCategories();
        if (!wanted.equals(before)) {
            plan.send("category", api.replace(old.id(), wanted))
                    .undoneBy(api.replace(old.id(), before))
                    .note("Expenses that were made before keep their amount.");
        }
        if (in.archived() != null && in.archived() != old.archived()) {
            plan.send("status", api.archive(old.id(), in.archived()))
                    .undoneBy(api.archive(old.id(), old.archived()));
        }
        String done = done(before, wanted, old.archived(), in.archived());
        return plan.answering(answers -> new CategoryChanged(old.id(), name, done));
    }

    private static String summary(
            NewCategory before, NewCategory after, boolean archived, @Nullable Boolean archive) {
        List<String> parts = new ArrayList<>();
        if (!before.equals(after)) {
            parts.add("Change %s to %s".formatted(said(before), said(after)));
        }
        if (archive != null && archive != archived) {
            parts.add("%s %s".formatted(archive ? "Archive" : "Bring back", said(after)));
        }
        return parts.isEmpty()
                ? "Nothing to change, it is already so: " + said(before)
                : String.join("; ", parts);
    }

    /// The same when it is done.
    private static String done(
            NewCategory before, NewCategory after, boolean archived, @Nullable Boolean archive) {
        return summary(before, after, archived, archive)
                .replaceFirst("^Change ", "Changed ")
                .replaceFirst("(^|; )Archive ", "$1Archived ")
                .replaceFirst("(^|; )Bring back ", "$1Brought back ");
    }

    record DeleteCategory(@Doc("Its name, or id if archived.") String category) {}

    static Planned<CategoryChanged> delete(DeleteCategory in, Workplace ws) {
        ExpenseCategory old = new Categories(ws).find(in.category());
        var api = ws.api().expenseCategories();
        Plan plan = ws.plan("Delete %s".formatted(said(old)));
        if (!old.archived()) {
            // Of use where the deletion is then refused.
            plan.send("archived", api.archive(old.id(), true))
                    .undoneBy(api.archive(old.id(), false))
                    .note("It is archived first. To keep it on past expenses, archive it only.");
        }
        return plan.send("deleted", api.delete(old.id()))
                .risk(Risk.ADMIN)
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .replacing("expense_category", old.id(), Json.tree(old))
                .answering(answers ->
                        new CategoryChanged(
                                old.id(), old.name(), "Deleted %s".formatted(said(old))));
    }

    private static String named(String name) {
        if (name.isBlank()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS, "The category's name is empty.", "Give it a name.");
        }
        return name.strip();
    }

    private static void checkFree(String name, @Nullable String self, Workplace ws) {
        new Categories(ws)
                .called(name).stream()
                        .filter(other -> !other.id().equals(self))
                        .findFirst()
                        .ifPresent(other -> {
                            throw new ToolException(
                                    Code.CONFLICT,
                                    "There is %s expense category called ‹%s› already, id %s."
                                            .formatted(
                                                    other.archived() ? "an archived" : "an",
                                                    Lines.one(other.name()),
                                                    other.id()),
                                    "Use it, or choose another name.");
                        });
    }

    private static NewCategory category(
            String name, @Nullable String unit, @Nullable Long priceInCents) {
        if (unit == null && priceInCents == null) {
            return NewCategory.ofSums(name);
        }
        if (unit == null || priceInCents == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "What is counted has both a unit and a price.",
                    "Give unit and price_in_cents, or neither for a category of sums.");
        }
        return NewCategory.counted(name, unit.strip(), priceInCents);
    }

    private static String unitOf(ExpenseCategory category) {
        return category.unit() == null || category.unit().isBlank() ? "unit" : category.unit();
    }

    static String said(ExpenseCategory category) {
        return "expense category ‹%s›".formatted(Lines.one(category.name()));
    }

    private static String said(NewCategory category) {
        String price =
                category.unit() == null
                        ? ""
                        : ", " + price(category.unit(), category.priceInCents());
        return "expense category ‹%s›%s".formatted(Lines.one(category.name()), price);
    }

    /// `0.50 a km`
    private static String price(String unit, @Nullable Long cents) {
        return "%s a %s".formatted(Amounts.said(cents == null ? 0 : cents, null), Lines.one(unit));
    }
}
