package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The report on what was spent. Its filter is the body itself, and its sums are over everything
/// that fits.
final class ExpenseReport implements Routes {

    private static final Set<String> COLUMNS =
            Set.of("ID", "PROJECT", "USER", "CATEGORY", "DATE", "AMOUNT");

    @Override
    public void addTo(Router router) {
        router.add("POST", "/workspaces/{ws}/reports/expenses/detailed", ExpenseReport::detailed);
    }

    private static Answer detailed(Call call) {
        call.needs("EXPENSES");
        ReportQuery query = ReportQuery.flat(call);
        ExpenseJson json = new ExpenseJson(call);
        List<Expense> found =
                ExpenseRoutes.visible(call).stream()
                        .filter(expense -> query.covers(expense.date()))
                        .filter(expense -> fits(call, expense))
                        .toList();
        Comparator<Expense> order = order(call, json).thenComparing(Expense::id);
        List<Expense> sorted =
                found.stream().sorted(query.descending(true) ? order.reversed() : order).toList();
        ObjectNode report = Json.object();
        report.set("expenses", Pages.array(ReportRoutes.page(query, sorted), json::reported));
        report.putObject("totals")
                .put("expensesCount", found.size())
                .put("totalAmount", sum(found, json))
                .put(
                        "totalAmountBillable",
                        sum(found.stream().filter(Expense::billable).toList(), json));
        return ReportSheets.answer(query, "Expense", Answer.ok(report));
    }

    private static double sum(List<Expense> expenses, ExpenseJson json) {
        return expenses.stream()
                .mapToDouble(expense -> expense.total(json.category(expense)).doubleValue())
                .sum();
    }

    private static Comparator<Expense> order(Call call, ExpenseJson json) {
        return switch (call.body().word("sortColumn", COLUMNS).orElse("DATE")) {
            case "ID" -> Comparator.comparing(Expense::id);
            case "PROJECT" ->
                    Comparator.comparing(e -> json.reported(e).path("projectName").asText());
            case "USER" -> Comparator.comparing(e -> call.company().account(e.userId()).name());
            case "CATEGORY" -> Comparator.comparing(e -> json.category(e).name());
            case "AMOUNT" -> Comparator.comparing(e -> e.total(json.category(e)));
            default -> Comparator.comparing(Expense::date);
        };
    }

    private static boolean fits(Call call, Expense expense) {
        Body body = call.body();
        Optional<Project> project =
                Optional.ofNullable(expense.projectId()).flatMap(call.workspace().projects()::find);
        String note = body.text("note").orElse("").toLowerCase(Locale.ROOT);
        return chosen(body, "users", ReportScope.PEOPLE).has(expense.userId())
                && chosen(body, "categories", ReportScope.THINGS).has(expense.categoryId())
                && chosen(body, "projects", ReportScope.THINGS).has(expense.projectId())
                && chosen(body, "tasks", ReportScope.THINGS).has(expense.taskId())
                && chosen(body, "clients", ReportScope.THINGS)
                        .has(project.map(Project::clientId).orElse(null))
                && body.flag("billable").filter(b -> b != expense.billable()).isEmpty()
                && expense.notes().toLowerCase(Locale.ROOT).contains(note)
                && (!body.flag("withoutNote").orElse(false) || expense.notes().isEmpty());
    }

    private static ReportScope.Chosen chosen(Body body, String field, Set<String> statuses) {
        return ReportScope.Chosen.of(body, field, statuses);
    }
}
