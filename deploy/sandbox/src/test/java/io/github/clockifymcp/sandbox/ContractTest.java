package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Holds every operation's answer against Clockify's OpenAPI document and against the one that
/// others corrected, where they are at hand. What is known to be wrong in a document stands in its
/// file in `resources/contract`, with what really comes.
@Tag("contract")
class ContractTest extends SandboxTest {

    /// Routes that answer, and that the document has no more.
    private static final Set<String> DEPRECATED =
            Set.of(
                    "DELETE /workspaces/{ws}/users/{user}",
                    "GET /workspaces/{ws}/scheduling/assignments/projects/totals");

    private final List<String> called = new ArrayList<>();
    private final List<Answers> documents = new ArrayList<>();

    @BeforeAll
    void read() {
        documents.add(Answers.read("corrected"));
        documents.add(Answers.read("official"));
    }

    @Test
    void every_answer_fits_the_documents_but_for_their_known_errors() {
        people();
        administration();
        customFields();
        catalogue();
        tasks();
        projectAdministration();
        time();
        reports();
        sharedReports();
        invoices();
        items();
        approvals();
        policies();
        leave();
        holidays();
        expenses();
        history();
        spent();
        scheduling();
        webhooks();

        for (Answers document : documents) {
            assertThat(document.unexplained()).as(document.name()).isEmpty();
            assertThat(document.stale()).as("lines that explain nothing any more").isEmpty();
        }
        Set<String> routes = new TreeSet<>(new Services().routes());
        assertThat(routes.removeAll(DEPRECATED)).isTrue();
        assertThat(new TreeSet<>(called)).containsExactlyElementsOf(routes);
    }

    private void people() {
        check(ada, "GET", "/user", "?include-memberships=true", "");
        JsonNode studio = check(ada, "GET", "/workspaces", "", "").json().get(0);
        String organization = studio.path("cakeOrganizationId").asText();
        check(
                ada,
                "POST",
                "/workspaces",
                "",
                "{'name':'Contract','organizationId':'" + organization + "'}");
        checked("POST", "/file/image", ada.form("POST", "/file/image", "file@a.png=x"));
        check(ada, "GET", "/workspaces/{ws}", "", "");
        check(ada, "GET", "/workspaces/{ws}/users", "?memberships=ALL&include-roles=true", "");
    }

    private void administration() {
        String users = "/workspaces/{ws}/users";
        String hana = Seed.person("hana").id();
        check(ada, "POST", users, "?send-email=false", "{'email':'new@example.org'}");
        check(ada, "POST", users + "/info", "", "{'roles':['OWNER'],'includeRoles':true}");
        check(ada, "POST", "/workspaces/{ws}/limited-users", "", "{'users':[{'name':'Door'}]}");
        check(ada, "PUT", users + "/{user}", hana, "{'status':'INACTIVE'}");
        check(ada, "GET", users + "/{user}/managers", hana, "");
        String role = "{'role':'WORKSPACE_ADMIN','entityId':'" + Seed.studio() + "'}";
        check(ada, "POST", users + "/{user}/roles", hana, role);
        check(ada, "DELETE", users + "/{user}/roles", hana, role);
        check(ada, "PUT", users + "/{user}/hourly-rate", hana, "{'amount':100}");
        check(ada, "PUT", users + "/{user}/cost-rate", hana, "{'amount':50}");
        check(ada, "PUT", "/workspaces/{ws}/hourly-rate", "", "{'amount':9100,'currency':'EUR'}");
        check(ada, "PUT", "/workspaces/{ws}/cost-rate", "", "{'amount':10}");
        String profile = "/workspaces/{ws}/member-profile/{user}";
        check(ada, "GET", profile, Seed.main().id(), "");
        check(ada, "PATCH", profile, hana, "{'workCapacity':'PT6H','workingDays':['MONDAY']}");
        String groups = "/workspaces/{ws}/user-groups";
        String group = made(groups, "{'name':'Contract'}");
        check(ada, "GET", groups, "?includeTeamManagers=true", "");
        check(ada, "PUT", groups + "/{group}", group, "{'name':'Other'}");
        check(ada, "POST", groups + "/{group}/users", group, "{'userId':'" + hana + "'}");
        check(ada, "DELETE", groups + "/{group}/users/{user}", group + "," + hana, "");
        check(ada, "DELETE", groups + "/{group}", group, "");
    }

    private void customFields() {
        String fields = "/workspaces/{ws}/custom-fields";
        String field =
                made(
                        fields,
                        "{'name':'Contract','type':'DROPDOWN_SINGLE','allowedValues':['a','b'],"
                                + "'workspaceDefaultValue':'a'}");
        check(ada, "GET", fields, "", "");
        check(
                ada,
                "PUT",
                fields + "/{field}",
                field,
                "{'name':'Other','type':'DROPDOWN_SINGLE','allowedValues':['a']}");
        String project = Seed.id("project", "Website");
        String of = "/workspaces/{ws}/projects/{project}/custom-fields";
        check(ada, "PATCH", of + "/{field}", project + "," + field, "{'defaultValue':'a'}");
        check(ada, "GET", of, project, "");
        check(ada, "DELETE", of + "/{field}", project + "," + field, "");
        check(ada, "DELETE", fields + "/{field}", field, "");
        check(
                ada,
                "PUT",
                "/workspaces/{ws}/users/{user}/custom-field/{field}/value",
                Seed.main().id() + "," + Seed.id("custom-field", "Shirt size"),
                "{'value':'M'}");
    }

    private void catalogue() {
        String tag = made("/workspaces/{ws}/tags", "{'name':'contract'}");
        check(ada, "GET", "/workspaces/{ws}/tags", "", "");
        check(ada, "GET", "/workspaces/{ws}/tags/{tag}", tag, "");
        check(ada, "PUT", "/workspaces/{ws}/tags/{tag}", tag, "{'name':'other'}");
        check(ada, "DELETE", "/workspaces/{ws}/tags/{tag}", tag, "");
        String client =
                made("/workspaces/{ws}/clients", "{'name':'Contract','email':'a@b.example.com'}");
        check(ada, "GET", "/workspaces/{ws}/clients", "", "");
        check(ada, "GET", "/workspaces/{ws}/clients/{client}", client, "");
        check(
                ada,
                "PUT",
                "/workspaces/{ws}/clients/{client}",
                client,
                "{'name':'Contract','archived':true}");
        check(ada, "DELETE", "/workspaces/{ws}/clients/{client}", client, "");
        String project =
                made(
                        "/workspaces/{ws}/projects",
                        "{'name':'Contract','hourlyRate':{'amount':5000},'estimate':{'estimate':'PT5H'}}");
        check(ada, "GET", "/workspaces/{ws}/projects", "?page-size=200", "");
        check(ada, "GET", "/workspaces/{ws}/projects/{project}", project, "");
        check(ada, "PUT", "/workspaces/{ws}/projects/{project}", project, "{'archived':true}");
        check(ada, "DELETE", "/workspaces/{ws}/projects/{project}", project, "");
    }

    private void tasks() {
        String all = "/workspaces/{ws}/projects/{project}/tasks";
        String project = Seed.id("project", "Website");
        String task = check(ada, "POST", all, project, "{'name':'Contract'}").text("id");
        check(ada, "GET", all, project, "");
        check(ada, "GET", all + "/{task}", project + "," + task, "");
        check(
                ada,
                "PUT",
                all + "/{task}",
                project + "," + task,
                "{'name':'Contract','status':'DONE'}");
        check(ada, "DELETE", all + "/{task}", project + "," + task, "");
    }

    private void projectAdministration() {
        String one = "/workspaces/{ws}/projects/{project}";
        String project = Seed.id("project", "Website");
        String mina = Seed.main().id();
        String task = Seed.id("task", "Website/Design");
        String users = "'memberships':[{'userId':'" + mina + "'}]";
        check(ada, "PATCH", one + "/template", project, "{'isTemplate':true}");
        check(
                ada,
                "POST",
                "/workspaces/{ws}/projects/from-template",
                "",
                "{'name':'Like it','templateProjectId':'" + project + "'}");
        check(
                ada,
                "PATCH",
                one + "/estimate",
                project,
                "{'timeEstimate':{'estimate':'PT9H','active':true,'resetOption':'WEEKLY'},"
                        + "'estimateReset':{'interval':'WEEKLY','dayOfWeek':'MONDAY','active':true}}");
        check(ada, "PATCH", one + "/memberships", project, "{" + users + "}");
        check(ada, "POST", one + "/memberships", project, "{'userIds':['" + mina + "']}");
        String person = project + "," + mina;
        check(ada, "PUT", one + "/users/{user}/hourly-rate", person, "{'amount':9000}");
        check(ada, "PUT", one + "/users/{user}/cost-rate", person, "{'amount':4500}");
        String both = project + "," + task;
        check(ada, "PUT", one + "/tasks/{task}/hourly-rate", both, "{'amount':9000}");
        check(ada, "PUT", one + "/tasks/{task}/cost-rate", both, "{'amount':4500}");
    }

    private void time() {
        String entries = "/workspaces/{ws}/time-entries";
        String of = "/workspaces/{ws}/user/{user}/time-entries";
        String me = Seed.main().id();
        String times = "'start':'2026-11-20T07:00:00Z','end':'2026-11-20T08:00:00Z'";
        String field =
                "'customFields':[{'customFieldId':'%s','value':'x'}]"
                        .formatted(Seed.id("custom-field", "Ticket"));
        String entry = made(entries, "{" + times + "," + field + "}");
        check(ada, "GET", entries + "/{entry}", entry, "");
        check(ada, "PUT", entries + "/{entry}", entry, "{" + times + "," + field + "}");
        check(ada, "POST", entries + "/batch", "", "{'timeEntryIds':['" + entry + "']}");
        check(
                ada,
                "PATCH",
                entries + "/invoiced",
                "",
                "{'timeEntryIds':['" + entry + "'],'invoiced':true}");
        check(ada, "DELETE", entries + "/{entry}", entry, "");
        check(ada, "POST", entries, "", "{'start':'2026-11-20T08:00:00Z'}");
        check(mina, "POST", of, me, "{'start':'2026-11-20T08:00:00Z'}");
        check(mina, "GET", entries + "/status/in-progress", "", "");
        String mine = check(mina, "PATCH", of, me, "{'end':'2026-11-20T08:30:00Z'}").text("id");
        check(mina, "GET", of, me + "?page-size=500", "");
        check(mina, "PUT", of, me, "[{'id':'" + mine + "'," + times + "," + field + "}]");
        check(mina, "POST", of + "/{entry}/duplicate", me + "," + mine, "");
        check(mina, "DELETE", of, me + "?time-entry-ids=" + mine, "");
    }

    private void reports() {
        String of = "/workspaces/{ws}/reports/";
        String week =
                "{'dateRangeStart':'2026-11-09T00:00:00.000Z','dateRangeEnd':'2026-11-15T23:59:59.999Z',"
                        + "'amountShown':'EARNED','amounts':['EARNED','COST','PROFIT'],";
        check(
                ada,
                "POST",
                of + "summary",
                "",
                week + "'summaryFilter':{'groups':['PROJECT','DATE','TAG']}}");
        check(ada, "POST", of + "detailed", "", week + "'detailedFilter':{'pageSize':200}}");
        check(
                ada,
                "POST",
                of + "weekly",
                "",
                week + "'weeklyFilter':{'group':'USER','subgroup':'TIME'}}");
        check(ada, "POST", of + "attendance", "", week + "'attendanceFilter':{'pageSize':200}}");
        // A week in which a timer runs, and one in which nobody did anything.
        String now = week.replace("11-09", "11-16").replace("11-15", "11-22");
        check(ada, "POST", of + "attendance", "", now + "'attendanceFilter':{'pageSize':200}}");
        String later = week.replace("2026", "2027");
        check(ada, "POST", of + "summary", "", later + "'summaryFilter':{'groups':['PROJECT']}}");
    }

    private void sharedReports() {
        String all = "/workspaces/{ws}/shared-reports";
        String seen = "'visibleToUsers':['" + Seed.main().id() + "']";
        String filter =
                "{'name':'Contract','type':'SUMMARY',"
                        + seen
                        + ",'filter':{'exportType':'JSON','dateRangeStart':"
                        + "'2026-11-09T00:00:00.000Z','dateRangeEnd':'2026-11-15T23:59:59.999Z',"
                        + "'summaryFilter':{'groups':['PROJECT'],'sortColumn':'GROUP'}}}";
        String report = made(all, filter);
        check(ada, "GET", all, "?pageSize=20", "");
        check(ada, "GET", "/shared-reports/{report}", report, "");
        String group = "'visibleToUserGroups':['" + Seed.id("user-group", "Design") + "']";
        check(ada, "PUT", all + "/{report}", report, "{'name':'Other'," + group + "}");
        check(ada, "DELETE", all + "/{report}", report, "");
    }

    private void invoices() {
        String all = "/workspaces/{ws}/invoices";
        String dates =
                "'currency':'EUR','number':'C-1','issuedDate':'2026-11-20T00:00:00Z','dueDate':'2026-12-04T00:00:00Z'";
        String client = Seed.id("client", "Kestrel Labs");
        String invoice = made(all, "{'clientId':'" + client + "'," + dates + "}");
        check(ada, "GET", all, "?statuses=UNSENT&statuses=PAID", "");
        check(ada, "POST", all + "/info", "", "{'statuses':['SENT','OVERDUE']}");
        String settings = check(ada, "GET", all + "/settings", "", "").json().toString();
        check(ada, "PUT", all + "/settings", "", settings);
        check(ada, "GET", all + "/{invoice}", invoice, "");
        check(ada, "PUT", all + "/{invoice}", invoice, "{" + dates + ",'taxPercent':10.5}");
        String copy = check(ada, "POST", all + "/{invoice}/duplicate", invoice, "").text("id");
        check(ada, "PATCH", all + "/{invoice}/status", copy, "{'invoiceStatus':'SENT'}");
        check(ada, "DELETE", all + "/{invoice}", copy, "");
        // A file, which ExportTest opens.
        called.add("GET " + all + "/{invoice}/export");
    }

    private void items() {
        String one = "/workspaces/{ws}/invoices/{invoice}";
        String invoice = Seed.id("invoice", "NL-108");
        check(
                ada,
                "POST",
                one + "/items",
                invoice,
                "{'itemType':'Service','description':'x','quantity':100,'unitPrice':500,'applyTaxes':'TAX1'}");
        check(
                ada,
                "POST",
                one + "/items/import",
                invoice,
                "{'from':'2026-11-01T00:00:00Z','to':'2026-11-20T00:00:00Z','importExpenses':false,'projectFilter':{},'timeEntryGroupType':'GROUPED'}");
        check(ada, "DELETE", one + "/items/{order}", invoice + ",1", "");
        check(ada, "POST", one + "/payments", invoice, "{'amount':100}");
        String payment =
                check(ada, "GET", one + "/payments", invoice, "").json().get(0).path("id").asText();
        check(ada, "DELETE", one + "/payments/{payment}", invoice + "," + payment, "");
    }

    private void approvals() {
        String all = "/workspaces/{ws}/approval-requests";
        String elif = Seed.person("elif").id();
        String week = "{'period':'WEEKLY','periodStart':'2026-09-0%dT00:00:00Z'}";
        String late = "{'period':'WEEKLY','periodStart':'2026-11-17T00:00:00Z'}";
        check(ada, "GET", all, "?page-size=200", "");
        String made = check(mina, "POST", all, "", late).text("id");
        check(ada, "PATCH", all + "/{request}", made, "{'state':'REJECTED','note':'x'}");
        check(mina, "POST", all + "/resubmit-entries-for-approval", "", late);
        check(mina, "POST", all + "/{type}", "TIMESHEET", week.formatted(1));
        check(ada, "POST", all + "/users/{user}", elif, week.formatted(1));
        check(
                ada,
                "PATCH",
                all + "/{request}",
                Seed.id("approval", "elif/1"),
                "{'state':'REJECTED'}");
        String last = "{'period':'WEEKLY','periodStart':'2026-11-11T00:00:00Z'}";
        check(ada, "POST", all + "/users/{user}/resubmit-entries-for-approval", elif, last);
        check(ada, "POST", all + "/users/{user}/{type}", elif + ",EXPENSE", week.formatted(8));
    }

    private void policies() {
        String all = "/workspaces/{ws}/time-off/policies";
        String body =
                "{'name':'%s','approve':{'requiresApproval':true,'teamManagers':true},'allowHalfDay':true,"
                        + "'allowNegativeBalance':true,'negativeBalance':{'amount':1,'period':'YEAR','timeUnit':'DAYS'},"
                        + "'archived':false,'hasExpiration':false,'everyoneIncludingNew':true,'users':{},'userGroups':{},"
                        + "'automaticAccrual':{'amount':2,'period':'YEAR','timeUnit':'DAYS'}}";
        String policy = made(all, body.formatted("Contract"));
        check(ada, "GET", all, "?status=ALL", "");
        check(ada, "GET", all + "/{policy}", policy, "");
        check(ada, "PUT", all + "/{policy}", policy, body.formatted("Other"));
        check(ada, "PATCH", all + "/{policy}", policy, "{'status':'ARCHIVED'}");
        check(ada, "DELETE", all + "/{policy}", policy, "");
    }

    private void leave() {
        String off = "/workspaces/{ws}/time-off";
        String requests = off + "/policies/{policy}/requests";
        String policy = Seed.id("policy", "Vacation");
        String mina = Seed.main().id();
        String body = "{'timeOffPeriod':{'period':{'start':'2027-05-%s','days':1}},'note':'x'}";
        check(ada, "POST", off + "/requests", "", "{'statuses':['ALL']}");
        String own = check(ada, "POST", requests, policy, body.formatted("03")).text("id");
        String theirs =
                check(
                                ada,
                                "POST",
                                off + "/policies/{policy}/users/{user}/requests",
                                policy + "," + mina,
                                body.formatted("04"))
                        .text("id");
        String one = requests + "/{request}";
        check(ada, "PATCH", one, policy + "," + theirs, "{'status':'APPROVED'}");
        check(ada, "DELETE", one, policy + "," + own, "");
        String balance = off + "/balance";
        check(ada, "GET", balance + "/user/{user}", mina, "");
        check(ada, "GET", balance + "/policy/{policy}", policy, "");
        String people = "'userIds':['" + mina + "']";
        check(
                ada,
                "PATCH",
                balance + "/policy/{policy}",
                policy,
                "{" + people + ",'value':9,'note':'x'}");
        String given = balance + "/assignment";
        check(ada, "POST", given, "", "{'policyId':'" + policy + "','balance':1," + people + "}");
        String of = "/user/{user}/policy/{policy}";
        String ids = mina + "," + policy;
        String id = check(ada, "GET", given + of, ids, "").json().get(0).path("id").asText();
        check(ada, "PUT", given + "/{assignment}" + of, id + "," + ids, "{'balanceChange':1}");
        check(ada, "DELETE", given + "/{assignment}" + of, id + "," + ids, "{'note':'x'}");
    }

    private void holidays() {
        String all = "/workspaces/{ws}/holidays";
        String body =
                "{'name':'Contract','datePeriod':{'startDate':'2027-05-03','endDate':'2027-05-03'},"
                        + "'occursAnnually':false,'everyoneIncludingNew':true}";
        String holiday = made(all, body);
        check(ada, "GET", all, "", "");
        check(
                ada,
                "GET",
                all + "/in-period",
                "?start=2027-05-01T00:00:00Z&end=2027-05-31T00:00:00Z&assigned-to="
                        + Seed.main().id(),
                "");
        check(ada, "PUT", all + "/{holiday}", holiday, body);
        check(ada, "DELETE", all + "/{holiday}", holiday, "");
    }

    private void expenses() {
        String all = "/workspaces/{ws}/expenses/categories";
        check(mina, "GET", all, "", "");
        String made = made(all, "{'name':'Contract','hasUnitPrice':true,'unit':'km'}");
        check(ada, "PUT", all + "/{category}", made, "{'name':'Other'}");
        check(ada, "PATCH", all + "/{category}/status", made, "{'archived':true}");
        check(ada, "DELETE", all + "/{category}", made, "");
    }

    private void history() {
        String of = "/workspaces/{ws}/entities/";
        String all = "?type=TAGS&type=PROJECTS&type=TASKS&type=CLIENTS&type=TIME_ENTRY";
        check(ada, "GET", of + "created", all, "");
        check(ada, "GET", of + "updated", all, "");
        sandbox().clock().advance(Duration.ofMinutes(1));
        check(ada, "GET", of + "deleted", all, "");
        check(
                ada,
                "POST",
                "/workspaces/{ws}/audit-log",
                "",
                "{'actions':['CREATE_TAG','UPDATE_TAG','DELETE_TAG','CREATE_PROJECT'],"
                        + "'authors':{'contains':'DOES_NOT_CONTAIN','authorIds':[]},"
                        + "'start':'2026-11-01T00:00:00Z','end':'2026-11-21T00:00:00Z'}");
    }

    private void spent() {
        String all = "/workspaces/{ws}/expenses";
        String me = "userId=" + Seed.main().id();
        String category = "categoryId=" + Seed.id("expense-category", "Travel");
        String[] whole = {
            me, category, "date=2026-11-20T00:00:00Z", "amount=1", "changeFields=AMOUNT"
        };
        check(ada, "GET", all, "", "");
        String made =
                checked("POST", all, mina.form("POST", all.replace("{ws}", Seed.studio()), whole))
                        .text("id");
        check(mina, "GET", all + "/{expense}", made, "");
        String one = all.replace("{ws}", Seed.studio()) + "/" + made;
        checked("PUT", all + "/{expense}", mina.form("PUT", one, whole));
        check(mina, "DELETE", all + "/{expense}", made, "");
        check(
                ada,
                "POST",
                "/workspaces/{ws}/reports/expenses/detailed",
                "",
                "{'dateRangeStart':'2026-09-01T00:00:00.000Z','dateRangeEnd':'2026-11-20T23:59:59.999Z'}");
        // A file is no JSON, so it has no schema to be held against; ExpenseTest reads it.
        called.add("GET " + all + "/{expense}/files/{file}");
    }

    private void scheduling() {
        String all = "/workspaces/{ws}/scheduling/assignments";
        String days = "'start':'2026-11-23T00:00:00Z','end':'2026-11-27T23:59:59Z'";
        String query = "?start=2026-11-23T00:00:00Z&end=2026-12-13T23:59:59Z";
        String mina = Seed.main().id();
        String project = Seed.id("project", "Website");
        check(ada, "GET", all + "/all", query, "");
        check(ada, "POST", all + "/user-filter/totals", "", "{" + days + "}");
        check(ada, "GET", all + "/users/{user}/totals", mina + query, "");
        check(ada, "POST", all + "/projects/totals", "", "{" + days + "}");
        String body = "{'userId':'" + mina + "','projectId':'" + project + "','hoursPerDay':2,";
        Reply made =
                check(
                        ada,
                        "POST",
                        all + "/recurring",
                        "",
                        body + days + ",'recurringAssignment':{'repeat':true,'weeks':2}}");
        String work = made.json().get(0).path("id").asText();
        check(ada, "GET", all + "/projects/totals/{project}", project + query, "");
        check(ada, "PATCH", all + "/recurring/{assignment}", work, "{" + days + ",'note':'x'}");
        check(ada, "PUT", all + "/series/{assignment}", work, "{'repeat':true,'weeks':3}");
        check(ada, "POST", all + "/{assignment}/copy", work, "{'userId':'" + mina + "'}");
        check(ada, "PUT", all + "/publish", "", "{" + days + "}");
        check(ada, "DELETE", all + "/recurring/{assignment}", work, "");
    }

    private void webhooks() {
        String all = "/workspaces/{ws}/webhooks";
        String one = all + "/{webhook}";
        String seeded = Seed.id("webhook", "Bookkeeping");
        String body =
                "{'name':'Contract','url':'http://127.0.0.1:9','webhookEvent':'EXPENSE_RESTORED',"
                        + "'triggerSourceType':'WORKSPACE_ID','triggerSource':[]}";
        check(ada, "GET", all, "?type=USER_CREATED", "");
        check(ada, "GET", one, seeded, "");
        String made = made(all, body);
        sandbox().clock().advance(Duration.ofSeconds(1));
        check(ada, "PUT", one, made, body);
        check(ada, "PATCH", one + "/token", made, "");
        check(ada, "POST", one + "/logs", seeded, "{'status':'ALL'}");
        check(ada, "GET", one + "/statuses", seeded, "");
        check(ada, "DELETE", one, made, "");
        check(ada, "GET", "/workspaces/{ws}/addons/{addon}/webhooks", seeded, "");
    }

    private String made(String template, String body) {
        return check(ada, "POST", template, "", body).text("id");
    }

    /// Makes a request and notes where its answer differs from the document.
    ///
    /// @param values what stands in for the parameters after `{ws}`, with commas between, and a
    ///   query
    private Reply check(Http who, String method, String template, String values, String body) {
        String query = values.contains("?") ? values.substring(values.indexOf('?')) : "";
        String path = template.replace("{ws}", Seed.studio());
        for (String value : values.substring(0, values.length() - query.length()).split(",", -1)) {
            path = path.replaceFirst("\\{[a-z]+}", value);
        }
        Reply reply =
                path.contains("/reports/") || path.contains("/shared-reports")
                        ? who.report(method, path + query, body)
                        : path.endsWith("/audit-log")
                                ? who.auditLog(path, body)
                                : who.send(method, path + query, body);
        return checked(method, template, reply);
    }

    private Reply checked(String method, String template, Reply reply) {
        called.add(method + " " + template);
        documents.forEach(document -> document.hold(method, template, reply));
        return reply;
    }
}
