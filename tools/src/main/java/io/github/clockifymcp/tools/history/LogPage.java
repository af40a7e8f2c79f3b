package io.github.clockifymcp.tools.history;

import io.github.clockifymcp.clockify.AuditLog.Entry;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who did what.
///
/// @param window from when to when
record LogPage(String window, @Columns List<LogRow> deeds, Slice part) implements Told {
    private static final int LONGEST = 200;

    LogPage {
        deeds = List.copyOf(deeds);
    }

    static LogPage of(String window, Page<Entry> found, Paging paging, Workplace ws) {
        return new LogPage(
                window,
                found.items().stream().map(entry -> LogRow.of(entry, ws)).toList(),
                Slice.of(found, paging));
    }

    @Override
    public String told() {
        return window + "\n" + Lines.told(deeds.stream().map(LogRow::line).toList(), part, "deed");
    }

    /// One deed.
    ///
    /// @param when in the account's zone
    /// @param who by name or address; null where Clockify did it itself
    /// @param action as Clockify spells it
    /// @param content what the thing is since then, as Clockify writes it down, cut to its
    ///   beginning; null for a deletion
    /// @param previous what it was before, cut likewise
    record LogRow(
            @Nullable String when,
            @Nullable String who,
            String action,
            @Nullable String content,
            @Nullable String previous) {

        static LogRow of(Entry entry, Workplace ws) {
            return new LogRow(
                    entry.timestamp() == null ? null : ws.text().moment(entry.timestamp()),
                    who(entry),
                    entry.action() == null ? "UNKNOWN" : Lines.one(entry.action()),
                    beginning(entry.content()),
                    beginning(entry.previousContent()));
        }

        private static @Nullable String who(Entry entry) {
            String name = beginning(entry.userName());
            String email = beginning(entry.userEmail());
            return name != null ? name : email != null ? email : beginning(entry.userId());
        }

        private static @Nullable String beginning(@Nullable String text) {
            return text == null || text.isBlank() ? null : Lines.beginning(text, LONGEST);
        }

        String line() {
            return Lines.line(
                    when == null ? "" : when,
                    true,
                    "",
                    who == null ? "Clockify" : who,
                    action.toLowerCase(Locale.ROOT).replace('_', ' '),
                    content == null ? "" : content,
                    previous == null ? "" : "before: " + previous);
        }
    }
}
