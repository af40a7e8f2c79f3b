package io.github.clockifymcp.tools.business;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryLine;
import java.time.Duration;
import java.util.List;

/// Everybody's time, for those who lead.
public final class BusinessTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "business";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_running_timers", ShowTimers.class, RunningTimers.class)
                .title("Running timers")
                .describe(
                        "Lists the timers that run in the workspace now, everybody's that you may"
                                + " see, the longest first, and says which look forgotten.")
                .by((in, ws) -> RunningTimers.read(ws));

        tools.write("clockify_mark_entries_billed", MarkBilled.class, MarkedEntries.class)
                .title("Mark entries as billed")
                .describe(
                        "Marks time entries as invoiced, so that no import takes them again, or as"
                                + " not invoiced. For what was billed outside Clockify.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(BusinessTools::markBilled);
    }

    record ShowTimers() {}

    record MarkBilled(
            @Doc("Ids or handles, up to 50.") @Size(min = 1, max = 50) List<String> entryIds,
            @Doc("True for invoiced, false for not.") boolean invoiced) {
        MarkBilled {
            entryIds = List.copyOf(entryIds);
        }
    }

    /// @param entries how many
    /// @param seconds of all of them
    record MarkedEntries(int entries, long seconds, boolean invoiced, @JsonIgnore String told)
            implements Told {}

    static Planned<MarkedEntries> markBilled(MarkBilled in, Workplace ws) {
        List<TimeEntry> entries = ws.entries().findAll(in.entryIds());
        long seconds =
                entries.stream()
                        .flatMap(entry -> entry.duration().stream())
                        .mapToLong(Duration::toSeconds)
                        .sum();
        String what =
                "%s, %s in all, as %s"
                        .formatted(
                                entries.size() == 1 ? "1 entry" : entries.size() + " entries",
                                ws.text().duration(Duration.ofSeconds(seconds)),
                                in.invoiced() ? "invoiced" : "not invoiced");
        var plan =
                ws.plan(
                                "Mark " + what,
                                "marked",
                                ws.api()
                                        .timeEntries()
                                        .markInvoiced(
                                                entries.stream().map(TimeEntry::id).toList(),
                                                in.invoiced()))
                        .risk(Risk.BILLING)
                        .touching(Reach.WORKSPACE)
                        // Without an inverse: which of them were so before, no answer says.
                        .note(
                                "Clockify does not say which of them are so already. They stay on"
                                        + " the invoices they are on.");
        for (TimeEntry entry : entries) {
            plan.details(List.of(EntryLine.of(entry, ws).line()));
            if (entry.running()) {
                plan.note("%s runs still.".formatted(ws.entries().handle(entry)));
            } else if (in.invoiced() && !entry.billable()) {
                plan.note("%s is not billable.".formatted(ws.entries().handle(entry)));
            }
        }
        return plan.answering(answers ->
                new MarkedEntries(entries.size(), seconds, in.invoiced(), "Marked " + what + "."));
    }
}
