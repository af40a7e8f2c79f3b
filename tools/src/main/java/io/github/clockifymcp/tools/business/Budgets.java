package io.github.clockifymcp.tools.business;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Projects;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.ReportFilter;
import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.clockify.ReportRows.Summary;
import io.github.clockifymcp.clockify.Reports.AmountShown;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.SummaryColumn;
import io.github.clockifymcp.tools.business.BudgetStatus.BudgetRow;
import io.github.clockifymcp.tools.business.BudgetStatus.Estimate;
import io.github.clockifymcp.tools.business.BudgetStatus.Used;
import io.github.clockifymcp.tools.catalogs.Currencies;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.reports.Earned;
import io.github.clockifymcp.tools.reports.Whose;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What projects have taken of their estimates and budgets. A handful of requests answers for all:
/// the list of projects knows their time, one report what it earned since the beginning, one the
/// last four weeks.
final class Budgets {
    /// At 200 a page.
    private static final int PAGES = 10;

    private static final int WEEKS = 4;

    private final Workplace ws;
    private final LocalDate today;
    private final Whose everybody;
    private final List<Project> projects;
    private final boolean complete;
    private final Map<Asked, Summary> reports = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    /// A report that was asked for.
    private record Asked(LocalDate first, LocalDate last, boolean billable) {}

    /// Days, and how an estimate begins anew.
    private record Cycle(
            LocalDate first, @Nullable String each, @Nullable LocalDate last, boolean billable) {}

    Budgets(@Nullable String project, Workplace ws) {
        this.ws = ws;
        this.today = ws.words().today();
        this.everybody = Whose.of("everybody", ws);
        Page<Project> read =
                project == null
                        ? Page.walk(
                                PAGES,
                                paging ->
                                        ws.api()
                                                .projects()
                                                .list(
                                                        Projects.Filter.all().archived(false),
                                                        paging))
                        // A remembered project may have had less time.
                        : new Page<>(List.of(ws.names().afresh().project(project)), false);
        this.projects = read.items().stream().filter(one -> !one.template()).toList();
        this.complete = !read.more();
    }

    BudgetStatus status(boolean chart) {
        List<Project> estimated =
                projects.stream()
                        .filter(one -> one.timeEstimate() != null || one.budgetEstimate() != null)
                        .toList();
        List<BudgetRow> rows = new ArrayList<>();
        for (Project project : estimated) {
            if (project.timeEstimate() != null) {
                rows.add(time(project, project.timeEstimate()));
            }
            if (project.budgetEstimate() != null) {
                rows.add(money(project, project.budgetEstimate()));
            }
        }
        rows.sort(
                Comparator.comparing(
                                BudgetRow::percent,
                                Comparator.nullsLast(Comparator.<Integer>reverseOrder()))
                        .thenComparing(BudgetRow::project));
        if (everybody.note() != null) {
            notes.add(everybody.note());
        }
        if (projects.size() == 1 && estimated.isEmpty()) {
            return unplanned(projects.getFirst());
        }
        return BudgetStatus.of(
                rows, projects.size() - estimated.size(), complete, notes, chart, ws);
    }

    /// One project that was asked for and has no estimate: what it took all the same.
    private BudgetStatus unplanned(Project project) {
        Duration week = time(recent(false), project).dividedBy(WEEKS);
        String tracked =
                project.duration() == null
                        ? ""
                        : "%s tracked in all, ".formatted(ws.text().duration(project.duration()));
        String told =
                "%s has no estimate and no budget; %s%s a week in the last four weeks."
                        .formatted(Lines.one(project.name()), tracked, ws.text().duration(week));
        return new BudgetStatus(List.of(), 0, 1, 0, true, told);
    }

    private BudgetRow time(Project project, Duration estimate) {
        Cycle cycle = cycle(project, "timeEstimate");
        Duration known = project.duration();
        Duration taken =
                known != null && cycle.each() == null && !cycle.billable()
                        ? known
                        : time(report(cycle.first(), today, cycle.billable()), project);
        Duration lately = time(recent(cycle.billable()), project);
        if (cycle.billable()) {
            note("%s counts billable time alone.".formatted(Lines.one(project.name())));
        }
        return BudgetRow.of(
                project,
                BudgetStatus.HOURS,
                new Estimate(BudgetStatus.hours(estimate), cycle.each(), cycle.last()),
                new Used(BudgetStatus.hours(taken), BudgetStatus.hours(lately.dividedBy(WEEKS))),
                today);
    }

    private BudgetRow money(Project project, long budget) {
        Cycle cycle = cycle(project, "budgetEstimate");
        BigDecimal taken = earned(report(cycle.first(), today, false), project);
        BigDecimal lately = earned(recent(false), project);
        if (project.raw().path("budgetEstimate").path("includeExpenses").asBoolean()) {
            note(
                    "%s counts expenses too; they are not in it."
                            .formatted(Lines.one(project.name())));
        }
        if (cycle.each() == null) {
            note("Money is of the time since %s.".formatted(ws.text().day(cycle.first())));
        }
        return BudgetRow.of(
                project,
                Objects.requireNonNullElse(currency(project), "money"),
                new Estimate(Amounts.major(budget), cycle.each(), cycle.last()),
                taken == null || lately == null
                        ? null
                        : new Used(
                                taken,
                                lately.divide(BigDecimal.valueOf(WEEKS), 2, RoundingMode.HALF_UP)),
                today);
    }

    private void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    private @Nullable String currency(Project project) {
        return project.hourlyRate() != null && project.hourlyRate().currency() != null
                ? project.hourlyRate().currency()
                : Currencies.usual(ws.account());
    }

    private Cycle cycle(Project project, String estimate) {
        JsonNode said = project.raw().path(estimate);
        boolean billable =
                estimate.equals("timeEstimate") && !said.path("includeNonBillable").asBoolean(true);
        return switch (said.path("resetOption").asText("")) {
            case "WEEKLY" -> {
                LocalDate first =
                        today.with(TemporalAdjusters.previousOrSame(ws.account().firstDay()));
                yield new Cycle(first, "week", first.plusDays(6), billable);
            }
            case "MONTHLY" ->
                    new Cycle(
                            today.withDayOfMonth(1),
                            "month",
                            today.with(TemporalAdjusters.lastDayOfMonth()),
                            billable);
            case "YEARLY" ->
                    new Cycle(
                            today.withDayOfYear(1),
                            "year",
                            today.with(TemporalAdjusters.lastDayOfYear()),
                            billable);
            default -> new Cycle(Since.earliest(ws), null, null, billable);
        };
    }

    /// The four weeks before today.
    private Summary recent(boolean billable) {
        return report(today.minusWeeks(WEEKS), today.minusDays(1), billable);
    }

    private Summary report(LocalDate first, LocalDate last, boolean billable) {
        return reports.computeIfAbsent(new Asked(first, last, billable), this::ask);
    }

    private Summary ask(Asked asked) {
        ReportFilter filter =
                ReportFilter.days(asked.first(), asked.last(), ws.account().zone())
                        .showing(AmountShown.EARNED);
        if (projects.size() == 1) {
            filter = filter.projects(List.of(projects.getFirst().id()));
        }
        return ws.api()
                .reports()
                .summary(
                        asked.billable() ? filter.billable(true) : filter,
                        List.of(Group.PROJECT),
                        SummaryColumn.GROUP);
    }

    private static Duration time(Summary report, Project project) {
        return Duration.ofSeconds(rows(report, project).stream().mapToLong(Row::seconds).sum());
    }

    /// Null where it is not shown to the caller.
    private static @Nullable BigDecimal earned(Summary report, Project project) {
        List<Row> rows = rows(report, project);
        if (rows.isEmpty()) {
            // Nothing was worked, so nothing was earned.
            return BigDecimal.ZERO;
        }
        if (rows.stream().allMatch(row -> row.amounts().isEmpty())) {
            return null;
        }
        Earned.Sum sum = new Earned.Sum();
        rows.forEach(row -> sum.add(row.amounts()));
        return sum.all().stream().map(Earned::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Row> rows(Summary report, Project project) {
        return report.groupOne().stream().filter(row -> project.id().equals(row.id())).toList();
    }
}
