package io.github.clockifymcp.clockify.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.clockify.Answer;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Approvals;
import io.github.clockifymcp.clockify.BalanceAssignments;
import io.github.clockifymcp.clockify.Clients;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.ExpenseCategories;
import io.github.clockifymcp.clockify.ExpenseEdit;
import io.github.clockifymcp.clockify.Expenses;
import io.github.clockifymcp.clockify.ExportType;
import io.github.clockifymcp.clockify.Headers;
import io.github.clockifymcp.clockify.Holidays;
import io.github.clockifymcp.clockify.InvoiceEdit;
import io.github.clockifymcp.clockify.InvoiceFilter;
import io.github.clockifymcp.clockify.Invoices;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.Members;
import io.github.clockifymcp.clockify.NewProject;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.ProjectEdit;
import io.github.clockifymcp.clockify.ProjectEstimate;
import io.github.clockifymcp.clockify.Projects;
import io.github.clockifymcp.clockify.Rate;
import io.github.clockifymcp.clockify.RateKind;
import io.github.clockifymcp.clockify.Receipt;
import io.github.clockifymcp.clockify.Report;
import io.github.clockifymcp.clockify.ReportFilter;
import io.github.clockifymcp.clockify.Reports;
import io.github.clockifymcp.clockify.Scheduling;
import io.github.clockifymcp.clockify.Service;
import io.github.clockifymcp.clockify.SharedReports;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.clockify.Tags;
import io.github.clockifymcp.clockify.Tasks;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.NewCustomFieldValue;
import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.clockify.TimeEntryEdit;
import io.github.clockifymcp.clockify.TimeImport;
import io.github.clockifymcp.clockify.TimeOff;
import io.github.clockifymcp.clockify.TimeOffPolicies;
import io.github.clockifymcp.clockify.Webhooks;
import io.github.clockifymcp.clockify.Window;
import io.github.clockifymcp.clockify.WorkspaceApi;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Every request that the client makes, but for those about people and about what happened.
final class Requests {
    private static final Instant NINE = Instant.parse("2026-11-17T09:00:00Z");

    private final List<ApiRequest<?>> requests = new ArrayList<>();
    private final Clockify clockify = new Clockify(this::remember);
    private final WorkspaceApi workspace = clockify.workspace("w1");

    /// The requests, made once.
    List<ApiRequest<?>> everything() throws IOException {
        reads();
        entries();
        others();
        reports();
        invoices();
        approvals();
        timeOff();
        balances();
        expenses();
        scheduling();
        webhooks();
        sharedReports();
        return requests;
    }

    private void reads() {
        clockify.users().current(true);
        clockify.workspaces().list(List.of("OWNER"));
        clockify.workspaces().get("w1");
        requests.add(clockify.workspaces().create("a", "o1"));
        requests.add(clockify.images().upload("a.png", "image/png", new byte[] {1}));
        workspace
                .members()
                .list(
                        Members.Filter.all()
                                .name("a")
                                .email("a@example.test")
                                .project("p1")
                                .status("ALL")
                                .accountStatuses("ACTIVE")
                                .memberships("ALL")
                                .withRoles()
                                .sortedBy("NAME_LOWERCASE", SortOrder.ASCENDING),
                        Paging.first());
        workspace.members().list(Members.Filter.all(), Paging.first());
        Projects.Filter some =
                Projects.Filter.all()
                        .exactName("a")
                        .archived(false)
                        .billable(true)
                        .clients(List.of("c1", "c2"))
                        .clientStatus("ALL")
                        .users(List.of("u1"))
                        .userStatus("ALL")
                        .userGroups(List.of("g1"))
                        .template(false)
                        .access("PUBLIC")
                        .hydrated()
                        .expenses(1, LocalDate.parse("2026-11-20"))
                        .sortedBy("BUDGET", SortOrder.DESCENDING);
        workspace.projects().list(some, Paging.first());
        Projects.Filter others =
                Projects.Filter.all()
                        .notClients(List.of("c1"))
                        .notUsers(List.of("u1"))
                        .notUserGroups(List.of("g1"));
        workspace.projects().list(others, Paging.first());
        workspace.projects().get("p1");
        workspace
                .clients()
                .list(
                        Clients.Filter.all()
                                .name("a")
                                .archived(true)
                                .address("b")
                                .note("c")
                                .sortedBy("EMAIL", SortOrder.ASCENDING),
                        Paging.first());
        workspace.clients().get("c1");
        workspace
                .tags()
                .list(
                        Tags.Filter.all()
                                .exactName("a")
                                .archived(false)
                                .except(List.of("t1", "t2"))
                                .sortedBy("ID", SortOrder.ASCENDING),
                        Paging.first());
        workspace.tags().get("t1");
        workspace
                .tasks()
                .list(
                        "p1",
                        Tasks.Filter.all()
                                .exactName("a")
                                .active(true)
                                .sortedBy("NAME", SortOrder.ASCENDING),
                        Paging.first());
        workspace.tasks().get("p1", "k1");
    }

    private void entries() throws IOException {
        TimeEntries entries = workspace.timeEntries();
        TimeEntries.Filter filter =
                TimeEntries.Filter.all()
                        .within(new Window(NINE, NINE.plusSeconds(60), ZoneOffset.UTC))
                        .description("a")
                        .project("p1")
                        .task("k1")
                        .tags(List.of("t1", "t2"))
                        .projectRequired()
                        .taskRequired()
                        .inProgress()
                        .weekBefore(NINE)
                        .hydrated();
        entries.list("u1", filter, Paging.first());
        entries.get("e1");
        assertThat(entries.inProgress("u1")).isEmpty();
        entries.inProgress(Paging.first());
        entries.hydratedBatch(List.of("e1"));
        NewTimeEntry entry =
                new NewTimeEntry(NINE, NINE.plusSeconds(60), "a")
                        .withProject("p1", "k1")
                        .withTags(List.of("t1"))
                        .withBillable(true)
                        .withType(TimeEntries.BREAK)
                        .withCustomFields(
                                List.of(
                                        new NewCustomFieldValue(
                                                "f1", "PROJECT", new TextNode("x"))));
        requests.add(entries.create(new NewTimeEntry(NINE, null, null)));
        requests.add(entries.create(entry));
        requests.add(entries.createFor("u1", entry));
        TimeEntries.TimeEntry read = fixture("time-entry", TimeEntries.TimeEntry.class);
        requests.add(entries.replace(read, TimeEntryEdit.none()));
        requests.add(
                entries.replaceAll(
                        "u1", List.of(new TimeEntries.Replacement(read, TimeEntryEdit.none()))));
        requests.add(entries.delete("e1"));
        requests.add(entries.deleteAll("u1", List.of("e1", "e2")));
        requests.add(entries.stop("u1", NINE));
        requests.add(entries.duplicate("u1", "e1"));
        requests.add(entries.markInvoiced(List.of("e1"), true));
    }

    private void others() throws IOException {
        Rate rate = new Rate(100, NINE);
        requests.add(
                workspace
                        .projects()
                        .create(
                                new NewProject(
                                        "ab", "c1", true, true, "#000000", "n", rate, rate)));
        ProjectEdit edit =
                new ProjectEdit(
                        Edit.set("ab"),
                        Edit.clear(),
                        Edit.set(true),
                        Edit.set(true),
                        Edit.set(true),
                        Edit.set("#000000"),
                        Edit.clear(),
                        Edit.set(rate),
                        Edit.set(rate));
        requests.add(
                workspace.projects().update(fixture("projects", Projects.Project.class), edit));
        requests.add(workspace.projects().delete("p1"));
        administration(fixture("projects", Projects.Project.class), rate);
        requests.add(workspace.clients().create(new Clients.NewClient("a", "a@b.c", "d", "e")));
        requests.add(
                workspace
                        .clients()
                        .update(
                                fixture("client", Clients.Client.class),
                                Clients.ClientEdit.none(),
                                true,
                                true));
        Clients.NewClient made = new Clients.NewClient("a", "a@b.c", "d", "e");
        requests.add(workspace.clients().giveCurrency("c1", made, "u1"));
        requests.add(workspace.clients().delete("c1"));
        requests.add(workspace.tags().create("a"));
        requests.add(workspace.tags().update(fixture("tag", Tags.Tag.class), Tags.TagEdit.none()));
        requests.add(workspace.tags().delete("t1"));
        Tasks.NewTask task =
                new Tasks.NewTask(
                        "a", List.of("u1"), List.of("g1"), true, Duration.ofHours(1), 1L, "ACTIVE");
        requests.add(workspace.tasks().create("p1", task));
        requests.add(
                workspace.tasks().update(fixture("task", Tasks.Task.class), Tasks.TaskEdit.none()));
        requests.add(workspace.tasks().delete("p1", "k1"));
    }

    private void reports() {
        Reports reports = workspace.reports();
        LocalDate monday = LocalDate.parse("2026-11-16");
        ReportFilter week = ReportFilter.days(monday, monday.plusDays(6), ZoneOffset.UTC);
        ReportFilter some =
                week.showing(Reports.AmountShown.PROFIT)
                        .sorted(SortOrder.DESCENDING)
                        .weekStart(DayOfWeek.SUNDAY)
                        .users(List.of("u1"))
                        .userGroups(List.of("g1"))
                        .clients(List.of("c1"))
                        .projects(List.of("p1"))
                        .tasks(List.of("k1"))
                        .tags(List.of("t1"))
                        .billable(false)
                        .description("a")
                        .withoutDescription()
                        .approvalState("ALL")
                        .invoicingState("UNINVOICED")
                        .rounded();
        reports.summary(
                some,
                List.of(Reports.Group.DATE, Reports.Group.TAG, Reports.Group.TIMEENTRY),
                Reports.SummaryColumn.PROFIT);
        reports.detailed(some, Reports.EntryColumn.USER_DATE, Paging.first());
        reports.weekly(some, Reports.WeekGroup.PROJECT);
        reports.attendance(some, Reports.AttendanceColumn.TIME_OFF, Paging.first());
    }

    private void sharedReports() throws IOException {
        LocalDate monday = LocalDate.parse("2026-11-16");
        ReportFilter week = ReportFilter.days(monday, monday.plusDays(6), ZoneOffset.UTC);
        Report summary = Report.summary(week, List.of(Reports.Group.TAG));
        Report days = Report.attendance(week.users(List.of("u1")));
        for (Report report :
                List.of(
                        summary,
                        days,
                        Report.detailed(week),
                        Report.weekly(week, Reports.WeekGroup.USER),
                        Report.expenses(week.projects(List.of("p1"))))) {
            assertThatThrownBy(() -> workspace.reports().file(report, ExportType.CSV))
                    .hasMessageContaining("there is no file");
        }
        SharedReports shared = workspace.sharedReports();
        shared.list(SharedReports.Which.SHARED_WITH_ME, Paging.first());
        shared.get("r1");
        assertThatThrownBy(() -> shared.file("r1", ExportType.XLSX))
                .hasMessageContaining("there is no file");
        SharedReports.Setup setup =
                new SharedReports.Setup("a", true, false, List.of("u1"), List.of("g1"));
        requests.add(shared.create(summary, setup));
        SharedReports.Rendered now = fixture("shared-report", SharedReports.Rendered.class);
        requests.add(shared.update(now.report(), setup, monday, monday));
        requests.add(shared.delete("r1"));
    }

    private void administration(Projects.Project project, Rate rate) {
        Projects projects = workspace.projects();
        requests.add(projects.markTemplate("p1", true));
        requests.add(
                projects.createFrom(
                        new Projects.NewFromTemplate("ab", "p1", "c1", true, "#000000")));
        ProjectEstimate budget = new ProjectEstimate.Budget(1);
        requests.add(projects.estimate(project, budget));
        requests.add(projects.unestimate(project, budget));
        requests.add(projects.replaceMembers(project, List.of("u1")));
        requests.add(projects.addMembers("p1", List.of("u1")));
        requests.add(projects.removeMembers("p1", List.of("u1")));
        requests.add(projects.userRate("p1", "u1", RateKind.HOURLY, rate));
        requests.add(projects.userRate("p1", "u1", RateKind.COST, rate));
        requests.add(workspace.tasks().rate("p1", "k1", RateKind.HOURLY, rate));
        requests.add(workspace.tasks().rate("p1", "k1", RateKind.COST, rate));
    }

    private void invoices() throws IOException {
        Invoices invoices = workspace.invoices();
        LocalDate day = LocalDate.parse("2026-11-20");
        Window window = new Window(NINE, NINE.plusSeconds(60), ZoneOffset.UTC);
        invoices.list(List.of(Invoices.Status.values()), Paging.first());
        invoices.search(
                InvoiceFilter.all()
                        .statuses(List.of(Invoices.Status.values()))
                        .clients(List.of("c1"))
                        .exactNumber("1")
                        .issued(day, day),
                Paging.first());
        invoices.get("i1");
        Invoices.SettingsEdit days =
                new Invoices.SettingsEdit(
                        Edit.set(7L), Edit.clear(), Edit.clear(), Edit.clear(), Edit.clear());
        requests.add(invoices.changeSettings(settings(), days));
        invoices.settings();
        assertThatThrownBy(() -> invoices.file("i1", "en-US"))
                .hasMessageContaining("there is no file");
        invoices.payments("i1", Paging.first());
        requests.add(
                invoices.create(new Invoices.NewInvoice("c1", "EUR", "1", day, day.plusDays(1))));
        Invoices.Invoice read = fixture("invoice", Invoices.Invoice.class);
        requests.add(invoices.update(read, InvoiceEdit.none()));
        requests.add(invoices.duplicate("i1"));
        requests.add(invoices.changeStatus("i1", Invoices.Status.PAID));
        requests.add(
                invoices.addItem(
                        "i1", new Invoices.NewItem("Service", "a", 100, 100, Invoices.Taxes.TAX1)));
        requests.add(invoices.deleteItem("i1", 1));
        requests.add(
                invoices.importTime(
                        "i1", new TimeImport(List.of("p1"), window, TimeImport.Grouping.DETAILED)));
        requests.add(invoices.addPayment("i1", new Invoices.NewPayment(1, day, "n")));
        requests.add(invoices.deletePayment("i1", "p1"));
        requests.add(invoices.delete("i1"));
    }

    /// Settings with every label that an update wants.
    private static Invoices.Settings settings() {
        ObjectNode settings = new ObjectMapper().createObjectNode();
        settings.putObject("exportFields").put("quantity", true);
        ObjectNode labels = settings.putObject("labels");
        for (String label :
                List.of(
                        "amount",
                        "billFrom",
                        "billTo",
                        "description",
                        "discount",
                        "dueDate",
                        "issueDate",
                        "itemType",
                        "notes",
                        "paid",
                        "quantity",
                        "subtotal",
                        "tax",
                        "tax2",
                        "totalAmount",
                        "total",
                        "unitPrice")) {
            labels.put(label, "x");
        }
        return Json.read(settings, Invoices.Settings.class);
    }

    private void approvals() {
        Approvals approvals = workspace.approvals();
        Approvals.Submission week =
                Approvals.Submission.of(Approvals.Period.WEEKLY, LocalDate.parse("2026-11-16"));
        approvals.list(
                Approvals.Filter.all().pending().sortedBy("START", SortOrder.DESCENDING),
                Paging.first());
        requests.add(approvals.submit(week));
        requests.add(approvals.submit(Approvals.Type.TIMESHEET, week));
        requests.add(approvals.submitFor("u1", week));
        requests.add(approvals.submitFor("u1", Approvals.Type.TIMESHEET_AND_EXPENSE, week));
        requests.add(approvals.resubmit(week));
        requests.add(approvals.resubmitFor("u1", week));
        requests.add(approvals.changeState("a1", Approvals.State.REJECTED, "No breaks"));
    }

    private void timeOff() throws IOException {
        TimeOff off = workspace.timeOff();
        TimeOffPolicies policies = workspace.timeOffPolicies();
        LocalDate day = LocalDate.parse("2026-11-20");
        off.search(
                TimeOff.Filter.all()
                        .statuses(TimeOff.Status.values())
                        .users(List.of("u1"))
                        .within(NINE, NINE.plusSeconds(60)),
                Paging.first());
        off.balancesOf("u1", Paging.first());
        off.balances("p1", Paging.first());
        policies.list("a", true, Paging.first());
        policies.get("p1");
        workspace.holidays().list();
        workspace.holidays().of("u1");
        workspace.holidays().of("u1", new Holidays.Days(day, day));
        TimeOff.Days days = new TimeOff.Days(day, 1, TimeOff.Half.FIRST_HALF);
        requests.add(off.request("p1", TimeOff.NewLeave.of(days, "n")));
        requests.add(off.request("p1", "u1", TimeOff.NewLeave.of(days, null)));
        TimeOff.Leave leave =
                Json.read(
                        Json.tree(Map.of("id", "r1", "policyId", "p1", "userId", "u1")),
                        TimeOff.Leave.class);
        requests.add(off.decide(leave, TimeOff.Status.APPROVED, "n"));
        requests.add(off.delete("p1", "r1"));
        Holidays.Audience everyone = Holidays.Audience.everyone();
        requests.add(
                policies.create(
                        new TimeOffPolicies.NewPolicy(
                                "Care",
                                TimeOffPolicies.Unit.DAYS,
                                true,
                                true,
                                BigDecimal.ONE,
                                new TimeOffPolicies.Accrual(
                                        BigDecimal.TEN, TimeOffPolicies.Period.YEAR),
                                everyone)));
        requests.add(
                policies.update(
                        fixture("time-off-policy", TimeOffPolicies.Policy.class),
                        TimeOffPolicies.PolicyEdit.none()));
        requests.add(policies.archive("p1", true));
        requests.add(policies.delete("p1"));
        requests.add(
                workspace
                        .holidays()
                        .create(new Holidays.NewHoliday("Off", day, day, true, everyone)));
        requests.add(workspace.holidays().delete("h1"));
        Holidays.Holiday holiday =
                Json.readList(Json.tree(List.of(holiday())), Holidays.Holiday.class).getFirst();
        requests.add(workspace.holidays().update(holiday, Holidays.HolidayEdit.none()));
    }

    private void balances() {
        BalanceAssignments given = workspace.balanceAssignments();
        LocalDate day = LocalDate.parse("2026-11-20");
        BalanceAssignments.Days days = new BalanceAssignments.Days(day, day.plusYears(1));
        given.list("u1", "p1");
        BalanceAssignments.Assignment one =
                Json.read(
                        Json.tree(Map.of("id", "a1", "policyId", "p1", "userId", "u1")),
                        BalanceAssignments.Assignment.class);
        requests.add(given.give("p1", List.of("u1"), BigDecimal.TEN, days, "n"));
        requests.add(given.change(one, BigDecimal.ONE.negate(), days, "n"));
        requests.add(given.delete(one, "n"));
        requests.add(workspace.timeOff().setBalance("p1", "u1", BigDecimal.ONE, "n"));
    }

    private static Map<String, Object> holiday() {
        return Map.of(
                "id",
                "h1",
                "name",
                "Off",
                "datePeriod",
                Map.of("startDate", "2026-11-20", "endDate", "2026-11-20"),
                "automaticTimeEntryCreation",
                true,
                "projectId",
                "p1");
    }

    private void expenses() {
        ExpenseCategories categories = workspace.expenseCategories();
        categories.list(
                ExpenseCategories.Filter.inUse().name("a").sortedByName(SortOrder.ASCENDING),
                Paging.first());
        requests.add(categories.create(ExpenseCategories.NewCategory.counted("Mileage", "km", 50)));
        requests.add(categories.replace("c1", ExpenseCategories.NewCategory.ofSums("Travel")));
        requests.add(categories.archive("c1", true));
        requests.add(categories.delete("c1"));
        spent();
    }

    private void spent() {
        Expenses expenses = workspace.expenses();
        LocalDate day = LocalDate.parse("2026-11-20");
        BigDecimal amount = new BigDecimal("12.50");
        Receipt receipt = new Receipt("r.png", "image/png", new byte[] {1});
        ReportFilter filter =
                ReportFilter.days(day, day, ZoneOffset.UTC)
                        .users(List.of("u1"))
                        .projects(List.of("p1"))
                        .categories(List.of("c1"))
                        .billable(true);
        expenses.list("u1", Paging.first());
        Expenses.Expense current = expenses.get("e1");
        expenses.report(filter, Paging.first());
        assertThatThrownBy(() -> expenses.receipt("e1", "f1"))
                .hasMessageContaining("there is no file");
        requests.add(
                expenses.create(
                        new Expenses.NewExpense(
                                "u1", "c1", day, amount, true, "p1", "t1", "Taxi", receipt)));
        requests.add(
                expenses.update(
                        current,
                        new ExpenseEdit(
                                "u2",
                                day,
                                Edit.set("p1"),
                                Edit.set("t1"),
                                "c2",
                                Edit.set("Bus"),
                                amount,
                                false,
                                receipt)));
        requests.add(expenses.delete("e1"));
    }

    private void scheduling() {
        Scheduling scheduling = workspace.scheduling();
        LocalDate day = LocalDate.parse("2026-11-23");
        Scheduling.Days days = new Scheduling.Days(day, day.plusDays(4));
        Scheduling.Series all = Scheduling.Series.ALL;
        scheduling.list(days, Paging.first());
        scheduling.capacities(days, Scheduling.Status.ALL, List.of("u1"), Paging.first());
        scheduling.capacity("u1", days);
        scheduling.projectTotals(days, Scheduling.Status.PUBLISHED, "a", Paging.first());
        scheduling.projectTotal("p1", days);
        BigDecimal four = BigDecimal.valueOf(4);
        requests.add(
                scheduling.create(
                        new Scheduling.NewAssignment(
                                "u1", "p1", "k1", days, four, "10:00:00", true, false, "n", 3)));
        requests.add(
                scheduling.update(
                        "a1",
                        new Scheduling.AssignmentEdit(
                                days, four, "k1", "10:00:00", true, true, "n"),
                        all));
        requests.add(scheduling.delete("a1", all));
        requests.add(scheduling.repeat("a1", true, 3));
        requests.add(scheduling.copy("a1", "u1", all));
        requests.add(scheduling.publish(days, List.of("u1"), false));
    }

    private void webhooks() {
        Webhooks webhooks = workspace.webhooks();
        Webhooks.NewWebhook made =
                new Webhooks.NewWebhook(
                        "Ledger",
                        "https://hooks.example.com/in",
                        "NEW_TIME_ENTRY",
                        "WORKSPACE_ID",
                        List.of("w1"));
        webhooks.list();
        webhooks.ofAddon("a1");
        webhooks.get("h1");
        webhooks.logs("h1", new Webhooks.LogSearch(NINE, NINE, "FAILED", true), Paging.first());
        webhooks.statuses("h1", Webhooks.Outcome.RETRYING, Paging.first());
        requests.add(webhooks.create(made));
        requests.add(webhooks.replace("h1", made));
        requests.add(webhooks.renewToken("h1"));
        requests.add(webhooks.delete("h1"));
    }

    /// Takes a read down and answers whatever lets it go on.
    private Answer remember(ApiRequest<?> request) {
        requests.add(request);
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode nothing = mapper.createArrayNode();
        ObjectNode something =
                mapper.createObjectNode()
                        .put("id", "x")
                        .put("name", "x")
                        .put("projectId", "x")
                        .put("userId", "x")
                        .put("date", "2026-11-17")
                        .put("categoryId", "x");
        something.putObject("timeInterval").put("start", "2026-11-17T09:00:00Z");
        something.putObject("filters").put("id", "x");
        something.putArray("totals");
        something.putArray("entities");
        boolean one = request.answer() != JsonNode.class || request.service() == Service.REPORTS;
        return new Answer(200, Headers.none(), one ? something : nothing);
    }

    private static <T> T fixture(String name, Class<T> type) throws IOException {
        try (InputStream in = Requests.class.getResourceAsStream("/fixtures/" + name + ".json")) {
            JsonNode json = new ObjectMapper().readTree(Objects.requireNonNull(in));
            return Json.read(json.isArray() ? json.get(0) : json, type);
        }
    }
}
