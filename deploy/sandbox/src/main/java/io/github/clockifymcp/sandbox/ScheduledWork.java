package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Work that somebody is planned for. Its days are days of the calendar, whatever the zone.
///
/// @param hoursPerDay on each day that is not excluded
/// @param nonWorking whether days off count as well
/// @param series null where it does not repeat
record ScheduledWork(
        String id,
        String userId,
        String projectId,
        @Nullable String taskId,
        LocalDate first,
        LocalDate last,
        BigDecimal hoursPerDay,
        @Nullable String startTime,
        boolean billable,
        boolean nonWorking,
        String note,
        boolean published,
        @Nullable Series series)
        implements Row {

    /// What repeats every week.
    ///
    /// @param weeks in how many weeks, in all
    record Series(String id, int weeks) {}

    ScheduledWork publish() {
        return with(id, userId, first, last, true, series);
    }

    /// The same as a draft at other days.
    ScheduledWork moved(String newId, String user, long byDays, @Nullable Series other) {
        return with(newId, user, first.plusDays(byDays), last.plusDays(byDays), false, other);
    }

    ScheduledWork of(@Nullable Series other) {
        return with(id, userId, first, last, published, other);
    }

    private ScheduledWork with(
            String newId,
            String user,
            LocalDate from,
            LocalDate to,
            boolean out,
            @Nullable Series other) {
        return new ScheduledWork(
                newId,
                user,
                projectId,
                taskId,
                from,
                to,
                hoursPerDay,
                startTime,
                billable,
                nonWorking,
                note,
                out,
                other);
    }

    boolean touches(LocalDate from, LocalDate to) {
        return !last.isBefore(from) && !first.isAfter(to);
    }

    /// The hours on a day, none on one that is excluded.
    BigDecimal hoursOn(Call call, LocalDate day) {
        boolean in = touches(day, day) && excluded(call, day).isEmpty();
        return in ? hoursPerDay : BigDecimal.ZERO;
    }

    /// Why a day does not count: WEEKEND, HOLIDAY or TIME_OFF.
    private Optional<String> excluded(Call call, LocalDate day) {
        if (nonWorking) {
            return Optional.empty();
        }
        Member member = call.workspace().member(userId);
        if (!ProfileRoutes.profile(call, member)
                .workingDays()
                .contains(day.getDayOfWeek().name())) {
            return Optional.of("WEEKEND");
        }
        if (Holiday.is(call.workspace(), userId, day)) {
            return Optional.of("HOLIDAY");
        }
        ZoneId zone = call.company().account(userId).zone();
        boolean away =
                call.workspace()
                        .table(Leave.class)
                        .any(leave ->
                                leave.userId().equals(userId)
                                        && leave.is("APPROVED")
                                        && leave.start()
                                                .isBefore(
                                                        day.plusDays(1)
                                                                .atStartOfDay(zone)
                                                                .toInstant())
                                        && leave.end().isAfter(day.atStartOfDay(zone).toInstant()));
        return away ? Optional.of("TIME_OFF") : Optional.empty();
    }

    /// As writes show it.
    ObjectNode json(Call call) {
        ObjectNode json = common(call);
        json.put("includeNonWorkingDays", nonWorking).put("published", published);
        ObjectNode recurring = json.putObject("recurring").put("repeat", series != null);
        recurring.put("seriesId", series == null ? "" : series.id);
        recurring.put("weeks", series == null ? 1 : series.weeks);
        ArrayNode days = json.putArray("excludeDays");
        first.datesUntil(last.plusDays(1))
                .forEach(day ->
                        excluded(call, day)
                                .ifPresent(why ->
                                        days.addObject()
                                                .put("date", day + "T00:00:00Z")
                                                .put("type", why)));
        return json;
    }

    /// As the list shows it: with names, but neither the series nor whether it is published.
    ObjectNode row(Call call) {
        State state = call.workspace();
        Project project = state.get(Project.class, projectId);
        ObjectNode json = common(call);
        json.put("userName", call.company().account(userId).name());
        json.put("projectName", project.name()).put("projectColor", project.color());
        json.put("projectArchived", project.archived()).put("projectBillable", project.billable());
        Optional<Client> client =
                Optional.ofNullable(project.clientId()).flatMap(state.clients()::find);
        json.put("clientId", client.map(Client::id).orElse(""));
        json.put("clientName", client.map(Client::name).orElse(""));
        Optional<Task> task = Optional.ofNullable(taskId).flatMap(state.tasks()::find);
        json.put("taskName", task.map(Task::name).orElse(""));
        return json;
    }

    private ObjectNode common(Call call) {
        ObjectNode json = Json.object();
        json.put("id", id).put("workspaceId", call.workspace().id());
        json.put("userId", userId).put("projectId", projectId);
        json.put("taskId", taskId == null ? "" : taskId);
        json.putObject("period").put("start", first + "T00:00:00Z").put("end", last + "T23:59:59Z");
        json.put("hoursPerDay", hoursPerDay.doubleValue());
        json.put("startTime", startTime == null ? "" : startTime);
        json.put("billable", billable).put("note", note);
        return json;
    }
}
