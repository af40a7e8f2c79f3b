package io.github.clockifymcp.tools.review;

import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.DayLines;
import io.github.clockifymcp.tools.entries.EntryRow;
import io.github.clockifymcp.tools.time.DateRange;
import java.time.Duration;
import java.util.List;

/// What a look at a timesheet finds before it is handed in.
///
/// @param seconds of all its entries
/// @param billableSeconds of those that are billed
/// @param issues gaps, overlaps, missing texts and the like, each with its day
public record TimesheetCheck(int entries, long seconds, long billableSeconds, List<String> issues) {
    private static final Duration GAP = Duration.ofMinutes(15);

    public TimesheetCheck {
        issues = List.copyOf(issues);
    }

    /// Looks at some days.
    ///
    /// @param entries that may begin within them, hydrated
    public static TimesheetCheck of(DateRange days, List<TimeEntry> entries, Workplace ws) {
        List<Tracked> all =
                Tracked.of(entries, ws).stream()
                        .filter(tracked -> tracked.startsWithin(days, ws.account().zone()))
                        .toList();
        TimesheetReview review = new Reviewer(days, GAP, all, ws).review(false);
        List<EntryRow> rows = all.stream().map(Tracked::row).toList();
        return new TimesheetCheck(
                rows.size(),
                review.seconds(),
                DayLines.sum(rows.stream().filter(EntryRow::billable).toList()),
                review.issues().stream()
                        .map(issue -> "%s: %s".formatted(ws.text().day(issue.day()), issue.says()))
                        .toList());
    }
}
