package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.ReportFilter;
import io.github.clockifymcp.clockify.Reports.AmountShown;
import io.github.clockifymcp.clockify.Reports.EntryColumn;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.SummaryColumn;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Bars;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryTools;
import io.github.clockifymcp.tools.review.QuickReport;
import io.github.clockifymcp.tools.time.DateRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sums over any days and anybody's time.
///
/// Summary and detailed report are Clockify's own: one request adds up a year of a whole team, or
/// finds a page with the sums of all pages, where the entries would take a request for every 200 of
/// every person. The quick report is made of the own entries of a few days: one request gives its
/// sums, its latest entries and the timer that runs, which reports leave out.
public final class ReportTools implements ToolGroup<Workplace> {
    /// Clockify's answer has a row for each day and thing.
    static final int MOST_DAYS = 366;

    @Override
    public String id() {
        return "reports";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_summary_report", SummarizeTime.class, SummaryReport.class)
                .title("Summary report")
                .describe(
                        "Sums up your, somebody's or everybody's time, with percentages, earnings"
                                + " and the most productive day.")
                .by(ReportTools::summary);

        tools.read("clockify_detailed_report", DetailTime.class, DetailedReport.class)
                .title("Detailed report")
                .describe("Lists your, somebody's or everybody's entries, with totals over all.")
                .by(ReportTools::detailed);

        tools.read("clockify_quick_report", QuickLook.class, QuickReport.class)
                .title("Quick report")
                .describe("Shows your last days at a glance: totals, top projects, latest entries.")
                .by((in, ws) -> QuickReport.of(in.days(), ws));
    }

    record SummarizeTime(
            @Doc("Days: last month, 2026-11. This week if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("What to sum by.") @Default("\"project\"") GroupBy groupBy,
            @Doc("Person's name or id, or everybody; you if left out.") @Nullable String user,
            @Doc("Project's name or id.") @Nullable String project,
            @Doc(Bars.DOC) @Default("false") boolean chart) {}

    static SummaryReport summary(SummarizeTime in, Workplace ws) {
        DateRange range = days(in.start(), in.end(), "this week", ws);
        Whose whose = Whose.of(in.user(), ws);
        ReportFilter filter = whose.within(range, ws).showing(AmountShown.EARNED);
        if (in.project() != null) {
            filter = filter.projects(List.of(ws.names().project(in.project()).id()));
        }
        // Days outside, since an entry has one day and may have several tags.
        Group group = in.groupBy().group();
        List<Group> groups = group == null ? List.of(Group.DATE) : List.of(Group.DATE, group);
        return SummaryReport.of(
                in.groupBy(),
                range,
                whose,
                ws.api().reports().summary(filter, groups, SummaryColumn.GROUP),
                in.chart(),
                ws);
    }

    public static DateRange days(
            @Nullable String start, @Nullable String end, String usual, Workplace ws) {
        DateRange range = EntryTools.days(start, end, usual, ws);
        if (range.days() > MOST_DAYS) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s are more than %d days.".formatted(ws.text().range(range), MOST_DAYS),
                    "Report on a year at a time.");
        }
        return range;
    }

    record DetailTime(
            @Doc("Days: last week. Last 7 if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Person's name or id, or everybody; you if left out.") @Nullable String user,
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("Part of the description.") @Nullable String description,
            @Doc("Billable, or not.") @Nullable Boolean billable,
            @Doc("From 1, latest first.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Entries on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize,
            @Doc(Detail.DOC) @Default("\"brief\"") Detail detail) {}

    static DetailedReport detailed(DetailTime in, Workplace ws) {
        DateRange range = days(in.start(), in.end(), "last 7 days", ws);
        Whose whose = Whose.of(in.user(), ws);
        ReportFilter filter =
                whose.within(range, ws).showing(AmountShown.EARNED).sorted(SortOrder.DESCENDING);
        if (in.project() != null) {
            filter = filter.projects(List.of(ws.names().project(in.project()).id()));
        }
        if (in.description() != null) {
            filter = filter.description(in.description());
        }
        if (in.billable() != null) {
            filter = filter.billable(in.billable());
        }
        Paging paging = new Paging(in.page(), in.pageSize());
        return DetailedReport.of(
                range,
                whose,
                ws.api().reports().detailed(filter, EntryColumn.DATE, paging),
                paging,
                in.detail(),
                ws);
    }

    record QuickLook(
            @Doc("How many days, with today.") @Range(min = 1, max = 31) @Default("7") int days) {}
}
