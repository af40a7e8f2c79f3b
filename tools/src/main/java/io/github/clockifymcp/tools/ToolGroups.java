package io.github.clockifymcp.tools;

import io.github.clockifymcp.mcp.tool.Tier;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.account.AccountTools;
import io.github.clockifymcp.tools.account.WorkspaceTools;
import io.github.clockifymcp.tools.approvals.ApprovalTools;
import io.github.clockifymcp.tools.business.BusinessTools;
import io.github.clockifymcp.tools.business.LeadReports;
import io.github.clockifymcp.tools.business.MergeTools;
import io.github.clockifymcp.tools.catalogs.ClientKeeping;
import io.github.clockifymcp.tools.catalogs.ClientTools;
import io.github.clockifymcp.tools.catalogs.ProjectEstimates;
import io.github.clockifymcp.tools.catalogs.ProjectKeeping;
import io.github.clockifymcp.tools.catalogs.ProjectPeople;
import io.github.clockifymcp.tools.catalogs.ProjectTools;
import io.github.clockifymcp.tools.catalogs.RateTools;
import io.github.clockifymcp.tools.catalogs.TagKeeping;
import io.github.clockifymcp.tools.catalogs.TagTools;
import io.github.clockifymcp.tools.catalogs.TaskKeeping;
import io.github.clockifymcp.tools.catalogs.TaskTools;
import io.github.clockifymcp.tools.catalogs.TemplateTools;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntriesTogether;
import io.github.clockifymcp.tools.entries.EntryEditTools;
import io.github.clockifymcp.tools.entries.EntryTools;
import io.github.clockifymcp.tools.entries.LogTools;
import io.github.clockifymcp.tools.expenses.ExpenseCategoryTools;
import io.github.clockifymcp.tools.expenses.ExpenseKeeping;
import io.github.clockifymcp.tools.expenses.ExpenseTools;
import io.github.clockifymcp.tools.fields.FieldTools;
import io.github.clockifymcp.tools.hatch.HatchTools;
import io.github.clockifymcp.tools.history.HistoryTools;
import io.github.clockifymcp.tools.invoices.InvoiceDefaults;
import io.github.clockifymcp.tools.invoices.InvoiceExport;
import io.github.clockifymcp.tools.invoices.InvoiceItems;
import io.github.clockifymcp.tools.invoices.InvoiceKeeping;
import io.github.clockifymcp.tools.invoices.InvoicePayments;
import io.github.clockifymcp.tools.invoices.InvoiceReads;
import io.github.clockifymcp.tools.invoices.TimeBilling;
import io.github.clockifymcp.tools.people.GroupAliases;
import io.github.clockifymcp.tools.people.GroupTools;
import io.github.clockifymcp.tools.people.MemberTools;
import io.github.clockifymcp.tools.people.ProfileTools;
import io.github.clockifymcp.tools.people.SeatTools;
import io.github.clockifymcp.tools.reports.ExportTools;
import io.github.clockifymcp.tools.reports.ReportTools;
import io.github.clockifymcp.tools.reports.SharedReportTools;
import io.github.clockifymcp.tools.reports.TeamReports;
import io.github.clockifymcp.tools.review.ReviewTools;
import io.github.clockifymcp.tools.scheduling.ScheduleTools;
import io.github.clockifymcp.tools.timeoff.AssignmentTools;
import io.github.clockifymcp.tools.timeoff.BalanceTools;
import io.github.clockifymcp.tools.timeoff.HolidayTools;
import io.github.clockifymcp.tools.timeoff.PolicyTools;
import io.github.clockifymcp.tools.timeoff.TimeOffTools;
import io.github.clockifymcp.tools.timer.TimerTools;
import io.github.clockifymcp.tools.webhooks.WebhookKeeping;
import io.github.clockifymcp.tools.webhooks.WebhookTools;
import io.github.clockifymcp.tools.workflows.LoggingTools;
import io.github.clockifymcp.tools.workflows.RearrangingTools;
import java.util.List;

/// All tools about Clockify, in the order in which clients see them: who and where one is, then the
/// daily work, then the things it is about, then what is found when it is needed. Within a group
/// what is used most comes first, since models take what they meet first.
public final class ToolGroups {
    private ToolGroups() {}

    private static List<ToolGroup<Workplace>> first() {
        return List.of(
                new AccountTools(),
                new LogTools(),
                new TimerTools(),
                new EntryTools(),
                new EntryEditTools(),
                new ReviewTools(),
                new ReportTools(),
                new ProjectTools(),
                new ClientTools(),
                new TagTools(),
                new TaskTools());
    }

    private static List<ToolGroup<Workplace>> second() {
        return List.of(
                new TeamReports(),
                new ProjectKeeping(),
                new TaskKeeping(),
                new ClientKeeping(),
                new TagKeeping(),
                new TemplateTools(),
                new ProjectEstimates(),
                new ProjectPeople(),
                new RateTools(),
                new GroupTools(),
                new MemberTools(),
                new ProfileTools(),
                new FieldTools(),
                new InvoiceReads(),
                new InvoiceKeeping(),
                new InvoiceItems(),
                new InvoicePayments(),
                new InvoiceDefaults(),
                new InvoiceExport(),
                new ApprovalTools(),
                new TimeOffTools(),
                new PolicyTools(),
                new HolidayTools(),
                new GroupAliases(),
                new ExpenseCategoryTools(),
                new HistoryTools(),
                new EntriesTogether(),
                new SeatTools(),
                new WorkspaceTools(),
                new BalanceTools(),
                new AssignmentTools(),
                new HatchTools(),
                new ExpenseTools(),
                new ExpenseKeeping(),
                new ScheduleTools(),
                new LoggingTools(),
                new RearrangingTools(),
                new BusinessTools(),
                new LeadReports(),
                new TimeBilling(),
                new MergeTools(),
                new WebhookTools(),
                new WebhookKeeping(),
                new ExportTools(),
                new SharedReportTools());
    }

    /// Declares the groups whose tools are listed from the start.
    public static Toolbox<Workplace> declareFirst(Toolbox<Workplace> tools) {
        first().forEach(tools::add);
        return tools;
    }

    /// Declares the groups whose tools are found. They are made when somebody looks for one: most
    /// are never needed, and a client waits for the start.
    public static Toolbox<Workplace> declareSecond(Toolbox<Workplace> tools) {
        second().forEach(group -> tools.add(group, Tier.SECOND));
        return tools;
    }

    /// Declares every group in a toolbox.
    public static Toolbox<Workplace> declareAll(Toolbox<Workplace> tools) {
        return declareSecond(declareFirst(tools));
    }
}
