package io.github.clockifymcp.tools.business;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Bars;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far projects are in what they may take, the furthest first.
///
/// @param rows a project with two estimates has two
/// @param over how many have taken more than that, also of those left out
/// @param withoutEstimate how many active projects have none
/// @param left how many rows are left out
/// @param complete whether all projects were read
record BudgetStatus(
        @Columns List<BudgetRow> rows,
        int over,
        int withoutEstimate,
        int left,
        boolean complete,
        @JsonIgnore String told)
        implements Told {
    private static final int MOST_ROWS = 50;

    /// What is left of a year at a slow pace is no forecast any more.
    private static final int FARTHEST_DAYS = 1_100;

    BudgetStatus {
        rows = List.copyOf(rows);
    }

    /// What one project may take, and took.
    ///
    /// @param unit hours, or a currency
    /// @param used null where it is not shown to the caller
    /// @param perWeek the mean of the last four weeks
    /// @param usedUpOn at this pace; null when it is used up, and when there is no telling
    /// @param each week, month or year, for which the estimate is each time; null where it is for
    ///   all of it
    record BudgetRow(
            String id,
            String project,
            @Nullable String client,
            String unit,
            BigDecimal estimate,
            @Nullable BigDecimal used,
            @Nullable Integer percent,
            @Nullable BigDecimal perWeek,
            @Nullable LocalDate usedUpOn,
            @Nullable String each) {

        static BudgetRow of(
                Project project,
                String unit,
                Estimate estimate,
                @Nullable Used used,
                LocalDate today) {
            BigDecimal taken = used == null ? null : used.amount();
            BigDecimal pace = used == null ? null : used.perWeek();
            return new BudgetRow(
                    project.id(),
                    project.name(),
                    project.clientName(),
                    unit,
                    estimate.amount(),
                    taken,
                    taken == null ? null : share(taken, estimate.amount()),
                    pace,
                    usedUp(estimate, taken, pace, today),
                    estimate.each());
        }

        private static @Nullable Integer share(BigDecimal part, BigDecimal whole) {
            if (whole.signum() == 0) {
                return null;
            }
            return part.movePointRight(2).divide(whole, 0, RoundingMode.HALF_UP).intValue();
        }

        private static @Nullable LocalDate usedUp(
                Estimate estimate,
                @Nullable BigDecimal taken,
                @Nullable BigDecimal pace,
                LocalDate today) {
            if (taken == null || pace == null || pace.signum() <= 0) {
                return null;
            }
            BigDecimal rest = estimate.amount().subtract(taken);
            if (rest.signum() <= 0) {
                return null;
            }
            BigDecimal days =
                    rest.multiply(BigDecimal.valueOf(7)).divide(pace, 0, RoundingMode.CEILING);
            if (days.compareTo(BigDecimal.valueOf(FARTHEST_DAYS)) > 0) {
                return null;
            }
            LocalDate day = today.plusDays(days.longValueExact());
            // It begins anew before.
            return estimate.until() != null && day.isAfter(estimate.until()) ? null : day;
        }

        boolean isOver() {
            return used != null && used.compareTo(estimate) > 0;
        }

        private String line(boolean chart, Workplace ws) {
            StringBuilder line = new StringBuilder(Lines.one(project));
            if (client != null) {
                line.append(" for ").append(Lines.one(client));
            }
            line.append(": ");
            if (used == null || perWeek == null) {
                return line.append(said(estimate))
                        .append(" budget; what its time earns is not shown to you")
                        .toString();
            }
            line.append("%s of %s".formatted(said(used), said(estimate)));
            line.append(each == null ? "" : " this " + each);
            line.append(percent == null ? "" : " (%d%%)".formatted(percent));
            line.append(chart ? Bars.part(used, estimate) : "");
            if (isOver()) {
                line.append(", over by ").append(said(used.subtract(estimate)));
            }
            line.append(
                    perWeek.signum() == 0
                            ? ", nothing in the last four weeks"
                            : ", %s a week".formatted(said(perWeek)));
            return line.append(forecast(ws)).toString();
        }

        private String forecast(Workplace ws) {
            if (usedUpOn != null) {
                return ", used up about %s".formatted(ws.text().day(usedUpOn));
            }
            if (used == null
                    || perWeek == null
                    || used.compareTo(estimate) >= 0
                    || perWeek.signum() <= 0) {
                return "";
            }
            return each == null ? ", lasts for years at that" : ", lasts this " + each;
        }

        private String said(BigDecimal amount) {
            return BudgetStatus.said(amount, unit);
        }
    }

    /// What a project may take.
    ///
    /// @param until the last day it is for; null for good
    record Estimate(BigDecimal amount, @Nullable String each, @Nullable LocalDate until) {}

    /// What it took.
    record Used(BigDecimal amount, BigDecimal perWeek) {}

    /// @param sorted all rows
    /// @param notes what a reader has to know
    /// @param chart whether the text has bars
    static BudgetStatus of(
            List<BudgetRow> sorted,
            int withoutEstimate,
            boolean complete,
            List<String> notes,
            boolean chart,
            Workplace ws) {
        List<BudgetRow> shown = sorted.subList(0, Math.min(sorted.size(), MOST_ROWS));
        int over = (int) sorted.stream().filter(BudgetRow::isOver).count();
        List<String> lines = new ArrayList<>();
        if (sorted.isEmpty()) {
            lines.add("No active project has an estimate or a budget.");
        }
        shown.forEach(row -> lines.add(row.line(chart, ws)));
        if (shown.size() < sorted.size()) {
            lines.add("and %d more".formatted(sorted.size() - shown.size()));
        }
        if (sorted.size() > 1) {
            lines.addAll(totals(sorted, over));
        }
        if (withoutEstimate > 0) {
            lines.add("%d more have no estimate.".formatted(withoutEstimate));
        }
        if (!complete) {
            lines.add("There are more projects than were read: ask for one by name.");
        }
        lines.addAll(notes);
        return new BudgetStatus(
                shown,
                over,
                withoutEstimate,
                sorted.size() - shown.size(),
                complete,
                String.join("\n", lines));
    }

    /// Hours and each currency on their own; what is hidden is in neither sum.
    private static List<String> totals(List<BudgetRow> rows, int over) {
        Map<String, BigDecimal[]> sums = new LinkedHashMap<>();
        for (BudgetRow row : rows) {
            if (row.used() != null) {
                BigDecimal[] sum =
                        sums.computeIfAbsent(
                                row.unit(),
                                unit -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
                sum[0] = sum[0].add(row.used());
                sum[1] = sum[1].add(row.estimate());
            }
        }
        List<String> lines = new ArrayList<>();
        sums.forEach((unit, sum) -> {
            Integer percent = BudgetRow.share(sum[0], sum[1]);
            lines.add(
                    "In all %s of %s%s."
                            .formatted(
                                    said(sum[0], unit),
                                    said(sum[1], unit),
                                    percent == null ? "" : " (%d%%)".formatted(percent)));
        });
        lines.add("%d of %d over.".formatted(over, rows.size()));
        return lines;
    }

    static final String HOURS = "hours";

    /// Hours with three decimals keep seconds near enough for minutes to be shown.
    static BigDecimal hours(Duration time) {
        return BigDecimal.valueOf(time.toSeconds())
                .divide(BigDecimal.valueOf(3_600), 3, RoundingMode.HALF_UP);
    }

    private static String said(BigDecimal amount, String unit) {
        if (!unit.equals(HOURS)) {
            return Amounts.said(amount.setScale(2, RoundingMode.HALF_UP), unit);
        }
        long minutes =
                amount.multiply(BigDecimal.valueOf(60))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
        return "%d:%02d".formatted(minutes / 60, minutes % 60);
    }
}
