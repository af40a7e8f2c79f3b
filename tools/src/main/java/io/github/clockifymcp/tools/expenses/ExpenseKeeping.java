package io.github.clockifymcp.tools.expenses;

import io.github.clockifymcp.clockify.ExpenseCategories.ExpenseCategory;
import io.github.clockifymcp.clockify.Expenses.Expense;
import io.github.clockifymcp.clockify.Expenses.NewExpense;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Receipt;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.Currencies;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.Direction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writing down what was spent, with a receipt.
public final class ExpenseKeeping implements ToolGroup<Workplace> {
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
        tools.write("clockify_create_expense", CreateExpense.class, ExpenseChanged.class)
                .title("Create expense")
                .describe("Writes down what was spent, with a receipt if there is one.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan(ExpenseKeeping::create);

        tools.write("clockify_update_expense", UpdateExpense.class, ExpenseChanged.class)
                .title("Update expense")
                .describe("Changes an expense or adds its receipt; what is left out stays.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan((in, ws) -> new ExpenseRevision(find(in.expense(), ws), in, ws).plan());

        tools.write("clockify_delete_expense", DeleteExpense.class, ExpenseChanged.class)
                .title("Delete expense")
                .describe("Deletes an expense for good, and its receipt.")
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(ExpenseKeeping::delete);
    }

    private static Expense find(String id, Workplace ws) {
        return ws.api().expenses().get(ExpenseTools.id(id));
    }

    record CreateExpense(
            @Doc("Such as 12.50; units, where the category counts them.") BigDecimal amount,
            @Doc("Category's name or id.") String category,
            @Doc("Today if left out.") @Nullable String date,
            @Doc("Whose, if not yours: name or id.") @Nullable String user,
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("Task's name or id, of the project.") @Nullable String task,
            @Doc("What it was.") @Size(max = 3000) @Nullable String notes,
            @Doc("As the project if left out.") @Nullable Boolean billable,
            @Doc("Receipt's file name, such as taxi.pdf.") @Nullable String receiptName,
            @Doc("Its bytes in base64.") @Size(max = ReceiptFile.MOST_CHARACTERS)
                    @Nullable String receiptBase64) {}

    /// @param done what became of it
    record ExpenseChanged(String id, String done) implements Told {
        @Override
        public String told() {
            return "%s, id %s".formatted(done, id);
        }
    }

    static Planned<ExpenseChanged> create(CreateExpense in, Workplace ws) {
        Receipt receipt = ReceiptFile.of(in.receiptName(), in.receiptBase64());
        BigDecimal amount = Spent.checked(in.amount());
        ExpenseCategory category = new Categories(ws).find(in.category());
        LocalDate date =
                in.date() == null ? ws.words().today() : ws.words().day(in.date(), Direction.PAST);
        @Nullable User person = in.user() == null ? null : ws.names().person(in.user());
        String userId = person == null ? ws.account().user().id() : person.id();
        @Nullable Project project = in.project() == null ? null : ws.names().project(in.project());
        if (project == null && in.task() != null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A task is named, and not its project.",
                    "Give the project too.");
        }
        @Nullable Task task =
                project == null || in.task() == null ? null : ws.names().task(project, in.task());
        boolean billable =
                in.billable() == null ? project != null && project.billable() : in.billable();
        NewExpense expense =
                new NewExpense(
                        userId,
                        category.id(),
                        date,
                        amount,
                        billable,
                        project == null ? null : project.id(),
                        task == null ? null : task.id(),
                        in.notes(),
                        receipt);
        String said =
                said(expense, category, project, task, ws)
                        + (person == null || ws.account().owns(userId)
                                ? ""
                                : " of " + Lines.one(person.name()));
        return ws.plan("Write down " + said, "expense", ws.api().expenses().create(expense))
                .undoneBy(ws.api().expenses().delete("{expense}"), "expense")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .notes(notes(expense, category, project, ws))
                .answering(answers -> {
                    Expense made = Plan.read(answers, "expense", Expense.class);
                    return new ExpenseChanged(made.id(), "Wrote down " + said);
                });
    }

    /// `18.40 EUR for ‹Travel›, Tue 17 Nov 2026, project ‹Website›, billable`
    private static String said(
            NewExpense expense,
            ExpenseCategory category,
            @Nullable Project project,
            @Nullable Task task,
            Workplace ws) {
        List<String> parts = new ArrayList<>();
        parts.add(
                "%s for ‹%s›"
                        .formatted(
                                Spent.amount(
                                        expense.amount(), category, Currencies.usual(ws.account())),
                                Lines.one(category.name())));
        parts.add(ws.text().day(expense.date()));
        if (project != null) {
            parts.add("project ‹%s›".formatted(Lines.one(project.name())));
        }
        if (task != null) {
            parts.add("task ‹%s›".formatted(Lines.one(task.name())));
        }
        parts.add(expense.billable() ? "billable" : "not billable");
        return String.join(", ", parts);
    }

    private static List<String> notes(
            NewExpense expense, ExpenseCategory category, @Nullable Project project, Workplace ws) {
        List<String> notes = new ArrayList<>();
        Receipt receipt = expense.receipt();
        notes.add(
                receipt == null
                        ? "It has no receipt."
                        : "Receipt: %s.".formatted(ReceiptFile.said(receipt)));
        if (category.archived()) {
            notes.add("The category is archived.");
        }
        if (project != null && project.archived()) {
            notes.add("The project is archived.");
        }
        if (expense.date().isAfter(ws.words().today())) {
            notes.add("Its day is in the future.");
        }
        // The latest page: what is written down twice is mostly written down twice in a row.
        ws.api().expenses().list(expense.userId(), new Paging(1, Paging.LARGEST)).items().stream()
                .filter(other -> isLike(other, expense))
                .findFirst()
                .ifPresent(other ->
                        notes.add(
                                "There is one of this day, category and amount already, id %s."
                                        .formatted(other.id())));
        return notes;
    }

    private static boolean isLike(Expense other, NewExpense expense) {
        return other.date().equals(expense.date())
                && other.quantity().compareTo(expense.amount()) == 0
                && expense.categoryId().equals(other.categoryId());
    }

    /// What an expense can be without.
    enum Field {
        PROJECT,
        TASK,
        NOTES;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record UpdateExpense(
            @Doc("Its id.") String expense,
            @Doc("Such as 12.50; units, where the category counts them.")
                    @Nullable BigDecimal amount,
            @Doc("Category's name or id.") @Nullable String category,
            @Doc("Such as yesterday.") @Nullable String date,
            @Doc("Whose: name or id.") @Nullable String user,
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("Task's name or id, of the project.") @Nullable String task,
            @Doc("What it was.") @Size(max = 3000) @Nullable String notes,
            @Doc("Billable, or not.") @Nullable Boolean billable,
            @Doc("Receipt's file name, such as taxi.pdf.") @Nullable String receiptName,
            @Doc("Its bytes in base64.") @Size(max = ReceiptFile.MOST_CHARACTERS)
                    @Nullable String receiptBase64,
            @Doc("Fields to empty.") @Nullable List<Field> clear) {
        UpdateExpense {
            clear = clear == null ? null : List.copyOf(clear);
        }

        /// Whether no field is named at all.
        boolean wishesNothing() {
            return (clear == null || clear.isEmpty())
                    && Stream.of(
                                    amount,
                                    category,
                                    date,
                                    user,
                                    project,
                                    task,
                                    notes,
                                    billable,
                                    receiptName,
                                    receiptBase64)
                            .allMatch(Objects::isNull);
        }
    }

    record DeleteExpense(@Doc("Its id.") String expense) {}

    static Planned<ExpenseChanged> delete(DeleteExpense in, Workplace ws) {
        Expense old = find(in.expense(), ws);
        String said = Spent.said(old, ws);
        Plan plan =
                ws.plan("Delete " + said, "deleted", ws.api().expenses().delete(old.id()))
                        .risk(Risk.DESTRUCTIVE)
                        .touching(Reach.WORKSPACE)
                        .replacing("expense", old.id(), old.raw());
        if (old.notes() != null) {
            plan.note("Its notes say: ‹%s›.".formatted(Lines.beginning(old.notes(), 80)));
        }
        if (old.fileId() != null) {
            plan.note("Its receipt goes with it.");
        }
        if (!ws.account().owns(old.userId())) {
            plan.note("It is somebody else's.");
        }
        if (old.locked()) {
            plan.note("It is locked, so Clockify may refuse.");
        }
        return plan.answering(answers -> new ExpenseChanged(old.id(), "Deleted " + said));
    }
}
