package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Invoices.Invoice;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.ReportRows.Summary;
import io.github.clockifymcp.clockify.Reports.AmountShown;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.Reports.SummaryColumn;
import io.github.clockifymcp.clockify.TimeImport;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.invoices.InvoiceKeeping.CreateInvoice;
import io.github.clockifymcp.tools.invoices.TimeBilling.InvoiceTime;
import io.github.clockifymcp.tools.invoices.TimeBilling.TimeInvoice;
import io.github.clockifymcp.tools.reports.Earned;
import io.github.clockifymcp.tools.reports.Tally;
import io.github.clockifymcp.tools.reports.Whose;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An invoice and the time on it as one change. A report says beforehand how much time that is and
/// what it earned, as far as the caller may see it; where there is none, no empty invoice is made.
final class InvoiceFromTime {
    private static final int NAMED = 8;

    private final InvoiceTime in;
    private final Workplace ws;

    InvoiceFromTime(InvoiceTime in, Workplace ws) {
        this.in = in;
        this.ws = ws;
    }

    Planned<TimeInvoice> plan() {
        DateRange days =
                in.end() == null
                        ? ws.words().range(in.start(), Direction.PAST)
                        : ws.words().range(in.start(), in.end(), Direction.PAST);
        String client = client();
        List<Project> projects = TimeImporting.projects(client, in.projects(), "new invoice", ws);
        List<String> notes = worth(projects, days);
        InvoiceDraft.Head head =
                new InvoiceDraft(new CreateInvoice(client, in.number(), null, in.due(), null), ws)
                        .head();
        TimeImport time =
                new TimeImport(
                        projects.stream().map(Project::id).toList(),
                        ws.entries().window(days),
                        in.groupBy().sent());
        String summary =
                "Create %s, and import billable time of %s: %s"
                        .formatted(head.said(), ws.text().range(days), in.groupBy().said());
        return InvoiceDraft.begin(head, summary, ws)
                .send("import", ws.api().invoices().importTime("{invoice}", time), "invoice")
                // An invoice that is deleted lets go of its time.
                .goesWith("invoice")
                .notes(notes)
                .note(
                        "Everybody's time that is billable and on no invoice yet; it counts as"
                                + " invoiced then. Clockify adds taxes and rounds, and says"
                                + " afterwards what it comes to.")
                .answering(answers -> {
                    Invoice made = Plan.read(answers, "import", Invoice.class);
                    return new TimeInvoice(
                            InvoiceRow.of(made).named(head.client().name()), ItemRow.of(made));
                });
    }

    /// The id of who is billed.
    private String client() {
        if (in.client() != null) {
            return ws.names().client(in.client()).id();
        }
        if (in.projects() == null || in.projects().isEmpty()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is not said who is billed.",
                    "Give client, or projects of one client.");
        }
        Project first = ws.names().project(in.projects().getFirst());
        if (first.clientId() == null) {
            throw new ToolException(
                    Code.CONFLICT,
                    "The project ‹%s› has no client, and invoices are for clients."
                            .formatted(Lines.one(first.name())),
                    "Give it a client with clockify_update_project.");
        }
        return first.clientId();
    }

    /// What there is to import, by project.
    private List<String> worth(List<Project> projects, DateRange days) {
        Whose everybody = Whose.of("everybody", ws);
        Summary report =
                ws.api()
                        .reports()
                        .summary(
                                everybody
                                        .within(days, ws)
                                        .showing(AmountShown.EARNED)
                                        .projects(projects.stream().map(Project::id).toList())
                                        .billable(true)
                                        .invoicingState("UNINVOICED"),
                                List.of(Group.PROJECT),
                                SummaryColumn.GROUP);
        List<Tally> tallies =
                Tally.of(report.groupOne(), "no project").stream()
                        .filter(one -> one.seconds() > 0)
                        .toList();
        if (tallies.isEmpty() && everybody.note() == null) {
            throw new ToolException(
                    Code.CONFLICT,
                    "%s has no billable time on no invoice yet: %s."
                            .formatted(ws.text().range(days), TimeImporting.named(projects)),
                    "clockify_list_invoices shows the client's invoices,"
                            + " clockify_billable_leakage the time that is on none.");
        }
        List<String> notes = new ArrayList<>();
        Earned.Sum sum = new Earned.Sum();
        report.groupOne().forEach(row -> sum.add(row.amounts()));
        long seconds = tallies.stream().mapToLong(Tally::seconds).sum();
        notes.add("To import: %s.".formatted(said(seconds, sum.all())));
        tallies.stream()
                .limit(NAMED)
                .forEach(one ->
                        notes.add(
                                "‹%s›: %s"
                                        .formatted(one.name(), said(one.seconds(), one.earned()))));
        if (tallies.size() > NAMED) {
            notes.add("And %d projects more.".formatted(tallies.size() - NAMED));
        }
        if (everybody.note() != null) {
            notes.add(everybody.note());
        }
        return notes;
    }

    private String said(long seconds, List<Earned> earned) {
        return ws.text().duration(Duration.ofSeconds(seconds))
                + (earned.isEmpty()
                        ? ", what it earned is not shown to you or nothing"
                        : ", " + Earned.told(earned));
    }
}
