package io.github.clockifymcp.tools.entries;

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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Changing time entries that are there.
public final class EntryEditTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "entries";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_update_entry", UpdateEntry.class, UpdatedEntry.class)
                .title("Update entry")
                .describe("Changes the named fields of a time entry; all others stay.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(EntryEditTools::update);

        tools.write("clockify_find_and_update_entry", FindAndUpdateEntry.class, UpdatedEntry.class)
                .title("Find and update entry")
                .describe(
                        "Finds your one entry by id or description and changes the named fields."
                                + " Several matches are listed, and nothing changes.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan(EntryEditTools::findAndUpdate);
    }

    /// What an entry can be without.
    enum Field {
        PROJECT,
        TASK,
        TAGS,
        DESCRIPTION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record UpdateEntry(
            @Doc("Entry's id or handle.") String entryId,
            @Doc("What was done.") @Size(max = 3000) @Nullable String description,
            @Doc("Name or id.") @Nullable String project,
            @Doc("Name or id.") @Nullable String task,
            @Doc("All its tags' names or ids.") @Size(max = 50) @Nullable List<String> tags,
            @Doc("Billed or not.") @Nullable Boolean billable,
            @Doc("9:00, meaning its own day; yesterday 9:00.") @Nullable String start,
            @Doc("Likewise, or how long from start: 2h.") @Nullable String end,
            @Doc("Fields to empty.") @Nullable List<Field> clear) {

        UpdateEntry {
            tags = tags == null ? null : List.copyOf(tags);
            clear = clear == null ? null : List.copyOf(clear);
        }

        /// Whether no field is named at all.
        boolean wishesNothing() {
            return (clear == null || clear.isEmpty())
                    && Stream.of(description, project, task, tags, billable, start, end)
                            .allMatch(Objects::isNull);
        }
    }

    /// @param entry as it is now
    /// @param changes each field's old and new value; empty when it was already so
    record UpdatedEntry(EntryLine entry, List<String> changes) implements Told {
        UpdatedEntry {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return changes.isEmpty()
                    ? "Nothing to change, it is already so: " + entry.line()
                    : "%s\nChanged: %s".formatted(entry.line(), String.join("; ", changes));
        }
    }

    static Planned<UpdatedEntry> update(UpdateEntry in, Workplace ws) {
        TimeEntry entry = ws.entries().find(in.entryId());
        return new EntryRevision(entry, in, ws).plan();
    }

    record FindAndUpdateEntry(
            @Doc("Id or handle, or else:") @Nullable String entryId,
            @Doc("All of it.") @Nullable String exactDescription,
            @Doc("A part of it.") @Nullable String descriptionContains,
            @Doc("From this day or time; 31 days back if left out.") @Nullable String startAfter,
            @Doc("Search before this day or time.") @Nullable String startBefore,
            @Doc("What was done.") @Size(max = 3000) @Nullable String newDescription,
            @Doc("Name or id.") @Nullable String project,
            @Doc("9:00, meaning its own day; yesterday 9:00.") @Nullable String start,
            @Doc("Likewise, or how long from start: 2h.") @Nullable String end,
            @Doc("Billed or not.") @Nullable Boolean billable) {}

    static Planned<UpdatedEntry> findAndUpdate(FindAndUpdateEntry in, Workplace ws) {
        TimeEntry entry = new EntrySearch(in, ws).only();
        UpdateEntry wished =
                new UpdateEntry(
                        entry.id(),
                        in.newDescription(),
                        in.project(),
                        null,
                        null,
                        in.billable(),
                        in.start(),
                        in.end(),
                        null);
        return new EntryRevision(entry, wished, ws).plan();
    }
}
