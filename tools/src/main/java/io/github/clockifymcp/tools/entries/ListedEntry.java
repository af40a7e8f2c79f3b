package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.tools.desk.Detail;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An entry in a list. In brief it is what a line says of it, with its start and its length: an end
/// with an offset would cost as much as all the rest. The order is one in which neighbouring
/// columns need few tokens: fifty entries are a hundred fewer than in the order of [EntryRow].
///
/// @param id null in brief, where the handle is enough
/// @param end null in brief, and while it runs
/// @param seconds how long it is, or runs so far
/// @param running null unless it runs
/// @param person whose it is, where a list is about several people
/// @param rest null in brief
public record ListedEntry(
        String handle,
        @Nullable String id,
        OffsetDateTime start,
        @Nullable OffsetDateTime end,
        @Nullable Boolean running,
        @Nullable String person,
        @Nullable String project,
        List<String> tags,
        long seconds,
        boolean billable,
        @Nullable String task,
        String description,
        @Nullable Rest rest) {

    public ListedEntry {
        tags = List.copyOf(tags);
    }

    /// What else a list of entries knows of one.
    ///
    /// @param type such as `REGULAR` or `BREAK`; null where the list does not say it
    public record Rest(
            @Nullable String userId,
            @Nullable String projectId,
            @Nullable String taskId,
            List<String> tagIds,
            @Nullable String type,
            @Nullable Boolean locked,
            Map<String, String> customFields) {
        public Rest {
            tagIds = List.copyOf(tagIds);
            customFields = Map.copyOf(customFields);
        }
    }

    /// @param rows of the same entries, in the same order
    static List<ListedEntry> of(List<TimeEntry> entries, List<EntryRow> rows, Detail detail) {
        List<ListedEntry> listed = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            listed.add(
                    detail.full()
                            ? full(rows.get(i), null, rest(entries.get(i)))
                            : brief(rows.get(i), null));
        }
        return List.copyOf(listed);
    }

    private static Rest rest(TimeEntry entry) {
        return new Rest(
                entry.userId(),
                entry.projectId(),
                entry.taskId(),
                entry.tagIds(),
                entry.type(),
                entry.locked(),
                Details.customFields(entry));
    }

    /// A row without ids, its texts no longer than a line takes.
    ///
    /// @param person whose it is; null where that goes without saying
    public static ListedEntry brief(EntryRow row, @Nullable String person) {
        return new ListedEntry(
                row.handle(),
                null,
                row.start(),
                null,
                row.end() == null ? true : null,
                person,
                row.project() == null ? null : EntryRow.shortName(row.project()),
                row.tags(),
                row.seconds(),
                row.billable(),
                row.task(),
                EntryRow.shortDescription(row.description()),
                null);
    }

    /// A row with all there is.
    ///
    /// @param person likewise
    public static ListedEntry full(EntryRow row, @Nullable String person, Rest rest) {
        return new ListedEntry(
                row.handle(),
                row.id(),
                row.start(),
                row.end(),
                row.end() == null ? true : null,
                person,
                row.project(),
                row.tags(),
                row.seconds(),
                row.billable(),
                row.task(),
                row.description(),
                rest);
    }
}
