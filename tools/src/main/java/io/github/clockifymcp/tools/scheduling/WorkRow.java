package io.github.clockifymcp.tools.scheduling;

import io.github.clockifymcp.clockify.ScheduledWork;
import io.github.clockifymcp.clockify.Scheduling.Days;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// An assignment as answers show it.
///
/// @param days its first and last day
/// @param status `draft`, `published`, or `perhaps a draft` where Clockify does not let one tell;
///   null where that was not looked at
record WorkRow(
        String id,
        String person,
        String project,
        @Nullable String client,
        @Nullable String task,
        String days,
        BigDecimal hoursPerDay,
        @Nullable String startTime,
        boolean billable,
        @Nullable String note,
        @Nullable String status) {

    static WorkRow of(ScheduledWork work, Schedule.@Nullable State state, Workplace ws) {
        Days days = work.days(ws.account().zone());
        return new WorkRow(
                work.id(),
                work.userName() == null ? work.userId() : work.userName(),
                work.projectName() == null ? work.projectId() : work.projectName(),
                work.clientName(),
                work.taskName(),
                days == null ? "at no known time" : Hours.said(days, ws),
                work.hoursPerDay(),
                work.startTime(),
                work.billable(),
                work.note(),
                state == null ? null : said(state));
    }

    private static String said(Schedule.State state) {
        return switch (state) {
            case PUBLISHED -> "published";
            case DRAFT -> "draft";
            case UNKNOWN -> "perhaps a draft";
        };
    }

    /// For a list under the person's name, where what is published needs no word.
    String line() {
        return Lines.line(
                days,
                false,
                id,
                Hours.said(hoursPerDay) + " a day" + (startTime == null ? "" : " from " + clock()),
                about(),
                status == null || status.equals("published") ? "" : status,
                note == null ? "" : Lines.beginning(note, 80));
    }

    /// For a summary: `‹Mina Petrović›, Website (Alpenblick), Tue 1 Dec 2026, 4 h a day`.
    String said() {
        return "‹%s›, %s, %s, %s a day"
                .formatted(Lines.one(person), about(), days, Hours.said(hoursPerDay));
    }

    private String about() {
        return Lines.one(project)
                + (client == null ? "" : " (%s)".formatted(Lines.one(client)))
                + (task == null ? "" : ": " + Lines.one(task));
    }

    private String clock() {
        return startTime != null && startTime.length() == 8 && startTime.endsWith(":00")
                ? startTime.substring(0, 5)
                : String.valueOf(startTime);
    }
}
