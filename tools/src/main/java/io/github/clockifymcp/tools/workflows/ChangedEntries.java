package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.entries.EntryLine;
import java.util.ArrayList;
import java.util.List;

/// Entries that were changed.
///
/// @param entries as they are now
/// @param changes of each, in the same order
/// @param alreadySo how many others were so before
record ChangedEntries(@Columns List<EntryLine> entries, List<String> changes, int alreadySo)
        implements Told {
    ChangedEntries {
        entries = List.copyOf(entries);
        changes = List.copyOf(changes);
    }

    @Override
    public String told() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            lines.add("%s (%s)".formatted(entries.get(i).line(), changes.get(i)));
        }
        String others = alreadySo == 0 ? "" : " %d already so.".formatted(alreadySo);
        lines.add(
                "%s changed.%s"
                        .formatted(
                                entries.size() == 1 ? "1 entry" : entries.size() + " entries",
                                others));
        return String.join("\n", lines);
    }
}
