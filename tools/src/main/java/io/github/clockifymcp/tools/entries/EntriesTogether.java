package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Tier;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is done to entries now and then: copying one, and marking or deleting several at once.
public final class EntriesTogether implements ToolGroup<Workplace> {
    @Override
    public String id() {
        return "entries";
    }

    @Override
    public Tier tier() {
        return Tier.SECOND;
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_duplicate_entry", DuplicateEntry.class, Copied.class)
                .title("Duplicate entry")
                .describe("Makes a second time entry that is like the first, at the same time.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(EntriesTogether::duplicate);

        tools.write("clockify_mark_entries_invoiced", MarkInvoiced.class, Marked.class)
                .title("Mark entries invoiced")
                .describe(
                        "Marks time entries as invoiced, or as not, without making an invoice. For"
                                + " admins.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(EntriesTogether::mark);

        tools.write("clockify_delete_entries", DeleteEntries.class, DeletedEntries.class)
                .title("Delete entries")
                .describe(
                        "Deletes several time entries of one person at once. They cannot be brought"
                                + " back; clockify_delete_entry can be undone.")
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(EntriesTogether::delete);
    }

    record DuplicateEntry(@Doc("Entry's id or handle.") String entryId) {}

    /// @param what it is like
    record Copied(String id, String what) implements Told {
        @Override
        public String told() {
            return "Copied, id %s: %s".formatted(id, what);
        }
    }

    static Planned<Copied> duplicate(DuplicateEntry in, Workplace ws) {
        TimeEntry entry = ws.entries().find(in.entryId());
        String what = Details.line(entry, ws);
        Plan plan =
                ws.plan(
                                "Duplicate " + what,
                                "copy",
                                ws.api().timeEntries().duplicate(entry.userId(), entry.id()))
                        .undoneBy(ws.api().timeEntries().delete("{copy}"), "copy")
                        .touching(ws.entries().reach(entry))
                        .note("Both are at the same time, so that it counts twice.");
        if (entry.running()) {
            plan.note("The entry is a running timer.");
        }
        return plan.answering(
                answers -> new Copied(Plan.read(answers, "copy", TimeEntry.class).id(), what));
    }

    record MarkInvoiced(
            @Doc("Entries' ids or handles.") @Size(min = 1, max = 50) List<String> entryIds,
            @Doc("False for not invoiced.") @Default("true") boolean invoiced) {}

    record Marked(int entries, boolean invoiced) implements Told {
        @Override
        public String told() {
            return "Marked %s as %s".formatted(count(entries), word(invoiced));
        }
    }

    static Planned<Marked> mark(MarkInvoiced in, Workplace ws) {
        Map<String, TimeEntry> entries = found(in.entryIds(), ws);
        List<String> ids = List.copyOf(entries.keySet());
        Plan plan =
                ws.plan(
                                "Mark %s as %s".formatted(count(ids.size()), word(in.invoiced())),
                                "marked",
                                ws.api().timeEntries().markInvoiced(ids, in.invoiced()))
                        .risk(Risk.BILLING)
                        .touching(Reach.WORKSPACE);
        entries.values()
                .forEach(entry -> {
                    plan.replacing("time_entry", entry.id(), entry.raw());
                    plan.note(Details.line(entry, ws));
                });
        plan.note(
                in.invoiced()
                        ? "They are left out where uninvoiced time is imported into invoices."
                        : "They can be imported into an invoice, also where one has them already.");
        return plan.answering(answers -> new Marked(ids.size(), in.invoiced()));
    }

    record DeleteEntries(
            @Doc("Entries' ids or handles, of one person.") @Size(min = 1, max = 50)
                    List<String> entryIds) {}

    record DeletedEntries(int entries) implements Told {
        @Override
        public String told() {
            return "Deleted " + count(entries);
        }
    }

    static Planned<DeletedEntries> delete(DeleteEntries in, Workplace ws) {
        Map<String, TimeEntry> entries = found(in.entryIds(), ws);
        List<String> people = entries.values().stream().map(TimeEntry::userId).distinct().toList();
        if (people.size() > 1) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "These are entries of %d people.".formatted(people.size()),
                    "Delete those of each person with a call of its own.");
        }
        List<String> ids = List.copyOf(entries.keySet());
        // Without an inverse: one request deletes them all, and no single one makes them again.
        Plan plan =
                ws.plan(
                                "Delete %s".formatted(count(ids.size())),
                                "deleted",
                                ws.api().timeEntries().deleteAll(people.getFirst(), ids))
                        .risk(Risk.DESTRUCTIVE)
                        .touching(ws.entries().reach(entries.values().iterator().next()));
        entries.values()
                .forEach(entry -> {
                    plan.replacing("time_entry", entry.id(), entry.raw());
                    plan.note(Details.line(entry, ws));
                });
        return plan.answering(answers -> new DeletedEntries(ids.size()));
    }

    /// Each entry once, by its id.
    private static Map<String, TimeEntry> found(List<String> idsOrHandles, Workplace ws) {
        Map<String, TimeEntry> entries = new LinkedHashMap<>();
        for (String one : idsOrHandles) {
            TimeEntry entry = ws.entries().find(one);
            entries.put(entry.id(), entry);
        }
        return entries;
    }

    private static String count(int entries) {
        return entries == 1 ? "1 entry" : entries + " entries";
    }

    private static String word(boolean invoiced) {
        return invoiced ? "invoiced" : "not invoiced";
    }
}
