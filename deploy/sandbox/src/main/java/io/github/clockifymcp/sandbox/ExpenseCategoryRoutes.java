package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Categories of expenses. Everybody reads them, admins keep them. An update replaces name, unit
/// and price; a category has to be archived before it is deleted.
final class ExpenseCategoryRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/expenses/categories";
    private static final String ONE = ALL + "/{category}";

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, ExpenseCategoryRoutes::list);
        router.add("POST", ALL, ExpenseCategoryRoutes::create);
        router.add("PUT", ONE, ExpenseCategoryRoutes::update);
        router.add("PATCH", ONE + "/status", ExpenseCategoryRoutes::archive);
        router.add("DELETE", ONE, ExpenseCategoryRoutes::delete);
    }

    private static Answer list(Call call) {
        call.needs("EXPENSES");
        Query query = call.query();
        query.word("sort-column", Set.of("NAME"));
        boolean archived = query.flag("archived").orElse(false);
        Comparator<ExpenseCategory> order = Comparator.comparing(ExpenseCategory::name);
        List<ExpenseCategory> categories =
                categories(call).where(category -> category.archived() == archived).stream()
                        .filter(Names.filter(query, ExpenseCategory::name))
                        .sorted(query.descending() ? order.reversed() : order)
                        .toList();
        Answer page = Pages.of(query, categories, category -> json(call, category));
        ObjectNode envelope = Json.object();
        envelope.set("categories", page.body());
        envelope.put("count", categories.size());
        return new Answer(page.status(), envelope, page.headers());
    }

    private static Answer create(Call call) {
        allowed(call);
        return Answer.created(json(call, put(call, call.company().newId(), false)));
    }

    private static Answer update(Call call) {
        ExpenseCategory old = category(call);
        return Answer.ok(json(call, put(call, old.id(), old.archived())));
    }

    private static Answer archive(Call call) {
        ExpenseCategory old = category(call);
        boolean archived =
                call.body().flag("archived").orElseThrow(() -> ApiError.rule("must not be null"));
        return Answer.ok(json(call, categories(call).put(old.archived(archived))));
    }

    private static Answer delete(Call call) {
        ExpenseCategory category = category(call);
        if (!category.archived()) {
            throw ApiError.rule("Cannot delete an active expense category");
        }
        categories(call).remove(category.id());
        return Answer.empty(204);
    }

    private static ExpenseCategory put(Call call, String id, boolean archived) {
        Body body = call.body();
        String name = body.required("name");
        body.text("name", 0, 250);
        Names.free("Expense category", name, id, categories(call).all(), ExpenseCategory::name);
        boolean counted = body.flag("hasUnitPrice").orElse(false);
        return categories(call)
                .put(
                        new ExpenseCategory(
                                id,
                                name,
                                counted,
                                body.text("unit").orElse(""),
                                body.amount("priceInCents").orElse(0L),
                                archived));
    }

    private static void allowed(Call call) {
        call.needs("EXPENSES");
        call.needsAdmin();
    }

    private static ExpenseCategory category(Call call) {
        allowed(call);
        return categories(call)
                .find(call.path("category"))
                .orElseThrow(() -> ApiError.foreign("Expense category"));
    }

    private static Table<ExpenseCategory> categories(Call call) {
        return call.workspace().table(ExpenseCategory.class);
    }

    static ObjectNode json(Call call, ExpenseCategory category) {
        return Json.object()
                .put("id", category.id())
                .put("workspaceId", call.workspace().id())
                .put("name", category.name())
                .put("hasUnitPrice", category.counted())
                .put("unit", category.unit())
                .put("priceInCents", category.priceInCents())
                .put("archived", category.archived());
    }
}
