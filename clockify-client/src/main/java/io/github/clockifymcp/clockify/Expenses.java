package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What people of a workspace spent, with their receipts.
///
/// Clockify takes an amount as people write it, 12.50, and answers it as `quantity`; what it comes
/// to is `total`, in minor units. In a category with a price the amount counts units.
public final class Expenses {

    private final Connection connection;
    private final String workspace;

    Expenses(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of them, the names of categories and projects among them. Clockify knows no other
    /// filter than the person: it ignores dates.
    ///
    /// @param userId whose; null for everybody's that the caller may see
    public Page<Expense> list(@Nullable String userId, Paging paging) {
        Query query = Query.none().with("user-id", userId).with(paging.query());
        Answer answer =
                connection.transport().exchange(ApiRequest.get(path(), query, JsonNode.class));
        JsonNode found = answer.body().path("expenses");
        List<Expense> expenses = Json.readList(found.path("expenses"), Expense.class);
        long read = (paging.page() - 1L) * paging.size() + expenses.size();
        boolean more =
                answer.headers()
                        .first("last-page")
                        .map(last -> last.equalsIgnoreCase("false"))
                        .orElse(read < found.path("count").asLong());
        return new Page<>(expenses, more && !expenses.isEmpty());
    }

    /// An expense. It has the ids of its category, project and task, without their names, and not
    /// the name of its receipt.
    public Expense get(String id) {
        return connection.send(ApiRequest.get(path(id), Query.none(), Expense.class));
    }

    /// Makes an expense.
    public ApiRequest<Expense> create(NewExpense expense) {
        Form form =
                new Form()
                        .text("userId", expense.userId())
                        .text("categoryId", expense.categoryId())
                        .text("date", day(expense.date()))
                        .text("amount", expense.amount().toPlainString())
                        .text("billable", Boolean.toString(expense.billable()))
                        .text("projectId", expense.projectId())
                        .text("taskId", expense.taskId())
                        .text("notes", expense.notes());
        return ApiRequest.post(path(), with(form, expense.receipt()).body(), Expense.class);
    }

    /// Changes an expense. Clockify wants all of it again, and changes what `changeFields` names.
    public ApiRequest<Expense> update(Expense current, ExpenseEdit edit) {
        Form form = new Form();
        edit.changed().forEach(field -> form.text("changeFields", field));
        BigDecimal amount = edit.amount() == null ? current.quantity() : edit.amount();
        form.text("userId", edit.userId() == null ? current.userId() : edit.userId())
                .text(
                        "categoryId",
                        edit.categoryId() == null ? current.categoryId() : edit.categoryId())
                .text("date", day(edit.date() == null ? current.date() : edit.date()))
                .text("amount", amount.toPlainString())
                .text("billable", flag(edit.billable(), current.billable()))
                .text("projectId", text(edit.projectId(), current.projectId()))
                .text("taskId", text(edit.taskId(), current.taskId()))
                .text("notes", text(edit.notes(), current.notes()));
        return ApiRequest.put(path(current.id()), with(form, edit.receipt()).body(), Expense.class);
    }

    /// Deletes an expense with its receipt.
    public ApiRequest<Nothing> delete(String id) {
        return ApiRequest.delete(path(id), Nothing.class);
    }

    /// The file of an expense.
    public Download receipt(String id, String fileId) {
        return connection.send(
                ApiRequest.get(path(id, "files", fileId), Query.none(), Download.class));
    }

    /// A page of the expenses of some days, with sums over all of them.
    public Report report(ReportFilter filter, Paging paging) {
        ObjectNode body = filter.ofExpenses();
        body.put("page", paging.page()).put("pageSize", paging.size());
        body.put("sortColumn", "DATE");
        String path = Paths.of("workspaces", workspace, "reports", "expenses", "detailed");
        JsonNode answer =
                connection.send(ApiRequest.search(Service.REPORTS, path, body, JsonNode.class));
        return new Report(
                Json.readList(answer.path("expenses"), Expense.class),
                answer.at("/totals/expensesCount").asLong(),
                minorUnits(answer.at("/totals/totalAmount")),
                minorUnits(answer.at("/totals/totalAmountBillable")));
    }

    private static Form with(Form form, @Nullable Receipt receipt) {
        return receipt == null
                ? form
                : form.file("file", receipt.fileName(), receipt.mediaType(), receipt.bytes());
    }

    /// A day as Clockify wants it here: an instant; a date alone is refused.
    private static String day(LocalDate day) {
        return day + "T00:00:00Z";
    }

    private static String flag(@Nullable Boolean changed, boolean now) {
        return Boolean.toString(changed == null ? now : changed);
    }

    private static @Nullable String text(Edit<String> edit, @Nullable String now) {
        return switch (edit) {
            case Edit.Keep<String>() -> now;
            case Edit.Set<String>(String value) -> value;
            case Edit.Clear<String>() -> null;
        };
    }

    private static long minorUnits(JsonNode amount) {
        return amount.decimalValue().setScale(0, RoundingMode.HALF_UP).longValue();
    }

    private String path(String... more) {
        String path = Paths.of("workspaces", workspace, "expenses");
        return more.length == 0 ? path : path + Paths.of(more);
    }

    /// An expense, as a list, a report or a request for it alone tells it. A name is null where
    /// Clockify gave the id alone.
    ///
    /// @param quantity the amount that was entered: money, or units in a category with a price
    /// @param totalMinorUnits what it comes to, in the workspace's currency
    /// @param fileId its receipt; null without one
    /// @param locked whether it was approved or billed, and stays as it is
    /// @param raw all that Clockify said about it
    public record Expense(
            String id,
            String userId,
            @Nullable String userName,
            LocalDate date,
            BigDecimal quantity,
            long totalMinorUnits,
            @Nullable String categoryId,
            @Nullable String categoryName,
            @Nullable String unit,
            @Nullable String projectId,
            @Nullable String projectName,
            @Nullable String taskId,
            @Nullable String taskName,
            @Nullable String notes,
            boolean billable,
            boolean locked,
            @Nullable String fileId,
            @Nullable String fileName,
            @JsonValue JsonNode raw) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Expense from(JsonNode raw) {
            Fields fields = new Fields(raw);
            Fields category = new Fields(raw.path("category"));
            Fields project = new Fields(raw.path("project"));
            Fields task = new Fields(raw.path("task"));
            boolean counted = category.flag("hasUnitPrice") || fields.flag("categoryHasUnitPrice");
            String unit = first(category.id("unit"), fields.id("categoryUnit"));
            return new Expense(
                    fields.required("id"),
                    Objects.requireNonNullElse(fields.text("userId"), ""),
                    fields.id("userName"),
                    LocalDate.parse(fields.required("date").substring(0, 10)),
                    raw.path("quantity").decimalValue(),
                    minorUnits(raw.path(raw.has("total") ? "total" : "amount")),
                    first(fields.id("categoryId"), category.id("id")),
                    first(fields.id("categoryName"), category.id("name")),
                    counted ? Objects.requireNonNullElse(unit, "") : null,
                    first(fields.id("projectId"), project.id("id")),
                    first(fields.id("projectName"), project.id("name")),
                    first(fields.id("taskId"), task.id("id")),
                    first(fields.id("taskName"), task.id("name")),
                    fields.id("notes"),
                    fields.flag("billable"),
                    fields.flag("locked"),
                    fields.id("fileId"),
                    fields.id("fileName"),
                    raw);
        }

        private static @Nullable String first(@Nullable String one, @Nullable String other) {
            return one == null ? other : one;
        }
    }

    /// An expense to be made.
    ///
    /// @param amount money, or units in a category with a price
    /// @param projectId null for none; likewise task, notes and receipt
    public record NewExpense(
            String userId,
            String categoryId,
            LocalDate date,
            BigDecimal amount,
            boolean billable,
            @Nullable String projectId,
            @Nullable String taskId,
            @Nullable String notes,
            @Nullable Receipt receipt) {}

    /// Expenses of some days.
    ///
    /// @param count of all that fit, and not only of this page; likewise the sums
    public record Report(
            List<Expense> expenses, long count, long totalMinorUnits, long billableMinorUnits) {

        public Report {
            expenses = List.copyOf(expenses);
        }
    }
}
