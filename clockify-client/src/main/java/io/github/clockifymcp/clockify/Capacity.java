package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody can work a day, and the hours they are planned for.
///
/// @param perDay on a working day; null where Clockify does not say
/// @param workingDays empty where Clockify does not say
/// @param planned by day; a day without hours may be missing
public record Capacity(
        String userId,
        @Nullable String userName,
        @Nullable String userStatus,
        @Nullable Duration perDay,
        Set<DayOfWeek> workingDays,
        List<PlannedDay> planned) {

    public Capacity {
        workingDays = Set.copyOf(workingDays);
        planned = List.copyOf(planned);
    }

    /// A day, and the hours that somebody is planned for on it.
    public record PlannedDay(LocalDate date, BigDecimal hours) {}

    /// The hours planned on a day.
    public BigDecimal on(LocalDate day) {
        return planned.stream()
                .filter(one -> one.date().equals(day))
                .map(PlannedDay::hours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Capacity from(JsonNode raw) {
        Fields fields = new Fields(raw);
        JsonNode seconds = raw.path("capacityPerDay");
        List<PlannedDay> planned = new ArrayList<>();
        for (JsonNode day : raw.path("totalHoursPerDay")) {
            Instant date = new Fields(day).instant("date");
            if (date != null && day.path("totalHours").isNumber()) {
                planned.add(
                        new PlannedDay(
                                LocalDate.ofInstant(date, ZoneOffset.UTC),
                                day.path("totalHours").decimalValue()));
            }
        }
        return new Capacity(
                fields.required("userId"),
                fields.id("userName"),
                fields.id("userStatus"),
                seconds.isNumber() ? Duration.ofSeconds(seconds.longValue()) : null,
                workingDays(raw.path("workingDays")),
                planned);
    }

    /// A list, or one text with all of them in it: both were seen.
    private static Set<DayOfWeek> workingDays(JsonNode node) {
        String said = node.isTextual() ? node.textValue() : node.toString();
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (said.contains(day.name())) {
                days.add(day);
            }
        }
        return days;
    }
}
