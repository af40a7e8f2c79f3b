package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.Subject;
import io.github.clockifymcp.tools.time.DateRange;
import io.github.clockifymcp.tools.time.Direction;
import io.github.clockifymcp.tools.time.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writing down more than one piece of one's own work at a time, or one that follows from others.
public final class LoggingTools implements ToolGroup<Workplace> {
    /// Overlaps are looked for over at most so many days: each 200 entries are a request.
    private static final int MOST_DAYS = 62;

    @Override
    public String id() {
        return "workflows";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_log_many", LogMany.class, LoggedEntries.class)
                .title("Log many entries")
                .describe(
                        "Writes down up to 50 finished entries of yours as one change. Says where"
                                + " they overlap each other or what is there.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan(LoggingTools::logMany);

        tools.write("clockify_timesheet_fill_gap", FillGap.class, LoggedEntries.class)
                .title("Fill a gap")
                .describe(
                        "Logs work into a gap of your timesheet: only time between start and end"
                                + " that no entry takes.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan((in, ws) -> new GapFilling(in, ws).plan());

        tools.write("clockify_copy_entries", CopyEntries.class, LoggedEntries.class)
                .title("Copy a day or week")
                .describe(
                        "Copies your entries of some days to as many others, at the same times of"
                                + " day. What is there already is skipped.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan((in, ws) -> new Copying(in, ws).plan());

        tools.write("clockify_continue_last", ContinueLast.class, ContinuedTimer.class)
                .title("Continue the last entry")
                .describe(
                        "Starts a timer about the same as your last finished entry, and stops the"
                                + " one that runs.")
                .risk(Risk.WRITE)
                .touching(Reach.OWN_WORK)
                .plan((in, ws) -> new Continuing(in, ws).plan());
    }

    record LogMany(
            @Doc("Each with two of start, end and duration.") @Size(min = 1, max = 50)
                    List<WorkDone> entries) {
        LogMany {
            entries = List.copyOf(entries);
        }
    }

    record WorkDone(
            @Doc("2026-11-17 9:00.") @Nullable String start,
            @Doc("Likewise, or a time of start's day.") @Nullable String end,
            @Doc("2h30m.") @Nullable String duration,
            @Doc("Name or id.") @Nullable String project,
            @Doc("Likewise.") @Nullable String task,
            @Doc("What was done.") @Size(max = 3000) @Nullable String description,
            @Doc("Names or ids.") @Size(max = 50) @Nullable List<String> tags,
            @Doc("As the project if left out.") @Nullable Boolean billable) {
        WorkDone {
            tags = tags == null ? null : List.copyOf(tags);
        }
    }

    static Planned<LoggedEntries> logMany(LogMany in, Workplace ws) {
        NewEntries made = new NewEntries(ws);
        for (WorkDone work : in.entries()) {
            add(work, made, ws);
        }
        List<String> overlaps = new ArrayList<>(made.overlapsAmongThem());
        List<String> unseen = new ArrayList<>();
        DateRange days = made.days();
        if (days.days() > MOST_DAYS) {
            unseen.add(
                    "They lie more than two months apart: overlaps with entries that are there were"
                            + " not looked for.");
        } else {
            Page<TimeEntry> there = ws.entries().within(days);
            overlaps.addAll(made.overlapsWith(there.items()));
            unseen.addAll(unseen(there));
        }
        unseen.addAll(0, Overlaps.bounded(overlaps));
        return made.plan("Log", unseen);
    }

    /// Says that not all entries were looked at, where it is so.
    static List<String> unseen(Page<TimeEntry> read) {
        return read.more()
                ? List.of(
                        "Only the latest %d entries of these days were looked at."
                                .formatted(read.items().size()))
                : List.of();
    }

    private static void add(WorkDone work, NewEntries made, Workplace ws) {
        try {
            Span span = ws.words().span(work.start(), work.end(), work.duration(), Direction.PAST);
            Subject about =
                    Subject.of(ws, work.project(), work.task(), work.tags(), work.billable());
            made.add(span, about, work.description());
        } catch (ToolException e) {
            Problem problem = e.problem();
            throw new ToolException(
                    problem.code(),
                    "Entry %d: %s".formatted(made.size() + 1, problem.message()),
                    problem.hint());
        }
    }

    record FillGap(
            @Doc("Project's name or id.") @Nullable String project,
            @Doc("Where it begins: yesterday 11:30.") String start,
            @Doc("Likewise, or a time of start's day; up to the next entry if left out.")
                    @Nullable String end,
            @Doc("What was done.") @Size(max = 3000) @Nullable String description,
            @Doc("Task's name or id, of the project.") @Nullable String task) {}

    record CopyEntries(
            @Doc("Day or days to copy: yesterday, last week.") String from,
            @Doc("As many days: today, this week.") String to,
            @Doc("Only those of this project: name or id.") @Nullable String project) {}

    record ContinueLast(
            @Doc("The last one of this project: name or id.") @Nullable String project,
            @Doc("The last one with this in its description.") @Nullable String description) {}
}
