package io.github.clockifymcp.tools.entries;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Detailed;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.desk.WorkspaceUris;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One's own time entries: listing and reading them, and deleting one.
public final class EntryTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "entries";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_entries", ListEntries.class, EntryPage.class)
                .title("List entries")
                .describe(
                        "Lists your own entries by day, with totals over all days. Each line's"
                                + " handle is an entry_id to other tools.")
                .by(EntryTools::list);

        tools.read("clockify_today_entries", TodayEntries.class, EntryPage.class)
                .title("Today's entries")
                .describe("Lists your entries of today, in your account's time zone.")
                .by((in, ws) ->
                        list(new ListEntries("today", null, null, null, 1, 200, Detail.BRIEF), ws));

        tools.read("clockify_get_entry", GetEntry.class, EntryDetail.class)
                .title("Get entry")
                .describe("Shows everything about one time entry.")
                .by(EntryTools::get);

        tools.resource(WorkspaceUris.WORKSPACE + "/entry/{entryId}", "entry")
                .title("Time entry")
                .describe("A time entry, by its id.")
                .withRightsOf("clockify_get_entry")
                .by(
                        "application/json",
                        WorkspaceUris.within((values, ws) ->
                                get(new GetEntry(WorkspaceUris.value(values, "entryId")), ws)));

        tools.write("clockify_delete_entry", DeleteEntry.class, DeletedEntry.class)
                .title("Delete entry")
                .describe("Deletes a time entry. Shows what will go before anything does.")
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(EntryTools::delete);
    }

    record ListEntries(
            @Doc("Days: today, 2026-11, last week. Last 7 if left out.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("Part of the description.") @Nullable String description,
            @Doc("From 1, latest first.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Entries on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize,
            @Doc(Detail.DOC) @Default("\"brief\"") Detail detail) {}

    /// @param totalSeconds over everything in the range, not only this page
    /// @param count of everything in the range
    record EntryPage(
            String range,
            @Columns List<ListedEntry> entries,
            int page,
            boolean more,
            int count,
            long totalSeconds,
            long billableSeconds,
            @JsonIgnore Detail detail,
            @JsonIgnore String told)
            implements Detailed {}

    static EntryPage list(ListEntries in, Workplace ws) {
        DateRange days = days(in.start(), in.end(), "last 7 days", ws);
        TimeEntries.Filter filter = TimeEntries.Filter.all().within(ws.entries().window(days));
        if (in.project() != null) {
            filter = filter.project(ws.names().project(in.project()).id());
        }
        if (in.description() != null) {
            filter = filter.description(in.description());
        }
        Page<TimeEntry> found = ws.entries().list(filter);
        List<TimeEntry> all =
                // The window may be wider than asked where the clocks change.
                found.items().stream().filter(entry -> starts(entry, days, ws)).toList();
        int from = Math.min(all.size(), (in.page() - 1) * in.pageSize());
        int to = Math.min(all.size(), from + in.pageSize());
        List<EntryRow> rows = rows(all, ws);
        List<ListedEntry> shown =
                ListedEntry.of(all.subList(from, to), rows.subList(from, to), in.detail());
        return page(days, rows, shown, from, in, found.more(), ws);
    }

    /// The days that a start and an end say.
    ///
    /// @param start a day or days; null for the usual ones
    /// @param end the last day, if the start is a single one
    public static DateRange days(
            @Nullable String start, @Nullable String end, String usual, Workplace ws) {
        if (start == null && end != null) {
            // The day alone, or everything up to it: only the person knows.
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is said where the days end, ‹%s›, and not where they start.".formatted(end),
                    "Give start too, or write all of it there: yesterday, last week,"
                            + " 2026-11-01..2026-11-15.");
        }
        if (start == null) {
            return ws.words().range(usual, Direction.PAST);
        }
        return end == null
                ? ws.words().range(start, Direction.PAST)
                : ws.words().range(start, end, Direction.PAST);
    }

    private static boolean starts(TimeEntry entry, DateRange days, Workplace ws) {
        return !entry.start().isBefore(days.startsAt(ws.account().zone()))
                && entry.start().isBefore(days.endsAt(ws.account().zone()));
    }

    private static List<EntryRow> rows(List<TimeEntry> entries, Workplace ws) {
        Map<String, String> handles =
                ws.entries().handles(entries.stream().map(TimeEntry::id).toList());
        return entries.stream()
                .map(entry -> EntryRow.of(entry, handles.getOrDefault(entry.id(), entry.id()), ws))
                .toList();
    }

    private static EntryPage page(
            DateRange days,
            List<EntryRow> all,
            List<ListedEntry> listed,
            int from,
            ListEntries in,
            boolean cut,
            Workplace ws) {
        int to = from + listed.size();
        List<EntryRow> shown = all.subList(from, to);
        long total = DayLines.sum(all);
        long billable = DayLines.sum(all.stream().filter(EntryRow::billable).toList());
        TimeText text = ws.text();
        List<String> lines = new ArrayList<>(new DayLines(ws.account().zone()).of(shown));
        lines.add(
                all.isEmpty()
                        ? "%s: no entries.".formatted(text.range(days))
                        : "%s: %s, %s, %s of it billable."
                                .formatted(
                                        text.range(days),
                                        all.size() == 1 ? "1 entry" : all.size() + " entries",
                                        text.duration(Duration.ofSeconds(total)),
                                        text.duration(Duration.ofSeconds(billable))));
        if (shown.isEmpty() && !all.isEmpty()) {
            int pages = (all.size() + in.pageSize() - 1) / in.pageSize();
            lines.add("Page %d is empty; the last is page %d.".formatted(in.page(), pages));
        } else if (shown.size() < all.size()) {
            lines.add(
                    "Shown are %d to %d, from the latest; %s."
                            .formatted(
                                    from + 1,
                                    to,
                                    to < all.size()
                                            ? "page %d has more".formatted(in.page() + 1)
                                            : "this is the last page"));
        }
        if (cut) {
            lines.add(
                    "There are even more: the totals are over the latest %d."
                            .formatted(all.size()));
        }
        return new EntryPage(
                text.range(days),
                listed,
                in.page(),
                to < all.size(),
                all.size(),
                total,
                billable,
                in.detail(),
                String.join("\n", lines));
    }

    record TodayEntries() {}

    record GetEntry(@Doc("Entry's id or handle.") String entryId) {}

    record EntryDetail(
            EntryRow entry,
            boolean own,
            boolean locked,
            String type,
            Map<String, String> customFields,
            @JsonIgnore String told)
            implements Told {}

    static EntryDetail get(GetEntry in, Workplace ws) {
        TimeEntry entry = ws.entries().find(in.entryId());
        return Details.of(entry, ws);
    }

    record DeleteEntry(@Doc("Entry's id or handle.") String entryId) {}

    record DeletedEntry(String id, String was) implements Told {
        @Override
        public String told() {
            return "Deleted: " + was;
        }
    }

    static Planned<DeletedEntry> delete(DeleteEntry in, Workplace ws) {
        TimeEntry entry = ws.entries().find(in.entryId());
        String what = Details.line(entry, ws);
        return ws.plan("Delete " + what, "deleted", ws.api().timeEntries().delete(entry.id()))
                .undoneBy(Details.again(entry, ws))
                .risk(Risk.DESTRUCTIVE)
                .touching(ws.entries().reach(entry))
                .replacing("time_entry", entry.id(), entry.raw())
                .answering(answers -> new DeletedEntry(entry.id(), what));
    }
}
