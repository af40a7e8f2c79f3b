package io.github.clockifymcp.tools.business;

import io.github.clockifymcp.clockify.Money;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Projects;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.ReportFilter;
import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.clockify.ReportRows.Summary;
import io.github.clockifymcp.clockify.Reports.AmountShown;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.SummaryColumn;
import io.github.clockifymcp.tools.business.BillableLeakage.LeakRow;
import io.github.clockifymcp.tools.business.BillableLeakage.Part;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.reports.Earned;
import io.github.clockifymcp.tools.reports.Whose;
import io.github.clockifymcp.tools.time.DateRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks for billable work that is lost: three reports and the list of projects, for any number of
/// entries.
final class Leaks {
    /// At 200 a page.
    private static final int PAGES = 10;

    private final DateRange range;
    private final Workplace ws;
    private final Whose everybody;
    private final Page<Project> projects;
    private final Map<String, Project> known;
    private final List<String> notes = new ArrayList<>();

    Leaks(DateRange range, Workplace ws) {
        this.range = range;
        this.ws = ws;
        this.everybody = Whose.of("everybody", ws);
        this.projects =
                Page.walk(PAGES, paging -> ws.api().projects().list(Projects.Filter.all(), paging));
        this.known =
                projects.items().stream()
                        .collect(Collectors.toMap(Project::id, Function.identity(), (a, b) -> a));
    }

    BillableLeakage find() {
        ReportFilter filter = everybody.within(range, ws).showing(AmountShown.EARNED);
        Summary free = report(filter.billable(false), List.of(Group.PROJECT));
        Summary billable = report(filter.billable(true), List.of(Group.PROJECT, Group.USER));
        Summary open =
                report(filter.billable(true).invoicingState("UNINVOICED"), List.of(Group.PROJECT));
        long seconds = seconds(free.groupOne()) + seconds(billable.groupOne());
        if (projects.more()) {
            notes.add("Only the first %d projects were looked at.".formatted(known.size()));
        }
        notes.addAll(everybody.notes(range, ws));
        String whole =
                "%s, everybody's time: %s."
                        .formatted(
                                ws.text().range(range),
                                seconds == 0
                                        ? "no entries"
                                        : ws.text().duration(Duration.ofSeconds(seconds)));
        return BillableLeakage.of(
                ws.text().range(range),
                whole,
                seconds,
                notBillable(free),
                withoutProject(free, billable),
                notInvoiced(open),
                withoutRate(billable),
                notes,
                ws);
    }

    private Summary report(ReportFilter filter, List<Group> groups) {
        return ws.api().reports().summary(filter, groups, SummaryColumn.GROUP);
    }

    /// What it would be worth is known where the project has a rate of its own.
    private Part notBillable(Summary free) {
        List<LeakRow> rows = new ArrayList<>();
        for (Row row : free.groupOne()) {
            Project project = row.id() == null ? null : known.get(row.id());
            if (project != null && project.billable() && row.seconds() > 0) {
                rows.add(new LeakRow(name(row), row.seconds(), worth(project, row.seconds())));
            }
        }
        if (rows.stream().anyMatch(row -> !row.worth().isEmpty())) {
            notes.add("Time that is not billable is valued at its project's own rate.");
        }
        return part(rows);
    }

    private static List<Earned> worth(Project project, long seconds) {
        Money rate = project.hourlyRate();
        if (rate == null || rate.minorUnits() == 0) {
            return List.of();
        }
        BigDecimal amount =
                BigDecimal.valueOf(rate.minorUnits())
                        .multiply(BigDecimal.valueOf(seconds))
                        .divide(BigDecimal.valueOf(3_600L * 100), 2, RoundingMode.HALF_UP);
        return List.of(new Earned(amount, rate.currency()));
    }

    private static Part withoutProject(Summary free, Summary billable) {
        List<LeakRow> rows = new ArrayList<>();
        add(rows, "not billable", free.groupOne());
        add(rows, "billable", billable.groupOne());
        return part(rows);
    }

    private static void add(List<LeakRow> rows, String name, List<Row> all) {
        List<Row> without = all.stream().filter(row -> row.id() == null).toList();
        if (seconds(without) > 0) {
            Earned.Sum sum = new Earned.Sum();
            without.forEach(row -> sum.add(row.amounts()));
            rows.add(new LeakRow(name, seconds(without), sum.all()));
        }
    }

    private static Part notInvoiced(Summary open) {
        return part(
                open.groupOne().stream()
                        .filter(row -> row.seconds() > 0)
                        .map(row -> new LeakRow(name(row), row.seconds(), Earned.of(row.amounts())))
                        .toList());
    }

    /// Who works billable on what and earns nothing with it.
    private static @Nullable Part withoutRate(Summary billable) {
        boolean shown =
                billable.groupOne().isEmpty()
                        || billable.groupOne().stream().anyMatch(row -> !row.amounts().isEmpty());
        if (!shown) {
            return null;
        }
        List<LeakRow> rows = new ArrayList<>();
        for (Row project : billable.groupOne()) {
            for (Row person : project.children()) {
                if (person.seconds() > 0 && Earned.of(person.amounts()).isEmpty()) {
                    rows.add(
                            new LeakRow(
                                    "%s on %s".formatted(person.name(), name(project)),
                                    person.seconds(),
                                    List.of()));
                }
            }
        }
        return part(rows);
    }

    private static String name(Row row) {
        if (row.id() == null) {
            return "no project";
        }
        return row.clientName() == null
                ? Lines.one(row.name())
                : "%s for %s".formatted(Lines.one(row.name()), Lines.one(row.clientName()));
    }

    private static Part part(Collection<LeakRow> rows) {
        List<LeakRow> sorted = new ArrayList<>(rows);
        sorted.sort(
                Comparator.comparingLong(LeakRow::seconds).reversed().thenComparing(LeakRow::name));
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (LeakRow row : rows) {
            for (Earned one : row.worth()) {
                String currency = one.currency() == null ? "" : one.currency();
                sums.merge(currency, one.amount(), BigDecimal::add);
            }
        }
        return Part.of(
                sorted,
                sums.entrySet().stream()
                        .map(sum ->
                                new Earned(
                                        sum.getValue(),
                                        sum.getKey().isEmpty() ? null : sum.getKey()))
                        .toList());
    }

    private static long seconds(Collection<Row> rows) {
        return rows.stream().mapToLong(Row::seconds).sum();
    }
}
