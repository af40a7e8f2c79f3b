package io.github.clockifymcp.tools.expenses;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.ExpenseCategories.ExpenseCategory;
import io.github.clockifymcp.clockify.ExpenseEdit;
import io.github.clockifymcp.clockify.Expenses.Expense;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Receipt;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.catalogs.Currencies;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.expenses.ExpenseKeeping.ExpenseChanged;
import io.github.clockifymcp.tools.expenses.ExpenseKeeping.Field;
import io.github.clockifymcp.tools.expenses.ExpenseKeeping.UpdateExpense;
import io.github.clockifymcp.tools.time.Direction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An update of an expense: what was wished, held against how it is.
final class ExpenseRevision {
    private final Expense old;
    private final UpdateExpense wished;
    private final Workplace ws;
    private final Changes changes = new Changes();
    private final List<String> notes = new ArrayList<>();

    ExpenseRevision(Expense old, UpdateExpense wished, Workplace ws) {
        this.old = old;
        this.wished = wished;
        this.ws = ws;
    }

    Planned<ExpenseChanged> plan() {
        String said = Spent.said(old, ws);
        if (wished.wishesNothing()) {
            throw Changes.nothingWished("the " + said);
        }
        @Nullable Receipt receipt = receipt();
        @Nullable String user = user();
        @Nullable LocalDate date = date();
        @Nullable ExpenseCategory category = category();
        Place place = place();
        ExpenseEdit edit =
                new ExpenseEdit(
                        user,
                        date,
                        place.project(),
                        place.task(),
                        category == null ? null : category.id(),
                        notes(),
                        amount(category),
                        billable(),
                        receipt);
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about the " + said)
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> new ExpenseChanged(old.id(), told(said)));
        }
        Plan plan =
                ws.plan(
                                "Change the %s: %s".formatted(said, changes.said()),
                                "expense",
                                ws.api().expenses().update(old, edit))
                        .risk(Risk.WRITE)
                        .touching(Reach.WORKSPACE)
                        .replacing("expense", old.id(), old.raw())
                        .notes(notes);
        if (old.locked()) {
            plan.note("It is locked, so Clockify may refuse.");
        }
        if (receipt == null) {
            plan.undoneBy(ws.api().expenses().update(old, back(edit)));
        }
        return plan.answering(answers -> {
            Expense now = Plan.read(answers, "expense", Expense.class);
            return new ExpenseChanged(now.id(), told(Spent.said(now, ws)));
        });
    }

    private String told(String said) {
        return Changes.told(said, changes.lines());
    }

    /// The same fields as they were. A receipt does not come back, nor go away.
    private ExpenseEdit back(ExpenseEdit edit) {
        return new ExpenseEdit(
                edit.userId() == null ? null : old.userId(),
                edit.date() == null ? null : old.date(),
                was(edit.projectId(), old.projectId()),
                was(edit.taskId(), old.taskId()),
                edit.categoryId() == null ? null : old.categoryId(),
                was(edit.notes(), old.notes()),
                edit.amount() == null ? null : old.quantity(),
                edit.billable() == null ? null : old.billable(),
                null);
    }

    private static Edit<String> was(Edit<String> edit, @Nullable String before) {
        return edit instanceof Edit.Keep<String> ? edit : Edit.of(before, before == null);
    }

    private @Nullable Receipt receipt() {
        Receipt receipt = ReceiptFile.of(wished.receiptName(), wished.receiptBase64());
        if (receipt != null) {
            changes.add("receipt", old.fileId() == null ? null : "a file", receipt.fileName());
            notes.add("Receipt: %s.".formatted(ReceiptFile.said(receipt)));
            notes.add(
                    old.fileId() == null
                            ? "Clockify is not known to take a receipt away again."
                            : "The receipt there was is lost.");
        }
        return receipt;
    }

    private @Nullable String user() {
        User user = wished.user() == null ? null : ws.names().person(wished.user());
        if (user == null || user.id().equals(old.userId())) {
            return null;
        }
        changes.add("person", old.userId(), user.name());
        return user.id();
    }

    private @Nullable LocalDate date() {
        LocalDate date =
                wished.date() == null ? null : ws.words().day(wished.date(), Direction.PAST);
        if (date == null || date.equals(old.date())) {
            return null;
        }
        changes.add("date", ws.text().day(old.date()), ws.text().day(date));
        return date;
    }

    /// An amount of money is no number of kilometres: where the meaning changes, so must the
    /// amount.
    private @Nullable ExpenseCategory category() {
        if (wished.category() == null) {
            return null;
        }
        Categories categories = new Categories(ws);
        ExpenseCategory category = categories.find(wished.category());
        if (category.id().equals(old.categoryId())) {
            return null;
        }
        ExpenseCategory before = categories.of(old.categoryId()).orElse(null);
        boolean counted = before != null && before.hasUnitPrice();
        if (counted != category.hasUnitPrice() && wished.amount() == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    category.hasUnitPrice()
                            ? "In ‹%s› an amount counts %s."
                                    .formatted(Lines.one(category.name()), Spent.unit(category))
                            : "In ‹%s› an amount is money.".formatted(Lines.one(category.name())),
                    "Give amount too.");
        }
        changes.add("category", before == null ? old.categoryId() : before.name(), category.name());
        return category;
    }

    private @Nullable BigDecimal amount(@Nullable ExpenseCategory moved) {
        if (wished.amount() == null) {
            return null;
        }
        BigDecimal amount = Spent.checked(wished.amount());
        if (amount.compareTo(old.quantity()) == 0) {
            return null;
        }
        ExpenseCategory before = new Categories(ws).of(old.categoryId()).orElse(null);
        String currency = Currencies.usual(ws.account());
        changes.add(
                "amount",
                Spent.amount(old.quantity(), before, currency),
                Spent.amount(amount, moved == null ? before : moved, currency));
        return amount;
    }

    /// The project and its task.
    private record Place(Edit<String> project, Edit<String> task) {}

    private Place place() {
        boolean noProject = Changes.clears(wished.clear(), Field.PROJECT, wished.project());
        boolean noTask = Changes.clears(wished.clear(), Field.TASK, wished.task());
        Project before = old.projectId() == null ? null : ws.names().project(old.projectId());
        Project project =
                noProject
                        ? null
                        : wished.project() == null ? before : ws.names().project(wished.project());
        boolean moved =
                !Objects.equals(
                        before == null ? null : before.id(), project == null ? null : project.id());
        if (wished.task() != null && project == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A task is named, and the expense has no project.",
                    "Give the project too.");
        }
        Task task =
                wished.task() == null || project == null
                        ? null
                        : ws.names().task(project, wished.task());
        if (moved) {
            changes.add(
                    "project",
                    before == null ? null : before.name(),
                    project == null ? null : project.name());
        }
        return new Place(
                moved ? Edit.of(id(project), project == null) : Edit.keep(),
                task(before, task, noTask || (moved && task == null)));
    }

    private static @Nullable String id(@Nullable Project project) {
        return project == null ? null : project.id();
    }

    private Edit<String> task(@Nullable Project before, @Nullable Task task, boolean none) {
        String was = old.taskId();
        if (task != null && !task.id().equals(was)) {
            changes.add("task", taskName(before, was), task.name());
            return Edit.set(task.id());
        }
        if (none && was != null) {
            changes.add("task", taskName(before, was), null);
            return Edit.clear();
        }
        return Edit.keep();
    }

    private @Nullable String taskName(@Nullable Project project, @Nullable String id) {
        return project == null || id == null ? id : ws.names().task(project, id).name();
    }

    private Edit<String> notes() {
        boolean clears = Changes.clears(wished.clear(), Field.NOTES, wished.notes());
        if (!clears && wished.notes() == null) {
            return Edit.keep();
        }
        String now = clears || wished.notes() == null ? "" : wished.notes();
        if (now.equals(Objects.requireNonNullElse(old.notes(), ""))) {
            return Edit.keep();
        }
        changes.add("notes", old.notes(), now);
        return now.isEmpty() ? Edit.clear() : Edit.set(now);
    }

    private @Nullable Boolean billable() {
        if (wished.billable() == null || wished.billable() == old.billable()) {
            return null;
        }
        changes.add("billable", old.billable() ? "yes" : "no", wished.billable() ? "yes" : "no");
        return wished.billable();
    }
}
