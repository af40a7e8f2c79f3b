package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What people spent. It is made and changed by forms in parts; JSON is refused. People see and
/// change their own, admins everybody's.
final class ExpenseRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/expenses";
    private static final String ONE = ALL + "/{expense}";
    private static final int LONGEST_NOTES = 3_000;
    private static final Set<String> FIELDS =
            Set.of(
                    "USER",
                    "DATE",
                    "PROJECT",
                    "TASK",
                    "CATEGORY",
                    "NOTES",
                    "AMOUNT",
                    "BILLABLE",
                    "FILE");

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, ExpenseRoutes::list);
        router.add("POST", ALL, ExpenseRoutes::create);
        router.add("GET", ONE, call -> Answer.ok(new ExpenseJson(call).flat(expense(call))));
        router.add("PUT", ONE, ExpenseRoutes::update);
        router.add("DELETE", ONE, ExpenseRoutes::delete);
        router.add("GET", ONE + "/files/{file}", ExpenseRoutes::receipt);
    }

    /// The latest first. Bounds of time are ignored without a word.
    private static Answer list(Call call) {
        call.needs("EXPENSES");
        String user = call.query().text("user-id").orElse(null);
        List<Expense> expenses =
                visible(call).stream()
                        .filter(expense -> user == null || expense.userId().equals(user))
                        .sorted(Comparator.comparing(Expense::date).reversed())
                        .toList();
        ExpenseJson json = new ExpenseJson(call);
        Answer page = Pages.of(call.query(), expenses, json::hydrated);
        ObjectNode envelope = Json.object();
        envelope.putObject("expenses").put("count", expenses.size()).set("expenses", page.body());
        ArrayNode daily = totals(expenses, json, Expense::date);
        daily.forEach(day ->
                ((ObjectNode) day).put("dateAsInstant", day.get("date").asText() + "T00:00:00Z"));
        envelope.set("dailyTotals", daily);
        DayOfWeek first = call.account().weekStart();
        envelope.set(
                "weeklyTotals",
                totals(
                        expenses,
                        json,
                        expense -> expense.date().with(TemporalAdjusters.previousOrSame(first))));
        return new Answer(page.status(), envelope, page.headers());
    }

    private static ArrayNode totals(
            List<Expense> expenses, ExpenseJson json, Function<Expense, LocalDate> when) {
        Map<LocalDate, BigDecimal> sums = new TreeMap<>(Comparator.reverseOrder());
        expenses.forEach(expense ->
                sums.merge(
                        when.apply(expense),
                        expense.total(json.category(expense)),
                        BigDecimal::add));
        ArrayNode totals = Json.array();
        sums.forEach((date, sum) ->
                totals.addObject().put("date", date.toString()).put("total", sum.doubleValue()));
        return totals;
    }

    /// The expenses that the caller may see.
    static List<Expense> visible(Call call) {
        Member member = call.member();
        return expenses(call)
                .where(expense -> member.isAdmin() || expense.userId().equals(member.id()));
    }

    private static Answer create(Call call) {
        call.needs("EXPENSES");
        MultipartForm form = call.parts();
        Expense made =
                new Expense(
                        call.company().newId(),
                        user(call, form),
                        form.day("date"),
                        category(call, form),
                        form.amount("amount"),
                        billable(form),
                        form.text("projectId").orElse(null),
                        form.text("taskId").orElse(null),
                        notes(form),
                        file(call, form));
        return Answer.created(new ExpenseJson(call).flat(put(call, made)));
    }

    /// Changes the fields that `changeFields` names; what else was sent is ignored, but wanted.
    private static Answer update(Call call) {
        Expense old = expense(call);
        MultipartForm form = call.parts();
        List<String> fields = form.texts("changeFields");
        if (fields.isEmpty()) {
            throw ApiError.field("changeFields", "must not be null");
        }
        for (String field : fields) {
            if (!FIELDS.contains(field)) {
                throw ApiError.field("changeFields", "");
            }
        }
        String user = user(call, form);
        LocalDate date = form.day("date");
        String category = category(call, form);
        BigDecimal amount = form.amount("amount");
        Expense.Receipt file = file(call, form);
        if (fields.contains("FILE") && file == null) {
            throw ApiError.rule("The sandbox does not know what FILE means without a file");
        }
        Expense changed =
                new Expense(
                        old.id(),
                        fields.contains("USER") ? user : old.userId(),
                        fields.contains("DATE") ? date : old.date(),
                        fields.contains("CATEGORY") ? category : old.categoryId(),
                        fields.contains("AMOUNT") ? amount : old.amount(),
                        fields.contains("BILLABLE") ? billable(form) : old.billable(),
                        changed(form, fields, "PROJECT", "projectId", old.projectId()),
                        changed(form, fields, "TASK", "taskId", old.taskId()),
                        fields.contains("NOTES") ? notes(form) : old.notes(),
                        fields.contains("FILE") ? file : old.receipt());
        return Answer.ok(new ExpenseJson(call).flat(put(call, changed)));
    }

    private static @Nullable String changed(
            MultipartForm form,
            List<String> fields,
            String field,
            String part,
            @Nullable String old) {
        return fields.contains(field) ? form.text(part).orElse(null) : old;
    }

    private static Answer delete(Call call) {
        expenses(call).remove(expense(call).id());
        return Answer.empty(200);
    }

    private static Answer receipt(Call call) {
        Expense.Receipt receipt = expense(call).receipt();
        if (receipt == null || !receipt.id().equals(call.path("file"))) {
            throw ApiError.foreign("File");
        }
        return Answer.file(receipt.name(), receipt.mediaType(), receipt.bytes());
    }

    private static Expense put(Call call, Expense expense) {
        State workspace = call.workspace();
        String project = expense.projectId();
        if (project != null
                && !workspace.sees(call.member(), workspace.get(Project.class, project))) {
            throw ApiError.denied();
        }
        String task = expense.taskId();
        if (task != null && !workspace.get(Task.class, task).projectId().equals(project)) {
            throw ApiError.rule("Task doesn't belong to Project");
        }
        return expenses(call).put(expense);
    }

    private static String user(Call call, MultipartForm form) {
        String user = call.workspace().member(form.required("userId")).id();
        if (!user.equals(call.account().id())) {
            call.needsAdmin();
        }
        return user;
    }

    private static String category(Call call, MultipartForm form) {
        String category = form.required("categoryId");
        return call.workspace()
                .table(ExpenseCategory.class)
                .find(category)
                .orElseThrow(() -> ApiError.foreign("Expense category"))
                .id();
    }

    private static boolean billable(MultipartForm form) {
        return form.text("billable").filter("true"::equals).isPresent();
    }

    private static String notes(MultipartForm form) {
        String notes = form.text("notes").orElse("");
        if (notes.length() > LONGEST_NOTES) {
            throw ApiError.field("notes", "Size must be between 0 and 3000.");
        }
        return notes;
    }

    private static Expense.@Nullable Receipt file(Call call, MultipartForm form) {
        return form.file("file")
                .map(file ->
                        new Expense.Receipt(
                                call.company().newId(),
                                file.fileName(),
                                file.mediaType(),
                                file.bytes()))
                .orElse(null);
    }

    private static Expense expense(Call call) {
        call.needs("EXPENSES");
        Expense expense = call.workspace().get(Expense.class, call.path("expense"));
        if (!expense.userId().equals(call.account().id())) {
            call.needsAdmin();
        }
        return expense;
    }

    private static Table<Expense> expenses(Call call) {
        return call.workspace().table(Expense.class);
    }
}
