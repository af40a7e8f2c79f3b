package io.github.clockifymcp.tools.business;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.InvoiceFilter;
import io.github.clockifymcp.clockify.Invoices;
import io.github.clockifymcp.clockify.Invoices.Status;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.clockify.ReportRows.Summary;
import io.github.clockifymcp.clockify.ReportRows.Totals;
import io.github.clockifymcp.clockify.Reports.AmountShown;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.SummaryColumn;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.reports.Earned;
import io.github.clockifymcp.tools.reports.Tally;
import io.github.clockifymcp.tools.reports.Whose;
import io.github.clockifymcp.tools.time.DateRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A client's time by project and person, and what they have still to pay.
///
/// @param earned empty where nothing was, or the caller may not see it
/// @param projects the longest first, all of them
/// @param invoices those that are not paid, whenever they were issued; null where the caller may
///   not see them
record ClientReport(
        String client,
        String range,
        long seconds,
        long billableSeconds,
        List<Earned> earned,
        @Columns List<ProjectTime> projects,
        @Nullable @Columns List<OpenInvoice> invoices,
        @JsonIgnore String told)
        implements Told {
    /// At 200 a page.
    private static final int PAGES = 5;

    private static final int MOST_LINES = 80;

    private static final List<Status> OPEN =
            List.of(Status.UNSENT, Status.SENT, Status.PARTIALLY_PAID, Status.OVERDUE);

    ClientReport {
        earned = List.copyOf(earned);
        projects = List.copyOf(projects);
        invoices = invoices == null ? null : List.copyOf(invoices);
    }

    record ProjectTime(
            @Nullable String id,
            String name,
            long seconds,
            List<Earned> earned,
            @Columns List<PersonTime> people) {
        ProjectTime {
            earned = List.copyOf(earned);
            people = List.copyOf(people);
        }
    }

    record PersonTime(String name, long seconds, List<Earned> earned) {
        PersonTime {
            earned = List.copyOf(earned);
        }
    }

    /// @param status such as `overdue`
    /// @param open what is still to be paid of the amount
    /// @param due such as `2026-11-20`
    record OpenInvoice(
            String number,
            String status,
            BigDecimal amount,
            BigDecimal open,
            @Nullable String currency,
            @Nullable String due) {

        static OpenInvoice of(Invoices.Summary invoice) {
            return new OpenInvoice(
                    invoice.number(),
                    invoice.status().toLowerCase(Locale.ROOT),
                    Amounts.major(invoice.amount().minorUnits()),
                    Amounts.major(invoice.balance().minorUnits()),
                    invoice.amount().currency(),
                    invoice.due() == null ? null : invoice.due().toString());
        }

        private String line() {
            return "%s: %s open of %s, %s%s"
                    .formatted(
                            Lines.one(number),
                            open.toPlainString(),
                            Amounts.said(amount, currency),
                            status.replace('_', ' '),
                            due == null ? "" : ", due " + due);
        }
    }

    static ClientReport read(String name, DateRange range, Workplace ws) {
        Client client = ws.names().client(name);
        Whose everybody = Whose.of("everybody", ws);
        Summary report =
                ws.api()
                        .reports()
                        .summary(
                                everybody
                                        .within(range, ws)
                                        .showing(AmountShown.EARNED)
                                        .clients(List.of(client.id())),
                                List.of(Group.PROJECT, Group.USER),
                                SummaryColumn.GROUP);
        List<ProjectTime> projects = projects(report);
        List<String> notes = new ArrayList<>(everybody.notes(range, ws));
        List<OpenInvoice> invoices = invoices(client, notes, ws);
        Totals total = report.total();
        List<Earned> earned = Earned.of(total.amounts());
        List<String> lines = new ArrayList<>();
        lines.add(head(client, range, total, earned, ws));
        lines.addAll(lines(projects, ws));
        if (invoices != null) {
            lines.add(
                    invoices.isEmpty()
                            ? "No invoice is open."
                            : invoices.size() == 1
                                    ? "1 open invoice:"
                                    : "%d open invoices:".formatted(invoices.size()));
            invoices.forEach(invoice -> lines.add("  " + invoice.line()));
        }
        lines.addAll(notes);
        return new ClientReport(
                client.name(),
                ws.text().range(range),
                total.seconds(),
                total.billableSeconds(),
                earned,
                projects,
                invoices,
                String.join("\n", lines));
    }

    private static List<ProjectTime> projects(Summary report) {
        List<ProjectTime> projects = new ArrayList<>();
        for (Tally project : Tally.of(report.groupOne(), "no project")) {
            List<Row> people =
                    report.groupOne().stream()
                            .filter(row -> Objects.equals(row.id(), project.id()))
                            .flatMap(row -> row.children().stream())
                            .toList();
            projects.add(
                    new ProjectTime(
                            project.id(),
                            project.name(),
                            project.seconds(),
                            project.earned(),
                            Tally.of(people, "nobody").stream()
                                    .map(person ->
                                            new PersonTime(
                                                    person.name(),
                                                    person.seconds(),
                                                    person.earned()))
                                    .toList()));
        }
        return projects;
    }

    /// What keeps them from being seen is no reason to keep the hours back.
    private static @Nullable List<OpenInvoice> invoices(
            Client client, List<String> notes, Workplace ws) {
        InvoiceFilter filter = InvoiceFilter.all().clients(List.of(client.id())).statuses(OPEN);
        try {
            Page<Invoices.Summary> found =
                    Page.walk(PAGES, paging -> ws.api().invoices().search(filter, paging));
            if (found.more()) {
                notes.add(
                        "There are more open invoices; these are the latest %d."
                                .formatted(found.items().size()));
            }
            return found.items().stream()
                    // Newly made, an invoice owes nothing yet.
                    .filter(one -> one.balance().minorUnits() > 0 || one.status().equals("UNSENT"))
                    .map(OpenInvoice::of)
                    .toList();
        } catch (ClockifyException e) {
            if (e.category() != Category.ACCESS_DENIED && e.category() != Category.PLAN_REQUIRED) {
                throw e;
            }
            notes.add("Its invoices are not shown to you.");
            return null;
        }
    }

    private static String head(
            Client client, DateRange range, Totals total, List<Earned> earned, Workplace ws) {
        String what = "%s, %s".formatted(Lines.one(client.name()), ws.text().range(range));
        if (total.seconds() == 0) {
            return what + ": no time.";
        }
        return "%s: %s, %s billable (%d%%)%s."
                .formatted(
                        what,
                        duration(total.seconds(), ws),
                        duration(total.billableSeconds(), ws),
                        Tally.percent(total.billableSeconds(), total.seconds()),
                        earned.isEmpty() ? "" : ", %s earned".formatted(Earned.told(earned)));
    }

    private static List<String> lines(List<ProjectTime> projects, Workplace ws) {
        List<String> lines = new ArrayList<>();
        for (ProjectTime project : projects) {
            lines.add(line(project.name(), project.seconds(), project.earned(), ws));
            for (PersonTime person : project.people()) {
                lines.add("  " + line(person.name(), person.seconds(), person.earned(), ws));
            }
        }
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, MOST_LINES));
        shown.add("and %d lines more".formatted(lines.size() - MOST_LINES));
        return shown;
    }

    private static String line(String name, long seconds, List<Earned> earned, Workplace ws) {
        return "%s: %s%s"
                .formatted(
                        name,
                        duration(seconds, ws),
                        earned.isEmpty() ? "" : ", " + Earned.told(earned));
    }

    private static String duration(long seconds, Workplace ws) {
        return ws.text().duration(Duration.ofSeconds(seconds));
    }
}
