package io.github.clockifymcp.tools.workflows;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.entries.EntryRow;
import java.util.List;

/// Entries that were made.
///
/// @param seconds of all of them
record LoggedEntries(@Columns List<EntryRow> entries, long seconds, @JsonIgnore String told)
        implements Told {
    LoggedEntries {
        entries = List.copyOf(entries);
    }
}
