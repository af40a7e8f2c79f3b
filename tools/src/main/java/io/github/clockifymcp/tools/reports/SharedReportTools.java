package io.github.clockifymcp.tools.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.SharedReports.Rendered;
import io.github.clockifymcp.clockify.SharedReports.SharedReport;
import io.github.clockifymcp.clockify.SharedReports.Which;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Link;
import io.github.clockifymcp.mcp.tool.Linked;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import java.util.List;
import java.util.Map;

/// Reports that are kept for others to see.
public final class SharedReportTools implements ToolGroup<Workplace> {
    private static final String EXPORT = "clockify_export_shared_report";
    private static final String URI = WorkspaceUris.WORKSPACE + "/shared-report/{reportId}/";

    @Override
    public String id() {
        return "shared_reports";
    }

    @Override
    public void before(Workplace ws) {
        PlanFeatures.need("SHARED_REPORTS", "shared reports", ws);
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_shared_reports", ListShared.class, SharedPage.class)
                .title("List shared reports")
                .describe("Lists shared reports, of what kind they are and who sees them.")
                .by(SharedReportTools::list);

        tools.read("clockify_get_shared_report", GetShared.class, SharedDetail.class)
                .title("Get shared report")
                .describe("Shows a shared report's numbers as of now, its link and who sees it.")
                .by((in, ws) -> SharedDetail.of(SharedFinder.find(in.report(), ws)));

        tools.write(
                        "clockify_create_shared_report",
                        SharedKeeping.Create.class,
                        SharedChanged.class)
                .title("Create shared report")
                .describe(
                        "Shares a report, without money: with people and groups, or with everybody"
                                + " who has its link. They see the time that you may see.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .plan(SharedKeeping::create);

        tools.write(
                        "clockify_update_shared_report",
                        SharedKeeping.Update.class,
                        SharedChanged.class)
                .title("Update shared report")
                .describe(
                        "Changes a shared report's name, days or who sees it; what is left out"
                                + " stays.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .plan(SharedKeeping::update);

        tools.write("clockify_delete_shared_report", GetShared.class, SharedChanged.class)
                .title("Delete shared report")
                .describe("Deletes a shared report for good; its link no longer works.")
                .certainRisks(Risk.DESTRUCTIVE, Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .plan(SharedKeeping::delete);

        tools.read(EXPORT, ExportShared.class, SharedFile.class)
                .title("Export shared report")
                .describe(
                        "Makes a link to a shared report as a PDF, CSV or XLSX file, to be read as"
                                + " a resource.")
                .by(SharedReportTools::export);

        declareFiles(tools);
    }

    private static void declareFiles(Toolbox<Workplace> tools) {
        for (ReportFile file : List.of(ReportFile.PDF, ReportFile.XLSX)) {
            tools.resource(URI + file.ending(), "shared_report_" + file.ending())
                    .title("Shared report as %s".formatted(file))
                    .describe("A shared report, by its id.")
                    .withRightsOf(EXPORT)
                    .by(
                            file.mediaType(),
                            WorkspaceUris.within((values, ws) -> {
                                String id = SharedFinder.here(values, ws);
                                return file.blob(ws.api().sharedReports().file(id, file.type()));
                            }));
        }
        ReportFile csv = ReportFile.CSV;
        tools.longResource(URI + csv.ending(), "shared_report_csv")
                .title("Shared report as CSV")
                .describe("A shared report, by its id.")
                .withRightsOf(EXPORT)
                .by(
                        csv.mediaType(),
                        WorkspaceUris.within((values, ws) -> {
                            String id = SharedFinder.here(values, ws);
                            return ReportFile.text(ws.api().sharedReports().file(id, csv.type()));
                        }));
    }

    /// Which shared reports.
    enum Shown {
        ALL(Which.ALL),
        ALL_AS_ADMIN(Which.ALL_ADMIN),
        MINE(Which.CREATED_BY_ME),
        SHARED_WITH_ME(Which.SHARED_WITH_ME);

        private final Which which;

        Shown(Which which) {
            this.which = which;
        }
    }

    record ListShared(
            @Doc("Yours and those shared with you, or some of them.") @Default("\"all\"")
                    Shown filter,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Reports on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record SharedPage(@Columns List<SharedRow> reports, Slice part) implements Told {
        SharedPage {
            reports = List.copyOf(reports);
        }

        @Override
        public String told() {
            Lines.Shared shared = Lines.shared(reports.stream().map(SharedRow::name).toList());
            return Lines.told(
                    reports.stream().map(row -> row.line(shared)).toList(), part, "shared report");
        }
    }

    static SharedPage list(ListShared in, Workplace ws) {
        ReportFile.need(SharedKeeping.FEATURE, "shared reports", ws);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<SharedReport> found = ws.api().sharedReports().list(in.filter().which, paging);
        return new SharedPage(
                found.items().stream().map(SharedRow::of).toList(), Slice.of(found, paging));
    }

    record GetShared(@Doc("Its name or id.") String report) {}

    record ExportShared(
            @Doc("Its name or id.") String report, @Doc("Kind of file.") ReportFile format) {}

    /// @param name of the shared report
    record SharedFile(String id, String name, List<Link> links, @JsonIgnore String told)
            implements Linked, Told {
        SharedFile {
            links = List.copyOf(links);
        }
    }

    /// The file is made when its link is read; the call finds the report, and so knows that there
    /// is one and that it may be seen.
    static SharedFile export(ExportShared in, Workplace ws) {
        in.format().check(ws);
        Rendered found = SharedFinder.find(in.report(), ws);
        SharedDetail detail = SharedDetail.of(found);
        SharedRow row = detail.report();
        String title = ExportTools.capital(SharedFinder.said(row.name()));
        Link link =
                in.format()
                        .link(
                                WorkspaceUris.of(
                                        ws,
                                        URI + in.format().ending(),
                                        Map.of("reportId", row.id())),
                                "shared-report-" + row.id(),
                                title);
        Long seconds = detail.seconds();
        String size =
                seconds == null
                        ? ""
                        : " %s in %d entries."
                                .formatted(SummaryReport.duration(seconds), detail.entries());
        return new SharedFile(
                row.id(),
                row.name(),
                List.of(link),
                "%s:%s The link is the %s file, made when it is read."
                        .formatted(title, size, in.format()));
    }

    /// @param done what became of it
    record SharedChanged(String id, String name, String done) implements Told {
        @Override
        public String told() {
            return "%s, id %s".formatted(done, id);
        }
    }
}
