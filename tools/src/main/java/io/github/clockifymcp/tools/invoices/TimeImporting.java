package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Projects;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.TimeImport;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.invoices.InvoiceItems.ImportTime;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The time of an invoice's client that is to stand on it.
final class TimeImporting {
    private static final int NAMED = 8;

    /// More projects than one client has; at 200 a page.
    private static final int PAGES = 5;

    private final Invoice invoice;
    private final ImportTime in;
    private final Workplace ws;

    TimeImporting(Invoice invoice, ImportTime in, Workplace ws) {
        this.invoice = invoice;
        this.in = in;
        this.ws = ws;
    }

    /// @param items those that were added
    record Imported(InvoiceRow invoice, @Columns List<ItemRow> items) implements Told {
        Imported {
            items = List.copyOf(items);
        }

        @Override
        public String told() {
            String done =
                    switch (items.size()) {
                        case 0 ->
                                "Nothing was imported: there is no such billable time that is not"
                                        + " on an invoice already.\n";
                        case 1 -> "Imported 1 item:\n";
                        default -> "Imported %d items:\n".formatted(items.size());
                    };
            return done + ItemRow.lines(items) + invoice.line();
        }
    }

    Planned<Imported> plan() {
        String said = InvoiceFinder.said(invoice);
        List<Project> projects = projects(said);
        DateRange days =
                in.end() == null
                        ? ws.words().range(in.start(), Direction.PAST)
                        : ws.words().range(in.start(), in.end(), Direction.PAST);
        TimeImport time =
                new TimeImport(
                        projects.stream().map(Project::id).toList(),
                        ws.entries().window(days),
                        in.groupBy().sent());
        int before = invoice.items().size();
        // Without an inverse: which items it makes is not known before.
        return ws.plan(
                        "Import billable time of %s to %s, which comes to %s now: %s"
                                .formatted(
                                        ws.text().range(days),
                                        said,
                                        Amounts.said(invoice.amount()),
                                        in.groupBy().said()),
                        "invoice",
                        ws.api().invoices().importTime(invoice.id(), time))
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .replacing("invoice", invoice.id(), invoice.raw())
                .note("From %s.".formatted(named(projects)))
                .note(
                        "Everybody's time that is billable and on no invoice yet; it counts as"
                                + " invoiced then. What it comes to Clockify says afterwards.")
                .notes(InvoiceFinder.warnings(invoice))
                .answering(
                        answers -> imported(Plan.read(answers, "invoice", Invoice.class), before));
    }

    private static Imported imported(Invoice now, int before) {
        List<ItemRow> all = ItemRow.of(now);
        return new Imported(
                InvoiceRow.of(now), all.subList(Math.min(before, all.size()), all.size()));
    }

    private List<Project> projects(String said) {
        String client = invoice.clientId();
        if (client == null) {
            throw new ToolException(
                    Code.CONFLICT,
                    "The %s has no client, and time is imported by client.".formatted(said),
                    "Make an invoice for the client with clockify_create_invoice.");
        }
        return projects(client, in.projects(), said, ws);
    }

    /// Projects whose time goes on an invoice.
    ///
    /// @param names null or empty for all of the client's
    /// @param said what a refusal calls the invoice
    static List<Project> projects(
            String client, @Nullable List<String> names, String said, Workplace ws) {
        if (names == null || names.isEmpty()) {
            Projects.Filter theirs = Projects.Filter.all().clients(List.of(client));
            Page<Project> all =
                    Page.walk(PAGES, paging -> ws.api().projects().list(theirs, paging));
            if (all.items().isEmpty()) {
                throw new ToolException(
                        Code.NOT_FOUND,
                        "The client of the %s has no projects.".formatted(said),
                        "clockify_list_projects shows whose projects there are.");
            }
            if (all.more()) {
                // What is imported counts as all of the client's time, and must not be of some.
                throw new ToolException(
                        Code.CONFLICT,
                        "The client of the %s has more than %d projects."
                                .formatted(said, all.items().size()),
                        "Name the projects whose time is meant.");
            }
            return all.items();
        }
        List<Project> named = new ArrayList<>();
        for (String name : names) {
            Project project = ws.names().project(name);
            if (!client.equals(project.clientId())) {
                throw new ToolException(
                        Code.CONFLICT,
                        "The project ‹%s› is not of the client of the %s."
                                .formatted(Lines.one(project.name()), said),
                        "Leave projects out to take all of the client's.");
            }
            named.add(project);
        }
        return named;
    }

    static String named(List<Project> projects) {
        String names =
                projects.stream()
                        .limit(NAMED)
                        .map(project -> "‹%s›".formatted(Lines.one(project.name())))
                        .collect(Collectors.joining(", "));
        return projects.size() > NAMED
                ? "%s and %d more".formatted(names, projects.size() - NAMED)
                : names;
    }
}
