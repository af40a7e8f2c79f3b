package io.github.clockifymcp.tools.scheduling;

import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.ScheduledWork;
import io.github.clockifymcp.clockify.Scheduling;
import io.github.clockifymcp.clockify.Scheduling.Days;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.tools.desk.Workplace;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// Which of a series a change means. Clockify's lists do not say what is a series; what looks like
/// one is the same work of the same person at a distance of whole weeks.
enum Series {
    THIS_ONE,
    THIS_AND_FOLLOWING,
    ALL;

    private static final int WEEKS = 99;

    Scheduling.Series wire() {
        return Scheduling.Series.valueOf(name());
    }

    /// For a summary: ` and those that follow`.
    String said() {
        return switch (this) {
            case THIS_ONE -> "";
            case THIS_AND_FOLLOWING -> " and those that follow in its series";
            case ALL -> " and its whole series";
        };
    }

    /// How many others look like those that are meant.
    int alike(ScheduledWork work, Workplace ws) {
        if (this == THIS_ONE) {
            return 0;
        }
        Days days = Schedule.daysOf(work, ws);
        Days around =
                new Days(
                        this == ALL ? days.first().minusWeeks(WEEKS) : days.first(),
                        days.last().plusWeeks(WEEKS));
        return (int)
                Schedule.all(around, ws).items().stream()
                        .filter(other -> !other.id().equals(work.id()))
                        .filter(other -> isLike(other, work, days, ws))
                        .count();
    }

    private boolean isLike(ScheduledWork other, ScheduledWork work, Days days, Workplace ws) {
        Days others = other.days(ws.account().zone());
        return others != null
                && other.userId().equals(work.userId())
                && other.projectId().equals(work.projectId())
                && Objects.equals(other.taskId(), work.taskId())
                && other.hoursPerDay().compareTo(work.hoursPerDay()) == 0
                && (this == ALL || others.first().isAfter(days.first()))
                && ChronoUnit.DAYS.between(days.first(), others.first()) % 7 == 0
                && ChronoUnit.DAYS.between(others.first(), others.last())
                        == ChronoUnit.DAYS.between(days.first(), days.last());
    }

    /// A note on them, as Clockify shows no series before a change.
    String note(ScheduledWork work, Workplace ws) {
        int alike = alike(work, ws);
        return alike == 0
                ? "No other looks like its series; Clockify's lists do not show series."
                : "%s like its series; Clockify decides, as its lists do not show series."
                        .formatted(
                                alike == 1 ? "1 other looks" : "%d others look".formatted(alike));
    }

    /// The assignments that a write answers with.
    static List<ScheduledWork> read(Answers answers, String step) {
        return Json.readList(answers.of(step), ScheduledWork.class);
    }
}
