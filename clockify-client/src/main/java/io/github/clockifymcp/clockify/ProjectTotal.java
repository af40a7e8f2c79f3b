package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The hours that are planned for a project.
///
/// @param totalHours of everybody, over the days that were asked for
/// @param days those on which somebody is planned, in order
/// @param milestones the project's, in these days
public record ProjectTotal(
        String projectId,
        @Nullable String projectName,
        @Nullable String clientName,
        boolean projectArchived,
        BigDecimal totalHours,
        List<LocalDate> days,
        List<Milestone> milestones) {

    public ProjectTotal {
        days = List.copyOf(days);
        milestones = List.copyOf(milestones);
    }

    /// A day by which something is to be done.
    public record Milestone(String name, @Nullable LocalDate date) {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ProjectTotal from(JsonNode raw) {
        Fields fields = new Fields(raw);
        JsonNode hours = raw.path("totalHours");
        List<LocalDate> days = new ArrayList<>();
        for (JsonNode day : raw.path("assignments")) {
            LocalDate date = date(day);
            if (date != null && day.path("hasAssignment").asBoolean()) {
                days.add(date);
            }
        }
        List<Milestone> milestones = new ArrayList<>();
        for (JsonNode milestone : raw.path("milestones")) {
            milestones.add(new Milestone(milestone.path("name").asText(), date(milestone)));
        }
        return new ProjectTotal(
                fields.required("projectId"),
                fields.id("projectName"),
                fields.id("clientName"),
                fields.flag("projectArchived"),
                hours.isNumber() ? hours.decimalValue() : BigDecimal.ZERO,
                days.stream().sorted().toList(),
                milestones);
    }

    private static @Nullable LocalDate date(JsonNode node) {
        Instant date = new Fields(node).instant("date");
        return date == null ? null : LocalDate.ofInstant(date, ZoneOffset.UTC);
    }
}
