package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;

/// Deleting several entries at once.
public final class EntriesTogether implements ToolGroup<Workplace> {
    @Override
    public String id() {
        return "entries";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_delete_entries", DeleteEntries.class, DeletedEntries.class)
                .title("Delete entries")
                .describe("Deletes several time entries of one person at once.")
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(EntriesTogether::delete);
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
        List<TimeEntry> entries = ws.entries().findAll(in.entryIds());
        List<String> people = entries.stream().map(TimeEntry::userId).distinct().toList();
        if (people.size() > 1) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "These are entries of %d people.".formatted(people.size()),
                    "Delete those of each person with a call of its own.");
        }
        List<String> ids = entries.stream().map(TimeEntry::id).toList();
        Plan plan =
                ws.plan(
                                "Delete %s".formatted(count(ids.size())),
                                "deleted",
                                ws.api().timeEntries().deleteAll(people.getFirst(), ids))
                        .risk(Risk.DESTRUCTIVE)
                        .touching(ws.entries().reach(entries.getFirst()));
        for (TimeEntry entry : entries) {
            plan.undoneByMaking(Details.again(entry, ws), ws.api().timeEntries().delete(entry.id()))
                    .replacing("time_entry", entry.id(), entry.raw());
            plan.details(List.of(Details.line(entry, ws)));
        }
        return plan.answering(answers -> new DeletedEntries(ids.size()));
    }

    private static String count(int entries) {
        return entries == 1 ? "1 entry" : entries + " entries";
    }
}
