package io.github.clockifymcp.tools.expenses;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Download;
import io.github.clockifymcp.clockify.Expenses.Expense;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Link;
import io.github.clockifymcp.mcp.tool.Linked;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.ResourceContent;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.Currencies;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Detailed;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What people spent, and the receipts.
public final class ExpenseTools implements ToolGroup<Workplace> {
    /// At 200 a page; who looks for an older one gets ids instead of names.
    private static final int PAGES = 5;

    private static final String RECEIPT =
            WorkspaceUris.WORKSPACE + "/expense/{expenseId}/receipt/{fileId}";

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
        tools.read("clockify_list_expenses", ListExpenses.class, ExpensePage.class)
                .title("List expenses")
                .describe(
                        "Lists the expenses you may see, the latest first. For days and totals use"
                                + " clockify_expense_report.")
                .by(ExpenseTools::list);

        tools.read("clockify_get_expense", GetExpense.class, ExpenseDetail.class)
                .title("Get expense")
                .describe("Shows an expense, with a link to its receipt.")
                .by(ExpenseTools::get);

        tools.read("clockify_expense_report", ReportExpenses.class, ExpenseSums.class)
                .title("Expense report")
                .describe(
                        "Sums up the expenses of some days that you may see, in all and by"
                                + " category, and lists them.")
                .by(ExpenseSums::of);

        tools.resource(RECEIPT, "receipt")
                .title("Receipt")
                .describe("The receipt of an expense; clockify_get_expense links to it.")
                .withRightsOf("clockify_get_expense")
                .by("application/octet-stream", WorkspaceUris.within(ExpenseTools::receipt));
    }

    private static Object receipt(Map<String, String> values, Workplace ws) {
        Download file =
                ws.api()
                        .expenses()
                        .receipt(
                                WorkspaceUris.value(values, "expenseId"),
                                WorkspaceUris.value(values, "fileId"));
        return ResourceContent.Blob.of(file.mediaType(), file.bytes());
    }

    record ListExpenses(
            @Doc("Person's name or id; all you may see if left out.") @Nullable String user,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Expenses on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize,
            @Doc(Detail.DOC) @Default("\"brief\"") Detail detail) {}

    /// @param currency of all amounts; null where Clockify names none
    record ExpensePage(
            @Columns List<ListedExpense> expenses,
            @Nullable String currency,
            Slice part,
            @JsonIgnore Detail detail,
            @JsonIgnore String told)
            implements Detailed {
        ExpensePage {
            expenses = List.copyOf(expenses);
        }
    }

    static ExpensePage list(ListExpenses in, Workplace ws) {
        String user = in.user() == null ? null : ws.names().person(in.user()).id();
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Expense> found = ws.api().expenses().list(user, paging);
        List<ExpenseRow> rows = rows(found.items(), ws);
        Slice part = Slice.of(found, paging);
        String currency = Currencies.usual(ws.account());
        return new ExpensePage(
                ListedExpense.of(found.items(), rows, in.detail()),
                currency,
                part,
                in.detail(),
                Lines.told(
                        rows.stream().map(row -> row.line(currency, ws)).toList(),
                        part,
                        "expense"));
    }

    /// Rows with the names of those whose they are, where they are not one's own.
    private static List<ExpenseRow> rows(List<Expense> expenses, Workplace ws) {
        List<String> others =
                expenses.stream()
                        .map(Expense::userId)
                        .filter(id -> !ws.account().owns(id))
                        .distinct()
                        .toList();
        People people = People.of(others, ws);
        return expenses.stream()
                .map(one ->
                        ExpenseRow.of(
                                one,
                                ws.account().owns(one.userId()) ? null : people.name(one.userId())))
                .toList();
    }

    record GetExpense(@Doc("Its id.") String expense) {}

    /// @param links where its receipt is read
    record ExpenseDetail(
            ExpenseRow expense,
            @Nullable String currency,
            List<Link> links,
            @JsonIgnore String told)
            implements Told, Linked {
        ExpenseDetail {
            links = List.copyOf(links);
        }
    }

    static ExpenseDetail get(GetExpense in, Workplace ws) {
        Expense expense = named(ws.api().expenses().get(id(in.expense())), ws);
        ExpenseRow row = rows(List.of(expense), ws).getFirst();
        String currency = Currencies.usual(ws.account());
        String notes = expense.notes();
        // A line shows the beginning of long notes; whoever asks for one expense wants all.
        String told =
                row.line(currency, ws)
                        + (notes == null ? "" : "\nNotes: " + Lines.one(notes))
                        + (row.receipt() == null ? "\nNo receipt." : "");
        return new ExpenseDetail(row, currency, links(expense, ws), told);
    }

    /// The id that is meant. Clockify would say of any other text that the expense is not here.
    static String id(String asked) {
        String id = asked.strip();
        if (!Names.isId(id)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is not the id of an expense.".formatted(Lines.beginning(id, 80)),
                    "clockify_list_expenses shows the ids.");
        }
        return id;
    }

    private static List<Link> links(Expense expense, Workplace ws) {
        String file = expense.fileId();
        if (file == null) {
            return List.of();
        }
        String name = Objects.requireNonNullElse(expense.fileName(), file);
        String uri =
                WorkspaceUris.of(ws, RECEIPT, Map.of("expenseId", expense.id(), "fileId", file));
        String title = "Receipt of " + ws.text().day(expense.date());
        return List.of(new Link(uri, Lines.one(name), title, ReceiptFile.mediaType(name), null));
    }

    /// The same with names. Clockify gives one expense with ids, and lists them with names.
    private static Expense named(Expense expense, Workplace ws) {
        return Page.walk(PAGES, paging -> ws.api().expenses().list(expense.userId(), paging))
                .items()
                .stream()
                .filter(listed -> listed.id().equals(expense.id()))
                .findFirst()
                .orElse(expense);
    }

    record ReportExpenses(
            @Doc("Days: last month, 2026-11. This month if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Person's name or id; all you may see if left out.") @Nullable String user,
            @Doc("Category's name or id.") @Nullable String category,
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("From 1, latest first.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Expenses on a page.") @Range(min = 1, max = 200) @Default("20") int pageSize) {}
}
