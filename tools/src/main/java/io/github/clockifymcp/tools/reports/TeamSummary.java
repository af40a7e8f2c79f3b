package io.github.clockifymcp.tools.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.ReportRows.Summary;
import io.github.clockifymcp.clockify.ReportRows.Totals;
import io.github.clockifymcp.clockify.Workspaces.Settings;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Bars;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.reports.TeamReports.SummarizeTeam;
import io.github.clockifymcp.tools.reports.TeamReports.TeamBy;
import io.github.clockifymcp.tools.time.DateRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Everybody's time summed up, with what of each part is billable. Sums are over everything.
///
/// @param rows the longest first
/// @param more how many rows are left out
/// @param earned empty where nothing was, or the caller may not see it
record TeamSummary(
        String range,
        int entries,
        long seconds,
        long billableSeconds,
        List<Earned> earned,
        @Columns List<TeamRow> rows,
        int more,
        @JsonIgnore String told)
        implements Told {
    private static final int MOST_ROWS = 100;

    /// @param percent of everybody's time, rounded
    record TeamRow(
            @Nullable String id,
            String name,
            long seconds,
            int percent,
            long billableSeconds,
            List<Earned> earned) {
        TeamRow {
            earned = List.copyOf(earned);
        }

        private String line(Bars bars) {
            return "%s: %s (%d%%)%s%s%s"
                    .formatted(
                            name,
                            SummaryReport.duration(seconds),
                            percent,
                            bars.behind(seconds),
                            billable(),
                            earned.isEmpty() ? "" : ", " + Earned.told(earned));
        }

        private String billable() {
            if (billableSeconds == seconds) {
                return ", all billable";
            }
            return ", %s billable (%d%%)"
                    .formatted(
                            SummaryReport.duration(billableSeconds),
                            Tally.percent(billableSeconds, seconds));
        }
    }

    TeamSummary {
        earned = List.copyOf(earned);
        rows = List.copyOf(rows);
    }

    /// @param billable the same report about billable time alone
    static TeamSummary of(
            SummarizeTeam in,
            DateRange range,
            Whose whose,
            Summary all,
            Summary billable,
            Workplace ws) {
        TeamBy by = in.groupBy();
        Totals total = SummaryReport.total(all);
        List<Earned> earned = Earned.of(total.amounts());
        List<TeamRow> rows =
                by == TeamBy.BILLABLE ? twoRows(total, earned) : rows(by, all, billable);
        List<TeamRow> shown = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
        List<String> lines = new ArrayList<>();
        lines.add(SummaryReport.head(ws.text().range(range), whose, total, earned));
        Bars bars = Bars.of(in.chart(), shown, TeamRow::seconds);
        shown.forEach(row ->
                lines.add(
                        by == TeamBy.BILLABLE
                                ? "%s: %s (%d%%)%s"
                                        .formatted(
                                                row.name(),
                                                SummaryReport.duration(row.seconds()),
                                                row.percent(),
                                                bars.behind(row.seconds()))
                                : row.line(bars)));
        if (shown.size() < rows.size()) {
            lines.add("and %d more".formatted(rows.size() - shown.size()));
        }
        if (by == TeamBy.USER && !rows.isEmpty()) {
            lines.add("Who has no time in it is not listed.");
        }
        Settings settings = ws.account().workspace().workspaceSettings();
        if (earned.isEmpty()
                && total.billableSeconds() > 0
                && settings != null
                && Objects.equals(settings.onlyAdminsSeeBillableRates(), true)) {
            lines.add("This workspace shows what time earns to admins alone.");
        }
        lines.addAll(whose.notes(range, ws));
        return new TeamSummary(
                ws.text().range(range),
                total.entriesCount(),
                total.seconds(),
                total.billableSeconds(),
                earned,
                shown,
                rows.size() - shown.size(),
                String.join("\n", lines));
    }

    private static List<TeamRow> twoRows(Totals total, List<Earned> earned) {
        long billable = total.billableSeconds();
        long other = total.seconds() - billable;
        if (total.seconds() == 0) {
            return List.of();
        }
        return List.of(
                new TeamRow(
                        null,
                        "billable",
                        billable,
                        Tally.percent(billable, total.seconds()),
                        billable,
                        earned),
                new TeamRow(
                        null,
                        "not billable",
                        other,
                        Tally.percent(other, total.seconds()),
                        0,
                        List.of()));
    }

    private static List<TeamRow> rows(TeamBy by, Summary all, Summary billable) {
        String none = "no " + by.name().toLowerCase(Locale.ROOT);
        Map<String, Long> billed = new HashMap<>();
        Tally.of(billable.groupOne(), none)
                .forEach(tally -> billed.put(key(tally), tally.seconds()));
        long whole = SummaryReport.total(all).seconds();
        List<Tally> tallies = Tally.of(all.groupOne(), none);
        Lines.Shared shared = Tally.shared(tallies);
        return tallies.stream()
                .map(tally ->
                        new TeamRow(
                                tally.id(),
                                tally.name(shared),
                                tally.seconds(),
                                Tally.percent(tally.seconds(), whole),
                                billed.getOrDefault(key(tally), 0L),
                                tally.earned()))
                .toList();
    }

    private static String key(Tally tally) {
        return Objects.requireNonNullElse(tally.id(), "");
    }
}
