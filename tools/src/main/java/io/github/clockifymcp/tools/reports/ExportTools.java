package io.github.clockifymcp.tools.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Download;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Link;
import io.github.clockifymcp.mcp.tool.Linked;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import io.github.clockifymcp.tools.review.ReviewTools;
import io.github.clockifymcp.tools.time.DateRange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reports as files.
///
/// The tool makes no file. It asks Clockify once for the same report with as few rows as there can
/// be, so that what is refused, for role, plan or range, is refused where it can still be said
/// differently, and so that the answer can say how much it is. The file is made when its link is
/// read: many are never read by the model, and a URI that holds the whole question is read alike by
/// every replica, today and tomorrow.
public final class ExportTools implements ToolGroup<Workplace> {
    private static final String TOOL = "clockify_export_report";
    private static final String URI = WorkspaceUris.WORKSPACE + "/export/{kind}/";
    private static final String QUERY = "/{query}";

    @Override
    public String id() {
        return "reports";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read(TOOL, ExportReport.class, Exported.class)
                .title("Export report")
                .describe(
                        "Makes a link to a report as a PDF, CSV or XLSX file, to be read as a"
                                + " resource.")
                .by(ExportTools::export);

        for (ReportFile file : List.of(ReportFile.PDF, ReportFile.XLSX)) {
            tools.resource(uri(file), "export_" + file.ending())
                    .title("Report as %s".formatted(file))
                    .describe("A report; %s gives the URI.".formatted(TOOL))
                    .withRightsOf(TOOL)
                    .by(
                            file.mediaType(),
                            WorkspaceUris.within(
                                    (values, ws) -> file.blob(read(file, values, ws))));
        }
        tools.longResource(uri(ReportFile.CSV), "export_csv")
                .title("Report as CSV")
                .describe("A report; %s gives the URI.".formatted(TOOL))
                .withRightsOf(TOOL)
                .by(
                        ReportFile.CSV.mediaType(),
                        WorkspaceUris.within(
                                (values, ws) -> ReportFile.text(read(ReportFile.CSV, values, ws))));
    }

    private static String uri(ReportFile file) {
        return URI + file.ending() + QUERY;
    }

    record ExportReport(
            @Doc("Which report.") ReportKind kind,
            @Doc("Kind of file.") ReportFile format,
            @Doc("Days: last month, 2026-11. This week if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Person's name or id, or everybody; you if left out.") @Nullable String user,
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("Client's name or id.") @Nullable String client,
            @Doc("Rows of a summary; project or user of a weekly one.") @Default("\"project\"")
                    GroupBy groupBy) {}

    /// @param rows null where Clockify does not count them
    /// @param seconds the time it is about; null where it is not about time
    record Exported(
            String range,
            String whose,
            @Nullable Integer rows,
            @Nullable Long seconds,
            List<Link> links,
            @JsonIgnore String told)
            implements Linked, Told {
        Exported {
            links = List.copyOf(links);
        }
    }

    static Exported export(ExportReport in, Workplace ws) {
        checkPlan(in.kind(), in.format(), ws);
        WantedReport wanted =
                wanted(
                        in.kind(),
                        in.start(),
                        in.end(),
                        new About(in.user(), in.project(), in.client(), in.groupBy()),
                        ws);
        WantedReport.Measure measure = wanted.measure(ws);
        Whose whose = wanted.whose(ws);
        String range = ws.text().range(wanted.days());
        String kind = in.kind().name().toLowerCase(Locale.ROOT);
        String what = "%s, %s, %s".formatted(capital(in.kind().said()), range, whose.name());
        Link link =
                in.format()
                        .link(
                                WorkspaceUris.of(
                                        ws,
                                        uri(in.format()),
                                        Map.of("kind", kind, "query", wanted.query())),
                                "%s-%s-%s"
                                        .formatted(
                                                kind, wanted.days().start(), wanted.days().last()),
                                what);
        String told = what + said(measure, in.format());
        return new Exported(
                range,
                whose.name(),
                measure.rows(),
                measure.seconds(),
                List.of(link),
                whose.note() == null ? told : told + "\n" + whose.note());
    }

    private static String said(WantedReport.Measure measure, ReportFile format) {
        if (measure.isEmpty()) {
            return ": nothing is in it. The file has only its head.";
        }
        String parts =
                format == ReportFile.CSV
                        ? " A long one can be read in parts, with /part/1 behind its URI."
                        : "";
        String counted = measure.told();
        return "%s. The link is the %s file, made when it is read.%s"
                .formatted(counted.isEmpty() ? "" : ": " + counted, format, parts);
    }

    private static void checkPlan(ReportKind kind, ReportFile format, Workplace ws) {
        format.check(ws);
        if (kind == ReportKind.ATTENDANCE) {
            ReportFile.need("ATTENDANCE_REPORT", "an attendance report", ws);
        }
        if (kind == ReportKind.EXPENSES) {
            ReportFile.need("EXPENSES", "expenses", ws);
        }
    }

    /// What a report is about, in people's words.
    record About(
            @Nullable String user,
            @Nullable String project,
            @Nullable String client,
            GroupBy groupBy) {}

    /// The report that is meant. Nothing but names is looked up.
    static WantedReport wanted(
            ReportKind kind,
            @Nullable String start,
            @Nullable String end,
            About about,
            Workplace ws) {
        DateRange days = ReportTools.days(start, end, "this week", ws);
        if (kind == ReportKind.WEEKLY) {
            days = week(days, ws);
            if (about.groupBy() != GroupBy.PROJECT && about.groupBy() != GroupBy.USER) {
                throw new ToolException(
                        Code.INVALID_ARGUMENTS,
                        "The rows of a weekly report are projects or people.",
                        "Use group_by project or user, or the kind summary.");
            }
        }
        return new WantedReport(
                kind,
                days,
                Whose.of(about.user(), ws).id(),
                about.project() == null ? null : ws.names().project(about.project()).id(),
                about.client() == null ? null : ws.names().client(about.client()).id(),
                about.groupBy());
    }

    /// The week of one day, or the seven days that were said.
    static DateRange week(DateRange days, Workplace ws) {
        return days.days() == 7 ? days : ReviewTools.week(said(days), ws);
    }

    private static String said(DateRange days) {
        return days.days() == 1
                ? days.start().toString()
                : "%s..%s".formatted(days.start(), days.last());
    }

    private static Download read(ReportFile file, Map<String, String> values, Workplace ws) {
        String kind = WorkspaceUris.value(values, "kind");
        for (ReportKind one : ReportKind.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(kind)) {
                WantedReport wanted = WantedReport.read(one, WorkspaceUris.value(values, "query"));
                return ws.api().reports().file(wanted.report(ws), file.type());
            }
        }
        throw new ToolException(
                Code.NOT_FOUND,
                "There is no report of the kind ‹%s›.".formatted(kind),
                "%s gives URIs of those there are.".formatted(TOOL));
    }

    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
