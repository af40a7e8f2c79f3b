package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.Scheduling.Days;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Work that somebody is planned for. Lists give names, and neither the series nor whether it is
/// published; writes give those, and no names.
///
/// @param start its beginning; the clock's reading in UTC names the day
/// @param hoursPerDay planned on each of its working days
/// @param published null where Clockify does not say
/// @param seriesId null where it does not repeat, or Clockify does not say
/// @param raw all that Clockify said about it
public record ScheduledWork(
        String id,
        String userId,
        @Nullable String userName,
        String projectId,
        @Nullable String projectName,
        @Nullable String clientName,
        boolean projectArchived,
        @Nullable String taskId,
        @Nullable String taskName,
        @Nullable Instant start,
        @Nullable Instant end,
        BigDecimal hoursPerDay,
        @Nullable String startTime,
        @Nullable String note,
        boolean billable,
        @Nullable Boolean published,
        @Nullable String seriesId,
        @JsonValue JsonNode raw) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ScheduledWork from(JsonNode raw) {
        Fields fields = new Fields(raw);
        Fields period = new Fields(raw.path("period"));
        JsonNode hours = raw.path("hoursPerDay");
        return new ScheduledWork(
                fields.required("id"),
                fields.required("userId"),
                fields.id("userName"),
                fields.required("projectId"),
                fields.id("projectName"),
                fields.id("clientName"),
                fields.flag("projectArchived"),
                fields.id("taskId"),
                fields.id("taskName"),
                period.instant("start"),
                period.instant("end"),
                hours.isNumber() ? hours.decimalValue() : BigDecimal.ZERO,
                fields.id("startTime"),
                fields.id("note"),
                fields.flag("billable"),
                raw.path("published").isBoolean() ? raw.path("published").asBoolean() : null,
                new Fields(raw.path("recurring")).id("seriesId"),
                raw);
    }

    /// Its days; null where Clockify gives none.
    ///
    /// @param zone where a beginning that is no midnight in UTC is read
    public @Nullable Days days(ZoneId zone) {
        if (start == null || end == null || end.isBefore(start)) {
            return null;
        }
        boolean reading = start.atOffset(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MIDNIGHT);
        ZoneId where = reading ? ZoneOffset.UTC : zone;
        LocalDate first = LocalDate.ofInstant(start, where);
        // An end at midnight ends the day before, unless that leaves no day.
        LocalDate last = LocalDate.ofInstant(end.minusSeconds(1), where);
        return new Days(first, last.isBefore(first) ? first : last);
    }
}
