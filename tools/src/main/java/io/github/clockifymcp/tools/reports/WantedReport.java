package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Report;
import io.github.clockifymcp.clockify.ReportFilter;
import io.github.clockifymcp.clockify.ReportRows;
import io.github.clockifymcp.clockify.ReportRows.Totals;
import io.github.clockifymcp.clockify.Reports.AmountShown;
import io.github.clockifymcp.clockify.Reports.AttendanceColumn;
import io.github.clockifymcp.clockify.Reports.EntryColumn;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.SummaryColumn;
import io.github.clockifymcp.clockify.Reports.WeekGroup;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A report with nothing left to understand: days of the calendar and ids. It can be written as a
/// segment of a URI and read from it again, by any replica at any time, to the same report.
///
/// @param user whose time; null for everybody's
record WantedReport(
        ReportKind kind,
        DateRange days,
        @Nullable String user,
        @Nullable String project,
        @Nullable String client,
        GroupBy groupBy) {

    /// What there is in it.
    ///
    /// @param rows how many entries, days of people or groups, as its kind has rows; null where
    ///   Clockify counts nothing
    /// @param more whether there may be more of them
    /// @param seconds null where it is not about time
    record Measure(@Nullable Integer rows, boolean more, @Nullable Long seconds) {

        boolean isEmpty() {
            return !more && rows != null && rows == 0;
        }

        /// `12 rows, 30:15`
        String told() {
            String counted =
                    rows == null
                            ? ""
                            : "%s%d %s"
                                    .formatted(
                                            more ? "at least " : "",
                                            rows,
                                            rows == 1 ? "row" : "rows");
            return seconds == null
                    ? counted
                    : "%s, %s".formatted(counted, SummaryReport.duration(seconds));
        }
    }

    /// Such as `2026-11-01.2026-11-30.everybody.by-project.project-66ab…`.
    String query() {
        StringBuilder query = new StringBuilder();
        query.append(days.start()).append('.').append(days.last());
        query.append('.').append(user == null ? "everybody" : user);
        query.append(".by-").append(groupBy.name().toLowerCase(Locale.ROOT));
        if (project != null) {
            query.append(".project-").append(project);
        }
        if (client != null) {
            query.append(".client-").append(client);
        }
        return query.toString();
    }

    /// Reads what [#query] wrote, and nothing else.
    static WantedReport read(ReportKind kind, String query) {
        String[] parts = query.split("\\.", -1);
        try {
            if (parts.length >= 4) {
                String project = id(parts, "project-");
                String client = id(parts, "client-");
                LocalDate end = LocalDate.parse(parts[1]).plusDays(1);
                String by = parts[3].startsWith("by-") ? parts[3].substring(3) : "";
                WantedReport wanted =
                        new WantedReport(
                                kind,
                                new DateRange(LocalDate.parse(parts[0]), end),
                                Names.isId(parts[2]) ? parts[2] : null,
                                project,
                                client,
                                GroupBy.valueOf(by.toUpperCase(Locale.ROOT)));
                if (wanted.query().equals(query) && wanted.days.days() <= ReportTools.MOST_DAYS) {
                    return wanted;
                }
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // It is none of ours, as is said below.
        }
        throw new ToolException(
                Code.NOT_FOUND,
                "The URI is not one of an export.",
                "clockify_export_report gives URIs that are.");
    }

    private static @Nullable String id(String[] parts, String name) {
        for (int i = 4; i < parts.length; i++) {
            String id = parts[i].startsWith(name) ? parts[i].substring(name.length()) : "";
            if (Names.isId(id)) {
                return id;
            }
        }
        return null;
    }

    /// Whose time it is, if the caller may see it.
    Whose whose(Workplace ws) {
        boolean own = user != null && ws.account().owns(user);
        return Whose.of(own ? null : user == null ? "everybody" : user, ws);
    }

    /// The report as its file is asked for.
    Report report(Workplace ws) {
        return report(filter(ws).showing(AmountShown.EARNED));
    }

    /// The report without money, which not everybody may see who sees the report.
    Report withoutMoney(Workplace ws) {
        return report(filter(ws));
    }

    private Report report(ReportFilter filter) {
        return switch (kind) {
            case SUMMARY -> Report.summary(filter, groups());
            case DETAILED -> Report.detailed(filter);
            case WEEKLY -> Report.weekly(filter, weekGroup());
            case ATTENDANCE -> Report.attendance(filter);
            case EXPENSES -> Report.expenses(filter);
        };
    }

    /// Asks for the same report with as few rows as there can be: what Clockify refuses, for the
    /// range, the role or the plan, it refuses here.
    Measure measure(Workplace ws) {
        ReportFilter filter = filter(ws);
        return switch (kind) {
            case SUMMARY -> {
                ReportRows.Summary report =
                        ws.api().reports().summary(filter, groups(), SummaryColumn.GROUP);
                yield new Measure(
                        report.groupOne().size(), false, SummaryReport.total(report).seconds());
            }
            case DETAILED -> {
                Totals total =
                        ws.api()
                                .reports()
                                .detailed(filter, EntryColumn.DATE, new Paging(1, 1))
                                .total();
                yield new Measure(total.entriesCount(), false, total.seconds());
            }
            case WEEKLY -> {
                ReportRows.Weekly report = ws.api().reports().weekly(filter, weekGroup());
                yield new Measure(report.groupOne().size(), false, report.total().seconds());
            }
            case ATTENDANCE -> {
                var found =
                        ws.api()
                                .reports()
                                .attendance(filter, AttendanceColumn.DATE, new Paging(1, 200));
                yield new Measure(found.items().size(), found.more(), null);
            }
            case EXPENSES ->
                    new Measure(
                            (int) ws.api().expenses().report(filter, new Paging(1, 1)).count(),
                            false,
                            null);
        };
    }

    private ReportFilter filter(Workplace ws) {
        ReportFilter filter = whose(ws).within(days, ws).sorted(SortOrder.ASCENDING);
        if (project != null) {
            filter = filter.projects(List.of(project));
        }
        return client == null ? filter : filter.clients(List.of(client));
    }

    private List<Group> groups() {
        return switch (groupBy) {
            case DAY -> List.of(Group.DATE);
            case WEEK -> List.of(Group.WEEK);
            case MONTH -> List.of(Group.MONTH);
            default -> groupBy.group() == null ? List.of() : List.of(groupBy.group());
        };
    }

    private WeekGroup weekGroup() {
        return groupBy == GroupBy.USER ? WeekGroup.USER : WeekGroup.PROJECT;
    }
}
