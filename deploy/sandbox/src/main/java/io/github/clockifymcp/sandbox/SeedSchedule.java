package io.github.clockifymcp.sandbox;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/// Who is planned for what in the three weeks after the clock's now. Elif has more than fits into
/// her first week, and some of what comes later is still a draft.
final class SeedSchedule {

    private final State state;
    private final LocalDate monday;

    private SeedSchedule(State state, Instant now) {
        this.state = state;
        this.monday =
                LocalDate.ofInstant(now, ZoneId.of("Europe/Vienna"))
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    static void fill(State state, Instant now) {
        SeedSchedule seed = new SeedSchedule(state, now);
        seed.weekly("mina", "Annual Report", "Layout", "4", 3, true);
        seed.once("brand", "mina", "Brand Refresh", 1, 5, "2.5", false);
        seed.once("report", "elif", "Annual Report", 0, 5, "6", true);
        seed.once("portal", "elif", "Customer Portal", 0, 3, "3", true);
        seed.once("portal2", "elif", "Customer Portal", 1, 10, "5", false);
        seed.once("app", "grace", "Booking App", 0, 12, "7", true);
        seed.weekly("hana", "Online Shop", "Product photos", "3.5", 2, false);
        seed.once("hiring", "bruno", "Internal", 2, 2, "2", true);
    }

    /// From Monday to Friday, every week.
    private void weekly(
            String who, String project, String task, String hours, int weeks, boolean published) {
        ScheduledWork.Series series =
                new ScheduledWork.Series(Ids.of("series", who + "/" + project), weeks);
        String taskId = Ids.of("task", project + "/" + task);
        for (int week = 0; week < weeks; week++) {
            LocalDate first = monday.plusWeeks(week);
            put(
                    who + "/" + project + "/" + week,
                    who,
                    project,
                    taskId,
                    first,
                    first.plusDays(4),
                    hours,
                    published,
                    series);
        }
    }

    private void once(
            String id,
            String who,
            String project,
            int week,
            int days,
            String hours,
            boolean published) {
        LocalDate first = monday.plusWeeks(week);
        put(id, who, project, null, first, first.plusDays(days - 1L), hours, published, null);
    }

    private void put(
            String id,
            String who,
            String project,
            @Nullable String taskId,
            LocalDate first,
            LocalDate last,
            String hours,
            boolean published,
            ScheduledWork.@Nullable Series series) {
        state.table(ScheduledWork.class)
                .put(
                        new ScheduledWork(
                                Ids.of("scheduled-work", id),
                                Seed.person(who).id(),
                                Ids.of("project", project),
                                taskId,
                                first,
                                last,
                                new BigDecimal(hours),
                                null,
                                true,
                                false,
                                "",
                                published,
                                series));
    }
}
