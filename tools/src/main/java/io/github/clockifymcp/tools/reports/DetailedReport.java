package io.github.clockifymcp.tools.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.ReportRows;
import io.github.clockifymcp.clockify.ReportRows.Entry;
import io.github.clockifymcp.clockify.ReportRows.Label;
import io.github.clockifymcp.clockify.ReportRows.Totals;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Detailed;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.DayLines;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.entries.ListedEntry;
import io.github.clockifymcp.tools.time.DateRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A page of entries, with sums over everything that fits and not only the page.
///
/// @param entries with whose they are, where it is about several people
/// @param count of everything that fits
/// @param earned empty where nothing was, or the caller may not see it
record DetailedReport(
        String range,
        String whose,
        @Columns List<ListedEntry> entries,
        int page,
        boolean more,
        int count,
        long totalSeconds,
        long billableSeconds,
        List<Earned> earned,
        @JsonIgnore Detail detail,
        @JsonIgnore String told)
        implements Detailed {

    DetailedReport {
        entries = List.copyOf(entries);
        earned = List.copyOf(earned);
    }

    static DetailedReport of(
            DateRange range,
            Whose whose,
            ReportRows.Detailed report,
            Paging paging,
            Detail detail,
            Workplace ws) {
        List<Entry> found = report.timeentries();
        Map<String, String> handles = ws.entries().handles(found.stream().map(Entry::id).toList());
        List<EntryRow> rows = new ArrayList<>();
        List<ListedEntry> listed = new ArrayList<>();
        Map<String, String> users = new HashMap<>();
        for (Entry entry : found) {
            String handle = handles.getOrDefault(entry.id(), entry.id());
            EntryRow row = row(entry, handle, ws);
            String user = null;
            if (whose.isEverybody()) {
                user = Lines.one(Objects.requireNonNullElse(entry.userName(), "?"));
                users.put(handle, user);
            }
            rows.add(row);
            listed.add(
                    detail.full()
                            ? ListedEntry.full(row, user, rest(entry))
                            : ListedEntry.brief(row, user));
        }
        Totals total = report.total();
        int before = (paging.page() - 1) * paging.size();
        boolean more = before + rows.size() < total.entriesCount() && !rows.isEmpty();
        List<Earned> earned = Earned.of(total.amounts());
        List<String> lines =
                new ArrayList<>(
                        new DayLines(ws.account().zone())
                                .of(rows, row -> before(users.get(row.handle()))));
        lines.add(SummaryReport.head(ws.text().range(range), whose, total, earned));
        if (rows.isEmpty() && total.entriesCount() > 0) {
            lines.add("Page %d is empty.".formatted(paging.page()));
        } else if (rows.size() < total.entriesCount()) {
            lines.add(
                    "Shown are %d to %d, from the latest; %s."
                            .formatted(
                                    before + 1,
                                    before + rows.size(),
                                    more
                                            ? "page %d has more".formatted(paging.page() + 1)
                                            : "this is the last page"));
        }
        lines.addAll(whose.notes(range, ws));
        return new DetailedReport(
                ws.text().range(range),
                whose.name(),
                listed,
                paging.page(),
                more,
                total.entriesCount(),
                total.seconds(),
                total.billableSeconds(),
                earned,
                detail,
                String.join("\n", lines));
    }

    private static ListedEntry.Rest rest(Entry entry) {
        return new ListedEntry.Rest(
                entry.userId(),
                entry.projectId(),
                entry.taskId(),
                entry.tags().stream().map(Label::id).filter(Objects::nonNull).toList(),
                null,
                null,
                Map.of());
    }

    private static String before(@Nullable String user) {
        return user == null ? "" : user + ": ";
    }

    private static EntryRow row(Entry entry, String handle, Workplace ws) {
        return new EntryRow(
                handle,
                entry.id(),
                ws.text().offset(entry.interval().start()),
                entry.interval().end() == null ? null : ws.text().offset(entry.interval().end()),
                entry.interval().seconds(),
                name(entry.projectName(), entry.projectId()),
                name(entry.taskName(), entry.taskId()),
                entry.tags().stream().map(Label::name).filter(Objects::nonNull).toList(),
                entry.description(),
                entry.billable());
    }

    private static @Nullable String name(@Nullable String name, @Nullable String id) {
        return name == null || name.isEmpty() ? id : name;
    }
}
