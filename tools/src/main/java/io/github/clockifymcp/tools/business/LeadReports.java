package io.github.clockifymcp.tools.business;

import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Bars;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.reports.ReportTools;
import org.jspecify.annotations.Nullable;

/// What those who lead ask about projects, clients and months: each a question that would take
/// several reports to answer.
public final class LeadReports implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "business";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_budget_status", ShowBudgets.class, BudgetStatus.class)
                .title("Budget status")
                .describe(
                        "Shows how much of their estimates and budgets projects have used, the"
                                + " pace of the last four weeks and when they run out, the"
                                + " furthest first.")
                .by((in, ws) -> new Budgets(in.project(), ws).status(in.chart()));

        tools.read("clockify_billable_leakage", FindLeaks.class, BillableLeakage.class)
                .title("Billable leakage")
                .describe(
                        "Finds billable work that may be lost: time marked not billable on billable"
                                + " projects, without a project, on no invoice, or without a rate.")
                .by((in, ws) ->
                        new Leaks(ReportTools.days(in.start(), in.end(), "last month", ws), ws)
                                .find());

        tools.read("clockify_month_in_review", ReviewMonth.class, MonthReview.class)
                .title("Month in review")
                .describe(
                        "Sums up a month beside the one before: weeks, top projects, billable"
                                + " share, most productive day, longest gap.")
                .by((in, ws) -> MonthReview.read(in.month(), in.user(), ws));

        tools.read("clockify_client_report", ReportClient.class, ClientReport.class)
                .title("Client report")
                .describe(
                        "Shows everybody's time for a client by project and person, what it earned,"
                                + " and the client's open invoices.")
                .by((in, ws) ->
                        ClientReport.read(
                                in.client(),
                                ReportTools.days(in.start(), in.end(), "last month", ws),
                                ws));

        tools.read("clockify_team_hours", TabulateTeam.class, TeamHours.class)
                .title("Team hours")
                .describe(
                        "Shows everybody's hours as a table: a row for each person, a column for"
                                + " each day, up to 31 days.")
                .by((in, ws) ->
                        TeamHours.read(
                                ReportTools.days(in.start(), in.end(), "this week", ws),
                                in.chart(),
                                ws));
    }

    record ShowBudgets(
            @Doc("Name or id; all active projects if left out.") @Nullable String project,
            @Doc(Bars.DOC) @Default("false") boolean chart) {}

    record FindLeaks(
            @Doc("Days: 2026-10. Last month if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end) {}

    record ReviewMonth(
            @Doc("this month, 2026-10.") @Default("\"last month\"") String month,
            @Doc("Person's name or id, or everybody; you if left out.") @Nullable String user) {}

    record ReportClient(
            @Doc("Name or id.") String client,
            @Doc("Days: 2026-10. Last month if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end) {}

    record TabulateTeam(
            @Doc("Days: last week, 2026-10. This week if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc(Bars.DOC) @Default("false") boolean chart) {}
}
