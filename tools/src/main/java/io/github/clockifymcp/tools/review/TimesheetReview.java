package io.github.clockifymcp.tools.review;

import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with a timesheet, day by day, and which tool would put it right.
///
/// @param seconds of all entries of these days
/// @param issues in the order of their days
/// @param runningSince of a timer of today, which is nothing to worry about; null if there is none
/// @param cut whether there were more entries than are ever read for an answer
record TimesheetReview(
        String days,
        int entries,
        long seconds,
        @Columns List<Issue> issues,
        @Nullable String runningSince,
        boolean cut)
        implements Told {
    private static final int SHOWN = 60;

    TimesheetReview {
        issues = List.copyOf(issues);
    }

    /// What can be wrong.
    enum Kind {
        /// Nothing is recorded between two entries of a day.
        GAP,
        /// Two entries record the same time.
        OVERLAP,
        /// A timer runs since another day, or for very long.
        FORGOTTEN_TIMER,
        /// An entry ends on a later day than it starts on.
        OVER_MIDNIGHT,
        /// An entry is longer than people work.
        LONG,
        NO_DESCRIPTION,
        NO_PROJECT,
        /// A working day without any entry.
        NOTHING
    }

    /// One thing that is wrong.
    ///
    /// @param handles of the entries it is about
    /// @param says what is wrong, with its times
    /// @param next the call that would put it right
    record Issue(LocalDate day, Kind kind, List<String> handles, String says, String next) {
        Issue {
            handles = List.copyOf(handles);
        }
    }

    @Override
    public String told() {
        TimeText text = new TimeText(ZoneOffset.UTC);
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s: %s in %d %s, %s."
                        .formatted(
                                days,
                                text.duration(Duration.ofSeconds(seconds)),
                                entries,
                                entries == 1 ? "entry" : "entries",
                                found()));
        @Nullable LocalDate day = null;
        for (Issue issue : issues.stream().limit(SHOWN).toList()) {
            if (!issue.day().equals(day)) {
                day = issue.day();
                lines.add(text.day(day));
            }
            lines.add("- %s → %s".formatted(issue.says(), issue.next()));
        }
        if (issues.size() > SHOWN) {
            lines.add("and %d more; review fewer days at once.".formatted(issues.size() - SHOWN));
        }
        if (runningSince != null) {
            lines.add("A timer runs since %s and counts up to now.".formatted(runningSince));
        }
        if (cut) {
            lines.add("There are even more entries: only the latest were looked at.");
        }
        return String.join("\n", lines);
    }

    private String found() {
        return switch (issues.size()) {
            case 0 -> "nothing is wrong";
            case 1 -> "1 issue";
            default -> issues.size() + " issues";
        };
    }
}
