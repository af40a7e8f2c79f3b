package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Expenses as Clockify writes them: with ids where one is asked for, with names in lists and
/// reports. Sums are in minor units, as floating-point numbers.
final class ExpenseJson {

    private final Call call;
    private final State workspace;

    ExpenseJson(Call call) {
        this.call = call;
        this.workspace = call.workspace();
    }

    /// With ids alone.
    ObjectNode flat(Expense expense) {
        Expense.Receipt receipt = expense.receipt();
        return common(expense)
                .put("fileId", receipt == null ? "" : receipt.id())
                .put("categoryId", expense.categoryId())
                .put("projectId", expense.projectId())
                .put("taskId", expense.taskId());
    }

    /// With objects in the place of ids.
    ObjectNode hydrated(Expense expense) {
        Expense.Receipt receipt = expense.receipt();
        ObjectNode json = common(expense);
        json.put("fileId", receipt == null ? "" : receipt.id());
        json.put("fileName", receipt == null ? null : receipt.name());
        json.set("category", ExpenseCategoryRoutes.json(call, category(expense)));
        Optional<Project> project = project(expense);
        if (project.isEmpty()) {
            json.putNull("project");
        } else {
            json.putObject("project")
                    .put("id", project.get().id())
                    .put("name", project.get().name())
                    .put("clientId", project.get().clientId())
                    .put("clientName", ProjectRoutes.clientName(workspace, project.get()))
                    .put("color", project.get().color());
        }
        Optional<Task> task = task(expense);
        if (task.isEmpty()) {
            json.putNull("task");
        } else {
            json.putObject("task").put("id", task.get().id()).put("name", task.get().name());
        }
        return json;
    }

    /// As a row of a report.
    ObjectNode reported(Expense expense) {
        ExpenseCategory category = category(expense);
        Account account = call.company().account(expense.userId());
        Optional<Project> project = project(expense);
        Expense.Receipt receipt = expense.receipt();
        return Json.object()
                .put("id", expense.id())
                .put("workspaceId", workspace.id())
                .put("date", expense.date() + "T00:00:00Z")
                .put("userId", account.id())
                .put("userName", account.name())
                .put("userEmail", account.email())
                .put("categoryId", category.id())
                .put("categoryName", category.name())
                .put("categoryHasUnitPrice", category.counted())
                .put("categoryUnit", category.unit())
                .put("projectId", expense.projectId())
                .put("projectName", project.map(Project::name).orElse(null))
                .put("projectColor", project.map(Project::color).orElse(null))
                .put("quantity", expense.amount().doubleValue())
                .put("amount", expense.total(category).doubleValue())
                .put("billable", expense.billable())
                .put("locked", false)
                .put("notes", expense.notes())
                .put("fileId", receipt == null ? "" : receipt.id())
                .put("fileName", receipt == null ? "" : receipt.name());
    }

    /// The category of an expense; one that was deleted since left its id.
    ExpenseCategory category(Expense expense) {
        return workspace
                .table(ExpenseCategory.class)
                .find(expense.categoryId())
                .orElseGet(() -> new ExpenseCategory(expense.categoryId(), "", false, "", 0, true));
    }

    private ObjectNode common(Expense expense) {
        return Json.object()
                .put("id", expense.id())
                .put("workspaceId", workspace.id())
                .put("userId", expense.userId())
                .put("date", expense.date().toString())
                .put("quantity", expense.amount().doubleValue())
                .put("total", expense.total(category(expense)).doubleValue())
                .put("billable", expense.billable())
                .put("locked", false)
                .put("notes", expense.notes());
    }

    private Optional<Project> project(Expense expense) {
        return Optional.ofNullable(expense.projectId()).flatMap(workspace.projects()::find);
    }

    private Optional<Task> task(Expense expense) {
        return Optional.ofNullable(expense.taskId()).flatMap(workspace.tasks()::find);
    }
}
